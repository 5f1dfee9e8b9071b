#include "format/icu_text.hpp"
#include "format/text.hpp"
#include "format/text_encoding.hpp"

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace solieu::format {

namespace {

/// The parts of a syllable without diacritics; "gi" and "qu" are beginnings when a vowel follows.
constexpr std::array<std::u16string_view, 28> beginnings{
    u"",  u"b",  u"c",   u"ch", u"d", u"đ",  u"g",  u"gh", u"gi", u"h", u"k",  u"kh", u"l", u"m",
    u"n", u"ng", u"ngh", u"nh", u"p", u"ph", u"qu", u"r",  u"s",  u"t", u"th", u"tr", u"v", u"x"};
constexpr std::array<std::u16string_view, 36> open_vowels{
    u"a",   u"e",   u"i",  u"o",  u"u",   u"y",   u"ai",  u"ao", u"au",  u"ay",  u"eo", u"eu",
    u"ia",  u"ieu", u"iu", u"oa", u"oai", u"oao", u"oay", u"oe", u"oeo", u"oi",  u"ua", u"uai",
    u"uay", u"ue",  u"ui", u"uo", u"uoi", u"uou", u"uu",  u"uy", u"uya", u"uyu", u"ya", u"yeu"};
constexpr std::array<std::u16string_view, 16> closed_vowels{u"a",  u"e",  u"i",  u"o",  u"u",  u"y",  u"ie", u"ye",
                                                            u"oa", u"oe", u"oo", u"ua", u"ue", u"uo", u"uy", u"uye"};
constexpr std::array<std::u16string_view, 8> endings{u"c", u"ch", u"m", u"n", u"ng", u"nh", u"p", u"t"};
constexpr std::u16string_view vowels = u"aeiouy";
constexpr std::array<std::string_view, 3> byte_encodings{"windows-1258", "tcvn3", "vni"};
/// Shares that a sample must reach, in percent.
constexpr std::size_t enough = 80;

bool is_tone(UChar32 point) {
  return point == 0x300 || point == 0x301 || point == 0x303 || point == 0x309 || point == 0x323;
}
bool is_shape(UChar32 point) { return point == 0x302 || point == 0x306 || point == 0x31B; }

template <class List> bool holds(const List &list, std::u16string_view part) {
  return std::ranges::find(list, part) != list.end();
}

/// Small letters without diacritics as consonants, vowels, consonants.
bool has_parts(std::u16string_view letters) {
  auto first = letters.find_first_of(vowels);
  if (first == std::u16string_view::npos)
    return false;
  const bool second = first + 1 < letters.size() && vowels.find(letters[first + 1]) != std::u16string_view::npos;
  const bool glide = (letters.starts_with(u"gi") || letters.starts_with(u"qu")) && second;
  first += glide ? 1U : 0U;
  const auto last = letters.find_last_of(vowels);
  const auto middle = letters.substr(first, last - first + 1);
  const auto end = letters.substr(last + 1);
  const bool soft = end == u"ch" || end == u"nh";
  const bool closed = holds(closed_vowels, middle) &&
                      (!soft || std::u16string_view(u"aeiy").find(middle.back()) != std::u16string_view::npos);
  return holds(beginnings, letters.substr(0, first)) &&
         (end.empty() ? holds(open_vowels, middle) : closed && holds(endings, end));
}

/// A Vietnamese syllable: consonants, vowels with at most one tone, consonants; capitals first or throughout.
bool is_syllable(const icu::UnicodeString &word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString apart = icu::Normalizer2::getNFDInstance(status)->normalize(word, status);
  std::u16string letters;
  std::size_t tones = 0;
  std::size_t capitals = 0;
  for (int32_t i = 0; i < apart.length(); ++i) {
    const UChar32 point = apart.char32At(i);
    tones += is_tone(point) ? 1U : 0U;
    if (is_tone(point) || is_shape(point))
      continue;
    capitals += u_isupper(point) != 0 ? 1U : 0U;
    if (u_isupper(point) != 0 && capitals <= letters.size())
      return false;
    letters += static_cast<char16_t>(u_tolower(point));
  }
  if (tones > 1 || (capitals > 1 && capitals != letters.size()))
    return false;
  return has_parts(letters);
}

/// Percentage of the words with letters beyond ASCII that are syllables; 0 when there are no such words.
std::size_t share_of_syllables(const std::string &text) {
  const auto units = utf16(text);
  std::size_t words = 0;
  std::size_t syllables = 0;
  for (int32_t i = 0; i < units.length();) {
    const int32_t begin = i;
    bool foreign = false;
    while (i < units.length() &&
           (u_isalpha(units.char32At(i)) != 0 || u_charType(units.char32At(i)) == U_NON_SPACING_MARK ||
            units.char32At(i) == 0xFFFD || (units.char32At(i) >= 0xA1 && units.char32At(i) < 0x2000))) {
      foreign = foreign || units.char32At(i) >= 0x80;
      ++i;
    }
    if (foreign) {
      ++words;
      syllables += is_syllable(units.tempSubStringBetween(begin, i)) ? 1U : 0U;
    }
    i += i == begin ? 1 : 0;
  }
  return words == 0 ? 0 : 100 * syllables / words;
}

/// UTF-16 without a mark: of the text's first half of units most have a zero byte on one side.
std::string_view zero_bytes(std::string_view bytes) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    zeros.at(i % 2) += bytes[i] == '\0' ? 1U : 0U;
  const auto many = bytes.size() / 5;
  if (zeros[1] > many && zeros[0] * 10 < zeros[1])
    return "utf-16le";
  return zeros[0] > many && zeros[1] * 10 < zeros[0] ? "utf-16be" : "";
}

} // namespace

std::string likely_encoding(std::string_view bytes, std::string_view declared) {
  if (const auto marked = byte_order_mark(bytes).encoding; !marked.empty())
    return std::string(marked);
  if (const auto wide = zero_bytes(bytes); !wide.empty())
    return std::string(wide);
  if (std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return {};
  const auto share_in = [bytes](std::string_view encoding) {
    std::string text;
    TextDecoder(encoding).decode(bytes, true, text);
    return share_of_syllables(text);
  };
  const bool of_bytes = std::ranges::find(byte_encodings, declared) != byte_encodings.end();
  if (of_bytes && share_in(declared) >= enough)
    return std::string(declared);
  if (valid_utf8(bytes))
    return "utf-8";
  std::string best;
  std::size_t best_share = enough - 1;
  for (const auto encoding : byte_encodings) {
    if (const auto share = share_in(encoding); share > best_share) {
      best = encoding;
      best_share = share;
    }
  }
  return best;
}

} // namespace solieu::format
