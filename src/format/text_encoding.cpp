#include "format/text_encoding.hpp"

#include "format/icu_text.hpp"

#include <algorithm>
#include <memory>
#include <unicode/ucnv.h>
#include <utility>

namespace solieu::format {

namespace {

constexpr char32_t none = 0xFFFFFFFF;
constexpr char broken = '\xFF';
using Points = std::array<char32_t, 256>;

/// TCVN 5712:1993 from 0xA0 on; the fonts of ABC have the small letters of it, the five marks and Ă Â Ê Ô Ơ Ư Đ.
constexpr std::u32string_view tcvn_upper_half = U"\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặ"
                                                U"ầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// A capital with a tone is the capital without one and the code of the small letter: "Aµ" is À.
struct Capital {
  std::u32string_view letters; ///< the capital, then its five toned forms
  std::u32string_view small;   ///< the toned small letters in the same order
};
constexpr std::array<Capital, 12> capitals{{{U"AÀẢÃÁẠ", U"àảãáạ"},
                                            {U"ĂẰẲẴẮẶ", U"ằẳẵắặ"},
                                            {U"ÂẦẨẪẤẬ", U"ầẩẫấậ"},
                                            {U"EÈẺẼÉẸ", U"èẻẽéẹ"},
                                            {U"ÊỀỂỄẾỆ", U"ềểễếệ"},
                                            {U"IÌỈĨÍỊ", U"ìỉĩíị"},
                                            {U"OÒỎÕÓỌ", U"òỏõóọ"},
                                            {U"ÔỒỔỖỐỘ", U"ồổỗốộ"},
                                            {U"ƠỜỞỠỚỢ", U"ờởỡớợ"},
                                            {U"UÙỦŨÚỤ", U"ùủũúụ"},
                                            {U"ƯỪỬỮỨỰ", U"ừửữứự"},
                                            {U"YỲỶỸÝỴ", U"ỳỷỹýỵ"}}};

/// VNI writes a letter and then its mark; these are the marks (of Windows Latin) and what each makes of the letters.
constexpr std::u32string_view vni_marks = U"øûõùïâàåãáäêèúüéë";
struct VniLetter {
  char32_t letter;
  std::u32string_view marked; ///< in the order of the marks; a space where there is no such letter
};
constexpr std::array<VniLetter, 14> vni_letters{{{U'a', U"àảãáạâầẩẫấậăằẳẵắặ"},
                                                 {U'e', U"èẻẽéẹêềểễếệ      "},
                                                 {U'o', U"òỏõóọôồổỗốộ      "},
                                                 {U'u', U"ùủũúụ            "},
                                                 {U'y', U"ỳỷỹý             "},
                                                 {U'ơ', U"ờởỡớợ            "},
                                                 {U'ư', U"ừửữứự            "},
                                                 {U'A', U"ÀẢÃÁẠÂẦẨẪẤẬĂẰẲẴẮẶ"},
                                                 {U'E', U"ÈẺẼÉẸÊỀỂỄẾỆ      "},
                                                 {U'O', U"ÒỎÕÓỌÔỒỔỖỐỘ      "},
                                                 {U'U', U"ÙỦŨÚỤ            "},
                                                 {U'Y', U"ỲỶỸÝ             "},
                                                 {U'Ơ', U"ỜỞỠỚỢ            "},
                                                 {U'Ư', U"ỪỬỮỨỰ            "}}};
/// The letters of VNI that are one byte, by their Windows Latin letter.
constexpr std::array<std::pair<char32_t, char32_t>, 18> vni_alone{{{U'ô', U'ơ'},
                                                                   {U'ö', U'ư'},
                                                                   {U'ñ', U'đ'},
                                                                   {U'ì', U'ì'},
                                                                   {U'æ', U'ỉ'},
                                                                   {U'ó', U'ĩ'},
                                                                   {U'í', U'í'},
                                                                   {U'ò', U'ị'},
                                                                   {U'î', U'ỵ'},
                                                                   {U'Ô', U'Ơ'},
                                                                   {U'Ö', U'Ư'},
                                                                   {U'Ñ', U'Đ'},
                                                                   {U'Ì', U'Ì'},
                                                                   {U'Æ', U'Ỉ'},
                                                                   {U'Ó', U'Ĩ'},
                                                                   {U'Í', U'Í'},
                                                                   {U'Ò', U'Ị'},
                                                                   {U'Î', U'Ỵ'}}};

/// What ICU makes of each byte alone.
Points points_of(const char *encoding) {
  Points points;
  points.fill(none);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status), ucnv_close);
  for (std::size_t i = 0; i < points.size() && U_SUCCESS(status) != 0; ++i) {
    const char byte = static_cast<char>(i);
    const char *begin = &byte;
    UErrorCode one = U_ZERO_ERROR;
    const UChar32 point = ucnv_getNextUChar(converter.get(), &begin, begin + 1, &one);
    const bool control = point >= 0x7F && point < 0xA0; // ICU's stand-in for a byte that is not assigned
    if (U_SUCCESS(one) != 0 && point != 0xFFFD && !control)
      points.at(i) = static_cast<char32_t>(point);
    ucnv_resetToUnicode(converter.get());
  }
  return points;
}

const Points &latin() {
  static const Points points = points_of("windows-1252");
  return points;
}

Points tcvn_points() {
  auto points = latin();
  for (std::size_t i = 0; i < tcvn_upper_half.size(); ++i)
    points.at(0xA0 + i) = tcvn_upper_half[i];
  return points;
}

Points vni_points() {
  auto points = latin();
  for (auto &point : points)
    for (const auto &[shape, letter] : vni_alone)
      if (point == shape) {
        point = letter;
        break;
      }
  return points;
}

