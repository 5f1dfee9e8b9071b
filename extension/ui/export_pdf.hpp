#pragma once

#include "ui/window.hpp"

namespace solieu::ui {

/// Asks for a file name, unless the arguments have a URL, and writes the frame's document there as tagged PDF/A-2b.
void export_pdf(const Context &context, const Frame &frame,
                const css::uno::Sequence<css::beans::PropertyValue> &arguments);

/// Writes a document as tagged PDF/A-2b to a file URL; UNO exceptions of the office pass.
void store_pdf(const css::uno::Reference<css::lang::XComponent> &document, const rtl::OUString &url);

} // namespace solieu::ui
