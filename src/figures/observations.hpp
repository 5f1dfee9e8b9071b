#pragma once

#include "model/dataset.hpp"
#include "model/figure.hpp"

#include <optional>
#include <span>

namespace solieu::figures {

/// Kinds that may answer, best first.
using Kinds = std::span<const model::Kind>;

/// What the data say at one key.
enum class Found : std::uint8_t {
  nothing,
  value,
  silent,        ///< a row without a number: NULL, or text only
  closed,        ///< not applicable or suppressed
  duplicate,     ///< the same key and vintage with different values
  clock_unclear, ///< no clock asked, and several stated clocks have a value
};

struct Sighting {
  Found found = Found::nothing;
  std::uint32_t row = 0;       ///< the row, unless nothing was found
  bool clock_unstated = false; ///< the row does not say its clock
  std::uint32_t other = 0;     ///< of a duplicate: a row that says something else
};

/// Single observations by key: kind, vintage, clock and duplicates (figures.md §1, step 1).
class Observations {
public:
  Observations(const model::Dataset &dataset, std::optional<model::Date> known_by)
      : dataset_(dataset), known_by_(known_by) {}

  /// What stands at the key (its kind and clock are overwritten). A stated clock never answers for another one; an
  /// unstated one answers for any.
  [[nodiscard]] Sighting at(model::ObservationKey &key, model::Clock clock, Kinds kinds) const;
  [[nodiscard]] const model::Observation &row(std::uint32_t number) const { return dataset_.at(number); }

private:
  [[nodiscard]] Sighting of_kind(model::ObservationKey &key, model::Clock clock) const;
  [[nodiscard]] Sighting of_any_clock(model::ObservationKey &key) const;
  [[nodiscard]] Sighting of_day(model::ObservationKey &key) const;
  [[nodiscard]] Sighting latest(const model::ObservationKey &key) const;
  [[nodiscard]] bool known(const model::Observation &observation) const;

  const model::Dataset &dataset_;
  std::optional<model::Date> known_by_;
};

/// The number of an observation with its bound and wording, without regard to the indicator's unit.
[[nodiscard]] model::Quantity quantity_of(const model::Observation &observation);

} // namespace solieu::figures
