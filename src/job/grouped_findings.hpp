#pragma once

#include "diagnostic/diagnostic.hpp"

namespace solieu::job {

/// The same figure missing at several places of a report is told once, at the first of them and with the number of the
/// others (`job.missing-figure-often`). All other findings stay as they are.
[[nodiscard]] diagnostic::Diagnostics grouped(const diagnostic::Diagnostics &findings);

} // namespace solieu::job
