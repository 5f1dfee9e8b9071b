#include "check/comparison.hpp"

#include <algorithm>

namespace solieu::check {

using model::Bound;
using model::Decimal;
using model::Quantity;

namespace {

constexpr int most_printed_digits = 4; ///< a number with more is a quotient

int digits_of(const Quantity &side) { return std::max(side.low->scale(), side.high ? side.high->scale() : 0); }

/// One unit of the last digit that is not 0: 100 of 21.600.
Decimal rounding_unit(const Decimal &value) {
  int power = -value.scale();
  for (Decimal rest = value; !rest.is_zero() && power < Decimal::max_scale && value.shifted(-power - 1).is_whole();) {
    ++power;
    rest = value.shifted(-power);
  }
  return Decimal(1).shifted(power);
}

/// The values that a side may stand for, before its digits: "hơn 21.600" 21.600 to 21.700, "gần 97" 96 to 97.
std::pair<Decimal, Decimal> span_of(const Quantity &side) {
  Decimal low = *side.low;
  Decimal high = side.high.value_or(low);
  if (side.bound == Bound::more_than || side.bound == Bound::at_least) {
    high = high + rounding_unit(high);
  } else if (side.bound == Bound::less_than || side.bound == Bound::at_most) {
    low = low - rounding_unit(low);
  } else if (side.bound == Bound::about && !side.range()) {
    const Decimal half = *Decimal::quotient(rounding_unit(low), Decimal(2));
    high = high + half;
    low = low - half;
  }
  return {low, high};
}

std::string text_of(const Decimal &value) {
  return value.scale() > most_printed_digits ? value.rounded(2).text() : value.text();
}

} // namespace

Decimal half_unit(int decimals) { return Decimal(5).shifted(-1 - decimals); }

bool holds(const Quantity &left, std::string_view relation, const Quantity &right) {
  const Decimal tolerance = half_unit(std::min(digits_of(left), digits_of(right)));
  const auto [left_low, left_high] = span_of(left);
  const auto [right_low, right_high] = span_of(right);
  const bool not_above = left_low <= right_high + tolerance;
  const bool not_below = left_high + tolerance >= right_low;
  if (relation == "<=") {
    return not_above;
  }
  return relation == ">=" ? not_below : not_above && not_below;
}

std::string text_of(const Quantity &quantity) {
  if (!quantity.low) {
    return "…";
  }
  return quantity.high ? text_of(*quantity.low) + "–" + text_of(*quantity.high) : text_of(*quantity.low);
}

std::string in_sentence(const std::string &invariant, char group, char point) {
  static constexpr std::string_view to = "–";
  if (const std::size_t range = invariant.find(to); range != std::string::npos && range > 0) {
    return in_sentence(invariant.substr(0, range), group, point) + std::string(to) +
           in_sentence(invariant.substr(range + to.size()), group, point);
  }
  if (!Decimal::parse(invariant)) {
    return invariant;
  }
  const std::size_t end = std::min(invariant.find('.'), invariant.size());
  const std::size_t start = invariant.starts_with('-') ? 1 : 0;
  std::string text = invariant.substr(0, start);
  for (std::size_t i = start; i < end; ++i) {
    text += invariant[i];
    if (const std::size_t left = end - i - 1; left > 0 && left % 3 == 0) {
      text += group;
    }
  }
  return end == invariant.size() ? text : text + point + invariant.substr(end + 1);
}

} // namespace solieu::check
