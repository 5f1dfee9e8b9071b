#include "figures/observations.hpp"

#include "model/arithmetic.hpp"

#include <array>
#include <tuple>

namespace solieu::figures {

using model::Absence;
using model::Clock;
using model::Observation;
using model::Quantity;
using model::Status;

namespace {

Found state_of(const Observation &observation) {
  if (observation.status == Status::not_applicable || observation.status == Status::suppressed) {
    return Found::closed;
  }
  return observation.low && observation.status != Status::missing ? Found::value : Found::silent;
}

/// The same statement in whatever unit of the dimension.
bool same_value(const Observation &a, const Observation &b) {
  if (a.bound != b.bound) {
    return false;
  }
  const Quantity left = quantity_of(a);
  const Quantity right = model::in_unit(quantity_of(b), a.unit);
  return right.present() && left.low == right.low && left.high == right.high;
}

bool agree(const Observation &a, const Observation &b) {
  const Found state = state_of(a);
  return state == state_of(b) && (state == Found::closed ? a.status == b.status : same_value(a, b));
}

/// An order of equal statements that does not depend on the order of the rows.
bool before(const Observation &a, const Observation &b) {
  return std::tie(a.row_id, a.origin, a.source, a.text) < std::tie(b.row_id, b.origin, b.source, b.text);
}

constexpr std::array all_clocks{Clock::unstated, Clock::admin15, Clock::calendar, Clock::custom};

bool answers(Found found) { return found != Found::nothing && found != Found::silent; }

} // namespace

Quantity quantity_of(const Observation &observation) {
  Quantity quantity;
  quantity.low = observation.low;
  quantity.high = observation.high;
  quantity.unit = observation.unit;
  quantity.bound = observation.bound;
  quantity.wording = observation.wording;
  quantity.absence = observation.low ? Absence::none : Absence::missing;
  return quantity;
}

bool Observations::known(const Observation &observation) const {
  return !known_by_ || !observation.as_of || *observation.as_of <= *known_by_;
}

Sighting Observations::latest(const model::ObservationKey &key) const {
  const std::span<const std::uint32_t> rows = dataset_.find(key);
  if (rows.size() == 1) {
    const Observation &only = dataset_.at(rows.front());
    return known(only) ? Sighting{state_of(only), rows.front(), key.clock == Clock::unstated, 0} : Sighting{};
  }
  std::optional<model::Date> newest;
  for (const std::uint32_t row : rows) {
    if (const Observation &observation = dataset_.at(row); known(observation) && observation.as_of > newest) {
      newest = observation.as_of;
    }
  }
  Sighting best;
  for (const std::uint32_t row : rows) {
    const Observation &observation = dataset_.at(row);
    if (!known(observation) || observation.as_of != newest) {
      continue;
    }
    const Found state = state_of(observation);
    const bool both_answer = answers(best.found) && answers(state);
    if (best.found == Found::duplicate) {
      break;
    }
    if (both_answer && !agree(dataset_.at(best.row), observation)) {
      best.found = Found::duplicate;
      best.other = row;
    } else if (best.found == Found::nothing || (best.found == Found::silent && state != Found::silent) ||
               (best.found == state && before(observation, dataset_.at(best.row)))) {
      best = {state, row, key.clock == Clock::unstated, 0};
    }
  }
  return best;
}

Sighting Observations::of_any_clock(model::ObservationKey &key) const {
  Sighting best;
  for (const Clock clock : all_clocks) {
    key.clock = clock;
    const Sighting seen = latest(key);
    if (answers(seen.found) && answers(best.found)) {
      if (seen.found == Found::duplicate || !agree(dataset_.at(best.row), dataset_.at(seen.row))) {
        if (seen.found == Found::duplicate) {
          return seen;
        }
        best.found = Found::clock_unclear;
        return best;
      }
    } else if (answers(seen.found) || best.found == Found::nothing) {
      best = seen;
    }
    if (clock == Clock::unstated && answers(seen.found)) {
      return seen;
    }
  }
  return best;
}

Sighting Observations::of_day(model::ObservationKey &key) const {
  Sighting seen = of_any_clock(key);
  seen.clock_unstated = false;
  return seen;
}

Sighting Observations::of_kind(model::ObservationKey &key, Clock clock) const {
  if (key.period.kind() == model::PeriodKind::day) {
    return of_day(key);
  }
  if (clock == Clock::unstated) {
    return of_any_clock(key);
  }
  key.clock = clock;
  const Sighting stated = latest(key);
  if (answers(stated.found)) {
    return stated;
  }
  key.clock = Clock::unstated;
  const Sighting unstated = latest(key);
  return unstated.found == Found::nothing || (unstated.found == Found::silent && stated.found == Found::silent)
             ? stated
             : unstated;
}

Sighting Observations::at(model::ObservationKey &key, Clock clock, Kinds kinds) const {
  Sighting silent;
  for (const model::Kind kind : kinds) {
    key.kind = kind;
    const Sighting seen = of_kind(key, clock);
    if (answers(seen.found)) {
      return seen;
    }
    if (silent.found == Found::nothing) {
      silent = seen;
    }
  }
  return silent;
}

} // namespace solieu::figures
