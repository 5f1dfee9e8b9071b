#pragma once

#include "check/checker.hpp"
#include "diagnostic/diagnostic.hpp"

#include <memory>
#include <string>
#include <vector>

namespace solieu::job {

/// What a rule said; the sentences are filled.
struct CheckLine {
  std::string rule;
  std::string outcome; ///< "holds", "fails", "accepted" (fails, and a person lets it stand), "unknown"
  diagnostic::Severity severity = diagnostic::Severity::warning;
  std::string left, relation, right; ///< the sides as invariant numbers; "…" = missing
  std::string message_vi, message_en;
  std::string figure, place;     ///< what it is about and where
  std::vector<std::string> rows; ///< rows of the source behind it
  bool no_data = false;          ///< unknown because there is nothing at all: not worth a line
  std::string reason, who, date; ///< of an accepted one
};

/// "7.650 = 7.650": both sides as the language writes numbers.
[[nodiscard]] std::string comparison_text(const CheckLine &line, const std::string &language);

/// Appends the verdicts as lines, and those that do not hold as findings too. True when a rule of severity error fails.
bool take_verdicts(const std::vector<check::Verdict> &verdicts, std::vector<CheckLine> &lines,
                   diagnostic::Diagnostics &findings);

/// The lines as rows of `report.checks`, sentences in the language; without those that had no data.
[[nodiscard]] std::shared_ptr<const expression::List> check_rows(const std::vector<CheckLine> &lines,
                                                                 const std::string &language);

} // namespace solieu::job
