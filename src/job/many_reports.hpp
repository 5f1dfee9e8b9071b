#pragma once

#include "job/report_job.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace solieu::job {

/// Many reports from one read of one source.
struct ManyReports {
  /// One of them; what is empty is as in ReportJob.
  struct Wanted {
    std::string template_name;
    std::string period;
    std::string territory;
    std::string number;
  };
  std::vector<Wanted> reports;
  ReportJob shared;       ///< all else: workspace, source, clock, date, language, format …; `progress` is not told
  std::size_t batch = 50; ///< reports whose data are in memory at a time
  std::filesystem::path snapshot; ///< keeps the rows read, as a source for later; empty = a private file, removed
  /// Told after each report; null = nobody.
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// What became of one report: made, or the findings why not.
struct ReportOutcome {
  std::optional<ReportResult> made;
  diagnostic::Diagnostics findings; ///< empty when it was made: then they stand in the result
};

struct ManyReportsResult {
  std::size_t made = 0;
  std::size_t failed = 0;
  bool cancelled = false;           ///< the reports handed over until then are whole
  diagnostic::Diagnostics findings; ///< of the workspace and the source
};

/// Makes each report as `run` makes it alone, and hands it over in the order of the list as soon as it is there. What
/// is wrong with one (its template, period, territory, figures, rules) leaves the others alone. Memory grows with the
/// batch, not with the list. Failure when the workspace or the source cannot be read; what `take` throws ends the run.
[[nodiscard]] ManyReportsResult run_many(const ManyReports &job,
                                         const std::function<void(std::size_t index, ReportOutcome outcome)> &take);

/// Every template × period × territory, territories varying fastest.
[[nodiscard]] std::vector<ManyReports::Wanted> all_of(const std::vector<std::string> &templates,
                                                      const std::vector<std::string> &periods,
                                                      const std::vector<std::string> &territories);

} // namespace solieu::job
