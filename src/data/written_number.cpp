#include "data/written_number.hpp"

#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace solieu::data {

using model::Bound;
using model::Decimal;
using model::Writing;

namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

constexpr std::array<std::string_view, 12> no_number{"",   "-",    "–",    "—",    "…",   "...",
                                                     "..", "NULL", "null", "Null", "N/A", "n/a"};
constexpr std::array<std::string_view, 3> minus_signs{"-", "−", "–"};

/// What stands before a number; written without diacritics, as search_key gives it.
struct Qualifier {
  std::string_view words;
  Bound bound;
  std::string_view wording;
};
constexpr std::array<Qualifier, 40> qualifiers{{
    {"tren", Bound::more_than, "tren"},
    {"hon", Bound::more_than, "hon"},
    {"it nhat", Bound::at_least, "it_nhat"},
    {"toi thieu", Bound::at_least, "toi_thieu"},
    {"tu", Bound::at_least, "tu"},
    {"khong duoi", Bound::at_least, "it_nhat"},
    {"duoi", Bound::less_than, "duoi"},
    {"gan", Bound::less_than, "gan"},
    {"gan toi", Bound::less_than, "gan_toi"},
    {"khong qua", Bound::at_most, "khong_qua"},
    {"toi da", Bound::at_most, "toi_da"},
    {"khoang", Bound::about, "khoang"},
    {"uoc", Bound::about, "uoc"},
    {"uoc dat", Bound::about, "uoc_dat"},
    {"xap xi", Bound::about, "xap_xi"},
    {"khoang tu", Bound::about, "khoang"},
    {"dat", Bound::exact, ""},
    {"over", Bound::more_than, "tren"},
    {"more than", Bound::more_than, "hon"},
    {"at least", Bound::at_least, "it_nhat"},
    {"from", Bound::at_least, "tu"},
    {"under", Bound::less_than, "duoi"},
    {"less than", Bound::less_than, "duoi"},
    {"nearly", Bound::less_than, "gan"},
    {"almost", Bound::less_than, "gan"},
    {"at most", Bound::at_most, "toi_da"},
    {"up to", Bound::at_most, "toi_da"},
    {"no more than", Bound::at_most, "khong_qua"},
    {"about", Bound::about, "khoang"},
    {"around", Bound::about, "khoang"},
    {"approximately", Bound::about, "xap_xi"},
    {"estimated", Bound::about, "uoc"},
    {">", Bound::more_than, ""},
    {">=", Bound::at_least, ""},
    {"≥", Bound::at_least, ""},
    {"<", Bound::less_than, ""},
    {"<=", Bound::at_most, ""},
    {"≤", Bound::at_most, ""},
    {"≈", Bound::about, ""},
    {"~", Bound::about, ""},
}};

constexpr std::array<std::string_view, 7> range_words{"-", "–", "—", "đến", "tới", "den", "to"};

/// Digits with their signs as they stand, and what follows.
struct Token {
  std::string_view digits;
  std::string_view rest;
};

/// `text` begins with a digit. A point or comma belongs to the number when a digit follows, a space when three do.
Token take_digits(std::string_view text, Writing writing) {
  std::size_t i = 0;
  const auto digits_follow = [&](std::size_t at, std::size_t count) {
    return at + count <= text.size() && std::ranges::all_of(text.substr(at, count), is_digit);
  };
  while (i < text.size()) {
    const char c = text[i];
    const bool sign = (c == '.' || c == ',') && digits_follow(i + 1, 1);
    const bool gap = c == ' ' && writing != Writing::plain && digits_follow(i + 1, 3) && !digits_follow(i + 4, 1);
    if (!is_digit(c) && !sign && !gap)
      break;
    ++i;
  }
  return {text.substr(0, i), text.substr(i)};
}

/// The whole part without its groups; nothing when they are not of three digits each and all set off alike.
std::optional<std::string> without_groups(std::string_view whole, char group) {
  const char used = whole.find(' ') != std::string_view::npos ? ' ' : group;
  std::string digits;
  for (bool first = true;; first = false) {
    const auto end = whole.find(used);
    const auto part = whole.substr(0, end);
    const bool alone = first && end == std::string_view::npos;
    if (!std::ranges::all_of(part, is_digit) || part.empty() ||
        (!alone && (part.size() > 3 || (!first && part.size() < 3))))
      return std::nullopt;
    digits += part;
    if (end == std::string_view::npos)
      return digits;
    whole.remove_prefix(end + 1);
  }
}

