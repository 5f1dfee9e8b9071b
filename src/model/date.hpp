#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solieu::model {

/// With zeros before it up to `width` digits: (3, 2) → "03".
[[nodiscard]] std::string padded(int number, std::size_t width);

/// A calendar day (proleptic Gregorian).
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  /// Reads ISO 8601 "2025-03-05"; nothing when it is no such day.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);
  [[nodiscard]] std::string iso() const;
  /// Days since 1970-01-01.
  [[nodiscard]] std::int64_t days() const noexcept;
  [[nodiscard]] static Date from_days(std::int64_t days) noexcept;
  [[nodiscard]] Date plus_days(std::int64_t count) const noexcept { return from_days(days() + count); }

  friend auto operator<=>(const Date &, const Date &) = default;
};

} // namespace solieu::model
