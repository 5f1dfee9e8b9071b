#include "format/number_signs.hpp"

#include "format/icu_text.hpp"

#include <memory>
#include <unicode/dcfmtsym.h>
#include <unicode/decimfmt.h>

namespace solieu::format {

NumberSigns NumberSigns::of(const std::string &language) {
  NumberSigns signs{",", ".", "-", "+", "%"};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::NumberFormat> made(
      icu::NumberFormat::createInstance(icu::Locale(language.c_str()), status));
  const auto *const format = U_SUCCESS(status) != 0 ? dynamic_cast<const icu::DecimalFormat *>(made.get()) : nullptr;
  if (format == nullptr) {
    return signs;
  }
  const icu::DecimalFormatSymbols &symbols = *format->getDecimalFormatSymbols();
  using Symbols = icu::DecimalFormatSymbols;
  signs.group = utf8(symbols.getSymbol(Symbols::kGroupingSeparatorSymbol));
  signs.point = utf8(symbols.getSymbol(Symbols::kDecimalSeparatorSymbol));
  signs.minus = utf8(symbols.getSymbol(Symbols::kMinusSignSymbol));
  signs.plus = utf8(symbols.getSymbol(Symbols::kPlusSignSymbol));
  signs.percent = utf8(symbols.getSymbol(Symbols::kPercentSymbol));
  if (format->getGroupingSize() > 0) {
    signs.group_size = static_cast<std::size_t>(format->getGroupingSize());
    const int fewest = format->getMinimumGroupingDigits();
    signs.fewest_grouped = signs.group_size + static_cast<std::size_t>(fewest > 1 ? fewest : 1);
  }
  return signs;
}

std::string NumberSigns::grouped(std::string_view invariant) const {
  std::string text;
  text.reserve(invariant.size() + invariant.size() / 2);
  if (invariant.starts_with('-')) {
    invariant.remove_prefix(1);
    if (invariant.find_first_not_of("0.") != std::string_view::npos) {
      text += minus;
    }
  }
  const std::string_view whole = invariant.substr(0, invariant.find('.'));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i != 0 && whole.size() >= fewest_grouped && (whole.size() - i) % group_size == 0) {
      text += group;
    }
    text += whole[i];
  }
  if (whole.size() < invariant.size()) {
    text += point;
    text += invariant.substr(whole.size() + 1);
  }
  return text;
}

std::string NumberSigns::ungrouped(std::string_view text) const {
  const std::string_view whole_text = text;
  std::string invariant;
  if (text.starts_with(minus)) {
    invariant = "-";
    text.remove_prefix(minus.size());
  }
  const std::size_t point_at = text.find(point);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      invariant += text[i];
    } else if (i == point_at) {
      invariant += '.';
      i += point.size() - 1;
    } else if (i < point_at && text.substr(i).starts_with(group)) {
      i += group.size() - 1;
    } else {
      return {};
    }
  }
  return !text.empty() && grouped(invariant) == whole_text ? invariant : std::string();
}

} // namespace solieu::format
