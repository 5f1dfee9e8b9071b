#include "figures/resolution.hpp"

#include "figures/combined.hpp"
#include "figures/reasons.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace solieu::figures {

using diagnostic::Code;
using model::Absence;
using model::Figure;
using model::FigureQuery;
using model::Kind;
using model::Quantity;
using model::TimeAggregation;

namespace {

/// How much a reason tells: the strongest one is given when no step answers.
enum class Weight : std::uint8_t { none, empty, part, incomplete, boundary, text };

bool additive(const model::Indicator &indicator) {
  return indicator.aggregation == TimeAggregation::flow || indicator.aggregation == TimeAggregation::stock;
}

bool sums_over_territory(const model::Indicator &indicator) {
  return additive(indicator) && indicator.additive_over_territory;
}

model::Status status_for(Absence absence) {
  return absence == Absence::not_applicable ? model::Status::not_applicable
         : absence == Absence::suppressed   ? model::Status::suppressed
                                            : model::Status::missing;
}

/// Whole predecessor, the only one: the boundary is the same.
bool same_boundary(const model::Territory &unit) {
  return unit.predecessors.size() == 1 && unit.predecessors.front().share == model::Decimal(1);
}

/// A stated share or percentage is in %, a ratio in lần, an average in the indicator's unit a year.
model::Unit unit_as_stated(model::Measure measure, const model::Indicator &indicator) {
  if (measure == model::Measure::average) {
    return model::unit_of_quotient(indicator.unit, model::Unit::of("năm"));
  }
  return model::Unit::of(measure == model::Measure::ratio ? "lần" : "%");
}

} // namespace

/// One walk down the order: what is asked, and the best answer or reason so far.
struct Resolution::Attempt {
  const FigureQuery &query;
  Kinds kinds;
  Reach reach;
  const model::Indicator &indicator;
  model::ObservationKey key;
  Figure answer;
  Quantity reason;
  Weight weight = Weight::none;

  void blame(Weight how_much, Quantity why) {
    if (how_much > weight) {
      weight = how_much;
      reason = std::move(why);
    }
  }
};

Figure absent_figure(const FigureQuery &query, Quantity quantity) {
  Figure figure;
  figure.query = query;
  figure.kind = query.kind.value_or(Kind::actual);
  figure.status = status_for(quantity.absence);
  figure.quantity = std::move(quantity);
  auto provenance = std::make_shared<model::Provenance>();
  provenance->query = query;
  figure.provenance = std::move(provenance);
  return figure;
}

Figure observed_figure(const FigureQuery &query, const Observations &observations, const Sighting &sighting,
                       const model::Unit &unit) {
  const model::Observation &row = observations.row(sighting.row);
  Figure figure;
  figure.query = query;
  figure.quantity = quantity_of(row);
  if (row.unit != unit && (row.unit.text.empty() || row.unit.same_dimension(unit))) {
    figure.quantity.unit = row.unit.text.empty() ? unit : row.unit;
    figure.quantity = model::in_unit(figure.quantity, unit);
  }
  figure.kind = row.key.kind;
  figure.status = row.key.kind == Kind::estimate ? weaker(row.status, model::Status::estimated) : row.status;
  figure.as_of = row.as_of;
  figure.source = row.source;
  figure.synthetic = row.synthetic;
  figure.clock_unstated = sighting.clock_unstated;
  auto provenance = std::make_shared<model::Provenance>();
  provenance->query = query;
  provenance->observations.push_back(sighting.row);
  if (sighting.found == Found::duplicate) {
    provenance->observations.push_back(sighting.other);
  }
  provenance->note = clock_note(sighting.clock_unstated);
  figure.provenance = std::move(provenance);
  return figure;
}

Resolution::Resolution(const model::Catalogue &catalogue, const model::Dataset &dataset, const Policy &policy)
    : catalogue_(catalogue), observations_(dataset, policy.known_by), estimates_allowed_(policy.estimates_allowed),
      children_(catalogue.territories.size()) {
  for (std::size_t i = 0; i < children_.size(); ++i) {
    const model::TerritoryId id{static_cast<std::uint32_t>(i)};
    const auto parent = static_cast<std::size_t>(catalogue.territories.at(id).parent);
    if (parent < children_.size()) {
      children_[parent].push_back(id);
    }
  }
}

