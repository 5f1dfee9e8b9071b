#include "format/formatter.hpp"
#include "format/icu_text.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>

namespace solieu::format {

std::string Formatter::upper(std::string_view text) const {
  return utf8(utf16(text).toUpper(icu::Locale(language_.c_str())));
}

std::string Formatter::lower(std::string_view text) const {
  return utf8(utf16(text).toLower(icu::Locale(language_.c_str())));
}

std::string Formatter::sentence(std::string_view text) const {
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t start = i;
    const UChar32 point = next_point(text, i);
    if (point >= 0 && u_isalnum(point) != 0) {
      return std::string(text.substr(0, start)) + upper(text.substr(start, i - start)) + std::string(text.substr(i));
    }
  }
  return std::string(text);
}

} // namespace solieu::format
