#pragma once

#include "format/messages.hpp"
#include "model/decimal.hpp"

namespace solieu::format {

/// A phrase with its places filled; one in ICU message syntax (`{count, plural, one{person} other{people}}`) gets
/// `count` as an exact number. A phrase that ICU cannot read is printed as it stands.
[[nodiscard]] std::string plural_text(std::string_view phrase, const std::string &language, const model::Decimal &count,
                                      const Arguments &places = {});

} // namespace solieu::format
