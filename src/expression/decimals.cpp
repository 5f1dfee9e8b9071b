#include "expression/evaluation.hpp"

#include <algorithm>

namespace solieu::expression {
namespace {

constexpr int percent_decimals = 1;

bool in_percent(model::FigureMeasure measure) noexcept {
  using enum model::FigureMeasure;
  return measure == plan_pct || measure == plan_over || measure == change_pct || measure == index || measure == share ||
         measure == outlook_pct || measure == outlook_usual_pct;
}

int scale_of(const model::Quantity &quantity) noexcept {
  const int low = quantity.low ? quantity.low->scale() : 0;
  return quantity.high ? std::max(low, quantity.high->scale()) : low;
}

/// A number without a unit, as a person types it.
bool plain(const model::Quantity &quantity) noexcept { return quantity.unit.text.empty() && quantity.unit.pure(); }

std::optional<int> larger(std::optional<int> one, std::optional<int> other) {
  return one && other ? std::optional(std::max(*one, *other)) : one ? one : other;
}

} // namespace

int decimals_of(const model::Figure &figure, const model::Catalogue &catalogue) {
  if (model::is_stated(figure.query.measure)) {
    return scale_of(figure.quantity);
  }
  return in_percent(figure.query.measure) ? percent_decimals : catalogue.at(figure.query.indicator).decimals;
}

std::optional<int> decimals_of(const Value &value, const Environment &environment) {
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data)) {
    return decimals_of(**figure, environment.catalogue);
  }
  return value.decimals;
}

std::optional<int> decimals_of_result(Operator op, const Value &left, const Value &right,
                                      const Environment &environment) {
  const model::Quantity &a = number_or_missing(left);
  const model::Quantity &b = number_or_missing(right);
  const std::optional<int> first = decimals_of(left, environment);
  const std::optional<int> second = decimals_of(right, environment);
  if (plain(a) != plain(b)) {
    const bool divides_plain = op == Operator::divide && plain(a);
    return divides_plain ? std::nullopt : plain(a) ? second : first;
  }
  if (op == Operator::plus || op == Operator::minus) {
    return a.unit.power == b.unit.power ? larger(first, second) : first;
  }
  if (op == Operator::divide && a.unit.same_dimension(b.unit)) {
    return std::nullopt;
  }
  if (a.unit.pure() != b.unit.pure()) {
    return a.unit.pure() && op == Operator::times ? second : first;
  }
  return op == Operator::divide ? std::optional(std::max(first.value_or(1), 1)) : larger(first, second);
}

} // namespace solieu::expression
