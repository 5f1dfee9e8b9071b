#pragma once

#include <string>
#include <string_view>
#include <unicode/stringpiece.h>
#include <unicode/umachine.h>
#include <unicode/unistr.h>

namespace solieu::format {

[[nodiscard]] inline icu::StringPiece piece(std::string_view text) {
  return icu::StringPiece(text.data(), static_cast<int32_t>(text.size()));
}

/// Invalid UTF-8 becomes U+FFFD.
[[nodiscard]] inline icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(piece(text));
}

[[nodiscard]] inline std::string utf8(const icu::UnicodeString &text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

/// The code point at byte `i`, which then stands behind it; -1 for a byte that is no UTF-8.
[[nodiscard]] UChar32 next_point(std::string_view text, std::size_t &i) noexcept;

} // namespace solieu::format
