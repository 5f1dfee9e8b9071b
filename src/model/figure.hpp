#pragma once

#include "model/observation.hpp"
#include "model/shared_text.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace solieu::model {

/// Why there is no number.
enum class Absence : std::uint8_t {
  none,           ///< there is one
  missing,        ///< not reported
  not_applicable, ///< cannot exist ("-")
  suppressed,     ///< known, not published
};

/// A number with its unit, or a range, or the reason why there is none.
struct Quantity {
  std::optional<Decimal> low;
  std::optional<Decimal> high; ///< set for a range only
  Unit unit;
  Bound bound = Bound::exact;
  std::string wording; ///< code into the phrases; empty = none
  Absence absence = Absence::missing;
  std::string reason; ///< code `figures.…` or `expression.…` of the message that says why it is absent
  std::vector<std::pair<std::string, std::string>> reason_arguments;

  [[nodiscard]] bool present() const noexcept { return absence == Absence::none; }
  [[nodiscard]] bool range() const noexcept { return high.has_value(); }
  [[nodiscard]] static Quantity of(Decimal value, Unit unit);
  [[nodiscard]] static Quantity absent(Absence absence, std::string reason, Unit unit = {});
};

/// What a figure asks for: one indicator at one coordinate, of one kind, by one measure.
/// The `stated_…` are what the source itself says in that measure; the others are computed.
enum class FigureMeasure : std::uint8_t {
  value,
  plan_pct,
  plan_over,
  change,
  change_pct,
  change_pp,
  index,
  share,
  average,           ///< a flow per year of its period
  outlook,           ///< of the year: at this pace; a forecast
  outlook_pct,       ///< the same in % of the year's plan
  outlook_usual,     ///< of the year: by the share usually reached by now; a forecast
  outlook_usual_pct, ///< the same in % of the year's plan
  stated_share,
  stated_plan_pct,
  stated_average,
  stated_ratio
};
[[nodiscard]] constexpr bool is_stated(FigureMeasure measure) noexcept {
  return measure >= FigureMeasure::stated_share;
}
[[nodiscard]] constexpr bool is_outlook(FigureMeasure measure) noexcept {
  return measure >= FigureMeasure::outlook && measure <= FigureMeasure::outlook_usual_pct;
}
inline constexpr int outlook_years = 5; ///< earlier years that an outlook looks at
/// Base of a comparison.
enum class Base : std::uint8_t { last_year, previous };

/// How the time of the report was changed for this figure.
struct FigureQuery {
  IndicatorId indicator{};
  TerritoryId territory = TerritoryId::none;
  Period period;
  Clock clock = Clock::unstated;
  bool year_to_date = false; ///< from the start of the year to the end of `period`
  Slice slice;
  std::optional<Kind> kind; ///< nothing = final, else actual
  FigureMeasure measure = FigureMeasure::value;
  Base base = Base::last_year;
  friend bool operator==(const FigureQuery &, const FigureQuery &) = default;
};

/// Which step of the resolution order answered (figures.md §1).
enum class Step : std::uint8_t {
  observed,
  recomputed_rate,
  sum_of_members,
  sum_of_periods,
  sum_of_children,
  sum_of_predecessors,
  computed
};

/// The chain behind a figure: how it was made, from which observations and which other figures.
struct Provenance {
  Step step = Step::observed;
  FigureQuery query;                       ///< what was asked at this node
  std::vector<std::uint32_t> observations; ///< rows of the dataset
  std::vector<std::shared_ptr<const Provenance>> parts;
  std::string note; ///< code of a message, e.g. figures.clock-unstated; empty = none
};

/// A value that stands in a report.
struct Figure {
  FigureQuery query;
  Quantity quantity;
  Kind kind = Kind::actual;
  Status status = Status::normal;
  std::optional<Date> as_of;
  SharedText source;
  bool rebased = false;
  bool synthetic = false;
  bool clock_unstated = false;
  std::shared_ptr<const Provenance> provenance;
};

} // namespace solieu::model
