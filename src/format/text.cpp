#include "format/text.hpp"

#include "format/icu_text.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unicode/bytestream.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <utility>

namespace solieu::format {

namespace {

bool ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Outer white space off, inner runs to one space; `text` is valid UTF-8.
std::string squeezed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (u_isUWhiteSpace(next_point(text, i)) != 0) {
      gap = !result.empty();
      continue;
    }
    if (gap) {
      result += ' ';
      gap = false;
    }
    result += text.substr(start, i - start);
  }
  return result;
}

std::unique_ptr<const icu::Collator> collator(const char *language) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<const icu::Collator> made(icu::Collator::createInstance(icu::Locale(language), status));
  return U_SUCCESS(status) != 0 ? std::move(made) : nullptr;
}

} // namespace

/// Letters below U+0300 and Vietnamese ones (U+1E80–U+1EFF) are whole in NFC, so are dashes, quotation marks and the
/// ellipsis (U+2010–U+2027); of the first row only spaces and controls are left out.
bool is_normalised(std::string_view text) noexcept {
  const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&byte](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  bool gap = true; // at the beginning or after a space
  for (std::size_t i = 0; i < text.size();) {
    const auto c = byte(i);
    if (c < 0x80) {
      if (c < 0x20 || c == 0x7F || (c == ' ' && gap))
        return false;
      gap = c == ' ';
      ++i;
      continue;
    }
    gap = false;
    const bool latin = c >= 0xC3 && c <= 0xCB && follows(i + 1);
    const bool sign = c == 0xC2 && byte(i + 1) > 0xA0 && follows(i + 1);
    const bool vietnamese = c == 0xE1 && (byte(i + 1) == 0xBA || byte(i + 1) == 0xBB) && follows(i + 2);
    const bool mark = c == 0xE2 && byte(i + 1) == 0x80 && byte(i + 2) >= 0x90 && byte(i + 2) <= 0xA7;
    if (latin || sign)
      i += 2;
    else if (vietnamese || mark)
      i += 3;
    else
      return false;
  }
  return text.empty() || text.back() != ' ';
}

std::size_t broken_utf8_at(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (next_point(text, i) < 0) {
      return start;
    }
  }
  return text.size();
}

bool valid_utf8(std::string_view text) noexcept { return broken_utf8_at(text) == text.size(); }

std::string nfc(std::string_view text) {
  if (ascii(text)) {
    return std::string(text);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *const normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) != 0) {
    return std::string(text);
  }
  if (!valid_utf8(text)) {
    return utf8(normalizer->normalize(utf16(text), status));
  }
  std::string result;
  result.reserve(text.size());
  icu::StringByteSink<std::string> sink(&result);
  normalizer->normalizeUTF8(0, piece(text), sink, nullptr, status);
  return result;
}

std::string normalised(std::string_view text) { return squeezed(nfc(text)); }

std::string search_key(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *const normalizer = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status) != 0) {
    return squeezed(text);
  }
  icu::UnicodeString apart = normalizer->normalize(utf16(text), status);
  apart.toLower(icu::Locale::getRoot());
  icu::UnicodeString bare;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 point = apart.char32At(i);
    if (point == 0x111) {
      bare.append(static_cast<char16_t>(u'd'));
    } else if (u_charType(point) != U_NON_SPACING_MARK) {
      bare.append(point);
    }
  }
  return squeezed(utf8(bare));
}

int compare(std::string_view a, std::string_view b, const std::string &language) {
  static const std::unique_ptr<const icu::Collator> vietnamese = collator("vi");
  static const std::unique_ptr<const icu::Collator> english = collator("en");
  const icu::Collator *const order = (language == "en" ? english : vietnamese).get();
  UErrorCode status = U_ZERO_ERROR;
  if (order != nullptr) {
    const UCollationResult result = order->compareUTF8(piece(a), piece(b), status);
    if (U_SUCCESS(status) != 0 && result != UCOL_EQUAL) {
      return result == UCOL_LESS ? -1 : 1;
    }
  }
  const int bytes = a.compare(b);
  return bytes < 0 ? -1 : bytes > 0 ? 1 : 0;
}

} // namespace solieu::format
