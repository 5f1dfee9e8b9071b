#include "format/number_words.hpp"

#include "format/icu_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <unicode/rbnf.h>

namespace solieu::format {

namespace {

constexpr std::array<std::string_view, 10> digit_words = {"không", "một", "hai", "ba",  "bốn",
                                                          "năm",   "sáu", "bảy", "tám", "chín"};
constexpr std::size_t billion_digits = 9;
constexpr std::size_t longest_english = 18;

void add(std::string &text, std::string_view word) {
  if (!text.empty()) {
    text += ' ';
  }
  text += word;
}

std::size_t value_of(char digit) { return static_cast<std::size_t>(digit - '0'); }

/// The last digit behind "mươi": mốt, tư, lăm.
std::string_view unit_after_tens(std::size_t unit) {
  return unit == 1 ? "mốt" : unit == 4 ? "tư" : unit == 5 ? "lăm" : digit_words[unit];
}

/// Three digits; `full` names the hundreds even when they are none ("không trăm linh năm").
void add_group(std::string &text, std::string_view three, bool full, const VietnameseWords &words) {
  const std::size_t hundreds = value_of(three[0]), tens = value_of(three[1]), unit = value_of(three[2]);
  if (hundreds != 0 || full) {
    add(text, digit_words[hundreds]);
    add(text, "trăm");
  }
  if (tens == 0) {
    if (unit != 0) {
      if (hundreds != 0 || full) {
        add(text, words.odd);
      }
      add(text, digit_words[unit]);
    }
    return;
  }
  if (tens == 1) {
    add(text, "mười");
  } else {
    add(text, digit_words[tens]);
    add(text, "mươi");
  }
  if (unit != 0) {
    add(text, tens == 1 ? (unit == 5 ? "lăm" : digit_words[unit]) : unit_after_tens(unit));
  }
}

bool all_zero(std::string_view digits) { return digits.find_first_not_of('0') == std::string_view::npos; }

/// Nine digits: millions, thousands, units; empty groups are not named.
void add_block(std::string &text, std::string_view nine, const VietnameseWords &words) {
  const std::array<std::string_view, 3> scale = {"triệu", words.thousand, ""};
  for (std::size_t group = 0; group < 3; ++group) {
    const std::string_view three = nine.substr(group * 3, 3);
    if (!all_zero(three)) {
      add_group(text, three, !text.empty(), words);
      if (!scale[group].empty()) {
        add(text, scale[group]);
      }
    }
  }
}

std::string whole_words(std::string_view digits, const VietnameseWords &words) {
  if (all_zero(digits)) {
    return std::string(digit_words[0]);
  }
  const std::string padded =
      std::string((billion_digits - digits.size() % billion_digits) % billion_digits, '0') + std::string(digits);
  std::string text;
  const std::size_t blocks = padded.size() / billion_digits;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::string_view nine = std::string_view(padded).substr(block * billion_digits, billion_digits);
    if (!all_zero(nine)) {
      add_block(text, nine, words);
      for (std::size_t i = block + 1; i < blocks; ++i) {
        add(text, "tỷ");
      }
    }
  }
  return text;
}

/// "5" năm, "25" hai mươi lăm, "05" không năm; four digits and more one by one.
std::string fraction_words(std::string_view digits, const VietnameseWords &words) {
  if (digits.front() != '0' && digits.size() <= 3) {
    return whole_words(digits, words);
  }
  std::string text;
  for (const char digit : digits) {
    add(text, digit_words[value_of(digit)]);
  }
  return text;
}

struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction; ///< without trailing zeros
};

Parts parts_of(std::string_view number) {
  Parts parts;
  parts.negative = number.starts_with('-');
  number.remove_prefix(parts.negative ? 1 : 0);
  const std::size_t point = number.find('.');
  parts.whole = number.substr(0, point);
  if (point != std::string_view::npos) {
    const std::string_view fraction = number.substr(point + 1);
    parts.fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  }
  parts.negative = parts.negative && !(all_zero(parts.whole) && parts.fraction.empty());
  return parts;
}

} // namespace

std::string vietnamese_words(std::string_view number, const VietnameseWords &words) {
  const Parts parts = parts_of(number);
  std::string text = parts.negative ? words.minus : "";
  add(text, whole_words(parts.whole, words));
  if (!parts.fraction.empty()) {
    add(text, words.point);
    add(text, fraction_words(parts.fraction, words));
  }
  return text;
}

std::string english_words(std::string_view number) {
  const Parts parts = parts_of(number);
  thread_local UErrorCode made = U_ZERO_ERROR;
  thread_local const icu::RuleBasedNumberFormat speller(icu::URBNF_SPELLOUT, icu::Locale("en"), made);
  if (U_FAILURE(made) != 0 || parts.whole.size() > longest_english) {
    return std::string(number);
  }
  const auto spelled = [](std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    icu::UnicodeString words;
    return utf8(speller.format(value, words));
  };
  std::string text = parts.negative ? "minus" : "";
  add(text, spelled(parts.whole));
  if (!parts.fraction.empty()) {
    add(text, "point");
    for (std::size_t i = 0; i < parts.fraction.size(); ++i) {
      add(text, spelled(parts.fraction.substr(i, 1)));
    }
  }
  return text;
}

} // namespace solieu::format