void append(char32_t point, std::string &out) {
  if (point < 0x80) {
    out += static_cast<char>(point);
    return;
  }
  if (point == none) {
    out += broken;
    return;
  }
  const auto tail = [&out](char32_t bits) { out += static_cast<char>(0x80U | (bits & 0x3FU)); };
  if (point < 0x800) {
    out += static_cast<char>(0xC0U | point >> 6U);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | point >> 12U);
    tail(point >> 6U);
  } else {
    out += static_cast<char>(0xF0U | point >> 18U);
    tail(point >> 12U);
    tail(point >> 6U);
  }
  tail(point);
}

/// Both points as one letter of TCVN3; none when they are two.
char32_t tcvn_pair(char32_t first, char32_t second) {
  for (const auto &capital : capitals)
    if (capital.letters.front() == first)
      if (const auto place = capital.small.find(second); place != std::u32string_view::npos)
        return capital.letters[place + 1];
  return none;
}

/// The mark's place by the Windows Latin letter that a byte is, small or capital; npos when it is none.
std::size_t vni_mark(char32_t shape) {
  const bool capital = shape >= 0xC0 && shape <= 0xDE;
  return vni_marks.find(capital ? shape + 0x20 : shape);
}

char32_t vni_pair(char32_t letter, char32_t shape) {
  const auto mark = vni_mark(shape);
  const auto found = std::ranges::find(vni_letters, letter, &VniLetter::letter);
  if (mark == std::u32string_view::npos || found == vni_letters.end() || found->marked.size() <= mark)
    return none;
  return found->marked[mark] == U' ' ? none : found->marked[mark];
}

bool is_utf16_name(std::string_view encoding) noexcept { return encoding.starts_with("utf-16"); }

} // namespace

ByteOrderMark byte_order_mark(std::string_view bytes) noexcept {
  if (bytes.starts_with("\xEF\xBB\xBF"))
    return {"utf-8", 3};
  if (bytes.starts_with("\xFF\xFE"))
    return {"utf-16le", 2};
  if (bytes.starts_with("\xFE\xFF"))
    return {"utf-16be", 2};
  return {"", 0};
}

TextDecoder::TextDecoder(std::string_view encoding) {
  if (is_utf16_name(encoding)) {
    scheme_ = Scheme::utf16;
    big_endian_ = encoding == "utf-16be";
  } else if (encoding == "windows-1258") {
    scheme_ = Scheme::single_bytes;
    points_ = points_of("windows-1258");
  } else if (encoding == "tcvn3") {
    scheme_ = Scheme::tcvn3;
    points_ = tcvn_points();
  } else if (encoding == "vni") {
    scheme_ = Scheme::vni;
    points_ = vni_points();
  }
}

void TextDecoder::decode(std::string_view bytes, bool last, std::string &out) {
  if (scheme_ == Scheme::as_it_is) {
    out += bytes;
    return;
  }
  std::string joined = std::exchange(waiting_, {});
  joined += bytes;
  if (scheme_ == Scheme::utf16)
    decode_utf16(joined, last, out);
  else
    decode_bytes(joined, last, out);
}

void TextDecoder::decode_utf16(std::string_view bytes, bool last, std::string &out) {
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian_ ? first << 8U | second : second << 8U | first);
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const auto high = unit(i);
    const bool surrogate = high >= 0xD800 && high < 0xE000;
    if (!surrogate) {
      append(high, out);
      continue;
    }
    if (i + 3 >= bytes.size() && !last)
      break;
    const auto low = i + 3 < bytes.size() ? unit(i + 2) : U'\0';
    const bool pair = high < 0xDC00 && low >= 0xDC00 && low < 0xE000;
    append(pair ? 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00) : none, out);
    i += pair ? 2 : 0;
  }
  if (last && i < bytes.size())
    out += broken;
  else
    waiting_ = bytes.substr(i);
}

void TextDecoder::decode_bytes(std::string_view bytes, bool last, std::string &out) {
  const auto shape = [&](std::size_t i) { return latin().at(static_cast<unsigned char>(bytes[i])); };
  const auto point = [&](std::size_t i) { return points_.at(static_cast<unsigned char>(bytes[i])); };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i + 1 == bytes.size() && !last) {
      waiting_ = bytes.substr(i);
      return;
    }
    auto pair = none;
    if (i + 1 < bytes.size() && scheme_ == Scheme::tcvn3)
      pair = tcvn_pair(point(i), point(i + 1));
    else if (i + 1 < bytes.size() && scheme_ == Scheme::vni)
      pair = vni_pair(point(i), shape(i + 1));
    if (pair != none) {
      append(pair, out);
      ++i;
      continue;
    }
    // A mark of VNI that is no letter of its own cannot stand alone.
    const bool lost_mark =
        scheme_ == Scheme::vni && vni_mark(shape(i)) != std::u32string_view::npos && point(i) == shape(i);
    append(lost_mark ? none : point(i), out);
  }
}

std::string from_old_font(std::string_view text, std::string_view encoding) {
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return std::string(text);
  std::string bytes;
  for (std::size_t i = 0; i < text.size();) {
    const auto point = static_cast<char32_t>(next_point(text, i));
    const auto found = std::ranges::find(latin(), point);
    if (found == latin().end())
      return std::string(text);
    bytes += static_cast<char>(found - latin().begin());
  }
  std::string decoded;
  TextDecoder(encoding).decode(bytes, true, decoded);
  return decoded.find(broken) == std::string::npos ? decoded : std::string(text);
}

} // namespace solieu::format