std::optional<Decimal> value_of(std::string_view digits, Writing writing, bool negative) {
  std::string plain(negative ? "-" : "");
  if (writing == Writing::plain) {
    plain += digits;
    return Decimal::parse(plain);
  }
  const bool vietnamese = writing == Writing::vietnamese;
  const auto point = digits.find(vietnamese ? ',' : '.');
  const auto whole = without_groups(digits.substr(0, point), vietnamese ? '.' : ',');
  if (!whole)
    return std::nullopt;
  plain += *whole;
  if (point != std::string_view::npos)
    plain.append(".").append(digits.substr(point + 1));
  return Decimal::parse(plain);
}

/// Takes a minus off the end of what stands before a number. A dash between two words is none.
bool take_minus(std::string_view &before) {
  for (const auto sign : minus_signs)
    if (before.ends_with(sign) && (before.size() == sign.size() || before[before.size() - sign.size() - 1] == ' ')) {
      before = trimmed(before.substr(0, before.size() - sign.size()));
      return true;
    }
  return false;
}

std::size_t first_digit(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if(text, is_digit) - text.begin());
}

/// Whether `between` two numbers ends with a word of a range, which is taken off; what is left is a unit.
bool take_range_word(std::string_view &between) {
  between = trimmed(between);
  for (const auto word : range_words)
    if (between.ends_with(word)) {
      between = trimmed(between.substr(0, between.size() - word.size()));
      return true;
    }
  return false;
}

bool read_qualifier(std::string_view before, bool range, WrittenNumber &number) {
  if (before.empty())
    return true;
  const auto words = format::search_key(before);
  if (range && (words == "tu" || words == "from")) {
    number.wording = "tu_den";
    return true;
  }
  const auto found = std::ranges::find(qualifiers, words, &Qualifier::words);
  if (found == qualifiers.end())
    return false;
  if (found->bound != Bound::exact)
    number.bound = found->bound;
  number.wording = found->wording;
  return true;
}

bool read_suffix(std::string_view after, WrittenNumber &number) {
  after = trimmed(after);
  constexpr std::string_view upwards = "trở lên";
  if (after.ends_with(upwards) && (!number.bound || number.wording == "tu")) {
    after = trimmed(after.substr(0, after.size() - upwards.size()));
    number.bound = Bound::at_least;
    number.wording = "tro_len";
  }
  constexpr std::size_t longest_unit = 60;
  const bool fits = after.size() <= longest_unit && after.find_first_of("=<>()[]{}\"'*;:|") == std::string_view::npos;
  if (number.unit.empty())
    number.unit = after;
  return fits && (after.empty() || number.unit == after) && !after.starts_with('.') && !after.starts_with(',');
}

std::optional<WrittenNumber> read_worded(std::string_view text, Writing writing) {
  const auto begin = first_digit(text);
  if (begin == text.size())
    return std::nullopt;
  auto before = trimmed(text.substr(0, begin));
  const bool glued = begin > 0 && text[begin - 1] != ' ' && !before.empty();
  const bool negative = glued && take_minus(before);
  if (glued && !negative && !before.ends_with('>') && !before.ends_with('<') && !before.ends_with('=') &&
      !before.ends_with("≥") && !before.ends_with("≤") && !before.ends_with("≈") && !before.ends_with('~'))
    return std::nullopt;
  auto [digits, rest] = take_digits(text.substr(begin), writing);
  WrittenNumber number;
  number.low = value_of(digits, writing, negative);
  bool valid = number.low.has_value();
  const auto next = first_digit(rest);
  const bool range = next != rest.size();
  if (valid && range) {
    auto between = rest.substr(0, next);
    valid = take_range_word(between);
    const bool minus = take_range_word(between); // "-5 - -3"
    number.unit = between;
    const auto upper = take_digits(rest.substr(next), writing);
    number.high = value_of(upper.digits, writing, minus);
    rest = upper.rest;
    valid = valid && number.high && first_digit(rest) == rest.size();
  }
  valid = valid && read_qualifier(before, range, number) && read_suffix(rest, number);
  return valid ? std::optional(std::move(number)) : std::nullopt;
}

} // namespace

std::optional<WrittenNumber> read_number(std::string_view text, Writing writing) {
  const bool digits_only = !text.empty() && std::ranges::all_of(text, is_digit);
  if (writing == Writing::plain || digits_only)
    if (auto value = Decimal::parse(text))
      return WrittenNumber{.low = *value};
  if (std::ranges::find(no_number, text) != no_number.end())
    return WrittenNumber{.low = std::nullopt};
  return read_worded(text, writing);
}

} // namespace solieu::data
