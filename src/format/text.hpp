#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace solieu::format {

/// NFC, outer white space trimmed, inner runs of it squeezed to one space. Invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string normalised(std::string_view text);
/// Whether `normalised` would certainly change nothing and no control character is inside: quick, and "no" for rare
/// characters that it would leave alone too.
[[nodiscard]] bool is_normalised(std::string_view text) noexcept;
/// NFC only.
[[nodiscard]] std::string nfc(std::string_view text);
[[nodiscard]] bool valid_utf8(std::string_view text) noexcept;
/// Offset of the first byte that is no UTF-8; the text's size when there is none.
[[nodiscard]] std::size_t broken_utf8_at(std::string_view text) noexcept;
/// Key for searching without diacritics: NFD, marks dropped, đ → d, lower case, spaces squeezed; hoà = hòa.
[[nodiscard]] std::string search_key(std::string_view text);
/// Vietnamese (or English) dictionary order by ICU; <0, 0, >0.
[[nodiscard]] int compare(std::string_view a, std::string_view b, const std::string &language);

} // namespace solieu::format
