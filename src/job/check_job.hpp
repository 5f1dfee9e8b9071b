#pragma once

#include "job/report_job.hpp"

#include <string>
#include <vector>

namespace solieu::job {

/// Templates to check; with a period also the data behind them and every rule of the workspace.
struct CheckJob {
  std::vector<std::string> templates; ///< names or files; empty = all of the workspace
  std::string period;                 ///< empty = the templates only
  std::string territory;
  std::filesystem::path workspace;
  std::string source;
  std::filesystem::path snapshot{}; ///< file to read instead of the source; empty = the source
  std::string clock;
  model::Date issue_date;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::function<bool()> cancelled; ///< asked from another thread while data are read; null = never
};

struct CheckResult {
  struct Template {
    std::string name;
    diagnostic::Diagnostics findings;
    std::size_t figures = 0; ///< with a period
    std::size_t missing = 0;
  };
  std::vector<Template> templates;
  std::vector<CheckLine> checks;
  diagnostic::Diagnostics findings; ///< of the workspace and the data

  [[nodiscard]] bool has_error() const;
};

/// Checks templates, data and rules; throws Failure only when the workspace or the source cannot be read.
[[nodiscard]] CheckResult run(const CheckJob &job);

} // namespace solieu::job
