#pragma once

#include "model/date.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::model {

/// Which days a named period covers. `admin15`: from the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP
/// Art. 12); `calendar`: whole months; `custom`: own dates; `unstated`: the source does not say, matches any clock with
/// a note.
enum class Clock { admin15, calendar, custom, unstated };

[[nodiscard]] std::string_view clock_name(Clock clock) noexcept;
[[nodiscard]] std::optional<Clock> clock_named(std::string_view name) noexcept;

enum class PeriodKind { day, month, quarter, half_year, nine_months, year, years };

/// A reporting period by its name: "2025-03", "2025-Q1", "2025-S1", "2025-9M", "2025", "2020/2024", or the as-of day
/// "2025-03-14". Its days depend on the clock.
class Period {
public:
  Period() = default;
  /// Nothing when the text is no period id.
  [[nodiscard]] static std::optional<Period> parse(std::string_view id);
  [[nodiscard]] static Period year_of(int year);
  [[nodiscard]] static Period month_of(int year, int month);
  [[nodiscard]] static Period years_of(int first, int last);
  [[nodiscard]] static Period day_of(Date day);
  /// Month, quarter, half-year, nine months or year; the index is 0 where the kind has none.
  [[nodiscard]] static Period of(PeriodKind kind, int year, int index);
  /// January to this month, where that span has an id (months 1, 3, 6, 9, 12).
  [[nodiscard]] static std::optional<Period> to_month(int year, int last_month);

  [[nodiscard]] PeriodKind kind() const noexcept { return kind_; }
  [[nodiscard]] int year() const noexcept { return year_; }
  /// Month 1–12, quarter 1–4, half-year 1–2; 0 otherwise.
  [[nodiscard]] int index() const noexcept { return index_; }
  /// The last year of a several-year period; year() otherwise.
  [[nodiscard]] int last_year_number() const noexcept { return last_year_; }
  /// First and last calendar month 1–12 by name, whatever the clock; of a day its month.
  [[nodiscard]] int first_month() const noexcept;
  [[nodiscard]] int last_month() const noexcept;

  [[nodiscard]] std::string id() const;
  /// First and last day in the clock (custom and unstated count as calendar).
  [[nodiscard]] Date first_day(Clock clock) const;
  [[nodiscard]] Date last_day(Clock clock) const;

  /// The period of the same kind just before / after; nine months: the same nine months of the year before / after.
  [[nodiscard]] Period previous() const;
  [[nodiscard]] Period next() const;
  /// The same period one year earlier.
  [[nodiscard]] Period same_last_year() const;
  /// The whole year it lies in (of a several-year period: itself).
  [[nodiscard]] Period whole_year() const;
  /// From the start of its year to its own end: Q1→2025-Q1, Q2→2025-S1, Q3→2025-9M, Q4→2025, month 5→its months 1–5.
  /// A span with no id of its own is nothing here; use months().
  [[nodiscard]] std::optional<Period> year_to_date() const;
  /// Its months in order; empty for a day.
  [[nodiscard]] std::vector<Period> months() const;
  /// The months from January of its year to its last month.
  [[nodiscard]] std::vector<Period> months_to_date() const;
  /// The ways it splits exactly into shorter periods, coarsest first (year: half-years, quarters, months; 9M: quarters,
  /// months; several years: years).
  [[nodiscard]] std::vector<std::vector<Period>> splits() const;
  /// Share of the year passed at its end, in twelfths (month 3 → 3, Q1 → 3, year → 12).
  [[nodiscard]] int twelfths_passed() const noexcept;

  friend auto operator<=>(const Period &, const Period &) = default;

private:
  [[nodiscard]] Period stepped(int direction) const;
  [[nodiscard]] std::vector<Period> months_between(int first, int last) const;

  PeriodKind kind_ = PeriodKind::year;
  int year_ = 0;
  int last_year_ = 0;
  int index_ = 0;
  int day_ = 0;
};

} // namespace solieu::model
