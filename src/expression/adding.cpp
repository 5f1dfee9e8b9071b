#include "expression/adding.hpp"

#include "expression/evaluation.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>

namespace solieu::expression {

using diagnostic::Code;
using model::Breakdown;
using model::Catalogue;
using model::Indicator;
using model::TimeAggregation;

namespace {

NotAdded refused(Code code, const Indicator &indicator) { return {code.name, {{"indicator", indicator.code}}}; }

NotAdded overlapping(const Indicator &indicator, const Breakdown &breakdown) {
  NotAdded result = refused(Code{"expression.overlapping-added"}, indicator);
  result.arguments.emplace_back("breakdown", breakdown.code);
  return result;
}

bool is_rate(const Indicator &indicator) { return indicator.aggregation == TimeAggregation::rate; }

/// The member that a figure reference names outright for a breakdown; null when it names none.
const std::string *named_member(const FigureReference &figure, const std::string &breakdown) {
  for (const SliceEntry &entry : figure.slice) {
    if (const auto *literal = std::get_if<Literal>(&entry.member->data);
        literal != nullptr && entry.breakdown == breakdown) {
      return std::get_if<std::string>(&literal->value.data);
    }
  }
  return nullptr;
}

/// An overlapping breakdown of which two queries of one indicator take different members; null when there is none.
const Breakdown *overlap(const model::FigureQuery &one, const model::FigureQuery &other, const Catalogue &catalogue) {
  for (const model::Coordinate &coordinate : one.slice) {
    const bool differs = std::any_of(other.slice.begin(), other.slice.end(), [&](const model::Coordinate &second) {
      return second.breakdown == coordinate.breakdown && second.member != coordinate.member;
    });
    if (differs && !catalogue.at(coordinate.breakdown).exclusive) {
      return &catalogue.at(coordinate.breakdown);
    }
  }
  return nullptr;
}

const model::Figure *figure_in(const Value &value) {
  const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data);
  return figure == nullptr ? nullptr : figure->get();
}

} // namespace

std::optional<NotAdded> not_added(const Type &list, bool averaged, const Catalogue &catalogue) {
  if (!list.indicator) {
    return std::nullopt;
  }
  const Indicator &indicator = catalogue.at(*list.indicator);
  if (is_rate(indicator)) {
    return refused(Code{"expression.rate-added"}, indicator);
  }
  if (list.over == Type::Over::members && list.breakdown && !catalogue.at(*list.breakdown).exclusive) {
    return overlapping(indicator, catalogue.at(*list.breakdown));
  }
  if (averaged || list.over == Type::Over::other) {
    return std::nullopt;
  }
  if (indicator.aggregation == TimeAggregation::distinct) {
    return refused(Code{"expression.distinct-added"}, indicator);
  }
  if (list.over == Type::Over::periods && indicator.aggregation == TimeAggregation::stock) {
    return refused(Code{"expression.stock-added"}, indicator);
  }
  if (list.over == Type::Over::children && !indicator.additive_over_territory) {
    return refused(Code{"expression.territories-added"}, indicator);
  }
  return std::nullopt;
}

std::optional<NotAdded> not_added(const Node &left, const Type &left_type, const Node &right, const Type &right_type,
                                  const Catalogue &catalogue) {
  if (!left_type.indicator || !right_type.indicator) {
    return std::nullopt;
  }
  const Indicator &indicator = catalogue.at(*left_type.indicator);
  if (is_rate(indicator) && is_rate(catalogue.at(*right_type.indicator))) {
    return refused(Code{"expression.rate-added"}, indicator);
  }
  const auto *one = std::get_if<FigureReference>(&left.data);
  const auto *other = std::get_if<FigureReference>(&right.data);
  if (one == nullptr || other == nullptr || *left_type.indicator != *right_type.indicator) {
    return std::nullopt;
  }
  for (const model::BreakdownId id : indicator.breakdowns) {
    const Breakdown &breakdown = catalogue.at(id);
    const std::string *first = named_member(*one, breakdown.code);
    const std::string *second = named_member(*other, breakdown.code);
    if (!breakdown.exclusive && first != nullptr && second != nullptr && *first != *second) {
      return overlapping(indicator, breakdown);
    }
  }
  return std::nullopt;
}

std::optional<NotAdded> not_added(const model::Figure &one, const model::Figure &other, bool in_list,
                                  const Catalogue &catalogue) {
  const bool values = one.query.measure == model::FigureMeasure::value && other.query.measure == one.query.measure;
  if (!values) {
    return std::nullopt;
  }
  const Indicator &indicator = catalogue.at(one.query.indicator);
  if (is_rate(indicator) && is_rate(catalogue.at(other.query.indicator))) {
    return refused(Code{"expression.rate-added"}, indicator);
  }
  if (one.query.indicator != other.query.indicator) {
    return std::nullopt;
  }
  if (const Breakdown *breakdown = overlap(one.query, other.query, catalogue)) {
    return overlapping(indicator, *breakdown);
  }
  if (!in_list) {
    return std::nullopt;
  }
  if (indicator.aggregation == TimeAggregation::distinct) {
    return refused(Code{"expression.distinct-added"}, indicator);
  }
  if (indicator.aggregation == TimeAggregation::stock && one.query.period != other.query.period) {
    return refused(Code{"expression.stock-added"}, indicator);
  }
  if (!indicator.additive_over_territory && one.query.territory != other.query.territory) {
    return refused(Code{"expression.territories-added"}, indicator);
  }
  return std::nullopt;
}

model::Quantity added(const Value &left, const Value &right, const Environment &environment) {
  const model::Figure *one = figure_in(left);
  const model::Figure *other = figure_in(right);
  model::Quantity sum = model::add(number_or_missing(left), number_or_missing(right));
  if (one == nullptr || other == nullptr || !sum.present()) {
    return sum;
  }
  if (auto refusal = not_added(*one, *other, false, environment.catalogue)) {
    sum = model::Quantity::absent(model::Absence::missing, std::move(refusal->reason), sum.unit);
    sum.reason_arguments = std::move(refusal->arguments);
  }
  return sum;
}

} // namespace solieu::expression