bool Resolution::known(const FigureQuery &query) const noexcept {
  return static_cast<std::size_t>(query.indicator) < catalogue_.indicators().size() &&
         static_cast<std::size_t>(query.territory) < catalogue_.territories.size();
}

Figure Resolution::value(const FigureQuery &query) const {
  static constexpr std::array reported{Kind::final, Kind::actual};
  static constexpr std::array with_estimates{Kind::final, Kind::actual, Kind::estimate};
  if (query.kind) {
    return of_kinds(query, Kinds(&*query.kind, 1));
  }
  Figure figure = of_kinds(query, reported);
  if (figure.quantity.absence == Absence::missing && estimates_allowed_) {
    Figure estimated = of_kinds(query, with_estimates);
    if (estimated.quantity.present()) {
      return estimated;
    }
  }
  return figure;
}

Figure Resolution::stated(const FigureQuery &query, model::Measure measure) const {
  static constexpr std::array reported{Kind::final, Kind::actual, Kind::estimate};
  const Kinds kinds = query.kind ? Kinds(&*query.kind, 1) : Kinds(reported).first(estimates_allowed_ ? 3 : 2);
  model::ObservationKey key{query.indicator, query.territory, query.period, query.clock, query.slice, {}, measure};
  const Sighting sighting = observations_.at(key, query.clock, kinds);
  if (sighting.found == Found::value) {
    return observed_figure(query, observations_, sighting, unit_as_stated(measure, catalogue_.at(query.indicator)));
  }
  if (sighting.found == Found::nothing) {
    Quantity reason = absent(query, catalogue_, Code{"figures.not-stated"});
    reason.reason_arguments.emplace_back("measure", std::string(model::name_of(measure)));
    return absent_figure(query, std::move(reason));
  }
  return absent_figure(query, without_number(query, catalogue_, observations_, sighting));
}

Figure Resolution::of_kinds(const FigureQuery &query, Kinds kinds) const {
  return query.year_to_date ? year_to_date(query, kinds) : by_order(query, kinds, Reach::predecessors);
}

Figure Resolution::by_order(const FigureQuery &query, Kinds kinds, Reach reach) const {
  const model::Indicator &indicator = catalogue_.at(query.indicator);
  model::ObservationKey key{query.indicator, query.territory, query.period, query.clock, query.slice, {}, {}};
  const Sighting sighting = observations_.at(key, query.clock, kinds);
  if (sighting.found == Found::value) {
    return observed_figure(query, observations_, sighting, indicator.unit);
  }
  Attempt attempt{query, kinds, reach, indicator, std::move(key), {}, {}, Weight::none};
  if (take(attempt, sighting) || (reach >= Reach::periods && recompute_rate(attempt)) ||
      (reach >= Reach::periods && sum_members(attempt)) || (reach >= Reach::periods && sum_periods(attempt)) ||
      (reach >= Reach::children && sum_children(attempt)) ||
      (reach >= Reach::predecessors && sum_predecessors(attempt))) {
    return std::move(attempt.answer);
  }
  return absent_figure(query,
                       attempt.weight == Weight::none ? outside_life(query, catalogue_) : std::move(attempt.reason));
}

bool Resolution::take(Attempt &attempt, const Sighting &sighting) const {
  if (sighting.found == Found::nothing) {
    return false;
  }
  const model::Observation &row = observations_.row(sighting.row);
  Quantity reason = without_number(attempt.query, catalogue_, observations_, sighting);
  if (sighting.found == Found::silent) {
    attempt.blame(row.text.empty() ? Weight::empty : Weight::text, std::move(reason));
    return false;
  }
  attempt.answer = observed_figure(attempt.query, observations_, sighting, attempt.indicator.unit);
  attempt.answer.status = status_for(reason.absence);
  attempt.answer.quantity = std::move(reason);
  return true;
}

bool Resolution::recompute_rate(Attempt &attempt) const {
  if (attempt.indicator.aggregation != TimeAggregation::rate || attempt.indicator.numerator.empty() ||
      attempt.indicator.denominator.empty()) {
    return false;
  }
  attempt.answer = rate_of(attempt.query, attempt.kinds, attempt.reach);
  if (there(attempt.answer) || contradicted(attempt.answer.quantity)) {
    return true;
  }
  attempt.blame(Weight::part, attempt.answer.quantity);
  return false;
}

