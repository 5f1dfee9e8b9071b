#pragma once

#include "model/figure.hpp"

#include <compare>
#include <optional>

namespace solieu::model {

/// Arithmetic of quantities; never throws for data. The rules, for all operations:
/// - an operand without a number gives an absent result with the first operand's absence and reason that lacks one;
/// - adding, subtracting and comparing need the same dimension, else absent with reason `model.unit-mismatch`; the
/// result
///   has the left operand's unit. A bare number (a literal: unit without text) takes the other operand's unit, so
///   `plan_pct - 100` and `JOB_ADDED > 7000` mean what they say;
/// - a range ± a number, number ± range, range × or ÷ a number is a range; any other arithmetic with a range is absent
/// with
///   reason `model.range-arithmetic`;
/// - bound (and wording) stay only where a sum has operands with the same one; every other result is exact;
/// - a number past 38 digits is absent with reason `model.number-too-large`.
[[nodiscard]] Quantity add(const Quantity &left, const Quantity &right);
[[nodiscard]] Quantity subtract(const Quantity &left, const Quantity &right);
/// người × % = người; (triệu đồng/người) × người = triệu đồng; a bare number leaves the other's unit as it is.
[[nodiscard]] Quantity multiply(const Quantity &left, const Quantity &right);
/// Same dimension: the pure number "lần"; by a pure number: the left unit; else "left/right" ("triệu đồng/người").
/// By zero: absent with reason `model.division-by-zero`.
[[nodiscard]] Quantity divide(const Quantity &left, const Quantity &right);
[[nodiscard]] Quantity negate(const Quantity &value);

/// How two quantities stand; nothing = unknown: one is absent, the dimensions differ, or a range overlaps the other.
[[nodiscard]] std::optional<std::strong_ordering> compare(const Quantity &left, const Quantity &right);

/// The same quantity counted in another unit of its dimension ("94400 triệu đồng" → "94.4 tỷ đồng", ratio → "%"); a
/// bare number into a unit that is not pure takes that unit. Other dimension: absent with reason `model.unit-mismatch`.
[[nodiscard]] Quantity in_unit(const Quantity &value, const Unit &unit);

/// The unit that the operation gives, as far as it is known before data; nothing when the dimensions do not fit.
[[nodiscard]] std::optional<Unit> unit_of_sum(const Unit &left, const Unit &right);
[[nodiscard]] Unit unit_of_product(const Unit &left, const Unit &right);
[[nodiscard]] Unit unit_of_quotient(const Unit &left, const Unit &right);

} // namespace solieu::model
