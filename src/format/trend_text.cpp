#include "format/formatter.hpp"

#include "format/messages.hpp"
#include "format/period_name.hpp"

#include <algorithm>

namespace solieu::format {

using model::Decimal;
using model::Figure;
using model::Indicator;
using model::Quantity;

namespace {

constexpr int percent_digits = 1;

/// A single number; a range has no exact difference.
bool comparable(const Quantity &quantity) { return quantity.present() && quantity.low && !quantity.high; }

bool inexact(const Quantity &a, const Quantity &b) {
  return a.bound != model::Bound::exact || b.bound != model::Bound::exact;
}

bool in_points(const Quantity &quantity, const Indicator &indicator) {
  return quantity.unit.pure() && (quantity.unit.text == "%" || indicator.aggregation == model::TimeAggregation::rate);
}

/// "5,2" of the growth against a positive base; "" where it would mislead: no base above zero, or nothing at one
/// decimal.
std::optional<Decimal> growth(const Decimal &difference, const Decimal &base) {
  if (base.is_zero() || base.is_negative()) {
    return std::nullopt;
  }
  const std::optional<Decimal> ratio = Decimal::quotient(difference.absolute(), base);
  const Decimal percent = ratio ? ratio->shifted(2).rounded(percent_digits) : Decimal();
  return percent.is_zero() ? std::nullopt : std::optional(percent);
}

} // namespace

std::string Formatter::base_text(const Figure &current, model::Base which) const {
  const std::string key = which == model::Base::last_year ? "trend.base.last_year" : "trend.base.previous";
  const std::string of_kind = key + "." + std::string(kind_name(current.query.period.kind()));
  return std::string(phrases_->get(phrases_->has(of_kind) ? of_kind : key));
}

std::string Formatter::trend(const Figure &current, const Figure &base, model::Base which,
                             const Indicator &indicator) const {
  const Quantity &now = current.quantity;
  const Quantity &then = base.quantity;
  if (!comparable(now) || !comparable(then) || !now.unit.same_dimension(then.unit)) {
    return {};
  }
  const bool points = in_points(now, indicator);
  const Decimal before = then.low->shifted(then.unit.power - now.unit.power);
  Decimal difference = *now.low - before;
  model::Unit unit = now.unit;
  if (points) {
    difference = difference.shifted(unit.power + 2);
    unit = model::Unit{std::string(phrases_->get("trend.points")), "điểm phần trăm", 0};
  }
  const std::string against = base_text(current, which);
  const int digits = points ? std::max(indicator.decimals, 1) : std::max(indicator.decimals, 0);
  const Decimal shown = difference.absolute().rounded(digits);
  if (shown.is_zero()) {
    return phrase_with(difference.is_zero() && !inexact(now, then) ? "trend.equal" : "trend.nearly_equal",
                       {{"base", against}});
  }
  const std::string_view around = inexact(now, then) ? phrases_->get("bound.about") : "{number}";
  const std::string amount = filled(around, {{"number", with_unit(number(shown, digits), unit, shown, digits)}});
  const std::optional<Decimal> percent = points ? std::nullopt : growth(difference, before);
  const std::string key = difference.is_negative() ? "trend.down" : "trend.up";
  if (!percent) {
    return phrase_with(key + ".amount", {{"amount", amount}, {"base", against}});
  }
  const std::string share =
      with_unit(number(*percent, percent_digits), model::Unit{"%", "", -2}, *percent, percent_digits);
  return phrase_with(key, {{"amount", amount}, {"percent", filled(around, {{"number", share}})}, {"base", against}});
}

std::string Formatter::plan_trend(const Quantity &plan_percentage, int twelfths, const Indicator &indicator,
                                  int decimals) const {
  if (!plan_percentage.present() || !plan_percentage.low || !plan_percentage.unit.pure()) {
    return {};
  }
  NumberStyle style;
  style.decimals = decimals;
  style.percent = true;
  style.phrase = true;
  if (plan_percentage.high) {
    return phrase_with(indicator.lower_is_better ? "plan.equals" : "plan.reached",
                       {{"percent", quantity(plan_percentage, style)}});
  }
  const Decimal percent = plan_percentage.low->shifted(plan_percentage.unit.power + 2);
  const Decimal beyond = (percent - Decimal(100)).rounded(decimals);
  const bool over = !beyond.is_negative() && !beyond.is_zero();
  const bool ahead = percent * Decimal(12) > Decimal(100) * Decimal(twelfths);
  const bool behind = percent * Decimal(12) < Decimal(100) * Decimal(twelfths);
  const bool grows = indicator.aggregation == model::TimeAggregation::flow ||
                     indicator.aggregation == model::TimeAggregation::distinct;
  const auto said = [&](std::string_view key, const Decimal &value) {
    Quantity part = plan_percentage;
    part.low = value;
    part.unit = model::Unit{"%", "", -2};
    return phrase_with(key, {{"percent", quantity(part, style)}});
  };
  if (!indicator.lower_is_better) {
    return over ? said("plan.over", beyond) : said(behind ? "plan.behind" : "plan.reached", percent);
  }
  if (over) {
    return said("plan.lower.over", beyond);
  }
  if (!grows && beyond.is_negative()) {
    return said("plan.lower.under", beyond.absolute());
  }
  return said(grows && ahead ? "plan.lower.already" : "plan.equals", percent);
}

namespace {

/// The units that a figure was summed up from where it was restated, each once.
void collect_former(const model::Provenance &node, std::vector<model::TerritoryId> &units) {
  for (const auto &part : node.parts) {
    if (part == nullptr)
      continue;
    const auto unit = part->query.territory;
    if (node.step == model::Step::sum_of_predecessors && std::ranges::find(units, unit) == units.end())
      units.push_back(unit);
    collect_former(*part, units);
  }
}

} // namespace

std::string Formatter::rebased_note(const Figure &figure, const model::TerritoryList &territories) const {
  if (!figure.rebased || !figure.quantity.present() || figure.provenance == nullptr) {
    return {};
  }
  std::vector<model::TerritoryId> former;
  collect_former(*figure.provenance, former);
  const auto named = [&](model::TerritoryId unit, model::Date day) {
    const auto &name = territories.at(unit).name; // types have Vietnamese words only
    return language() == "vi" ? territories.type_on(unit, day) + " " + name : name;
  };
  const model::Date day = figure.query.period.last_day(figure.query.clock);
  std::string units;
  for (const auto unit : former) {
    units += (units.empty() ? "" : ", ") + named(unit, day);
  }
  const auto &territory = territories.at(figure.query.territory);
  return phrase_with("rebased.note", {{"period", period(figure.query.period, "title", figure.query.clock)},
                                      {"territory", named(figure.query.territory, territory.valid_from)},
                                      {"units", units}});
}

} // namespace solieu::format
