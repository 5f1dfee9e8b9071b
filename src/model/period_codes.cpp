#include "model/period_codes.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace solieu::model {

namespace {

constexpr int months_a_year = 12;
constexpr std::array standards{PeriodStandard::sdmx, PeriodStandard::dhis2, PeriodStandard::ilostat};

std::optional<int> whole(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool only_digits = digits.find_first_not_of("0123456789") == std::string_view::npos;
  return !digits.empty() && only_digits && error == std::errc{} && end == digits.data() + digits.size()
             ? std::optional(number)
             : std::nullopt;
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// "Q1", "S2", "M03" of a year; nothing for another letter or a number that is none.
std::optional<Period> part_of_year(int year, std::string_view part, bool two_digits) {
  const auto number = part.empty() ? std::nullopt : whole(part.substr(1));
  if (!number || *number < 1)
    return std::nullopt;
  const auto digits = part.size() - 1;
  if (part.front() == 'Q' && digits == 1 && *number <= 4)
    return Period::of(PeriodKind::quarter, year, *number);
  if (part.front() == 'S' && digits == 1 && *number <= 2)
    return Period::of(PeriodKind::half_year, year, *number);
  if (part.front() == 'M' && digits == (two_digits ? 2U : digits) && *number <= months_a_year)
    return Period::month_of(year, *number);
  return std::nullopt;
}

/// Letter and number of a period inside its year: "Q1"; empty where there is no letter.
std::string letter_of(const Period &period) {
  switch (period.kind()) {
  case PeriodKind::month:
    return "M" + two(period.index());
  case PeriodKind::quarter:
    return "Q" + std::to_string(period.index());
  case PeriodKind::half_year:
    return "S" + std::to_string(period.index());
  case PeriodKind::day:
  case PeriodKind::nine_months:
  case PeriodKind::year:
  case PeriodKind::years:
    break;
  }
  return {};
}

int length_in_months(const Period &period) {
  return (period.last_year_number() - period.year()) * months_a_year + period.last_month() - period.first_month() + 1;
}

std::string range_code(const Period &period, Clock clock) {
  const int months = length_in_months(period);
  const auto length =
      months % months_a_year == 0 ? std::to_string(months / months_a_year) + "Y" : std::to_string(months) + "M";
  return period.first_day(clock).iso() + "/P" + length;
}

std::optional<Period> span(int year, int month, int months) {
  const bool aligned = months == 9 ? month == 1 : months > 0 && (month - 1) % months == 0;
  if (months >= months_a_year && months % months_a_year == 0 && month == 1)
    return months == months_a_year ? Period::year_of(year) : Period::years_of(year, year + months / months_a_year - 1);
  if (!aligned)
    return std::nullopt;
  switch (months) {
  case 1:
    return Period::month_of(year, month);
  case 3:
    return Period::of(PeriodKind::quarter, year, (month + 2) / 3);
  case 6:
    return Period::of(PeriodKind::half_year, year, (month + 5) / 6);
  case 9:
    return Period::of(PeriodKind::nine_months, year, 0);
  default:
    return std::nullopt;
  }
}

/// "2025-02-15/P1M": a range that is a period of one of the two clocks.
std::optional<ClockedPeriod> of_range(std::string_view code) {
  const auto slash = code.find("/P");
  if (slash == std::string_view::npos || code.size() < slash + 4)
    return std::nullopt;
  const auto first = Date::parse(code.substr(0, slash));
  const auto count = whole(code.substr(slash + 2, code.size() - slash - 3));
  const char letter = code.back();
  constexpr int longest = 1200;
  if (!first || !count || *count > longest || (letter != 'M' && letter != 'Y') || (first->day != 1 && first->day != 15))
    return std::nullopt;
  const bool admin = first->day == 15;
  const int month = admin ? first->month % months_a_year + 1 : first->month;
  const int year = admin && month == 1 ? first->year + 1 : first->year;
  const auto period = span(year, month, letter == 'Y' ? *count * months_a_year : *count);
  if (!period)
    return std::nullopt;
  return ClockedPeriod{*period, admin ? Clock::admin15 : Clock::calendar};
}

std::optional<ClockedPeriod> in_calendar(std::optional<Period> period) {
  return period ? std::optional(ClockedPeriod{*period, Clock::calendar}) : std::nullopt;
}

std::optional<ClockedPeriod> of_sdmx(std::string_view code) {
  if (code.find('/') != std::string_view::npos)
    return of_range(code);
  const auto year = whole(code.substr(0, 4));
  if (!year || code.size() < 4)
    return std::nullopt;
  if (code.size() == 4 || code.substr(4) == "-A1")
    return in_calendar(Period::year_of(*year));
  if (code[4] != '-')
    return std::nullopt;
  if (auto part = part_of_year(*year, code.substr(5), true))
    return in_calendar(part);
  const auto own = Period::parse(code);
  const bool gregorian = own && (own->kind() == PeriodKind::month || own->kind() == PeriodKind::day);
  return gregorian ? in_calendar(own) : std::nullopt;
}

std::optional<ClockedPeriod> of_dhis2(std::string_view code) {
  const auto year = whole(code.substr(0, 4));
  if (!year || code.size() < 4)
    return std::nullopt;
  if (code.size() == 4)
    return in_calendar(Period::year_of(*year));
  if (code.size() == 6 && whole(code))
    return in_calendar(part_of_year(*year, "M" + std::string(code.substr(4)), true));
  if (code.size() == 8 && whole(code)) {
    const auto day = Date::parse(std::string(code.substr(0, 4)) + "-" + std::string(code.substr(4, 2)) + "-" +
                                 std::string(code.substr(6)));
    return in_calendar(day ? std::optional(Period::day_of(*day)) : std::nullopt);
  }
  return code[4] == 'M' ? std::nullopt : in_calendar(part_of_year(*year, code.substr(4), true));
}

std::optional<ClockedPeriod> of_ilostat(std::string_view code) {
  const auto year = whole(code.substr(0, 4));
  if (!year || code.size() < 4)
    return std::nullopt;
  if (code.size() == 4)
    return in_calendar(Period::year_of(*year));
  return code[4] == 'S' ? std::nullopt : in_calendar(part_of_year(*year, code.substr(4), true));
}

std::optional<std::string> sdmx_code(const Period &period, Clock clock) {
  if (period.kind() == PeriodKind::day)
    return period.id();
  const bool range =
      clock == Clock::admin15 || period.kind() == PeriodKind::nine_months || period.kind() == PeriodKind::years;
  if (range)
    return range_code(period, clock);
  const auto letter = letter_of(period);
  return std::to_string(period.year()) + (letter.empty() ? "" : "-" + letter);
}

std::optional<std::string> dhis2_code(const Period &period) {
  const auto year = std::to_string(period.year());
  switch (period.kind()) {
  case PeriodKind::day: {
    const auto id = period.id();
    return id.substr(0, 4) + id.substr(5, 2) + id.substr(8, 2);
  }
  case PeriodKind::month:
    return year + two(period.index());
  case PeriodKind::quarter:
  case PeriodKind::half_year:
  case PeriodKind::year:
    return year + letter_of(period);
  case PeriodKind::nine_months:
  case PeriodKind::years:
    break;
  }
  return std::nullopt;
}

std::optional<std::string> ilostat_code(const Period &period) {
  const bool known =
      period.kind() == PeriodKind::year || period.kind() == PeriodKind::quarter || period.kind() == PeriodKind::month;
  return known ? std::optional(std::to_string(period.year()) + letter_of(period)) : std::nullopt;
}

} // namespace

std::string_view name_of(PeriodStandard standard) noexcept {
  return standard == PeriodStandard::sdmx ? "sdmx" : standard == PeriodStandard::dhis2 ? "dhis2" : "ilostat";
}

std::optional<std::string> period_code(const Period &period, Clock clock, PeriodStandard standard) {
  if (standard == PeriodStandard::sdmx)
    return sdmx_code(period, clock);
  if (clock == Clock::admin15 && period.kind() != PeriodKind::day)
    return std::nullopt;
  return standard == PeriodStandard::dhis2 ? dhis2_code(period) : ilostat_code(period);
}

std::optional<ClockedPeriod> period_of_code(std::string_view code, PeriodStandard standard) {
  switch (standard) {
  case PeriodStandard::sdmx:
    return of_sdmx(code);
  case PeriodStandard::dhis2:
    return of_dhis2(code);
  case PeriodStandard::ilostat:
    break;
  }
  return of_ilostat(code);
}

std::optional<ClockedPeriod> period_of_code(std::string_view code) {
  for (const auto standard : standards)
    if (auto period = period_of_code(code, standard))
      return period;
  return std::nullopt;
}

std::optional<ClockedPeriod> period_of_reporting_year(std::string_view code, std::string_view year_start) {
  if (year_start != "--01-01" && year_start != admin15_year_start)
    return std::nullopt;
  auto found = code.find('/') == std::string_view::npos ? of_sdmx(code) : std::nullopt;
  if (!found || found->period.kind() == PeriodKind::day || year_start == "--01-01")
    return found && found->period.kind() != PeriodKind::day ? found : std::nullopt;
  const auto &labelled = found->period;
  const auto period = labelled.kind() == PeriodKind::year
                          ? Period::year_of(labelled.year() + 1)
                          : Period::of(labelled.kind(), labelled.year() + 1, labelled.index());
  return ClockedPeriod{period, Clock::admin15};
}

std::optional<std::string> reporting_year_code(const Period &period) {
  const auto label = std::to_string(period.year() - 1) + "-";
  if (period.kind() == PeriodKind::year)
    return label + "A1";
  const auto letter = letter_of(period);
  return letter.empty() ? std::nullopt : std::optional(label + letter);
}

} // namespace solieu::model
