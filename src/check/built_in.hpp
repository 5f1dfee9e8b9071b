#pragma once

#include "check/evidence.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::check {

/// A built-in check at work: the rule, the report and the rows.
struct Work {
  const CompiledRule &rule;
  expression::Environment &environment;
  const model::Dataset *dataset;
  std::vector<Verdict> verdicts{};

  [[nodiscard]] Evidence evidence() const { return {environment.figures, dataset}; }
  /// Whole number of an option, or what stands in for it.
  [[nodiscard]] int number(std::string_view option, int otherwise) const;
  [[nodiscard]] std::string text(std::string_view option, std::string_view otherwise) const;
  /// The figures the rule names, at the report's coordinates; for `*` every indicator.
  [[nodiscard]] std::vector<model::FigureQuery> subjects() const;
  /// True when the rule looks at this indicator.
  [[nodiscard]] bool looks_at(model::IndicatorId indicator) const;
  /// Rows of the report's territory with exactly its period that the rule looks at, in the order of their names.
  [[nodiscard]] std::vector<std::uint32_t> rows_here() const;
  /// Where a row stands, as a question.
  [[nodiscard]] model::FigureQuery query_of(const model::Observation &row) const;
};

/// A check that the language cannot say. `options` are those it takes; `needs` adds what must be read.
struct BuiltIn {
  std::string_view name;
  void (*run)(Work &work);
  std::vector<std::string_view> options;
  bool children = false; ///< needs the figures of the children
  int years_back = 0;
};

[[nodiscard]] const std::vector<BuiltIn> &built_ins();
[[nodiscard]] const BuiltIn *built_in_named(std::string_view name);
[[nodiscard]] std::vector<std::string> built_in_names();

/// Stated shares of the members of an exclusive breakdown make 100 (C9). Option breakdown; without it every one.
void check_shares(Work &work);
/// What a source states agrees with what is computed: share, plan percentage, average, ratio (C2, C7, C12).
void check_stated(Work &work);
/// A stated percentage of a plan that is not there: the interval it lies in (C23).
void check_implied_plan(Work &work);
/// The result keeps pace with the year (C3); with ahead=next the target of the next period is added (C4).
void check_pace(Work &work);
/// Year to date = year to date of the period before + this period, where a source states all three.
void check_year_to_date(Work &work);
/// The value against the median of the same period of earlier years. Options years, factor, where=children.
void check_outlier(Work &work);
/// Children that report / children there are.
void check_completeness(Work &work);
/// Rows with one key and different values.
void check_duplicates(Work &work);
/// The source's words say a rise and the figures a fall, or the other way round (C13). Options up, down.
void check_wording_sign(Work &work);
/// A count against the list in the source's own words (C17).
void check_count_list(Work &work);
/// One source speaks of several overlapping spans of years (C8).
void check_mixed_periods(Work &work);

} // namespace solieu::check
