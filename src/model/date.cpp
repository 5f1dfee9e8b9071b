#include "model/date.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace solieu::model {

namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

std::chrono::year_month_day civil(const Date &date) {
  return {std::chrono::year(date.year), std::chrono::month(static_cast<unsigned>(date.month)),
          std::chrono::day(static_cast<unsigned>(date.day))};
}

} // namespace

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(std::abs(number));
  text.insert(0, width - std::min(width, text.size()), '0');
  return number < 0 ? "-" + text : text;
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const Date date{*year, *month, *day};
  if (!civil(date).ok()) {
    return std::nullopt;
  }
  return date;
}

std::string Date::iso() const {
  constexpr int most = 9999;
  if (year >= 0 && year <= most && month >= 0 && month < 100 && day >= 0 && day < 100) {
    const auto digit = [](int value) { return static_cast<char>('0' + value % 10); };
    return {
        digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-',
        digit(day / 10),    digit(day)};
  }
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::int64_t Date::days() const noexcept { return std::chrono::sys_days(civil(*this)).time_since_epoch().count(); }

Date Date::from_days(std::int64_t days) noexcept {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

} // namespace solieu::model
