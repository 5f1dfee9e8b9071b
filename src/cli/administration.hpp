#pragma once

#include "cli/arguments.hpp"
#include "cli/exit_status.hpp"
#include "cli/output.hpp"
#include "job/figure_job.hpp"

#include <functional>
#include <optional>
#include <string>

namespace solieu::cli {

/// Failure `cli.option-needed` when the command was given no --period.
void require_period(const Arguments &arguments);

/// What `figure` and `outlook` ask for; Failure as require_period.
[[nodiscard]] job::FigureJob figure_job(const Arguments &arguments, const std::string &expression, const Output &output,
                                        const std::function<bool()> &cancelled);

/// `outlook`, `snapshot make|show`, `catalogue search|period`, `workspace new|import-communes`; nothing for another
/// command.
[[nodiscard]] std::optional<ExitStatus> run_administration(const Arguments &arguments, const Output &output,
                                                           const std::function<bool()> &cancelled);

} // namespace solieu::cli
