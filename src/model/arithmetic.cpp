#include "model/arithmetic.hpp"

#include "diagnostic/failure.hpp"

#include <string_view>
#include <utility>

namespace solieu::model {

namespace {

/// A literal number: no unit at all.
bool bare(const Unit &unit) { return unit.text.empty() && unit.base.empty() && unit.power == 0; }

Quantity lacking(const Quantity &operand, Unit unit) {
  Quantity result = Quantity::absent(operand.absence, operand.reason, std::move(unit));
  result.reason_arguments = operand.reason_arguments;
  return result;
}

Quantity mismatch(const Unit &left, const Unit &right) {
  Quantity result = Quantity::absent(Absence::missing, diagnostic::Code{"model.unit-mismatch"}.name, left);
  result.reason_arguments = {{"left", left.text}, {"right", right.text}};
  return result;
}

Quantity range_refused(Unit unit) {
  return Quantity::absent(Absence::missing, diagnostic::Code{"model.range-arithmetic"}.name, std::move(unit));
}

/// Runs exact arithmetic; a number that does not fit makes the result absent.
template <typename Operation> Quantity guarded(const Unit &unit, Operation operation) {
  try {
    return operation();
  } catch (const diagnostic::Failure &failure) {
    return Quantity::absent(Absence::missing, failure.findings().front().code.name, unit);
  }
}

Decimal counted_in(const Decimal &value, const Unit &from, const Unit &to) {
  return from.power == to.power ? value : value.shifted(from.power - to.power);
}

/// Both ends through one operation; a falling operation swaps them.
template <typename Operation> Quantity mapped(const Quantity &value, const Unit &unit, Operation operation) {
  Quantity result = Quantity::of(operation(*value.low), unit);
  if (value.high) {
    Decimal high = operation(*value.high);
    if (high < *result.low) {
      std::swap(high, *result.low);
    }
    result.high = high;
  }
  return result;
}

/// The base that is left when "x/y" meets "y"; nothing when they do not cancel.
std::optional<std::string_view> cancelled(std::string_view ratio, std::string_view base) {
  const std::size_t slash = ratio.rfind('/');
  if (slash == std::string_view::npos || ratio.substr(slash + 1) != base) {
    return std::nullopt;
  }
  return ratio.substr(0, slash);
}

const Unit &pure_number() {
  static const Unit unit = Unit::of("lần");
  return unit;
}

/// "triệu đồng/người" × "người": the unit before the slash.
Unit before_slash(const Unit &ratio) { return Unit::of(std::string_view(ratio.text).substr(0, ratio.text.rfind('/'))); }

/// A shared bound of a sum stays, with its wording when that is shared too.
void keep_bound(Quantity &sum, const Quantity &left, const Quantity &right) {
  if (left.bound != right.bound) {
    return;
  }
  sum.bound = left.bound;
  if (left.wording == right.wording) {
    sum.wording = left.wording;
  }
}

const Quantity &first_lacking(const Quantity &left, const Quantity &right) { return left.present() ? right : left; }

} // namespace

std::optional<Unit> unit_of_sum(const Unit &left, const Unit &right) {
  if (bare(left)) {
    return right;
  }
  return bare(right) || left.same_dimension(right) ? std::optional(left) : std::nullopt;
}

Unit unit_of_product(const Unit &left, const Unit &right) {
  if (bare(left) || bare(right)) {
    return bare(left) ? right : left;
  }
  if (left.pure() || right.pure()) {
    return left.pure() && !right.pure() ? right : left;
  }
  if (cancelled(left.base, right.base)) {
    return before_slash(left);
  }
  if (cancelled(right.base, left.base)) {
    return before_slash(right);
  }
  return {left.text + "·" + right.text, left.base + "·" + right.base, left.power + right.power};
}

Unit unit_of_quotient(const Unit &left, const Unit &right) {
  if (bare(right)) {
    return left;
  }
  if (left.same_dimension(right)) {
    return pure_number();
  }
  if (right.pure()) {
    return left;
  }
  const std::string &above = left.text.empty() ? "1" : left.text;
  const std::string &base = left.base.empty() ? "1" : left.base;
  return {above + "/" + right.text, base + "/" + right.base, left.power - right.power};
}

Quantity add(const Quantity &left, const Quantity &right) {
  const auto unit = unit_of_sum(left.unit, right.unit);
  if (!left.present() || !right.present()) {
    return lacking(first_lacking(left, right), unit.value_or(left.unit));
  }
  if (!unit) {
    return mismatch(left.unit, right.unit);
  }
  if (left.range() && right.range()) {
    return range_refused(*unit);
  }
  return guarded(*unit, [&] {
    const Quantity &wide = left.range() ? left : right;
    const Quantity &single = left.range() ? right : left;
    const Decimal term = bare(single.unit) ? *single.low : counted_in(*single.low, single.unit, *unit);
    Quantity sum = mapped(wide, *unit, [&](const Decimal &end) {
      return (bare(wide.unit) ? end : counted_in(end, wide.unit, *unit)) + term;
    });
    keep_bound(sum, left, right);
    return sum;
  });
}

Quantity subtract(const Quantity &left, const Quantity &right) {
  Quantity difference = add(left, negate(right));
  difference.bound = Bound::exact;
  difference.wording.clear();
  return difference;
}

Quantity multiply(const Quantity &left, const Quantity &right) {
  const Unit unit = unit_of_product(left.unit, right.unit);
  if (!left.present() || !right.present()) {
    return lacking(first_lacking(left, right), unit);
  }
  if (left.range() && right.range()) {
    return range_refused(unit);
  }
  return guarded(unit, [&] {
    const Quantity &wide = left.range() ? left : right;
    const Quantity &single = left.range() ? right : left;
    const int power = left.unit.power + right.unit.power - unit.power;
    return mapped(wide, unit, [&](const Decimal &end) { return (end * *single.low).shifted(power); });
  });
}

Quantity divide(const Quantity &left, const Quantity &right) {
  const Unit unit = unit_of_quotient(left.unit, right.unit);
  if (!left.present() || !right.present()) {
    return lacking(first_lacking(left, right), unit);
  }
  if (right.range()) {
    return range_refused(unit);
  }
  if (right.low->is_zero()) {
    return Quantity::absent(Absence::missing, diagnostic::Code{"model.division-by-zero"}.name, unit);
  }
  return guarded(unit, [&] {
    const int power = left.unit.power - right.unit.power - unit.power;
    return mapped(left, unit, [&](const Decimal &end) { return *Decimal::quotient(end.shifted(power), *right.low); });
  });
}

Quantity negate(const Quantity &value) {
  return value.present() ? mapped(value, value.unit, [](const Decimal &end) { return -end; }) : value;
}

std::optional<std::strong_ordering> compare(const Quantity &left, const Quantity &right) {
  const auto unit = unit_of_sum(left.unit, right.unit);
  if (!left.present() || !right.present() || !unit) {
    return std::nullopt;
  }
  try {
    const auto in = [&](const Decimal &value, const Unit &from) {
      return bare(from) ? value : counted_in(value, from, *unit);
    };
    const Decimal left_low = in(*left.low, left.unit), left_high = in(left.high.value_or(*left.low), left.unit);
    const Decimal right_low = in(*right.low, right.unit), right_high = in(right.high.value_or(*right.low), right.unit);
    if (left_high < right_low) {
      return std::strong_ordering::less;
    }
    if (left_low > right_high) {
      return std::strong_ordering::greater;
    }
  } catch (const diagnostic::Failure &) {
    return std::nullopt;
  }
  return left.range() || right.range() ? std::nullopt : std::optional(std::strong_ordering::equal);
}

Quantity in_unit(const Quantity &value, const Unit &unit) {
  if (!value.present()) {
    return lacking(value, unit);
  }
  const bool adopts = bare(value.unit) && !unit.pure();
  if (!adopts && !value.unit.same_dimension(unit)) {
    return mismatch(value.unit, unit);
  }
  return guarded(unit, [&] {
    Quantity result =
        mapped(value, unit, [&](const Decimal &end) { return adopts ? end : counted_in(end, value.unit, unit); });
    result.bound = value.bound;
    result.wording = value.wording;
    return result;
  });
}

} // namespace solieu::model
