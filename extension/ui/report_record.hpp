#pragma once

#include "ui/window.hpp"

namespace solieu::ui {

/// Title, template, period, territory and number of linked figures of the frame's document, one a line; "" when the
/// document carries no record (SL_0 …).
[[nodiscard]] rtl::OUString report_summary(const Context &context, const Frame &frame);

} // namespace solieu::ui
