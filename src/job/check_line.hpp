#pragma once

#include "check/checker.hpp"
#include "diagnostic/diagnostic.hpp"

#include <string>
#include <vector>

namespace solieu::job {

/// What a rule said; the sentences are filled.
struct CheckLine {
  std::string rule;
  std::string outcome; ///< "holds", "fails", "unknown"
  diagnostic::Severity severity = diagnostic::Severity::warning;
  std::string left, relation, right; ///< the sides as invariant numbers; "…" = missing
  std::string message_vi, message_en;
};

/// Appends the verdicts as lines, and those that do not hold as findings too. True when a rule of severity error fails.
bool take_verdicts(const std::vector<check::Verdict> &verdicts, std::vector<CheckLine> &lines,
                   diagnostic::Diagnostics &findings);

} // namespace solieu::job
