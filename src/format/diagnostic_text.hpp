#pragma once

#include "diagnostic/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace solieu::format {

/// The sentence of a finding in "vi" or "en", from the messages of its room; with the nearest name when it has one.
[[nodiscard]] std::string message(const diagnostic::Diagnostic &finding, std::string_view language);
/// The place as a person names it: `bảng "Bảng 2", hàng 3, cột B`; "" when not known.
[[nodiscard]] std::string place(const diagnostic::Place &place, std::string_view language);
/// As a compiler prints it: file: place: severity: sentence [code], then the text with the spot underlined.
[[nodiscard]] std::string report(const diagnostic::Diagnostic &finding, std::string_view language);
/// All codes that have sentences; for the house test.
[[nodiscard]] std::vector<std::string> known_codes();

} // namespace solieu::format
