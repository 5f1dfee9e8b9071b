#pragma once

#include "model/date.hpp"
#include "model/period.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace solieu::job {

/// The periods of these kinds (none = of all but days and spans of years) that are over on the day, three years back,
/// newest first.
[[nodiscard]] std::vector<model::Period> closed_periods(std::vector<model::PeriodKind> kinds, model::Clock clock,
                                                        model::Date today);

/// For which periods there is something to report.
struct PeriodsJob {
  std::string template_name;
  std::string territory; ///< full key; empty = the workspace's own
  std::filesystem::path workspace;
  std::string source; ///< alias; empty = the workspace's default
  model::Date today;
  std::function<bool()> cancelled; ///< asked from another thread while data are read; null = never
};

/// Ids of the closed periods for which the source has a result of an indicator of the template, newest first; nothing
/// for a template without indicators. Failure as for a report, when the template or the source cannot be read.
[[nodiscard]] std::optional<std::vector<std::string>> periods_with_figures(const PeriodsJob &job);

} // namespace solieu::job
