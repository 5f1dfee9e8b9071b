#include "format/plural_text.hpp"

#include "format/icu_text.hpp"

#include <memory>
#include <unicode/msgfmt.h>
#include <unordered_map>

namespace solieu::format {

namespace {

/// Parsed once per thread: parsing costs far more than formatting, and a MessageFormat fills caches while it works.
/// Null for a phrase that ICU cannot read.
const icu::MessageFormat *message_format(std::string_view phrase, const std::string &language) {
  thread_local std::unordered_map<std::string, std::unique_ptr<const icu::MessageFormat>> parsed;
  const auto [entry, fresh] = parsed.try_emplace(language + " " + std::string(phrase));
  if (fresh) {
    UErrorCode status = U_ZERO_ERROR;
    auto made = std::make_unique<const icu::MessageFormat>(utf16(phrase), icu::Locale(language.c_str()), status);
    entry->second = U_SUCCESS(status) != 0 ? std::move(made) : nullptr;
  }
  return entry->second.get();
}

} // namespace

std::string plural_text(std::string_view phrase, const std::string &language, const model::Decimal &count,
                        const Arguments &places) {
  if (phrase.find(", plural") == std::string_view::npos && phrase.find(", select") == std::string_view::npos) {
    return filled(phrase, places);
  }
  const icu::MessageFormat *const format = message_format(phrase, language);
  if (format == nullptr) {
    return std::string(phrase);
  }
  UErrorCode status = U_ZERO_ERROR;
  std::vector<icu::UnicodeString> names{u"count"};
  std::vector<icu::Formattable> values;
  values.emplace_back(piece(count.text()), status);
  for (const auto &[name, value] : places) {
    names.push_back(utf16(name));
    values.emplace_back(utf16(value));
  }
  icu::UnicodeString text;
  if (U_SUCCESS(status) != 0) {
    format->format(names.data(), values.data(), static_cast<int32_t>(names.size()), text, status);
  }
  return U_SUCCESS(status) != 0 ? utf8(text) : std::string(phrase);
}

} // namespace solieu::format
