#include "format/formatter.hpp"

#include "format/messages.hpp"
#include "format/month_names.hpp"
#include "format/number_signs.hpp"
#include "format/number_words.hpp"
#include "format/plural_text.hpp"

#include <algorithm>
#include <array>

namespace solieu::format {

using model::Decimal;
using model::Quantity;
using model::Unit;

namespace {

constexpr std::string_view percent_text = "%";
constexpr int percent_decimals = 1;

Decimal in_power(const Decimal &value, const Unit &from, const Unit &to) {
  return value.shifted(from.power - to.power);
}

/// No unit at all, as of a number in the template.
bool plain(const Unit &unit) { return unit.pure() && unit.text.empty(); }

/// Printed in thousands, millions or thousand millions, whichever fits.
bool compacted(const Unit &unit, const NumberStyle &style) {
  return style.compact && !style.words && !style.percent && (plain(unit) || !unit.pure());
}

bool whole(const Decimal &low, const std::optional<Decimal> &high) {
  return low.is_whole() && (!high || high->is_whole());
}

int digits_for(const Quantity &shown, const Unit &from, const NumberStyle &style) {
  if (style.decimals) {
    return std::clamp(*style.decimals, 0, Decimal::max_scale);
  }
  if (style.percent && from.pure() && from.text.empty()) {
    return percent_decimals;
  }
  const int usual = std::clamp(style.default_decimals, 0, Decimal::max_scale);
  const Unit &unit = shown.unit;
  const bool ratio = unit.base.find('/') != std::string::npos;
  if (unit.pure()) {
    const bool count = unit.text.empty() && whole(*shown.low, shown.high);
    return count ? usual : std::max(usual, 1);
  }
  if (unit.power > from.power || ratio) {
    return std::max(usual, 1);
  }
  return std::max(0, usual - (from.power - unit.power));
}

/// Only the number is wanted, in its own unit.
bool as_it_is(const NumberStyle &style) {
  return !style.percent && style.scale_unit.empty() && !style.compact && !style.padded && !style.words &&
         !style.signed_ && !style.with_unit && !style.phrase;
}

/// The power of nghìn, triệu or tỷ a value is told in: what would round to a thousand of the smaller one goes up.
int compact_power(const Decimal &base_value, int digits, int plain_digits) {
  for (const int power : {9, 6, 3}) {
    const Decimal in_smaller = base_value.absolute().shifted(3 - power);
    if (in_smaller.rounded(power == 3 ? plain_digits : digits) >= Decimal(1000)) {
      return power;
    }
  }
  return 0;
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    text.erase(text.find_last_not_of('.') + 1);
  }
  return text;
}

std::string_view token_key(model::Absence absence) {
  switch (absence) {
  case model::Absence::not_applicable:
    return "token.not-applicable";
  case model::Absence::suppressed:
    return "token.suppressed";
  default:
    return "token.missing";
  }
}

std::string word_or(const Phrases &phrases, std::string_view key, const std::string &usual) {
  return phrases.has(key) ? std::string(phrases.get(key)) : usual;
}

} // namespace

/// What is left to print once units are settled.
struct Formatter::Shown {
  Quantity quantity;
  int digits = 0;
  int compact = 0; ///< power of the scale word
};

/// A scale word alone ("nghìn") scales whatever the quantity counts.
Unit Formatter::shown_unit(const Unit &unit, const NumberStyle &style) {
  if (unit.pure() && style.percent) {
    return Unit{std::string(percent_text), "", -2};
  }
  if (style.scale_unit.empty()) {
    return unit;
  }
  Unit target = Unit::of(style.scale_unit);
  if (target.same_dimension(unit) || plain(unit)) {
    return target;
  }
  return target.pure() && target.power > 0 ? Unit{target.text + " " + unit.base, unit.base, target.power} : unit;
}

/// Whether the zeros at the end of a fraction are left out.
bool Formatter::trimmed(const Shown &shown, const NumberStyle &style) {
  return compacted(shown.quantity.unit, style) && !style.decimals;
}

