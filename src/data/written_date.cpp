#include "data/written_number.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace solieu::data {

using model::Date;
using model::Period;
using model::PeriodKind;
using model::Writing;

namespace {

constexpr std::size_t longest_text = 60;
constexpr std::array<std::string_view, 4> roman{"i", "ii", "iii", "iv"};

/// "Quý I/2025" as quy, i, 2025: words without diacritics and numbers, whatever stands between; "nam" (year) is left
/// out before a number, as it may be.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  bool digits = false;
  for (const char c : format::search_key(text.substr(0, longest_text))) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = c >= 'a' && c <= 'z';
    if (!digit && !letter && c != ' ' && c != '/' && c != '-' && c != '.' && c != ',' &&
        static_cast<unsigned char>(c) < 0x80)
      return {};
    if (!digit && !letter) {
      open = false;
      continue;
    }
    if (!open || digit != digits)
      words.emplace_back();
    words.back() += c;
    open = true;
    digits = digit;
  }
  if (words.size() > 1)
    std::erase(words, "nam");
  return words;
}

int number_of(const std::string &word) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc{} && end == word.data() + word.size() ? value : 0;
}

/// A year of four digits; 0 for anything else.
int year_of(const std::string &word) { return word.size() == 4 ? number_of(word) : 0; }

int quarter_of(const std::string &word) {
  const auto found = std::ranges::find(roman, word);
  const int value = found != roman.end() ? static_cast<int>(found - roman.begin()) + 1 : number_of(word);
  return value <= 4 ? value : 0;
}

std::optional<Period> months_of(const std::vector<std::string> &words, int year) {
  const auto is = [&words](std::initializer_list<std::string_view> wanted) {
    return std::ranges::equal(words.begin(), words.end() - 1, wanted.begin(), wanted.end());
  };
  if (is({"6", "thang", "dau"}))
    return Period::of(PeriodKind::half_year, year, 1);
  if (is({"6", "thang", "cuoi"}))
    return Period::of(PeriodKind::half_year, year, 2);
  if (is({"9", "thang"}) || is({"9", "thang", "dau"}))
    return Period::of(PeriodKind::nine_months, year, 0);
  return std::nullopt;
}

std::optional<Period> vietnamese_period(std::string_view text) {
  const auto words = words_of(text);
  const int year = words.empty() ? 0 : year_of(words.back());
  if (year == 0)
    return std::nullopt;
  if (words.size() == 1)
    return Period::year_of(year);
  const auto &before = words[words.size() - 2];
  const int first = year_of(before);
  const bool named_span = words.size() == 4 && words[0] == "giai" && words[1] == "doan";
  if (first != 0 && first < year && (words.size() == 2 || named_span))
    return Period::years_of(first, year);
  const bool month_word = words.size() == 3 && (words[0] == "thang" || words[0] == "t");
  const int month = number_of(before);
  if ((words.size() == 2 || month_word) && month >= 1 && month <= 12)
    return Period::month_of(year, month);
  const bool quarter_word = words.size() == 3 && (words[0] == "quy" || words[0] == "q");
  if (const int quarter = quarter_of(before); quarter_word && quarter > 0)
    return Period::of(PeriodKind::quarter, year, quarter);
  return months_of(words, year);
}

} // namespace

namespace {

/// "2025-03-05" of "2025-03-05 00:00:00.000+07:00", as a database writes a day in a column of times; another hour is
/// none of a day and stays.
std::string_view without_midnight(std::string_view text) {
  const auto begin = text.find_first_of(" T", text.find_first_of("0123456789"));
  if (begin == std::string_view::npos)
    return text;
  auto time = text.substr(begin + 1);
  time = time.substr(0, time.find_first_of("Z+-"));
  const bool midnight = time.starts_with("00:00") && time.find_first_not_of("0:.") == std::string_view::npos;
  return midnight ? text.substr(0, begin) : text;
}

} // namespace

std::optional<Date> read_date(std::string_view text, Writing writing) {
  text = without_midnight(text);
  if (const auto date = Date::parse(text); date || writing != Writing::vietnamese)
    return date;
  auto words = words_of(text);
  std::erase(words, "ngay");
  std::erase(words, "thang");
  if (words.size() != 3 || words[0].size() > 2 || words[1].size() > 2 || year_of(words[2]) == 0)
    return std::nullopt;
  const auto padded = [](const std::string &word) { return word.size() == 1 ? "0" + word : word; };
  return Date::parse(words[2] + "-" + padded(words[1]) + "-" + padded(words[0]));
}

std::optional<Period> read_period(std::string_view text, Writing writing) {
  if (const auto period = Period::parse(text); period || writing != Writing::vietnamese)
    return period;
  return vietnamese_period(text);
}

} // namespace solieu::data
