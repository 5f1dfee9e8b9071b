#pragma once

#include "ui/window.hpp"

namespace solieu::ui {

/// The whole flow of "New report": reads the workspace off the main thread, asks for template, period and territory,
/// fills on a worker thread with progress and Cancel, opens the result as an untitled document.
void new_report(const Context &context, const Frame &parent);

/// Opens the bytes of a filled report as an untitled document in a window of its own.
void open_document(const Context &context, const css::uno::Sequence<sal_Int8> &bytes);

} // namespace solieu::ui
