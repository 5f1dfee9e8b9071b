#pragma once

#include "model/decimal.hpp"

#include <string>
#include <string_view>

namespace solieu::format {

/// A phrase in ICU message syntax (`{count, plural, one{person} other{people}}`) for a count that is printed with
/// `digits` after the point: 1 is one person, 1.0 is people. Any other phrase, and one that ICU cannot read, is printed
/// as it stands.
[[nodiscard]] std::string plural_text(std::string_view phrase, const std::string &language, const model::Decimal &count,
                                      int digits);

} // namespace solieu::format
