#pragma once

#include "job/figure_job.hpp"

#include <string>
#include <vector>

namespace solieu::job {

/// One number of an outlook, or why there is none.
struct OutlookValue {
  std::string text;  ///< "27.480 người", or the token of a missing value
  std::string value; ///< invariant; empty when missing
  std::string reason;
};

/// A year known to its end.
struct OutlookKnownYear {
  int year = 0;
  OutlookValue to_date, whole, share, pace_error, usual_error;
};

struct OutlookResult {
  std::string what;      ///< name of the indicator
  std::string territory; ///< its name
  std::string period;    ///< "chín tháng năm 2026"
  OutlookValue to_date, plan, at_pace, at_pace_of_plan, usual, usual_of_plan, usual_share, pace_error, usual_error;
  std::vector<OutlookKnownYear> years; ///< newest first
  diagnostic::Diagnostics findings;
};

/// Where the flow named by the expression (an indicator, with a slice if wanted) will stand at the end of the year.
/// Always a forecast. Failure as for a figure, and `job.outlook-expression` when the expression is no figure.
[[nodiscard]] OutlookResult outlook(const FigureJob &job);

} // namespace solieu::job
