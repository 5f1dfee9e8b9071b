#pragma once

#include "cli/arguments.hpp"
#include "cli/exit_status.hpp"
#include "cli/output.hpp"

#include <functional>

namespace solieu::cli {

/// Runs the command the arguments name; Failure for what ends it. `cancelled` is asked during long work.
[[nodiscard]] ExitStatus run_command(const Arguments &arguments, const Output &output,
                                     const std::function<bool()> &cancelled);

} // namespace solieu::cli
