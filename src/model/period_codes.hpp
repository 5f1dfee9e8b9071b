#pragma once

#include "model/period.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::model {

/// How other systems write a period (domain.md 6).
enum class PeriodStandard { sdmx, dhis2, ilostat };

[[nodiscard]] std::string_view name_of(PeriodStandard standard) noexcept;

/// A period with the clock that its code implies.
struct ClockedPeriod {
  Period period;
  Clock clock = Clock::calendar;
  friend bool operator==(const ClockedPeriod &, const ClockedPeriod &) = default;
};

/// The period's code; nothing where the standard has none (DHIS2 and ILOSTAT know neither nine months nor a year from
/// the 15th to the 14th). SDMX: "2025-M03", "2025-Q1", "2025-S1", "2025"; nine months, several years and every period
/// of the clock admin15 as a range by its own first day ("2025-02-15/P1M"), never by a year's label: with
/// REPORTING_YEAR_START_DAY SDMX names a year by the day it starts on, so 15 December 2024 – 14 December 2025 is 2024.
[[nodiscard]] std::optional<std::string> period_code(const Period &period, Clock clock, PeriodStandard standard);

/// The period of a code; nothing when it is none of this standard or no period of ours. A range gives its own clock.
[[nodiscard]] std::optional<ClockedPeriod> period_of_code(std::string_view code, PeriodStandard standard);

/// Of any of the standards: where several read a code they agree.
[[nodiscard]] std::optional<ClockedPeriod> period_of_code(std::string_view code);

/// SDMX attribute REPORTING_YEAR_START_DAY of the clock admin15.
inline constexpr std::string_view admin15_year_start = "--12-15";

/// An SDMX reporting period under an attribute REPORTING_YEAR_START_DAY: "2024-Q1" from "--12-15" is 2025-Q1 of the
/// clock admin15; from "--01-01" it is 2024-Q1 of the calendar. Nothing for another first day.
[[nodiscard]] std::optional<ClockedPeriod> period_of_reporting_year(std::string_view code, std::string_view year_start);

/// The label of an admin15 period in such a structure: 2025-Q1 → "2024-Q1", 2025 → "2024-A1". Nothing where SDMX has no
/// letter for it.
[[nodiscard]] std::optional<std::string> reporting_year_code(const Period &period);

} // namespace solieu::model
