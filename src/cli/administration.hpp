#pragma once

#include "cli/arguments.hpp"
#include "cli/exit_status.hpp"
#include "cli/output.hpp"

#include <functional>
#include <optional>

namespace solieu::cli {

/// `outlook`, `snapshot make|show`, `catalogue search|period`, `workspace new|import-communes`; nothing for another
/// command.
[[nodiscard]] std::optional<ExitStatus> run_administration(const Arguments &arguments, const Output &output,
                                                           const std::function<bool()> &cancelled);

} // namespace solieu::cli
