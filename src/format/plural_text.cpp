#include "format/plural_text.hpp"

#include "format/icu_text.hpp"

#include <unicode/msgfmt.h>

namespace solieu::format {

std::string plural_text(std::string_view phrase, const std::string &language, const model::Decimal &count,
                        const Arguments &places) {
  if (phrase.find(", plural") == std::string_view::npos && phrase.find(", select") == std::string_view::npos) {
    return filled(phrase, places);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(utf16(phrase), icu::Locale(language.c_str()), status);
  std::vector<icu::UnicodeString> names{u"count"};
  std::vector<icu::Formattable> values;
  values.emplace_back(piece(count.text()), status);
  for (const auto &[name, value] : places) {
    names.push_back(utf16(name));
    values.emplace_back(utf16(value));
  }
  icu::UnicodeString text;
  if (U_SUCCESS(status) != 0) {
    format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), text, status);
  }
  return U_SUCCESS(status) != 0 ? utf8(text) : std::string(phrase);
}

} // namespace solieu::format
