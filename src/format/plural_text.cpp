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

/// The rules of plurals look at the digits that are seen, a message format only at the value: a whole number that is
/// printed with a fraction goes in with one.
model::Decimal as_seen(const model::Decimal &count, int digits) {
  const model::Decimal shown = count.absolute().rounded(digits);
  return digits > 0 && shown.is_whole() ? shown + model::Decimal::from_parts(1, 1) : shown;
}

} // namespace

std::string plural_text(std::string_view phrase, const std::string &language, const model::Decimal &count, int digits) {
  if (phrase.find(", plural") == std::string_view::npos && phrase.find(", select") == std::string_view::npos) {
    return std::string(phrase);
  }
  const icu::MessageFormat *const format = message_format(phrase, language);
  if (format == nullptr) {
    return std::string(phrase);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString name(u"count");
  const icu::Formattable value(piece(as_seen(count, digits).text()), status);
  icu::UnicodeString text;
  if (U_SUCCESS(status) != 0) {
    format->format(&name, &value, 1, text, status);
  }
  return U_SUCCESS(status) != 0 ? utf8(text) : std::string(phrase);
}

} // namespace solieu::format
