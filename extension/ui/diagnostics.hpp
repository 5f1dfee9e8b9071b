#pragma once

#include "ui/window.hpp"

namespace solieu::ui {

/// Shows the versions, whether the core loads (and what is absent if not), the workspace and its sources. Needs nothing
/// but the UNO runtime, so it works when the core does not.
void show_diagnostics(const Context &context, const Frame &parent);

/// Why the core library cannot be loaded, in the loader's words; "" when it can.
[[nodiscard]] std::string core_problem(const Context &context);

} // namespace solieu::ui
