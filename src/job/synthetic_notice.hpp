#pragma once

#include "binding/filled_report.hpp"
#include "diagnostic/diagnostic.hpp"

#include <string>

namespace solieu::job {

/// Whether a figure of the report stands on made-up data.
[[nodiscard]] bool has_synthetic(const binding::FilledReport &filled);

/// The warning `job.synthetic-data`.
[[nodiscard]] diagnostic::Diagnostic synthetic_warning();

/// The line that such a report carries, in its language.
[[nodiscard]] std::string synthetic_notice(const std::string &language);

} // namespace solieu::job