Formatter::Formatter(std::string language, std::shared_ptr<const Phrases> phrases)
    : language_(std::move(language)), phrases_(std::move(phrases)),
      signs_(std::make_shared<const NumberSigns>(NumberSigns::of(language_))),
      months_(std::make_shared<const std::vector<std::string>>(month_names(language_))) {}

std::string Formatter::phrase_with(std::string_view key, const Arguments &places) const {
  return filled(phrases_->get(key), places);
}

std::optional<std::size_t> Formatter::decimals_of(std::string_view text) const {
  const std::string invariant = signs_->ungrouped(text);
  if (invariant.empty()) {
    return std::nullopt;
  }
  const std::size_t point = invariant.find('.');
  return point == std::string::npos ? 0 : invariant.size() - point - 1;
}

std::string Formatter::number(const Decimal &value, int digits) const {
  return signs_->grouped(value.fixed(std::clamp(digits, 0, Decimal::max_scale)));
}

std::string Formatter::words(const Decimal &value) const {
  if (language_ == "en") {
    return english_words(value.text());
  }
  const VietnameseWords usual;
  return vietnamese_words(
      value.text(), {word_or(*phrases_, "words.odd", usual.odd), word_or(*phrases_, "words.thousand", usual.thousand),
                     word_or(*phrases_, "words.minus", usual.minus), word_or(*phrases_, "words.point", usual.point)});
}

std::string Formatter::number_in(const Decimal &value, const Shown &shown, const NumberStyle &style) const {
  if (style.words) {
    return words(value.rounded(shown.digits));
  }
  const Decimal scaled = value.shifted(-shown.compact);
  std::string text = scaled.fixed(shown.digits);
  if (trimmed(shown, style)) {
    text = without_trailing_zeros(std::move(text));
  }
  const bool zero = text.find_first_not_of("-0.") == std::string::npos;
  const bool one_digit = text.size() == (text.starts_with('-') ? 2U : 1U);
  if (style.padded && one_digit && !zero) {
    text.insert(text.size() - 1, "0");
  }
  text = signs_->grouped(text);
  return style.signed_ && !zero && !value.is_negative() ? signs_->plus + text : text;
}

std::string Formatter::with_unit(std::string text, const Unit &unit, const Decimal &count, int digits) const {
  if (unit.text == percent_text) {
    return text + signs_->percent;
  }
  const std::string own = "unit." + unit.text;
  if (phrases_->has(own)) {
    return text + " " + plural_text(phrases_->get(own), language_, count, digits);
  }
  const std::string base = "unit." + unit.base;
  const std::string scale = "scale." + std::to_string(unit.power);
  if (unit.power > 0 && phrases_->has(base) && phrases_->has(scale)) {
    return phrase_with(scale, {{"number", text}}) + " " +
           plural_text(phrases_->get(base), language_, count.shifted(unit.power), digits);
  }
  if (const std::size_t slash = unit.text.rfind('/'); slash != std::string::npos && phrases_->has("unit.ratio")) {
    const Unit below = Unit::of(std::string_view(unit.text).substr(slash + 1));
    const std::string one = "unit." + below.text;
    return phrase_with(
        "unit.ratio",
        {{"above", with_unit(std::move(text), Unit::of(unit.text.substr(0, slash)), count, digits)},
         {"below", phrases_->has(one) ? plural_text(phrases_->get(one), language_, Decimal(1), 0) : below.text}});
  }
  return unit.text.empty() ? text : text + " " + unit.text;
}

std::string Formatter::unit_name(const std::string &unit) const {
  constexpr int many = 2;
  std::string text = with_unit({}, Unit::of(unit), Decimal(many), 0);
  text.erase(0, text.find_first_not_of(' '));
  return text;
}

std::string_view Formatter::qualifier(const Quantity &quantity) const {
  const std::string own = "wording." + quantity.wording;
  if (!quantity.wording.empty() && phrases_->has(own)) {
    return phrases_->get(own);
  }
  if (quantity.bound == model::Bound::exact) {
    return "{number}";
  }
  return phrases_->get("bound." + std::string(model::name_of(quantity.bound)));
}