Figure Resolution::rate_of(const FigureQuery &query, Kinds kinds, Reach reach) const {
  const model::Indicator &indicator = catalogue_.at(query.indicator);
  std::array<Figure, 2> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto id = catalogue_.indicator(i == 0 ? indicator.numerator : indicator.denominator);
    if (!id) {
      return absent_figure(query, absent(query, catalogue_, Code{"figures.rate-part-unknown"}));
    }
    FigureQuery part = query;
    part.indicator = *id;
    const bool rate = catalogue_.at(*id).aggregation == TimeAggregation::rate;
    parts[i] =
        part.year_to_date && !rate ? year_to_date(part, kinds) : by_order(part, kinds, rate ? Reach::observed : reach);
  }
  const Quantity ratio = model::divide(parts[0].quantity, parts[1].quantity);
  Quantity rate = model::in_unit(ratio, indicator.unit);
  Figure figure = combined(query, rate.reason == Code{"model.unit-mismatch"}.name ? ratio : rate,
                           model::Step::recomputed_rate, parts[0], parts[1]);
  figure.kind = weaker(parts[0].kind, parts[1].kind);
  return figure;
}

void Resolution::look(Total &total, model::ObservationKey &key, const FigureQuery &query, Kinds kinds,
                      const std::string &label) const {
  const Sighting sighting = observations_.at(key, query.clock, kinds);
  const bool not_applicable =
      sighting.found == Found::closed && observations_.row(sighting.row).status == model::Status::not_applicable;
  if (sighting.found == Found::value || not_applicable) {
    total.add(observations_.row(sighting.row), sighting);
  } else {
    total.lack(sighting, label);
  }
}

bool Resolution::settle(Attempt &attempt, const Total &total, const Code &incomplete) const {
  if (total.contradicted()) {
    Quantity reason = absent(attempt.query, catalogue_, Code{"figures.duplicate"});
    reason.reason_arguments.emplace_back("row", total.contradiction());
    attempt.answer = absent_figure(attempt.query, std::move(reason));
    return true;
  }
  if (total.complete()) {
    attempt.answer = total.figure();
    if (attempt.answer.quantity.absence == Absence::not_applicable) {
      attempt.answer.quantity =
          absent(attempt.query, catalogue_, Code{"figures.not-applicable"}, Absence::not_applicable);
    }
    return true;
  }
  if (total.found() > 0) {
    Quantity reason = absent(attempt.query, catalogue_, incomplete);
    reason.reason_arguments.insert(reason.reason_arguments.end(), {{"found", std::to_string(total.found())},
                                                                   {"expected", std::to_string(total.expected())},
                                                                   {"missing", total.missing()}});
    attempt.blame(Weight::incomplete, std::move(reason));
  }
  return false;
}

Total Resolution::members_total(Attempt &attempt, model::BreakdownId breakdown) const {
  Total total(attempt.query, attempt.indicator.unit, model::Step::sum_of_members);
  model::ObservationKey key = attempt.key;
  const auto place = std::lower_bound(key.slice.begin(), key.slice.end(), model::Coordinate{breakdown, {}});
  model::Coordinate &coordinate = *key.slice.insert(place, {breakdown, {}});
  for (const model::Member &member : catalogue_.at(breakdown).members) {
    coordinate.member = member.code;
    look(total, key, attempt.query, attempt.kinds, member.code);
  }
  return total;
}

bool Resolution::sum_members(Attempt &attempt) const {
  if (!additive(attempt.indicator)) {
    return false;
  }
  for (const model::BreakdownId breakdown : attempt.indicator.breakdowns) {
    const model::Slice &slice = attempt.query.slice;
    const bool taken = std::any_of(slice.begin(), slice.end(),
                                   [&](const model::Coordinate &entry) { return entry.breakdown == breakdown; });
    if (taken || !catalogue_.at(breakdown).exclusive) {
      continue;
    }
    const Total total = members_total(attempt, breakdown);
    if (total.found() > 0 || total.contradicted()) {
      return settle(attempt, total, Code{"figures.members-incomplete"});
    }
  }
  return false;
}

