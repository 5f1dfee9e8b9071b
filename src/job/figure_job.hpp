#pragma once

#include "job/explanation.hpp"
#include "job/report_job.hpp"

#include <string>
#include <vector>

namespace solieu::job {

/// One value asked for by an expression of the template language.
struct FigureJob {
  std::string expression;
  std::string period;
  std::string territory;
  std::filesystem::path workspace;
  std::string source;
  std::filesystem::path snapshot{}; ///< file to read instead of the source; empty = the source
  std::string clock;
  model::Date issue_date;
  std::string language;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::function<bool()> cancelled; ///< asked from another thread while data are read; null = never
};

struct FigureResult {
  std::string text;       ///< as a report would print it
  std::string value;      ///< invariant number, "" when there is none
  std::string value_high; ///< of a range
  std::string unit;
  std::string reason; ///< why there is none, as a sentence
  bool present = false;
  std::vector<Explanation> why; ///< one chain a figure of the expression
  diagnostic::Diagnostics findings;
};

/// Evaluates one expression; throws Failure with everything that is wrong.
[[nodiscard]] FigureResult run(const FigureJob &job);

} // namespace solieu::job
