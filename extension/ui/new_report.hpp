#pragma once

#include "ui/window.hpp"

namespace solieu::ui {

/// Asks for template, period and territory, unless the arguments name a Template (then with Period, Territory, Number,
/// IssueDate), fills it off the main thread and opens the report as an untitled document.
void new_report(const Context &context, const Frame &parent,
                const css::uno::Sequence<css::beans::PropertyValue> &named);

/// Opens the bytes of a report as an untitled document that is not saved yet; `name` is proposed when it is saved.
void open_document(const Context &context, const css::uno::Sequence<sal_Int8> &bytes, const rtl::OUString &name);

} // namespace solieu::ui