bool Resolution::sum_periods(Attempt &attempt) const {
  if (attempt.indicator.aggregation != TimeAggregation::flow) {
    return false;
  }
  std::optional<Total> fullest;
  model::ObservationKey key = attempt.key;
  for (const std::vector<model::Period> &split : attempt.query.period.splits()) {
    Total total(attempt.query, attempt.indicator.unit, model::Step::sum_of_periods);
    for (const model::Period &part : split) {
      key.period = part;
      look(total, key, attempt.query, attempt.kinds, part.id());
    }
    if (total.complete() || total.contradicted()) {
      return settle(attempt, total, Code{"figures.periods-incomplete"});
    }
    if (!fullest || total.found() * fullest->expected() > fullest->found() * total.expected()) {
      fullest = std::move(total);
    }
  }
  return fullest && settle(attempt, *fullest, Code{"figures.periods-incomplete"});
}

bool Resolution::sum_children(Attempt &attempt) const {
  if (!sums_over_territory(attempt.indicator)) {
    return false;
  }
  const model::Date day = attempt.query.period.last_day(attempt.query.clock);
  Total total(attempt.query, attempt.indicator.unit, model::Step::sum_of_children);
  model::ObservationKey key = attempt.key;
  for (const model::TerritoryId child : children_[static_cast<std::size_t>(attempt.query.territory)]) {
    const model::Territory &unit = catalogue_.territories.at(child);
    if (unit.valid_on(day)) {
      key.territory = child;
      look(total, key, attempt.query, attempt.kinds, unit.name);
    }
  }
  return settle(attempt, total, Code{"figures.children-incomplete"});
}

Total Resolution::predecessors_total(const FigureQuery &query, Kinds kinds) const {
  Total total(query, catalogue_.at(query.indicator).unit, model::Step::sum_of_predecessors);
  const model::Territory &unit = catalogue_.territories.at(query.territory);
  for (const model::Predecessor &predecessor : unit.predecessors) {
    FigureQuery part = query;
    part.territory = predecessor.unit;
    const Figure figure = by_order(part, kinds, Reach::periods);
    if (there(figure)) {
      total.add(figure, predecessor.share == model::Decimal(1) ? std::nullopt : predecessor.share);
    } else {
      total.lack(figure, catalogue_.territories.at(predecessor.unit).name);
    }
  }
  if (!same_boundary(unit)) {
    total.mark_rebased();
  }
  return total;
}

bool Resolution::sum_predecessors(Attempt &attempt) const {
  const FigureQuery &query = attempt.query;
  const model::Territory &unit = catalogue_.territories.at(query.territory);
  if (unit.predecessors.empty() || query.period.first_day(query.clock) >= unit.valid_from) {
    return false;
  }
  if (!sums_over_territory(attempt.indicator)) {
    attempt.blame(Weight::part, absent(query, catalogue_, Code{"figures.cannot-rebase"}));
    return false;
  }
  for (const model::Predecessor &predecessor : unit.predecessors) {
    if (!predecessor.share) {
      Quantity reason = absent(query, catalogue_, Code{"figures.split-predecessor"});
      reason.reason_arguments.emplace_back("predecessor", catalogue_.territories.at(predecessor.unit).name);
      attempt.blame(Weight::boundary, std::move(reason));
      return false;
    }
  }
  return settle(attempt, predecessors_total(query, attempt.kinds), Code{"figures.predecessors-incomplete"}) ||
         sum_across_change(attempt);
}

bool Resolution::sum_across_change(Attempt &attempt) const {
  const FigureQuery &query = attempt.query;
  const model::Date change = catalogue_.territories.at(query.territory).valid_from;
  if (attempt.indicator.aggregation != TimeAggregation::flow || query.period.last_day(query.clock) < change) {
    return false;
  }
  for (const std::vector<model::Period> &split : query.period.splits()) {
    Total total(query, attempt.indicator.unit, model::Step::sum_of_predecessors);
    for (const model::Period &period : split) {
      FigureQuery part = query;
      part.period = period;
      const bool after = period.last_day(query.clock) >= change;
      Figure figure = after ? by_order(part, attempt.kinds, Reach::children) : Figure();
      if (!there(figure) && period.first_day(query.clock) < change) {
        const Total before = predecessors_total(part, attempt.kinds);
        figure = before.complete() ? before.figure() : figure;
      }
      there(figure) ? total.add(figure) : total.lack(figure, period.id());
    }
    if (settle(attempt, total, Code{"figures.periods-incomplete"})) {
      return true;
    }
  }
  return false;
}

} // namespace solieu::figures
