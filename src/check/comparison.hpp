#pragma once

#include "model/figure.hpp"

#include <string>
#include <string_view>

namespace solieu::check {

/// Whether two present quantities of one unit stand as the relation says, as far as their digits, ranges and wording
/// allow: it fails only when no values they may stand for agree.
[[nodiscard]] bool holds(const model::Quantity &left, std::string_view relation, const model::Quantity &right);

/// Half a unit of the last digit printed.
[[nodiscard]] model::Decimal half_unit(int decimals);

/// Invariant text; a quotient to two digits, a missing value as "…".
[[nodiscard]] std::string text_of(const model::Quantity &quantity);

/// A number or a range as a sentence prints it: 33933–34263 is 33.933–34.263 with '.' and ','. Any other text stays.
[[nodiscard]] std::string in_sentence(const std::string &invariant, char group, char point);

} // namespace solieu::check
