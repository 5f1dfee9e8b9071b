#pragma once

#include "figures/resolver.hpp"

#include <optional>
#include <vector>

namespace solieu::figures {

/// A year that is known to its end, and what each way would have said at the same month.
struct OutlookYear {
  int year = 0;
  model::Figure to_date;
  model::Figure whole;
  model::Quantity share;       ///< of the whole year reached by then, in %
  model::Quantity pace_error;  ///< (estimate − actual) / actual, in %
  model::Quantity usual_error; ///< the same with the usual share of the other known years
};

/// Where a flow with a plan will stand at the end of the year: two ways, each a forecast or missing with its reason.
struct Outlook {
  model::Figure to_date;
  model::Figure plan;
  model::Figure at_pace; ///< the year to date, prolonged in twelfths
  model::Figure usual;   ///< the year to date ÷ the share usually reached by this month (median of the known years)
  model::Quantity usual_share;
  std::vector<OutlookYear> years; ///< newest first
  model::Quantity pace_error;     ///< median of the absolute errors of the known years, in %
  model::Quantity usual_error;
};

inline constexpr int outlook_least_years = 2;

/// The outlook of the query's year from its period. Missing where it would be a guess: no flow
/// (`figures.outlook-flow`), no plan, nothing to date, the first month (`figures.outlook-early`), a year that is over
/// (`figures.outlook-over`); the usual share also with fewer than two known years (`figures.outlook-years`).
[[nodiscard]] Outlook outlook(const model::FigureQuery &query, const Resolution &resolution);

/// One of its numbers, as the query's measure names it: `outlook`, `outlook_pct`, `outlook_usual`, `outlook_usual_pct`.
[[nodiscard]] model::Figure outlook_figure(const model::FigureQuery &query, const Resolution &resolution);

} // namespace solieu::figures
