#include "format/formatter.hpp"
#include "format/icu_text.hpp"
#include "format/messages.hpp"
#include "format/month_names.hpp"
#include "format/period_name.hpp"

#include <algorithm>
#include <unicode/dtfmtsym.h>

namespace solieu::format {

using model::Date;
using model::Period;
using model::PeriodKind;

namespace {

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Decree 30/2020/NĐ-CP, Annex I: months 1 and 2 with a leading zero, the others without.
std::string decree_month(int month) { return month < 3 ? two_digits(month) : std::to_string(month); }

} // namespace

std::vector<std::string> month_names(const std::string &language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(language.c_str()), status);
  int32_t count = 0;
  const icu::UnicodeString *const names = symbols.getMonths(count);
  constexpr int32_t months_a_year = 12;
  std::vector<std::string> all;
  all.reserve(months_a_year);
  for (int32_t month = 0; month < months_a_year; ++month) {
    all.push_back(U_SUCCESS(status) != 0 && month < count ? utf8(names[month]) : std::to_string(month + 1));
  }
  return all;
}

std::string_view kind_name(PeriodKind kind) noexcept {
  switch (kind) {
  case PeriodKind::day:
    return "day";
  case PeriodKind::month:
    return "month";
  case PeriodKind::quarter:
    return "quarter";
  case PeriodKind::half_year:
    return "half_year";
  case PeriodKind::nine_months:
    return "nine_months";
  case PeriodKind::years:
    return "years";
  case PeriodKind::year:
    break;
  }
  return "year";
}

std::string Formatter::date(const Date &date, std::string_view style) const {
  const std::string_view text = phrases_->get("date." + std::string(style));
  const auto month = static_cast<std::size_t>(std::clamp(date.month, 1, 12));
  return filled(text, {{"day", two_digits(date.day)},
                       {"month", decree_month(date.month)},
                       {"year", std::to_string(date.year)},
                       {"d", std::to_string(date.day)},
                       {"m", std::to_string(date.month)},
                       {"mm", two_digits(date.month)},
                       {"iso", date.iso()},
                       {"month_name", months_->at(month - 1)}});
}

std::string Formatter::period(const Period &period, std::string_view style, model::Clock clock) const {
  const std::string general = "period." + std::string(style);
  const std::string of_kind = general + "." + std::string(kind_name(period.kind()));
  const std::string numbered = of_kind + "." + std::to_string(period.index());
  const std::string_view text = phrases_->get(phrases_->has(numbered)  ? numbered
                                              : phrases_->has(of_kind) ? of_kind
                                                                       : general);

  const Date first = period.first_day(clock);
  const Date last = period.last_day(clock);
  const int month = period.kind() == PeriodKind::month ? period.index() : last.month;
  Arguments places{{"year", std::to_string(period.year())},
                   {"last_year", std::to_string(period.last_year_number())},
                   {"month", decree_month(month)},
                   {"m", std::to_string(month)},
                   {"mm", two_digits(month)},
                   {"number", std::to_string(period.index())},
                   {"roman", roman(static_cast<std::size_t>(std::max(0, period.index())))},
                   {"id", period.id()},
                   {"month_name", months_->at(static_cast<std::size_t>(std::clamp(month, 1, 12)) - 1)}};
  for (const std::string day_style : {"long", "short"}) {
    if (text.find("_" + day_style + "}") != std::string_view::npos) {
      places.emplace_back("first_" + day_style, date(first, day_style));
      places.emplace_back("last_" + day_style, date(last, day_style));
    }
  }
  return filled(text, places);
}

} // namespace solieu::format
