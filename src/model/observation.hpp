#pragma once

#include "model/catalogue.hpp"
#include "model/decimal.hpp"
#include "model/period.hpp"
#include "model/shared_text.hpp"

#include <boost/container/small_vector.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solieu::model {

/// What a value claims to be (domain.md 2.1).
enum class Kind : std::uint8_t { actual, estimate, plan, target, final };
/// How the value stands to the true one; independent of a range.
enum class Bound : std::uint8_t { exact, at_least, more_than, at_most, less_than, about };
/// What the number measures of the indicator, as the source states it.
enum class Measure : std::uint8_t { value, share, plan_percentage, average, ratio };
/// SDMX CL_OBS_STATUS, as far as used: A normal, E estimated, P provisional, F forecast, M missing, B break,
/// plus N not applicable and S suppressed.
enum class Status : std::uint8_t {
  normal,
  estimated,
  provisional,
  forecast,
  missing,
  series_break,
  not_applicable,
  suppressed
};

[[nodiscard]] std::string_view name_of(Kind kind) noexcept;
[[nodiscard]] std::string_view name_of(Bound bound) noexcept;
[[nodiscard]] std::string_view name_of(Measure measure) noexcept;
[[nodiscard]] std::string_view name_of(Status status) noexcept;
/// By name; a bound also by its sign (= ≥ > ≤ < ≈), a status also by its letter (A E P F M B N S).
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Bound> bound_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Measure> measure_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Status> status_named(std::string_view name) noexcept;

/// One member of one breakdown; a slice is sorted by breakdown.
struct Coordinate {
  BreakdownId breakdown{};
  std::string member;
  friend auto operator<=>(const Coordinate &, const Coordinate &) = default;
};
/// Most slices name one member; that one needs no memory of its own.
using Slice = boost::container::small_vector<Coordinate, 1>;

/// The coordinates of an observation.
struct ObservationKey {
  IndicatorId indicator{};
  TerritoryId territory = TerritoryId::none;
  Period period;
  Clock clock = Clock::unstated;
  Slice slice;
  Kind kind = Kind::actual;
  Measure measure = Measure::value;
  friend bool operator==(const ObservationKey &, const ObservationKey &) = default;
};

/// Where in a source an observation stands: the table or file, and the number of the row in it.
struct Origin {
  SharedText table;
  std::uint64_t row = 0;
  /// "observations:7"; empty for an observation that was not read from a source.
  [[nodiscard]] std::string text() const;
  /// By table, then by the number of the row: row 9 stands before row 10.
  friend auto operator<=>(const Origin &, const Origin &) = default;
};

/// One stated fact: a number, a range (low < high), or text only (no number in the source).
struct Observation {
  ObservationKey key;
  std::optional<Decimal> low;  ///< the value; of a range the lower end; nothing = missing or text only
  std::optional<Decimal> high; ///< set for a range only
  Bound bound = Bound::exact;
  std::string wording; ///< code into the phrases: "tren", "khoang", "gan" …; empty = none
  Unit unit;
  Status status = Status::normal;
  std::optional<Date> as_of;
  SharedText source;  ///< where the fact was published, as a person cites it
  std::string text;   ///< the source's own words
  std::string row_id; ///< the row it came from, e.g. "A7"
  Origin origin;
  bool synthetic = false;

  /// How a person finds it in the source: its row's own id, else table and number.
  [[nodiscard]] std::string name() const { return row_id.empty() ? origin.text() : row_id; }
};

} // namespace solieu::model