Formatter::Shown Formatter::settled(const Quantity &quantity, const NumberStyle &style) const {
  Shown shown{quantity, 0, 0};
  Quantity &q = shown.quantity;
  q.unit = shown_unit(quantity.unit, style);
  const bool compact = compacted(q.unit, style);
  if (compact && q.unit.power != 0) {
    q.unit = Unit{q.unit.base, q.unit.base, 0};
  }
  q.low = in_power(*quantity.low, quantity.unit, q.unit);
  if (quantity.high) {
    q.high = in_power(*quantity.high, quantity.unit, q.unit);
  }
  shown.digits = digits_for(q, quantity.unit, style);
  if (compact) {
    const int compact_digits = style.decimals ? shown.digits : 1;
    shown.compact = compact_power(*q.low, compact_digits, shown.digits);
    shown.digits = shown.compact == 0 ? shown.digits : compact_digits;
  }
  return shown;
}

std::string Formatter::counted(std::string text, const Shown &shown, const NumberStyle &style) const {
  const Quantity &q = shown.quantity;
  const bool percent = style.percent && q.unit.pure();
  if (style.words && q.unit.text == percent_text) {
    return percent || style.with_unit ? text + " " + std::string(phrases_->get("words.percent")) : text;
  }
  if (shown.compact != 0) {
    text = phrase_with("scale." + std::to_string(shown.compact), {{"number", text}});
  }
  if (!style.with_unit && !percent) {
    return text;
  }
  const Decimal count = (q.high ? *q.high : *q.low).rounded(shown.digits);
  const bool as_held = style.words || trimmed(shown, style);
  return with_unit(std::move(text), q.unit, count, as_held ? count.scale() : shown.digits);
}

std::string Formatter::quantity(const Quantity &quantity, const NumberStyle &style) const {
  if (!quantity.present() || !quantity.low) {
    return std::string(phrases_->get(token_key(quantity.absence)));
  }
  if (as_it_is(style) && !quantity.high) {
    return signs_->grouped(quantity.low->fixed(digits_for(quantity, quantity.unit, style)));
  }
  const Shown shown = settled(quantity, style);
  const std::string low = number_in(*shown.quantity.low, shown, style);
  const std::string high = shown.quantity.high ? number_in(*shown.quantity.high, shown, style) : low;
  const std::string_view around = style.phrase ? qualifier(quantity) : "{number}";
  const bool joined = low != high && around.find("{low}") == std::string_view::npos;
  const std::string number =
      joined ? phrase_with(style.words ? "range.words" : "range", {{"low", low}, {"high", high}}) : high;
  std::string text = counted(number, shown, style);
  if (around == "{number}") {
    return text;
  }
  return filled(around, {{"number", text}, {"low", low}, {"high", text}});
}

std::string Formatter::roman(std::size_t number) {
  constexpr std::size_t largest = 3999;
  if (number > largest) {
    return std::to_string(number);
  }
  constexpr std::array<std::pair<std::size_t, std::string_view>, 13> signs = {{{1000, "M"},
                                                                               {900, "CM"},
                                                                               {500, "D"},
                                                                               {400, "CD"},
                                                                               {100, "C"},
                                                                               {90, "XC"},
                                                                               {50, "L"},
                                                                               {40, "XL"},
                                                                               {10, "X"},
                                                                               {9, "IX"},
                                                                               {5, "V"},
                                                                               {4, "IV"},
                                                                               {1, "I"}}};
  std::string text;
  for (const auto &[value, sign] : signs) {
    for (; number >= value; number -= value) {
      text += sign;
    }
  }
  return text;
}

std::string Formatter::letter(std::size_t number) const {
  constexpr std::array<std::string_view, 23> vietnamese = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                                           "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
  constexpr std::string_view english = "abcdefghijklmnopqrstuvwxyz";
  const bool in_english = language_ == "en";
  const std::size_t count = in_english ? english.size() : vietnamese.size();
  std::string text;
  for (; number > 0; number = (number - 1) / count) {
    const std::size_t i = (number - 1) % count;
    text.insert(0, in_english ? english.substr(i, 1) : vietnamese[i]);
  }
  return text;
}

} // namespace solieu::format
