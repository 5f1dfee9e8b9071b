#include "model/period.hpp"

#include <array>
#include <utility>

namespace solieu::model {

namespace {

constexpr std::array<std::pair<Clock, std::string_view>, 4> clock_names{{{Clock::admin15, "admin15"},
                                                                         {Clock::calendar, "calendar"},
                                                                         {Clock::custom, "custom"},
                                                                         {Clock::unstated, "unstated"}}};

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

/// A number of exactly this many digits between the bounds.
std::optional<int> number(std::string_view text, std::size_t size, int low, int high) {
  const auto value = text.size() == size ? number(text) : std::nullopt;
  return value && *value >= low && *value <= high ? value : std::nullopt;
}

std::optional<int> year_number(std::string_view text) { return number(text, 4, 1, 9999); }

int days_in_month(int year, int month) {
  const Date next = month == 12 ? Date{year + 1, 1, 1} : Date{year, month + 1, 1};
  return next.plus_days(-1).day;
}

/// Months of one step: how long the kind is; 0 for a day and for several years.
int length_of(PeriodKind kind) {
  switch (kind) {
  case PeriodKind::month:
    return 1;
  case PeriodKind::quarter:
    return 3;
  case PeriodKind::half_year:
    return 6;
  case PeriodKind::nine_months:
    return 9;
  case PeriodKind::year:
    return 12;
  case PeriodKind::day:
  case PeriodKind::years:
    break;
  }
  return 0;
}

} // namespace

std::string_view clock_name(Clock clock) noexcept { return clock_names[static_cast<std::size_t>(clock)].second; }

std::optional<Clock> clock_named(std::string_view name) noexcept {
  for (const auto &[clock, text] : clock_names) {
    if (text == name) {
      return clock;
    }
  }
  return std::nullopt;
}

std::optional<Period> Period::parse(std::string_view id) {
  const auto year = year_number(id.substr(0, 4));
  if (!year) {
    return std::nullopt;
  }
  if (id.size() == 4) {
    return year_of(*year);
  }
  const std::string_view rest = id.substr(5);
  if (id[4] == '/') {
    const auto last = year_number(rest);
    return last && *last > *year ? std::optional(years_of(*year, *last)) : std::nullopt;
  }
  if (id[4] != '-') {
    return std::nullopt;
  }
  if (rest.size() == 5) {
    const auto day = Date::parse(id);
    return day ? std::optional(day_of(*day)) : std::nullopt;
  }
  if (rest == "9M") {
    return of(PeriodKind::nine_months, *year, 0);
  }
  if (const auto month = number(rest, 2, 1, 12)) {
    return month_of(*year, *month);
  }
  if (const auto quarter = rest.starts_with('Q') ? number(rest.substr(1), 1, 1, 4) : std::nullopt) {
    return of(PeriodKind::quarter, *year, *quarter);
  }
  if (const auto half = rest.starts_with('S') ? number(rest.substr(1), 1, 1, 2) : std::nullopt) {
    return of(PeriodKind::half_year, *year, *half);
  }
  return std::nullopt;
}

Period Period::of(PeriodKind kind, int year, int index) {
  Period period;
  period.kind_ = kind;
  period.year_ = year;
  period.last_year_ = year;
  period.index_ = index;
  return period;
}

Period Period::year_of(int year) { return of(PeriodKind::year, year, 0); }

Period Period::month_of(int year, int month) { return of(PeriodKind::month, year, month); }

Period Period::years_of(int first, int last) {
  Period period = of(PeriodKind::years, first, 0);
  period.last_year_ = last;
  return period;
}

Period Period::day_of(Date day) {
  Period period = of(PeriodKind::day, day.year, day.month);
  period.day_ = day.day;
  return period;
}

std::string Period::id() const {
  switch (kind_) {
  case PeriodKind::day:
    return Date{year_, index_, day_}.iso();
  case PeriodKind::month:
    return padded(year_, 4) + "-" + padded(index_, 2);
  case PeriodKind::quarter:
    return padded(year_, 4) + "-Q" + std::to_string(index_);
  case PeriodKind::half_year:
    return padded(year_, 4) + "-S" + std::to_string(index_);
  case PeriodKind::nine_months:
    return padded(year_, 4) + "-9M";
  case PeriodKind::years:
    return padded(year_, 4) + "/" + padded(last_year_, 4);
  case PeriodKind::year:
    break;
  }
  return padded(year_, 4);
}

int Period::first_month() const noexcept {
  const int length = length_of(kind_);
  if (kind_ == PeriodKind::day) {
    return index_;
  }
  return index_ == 0 ? 1 : (index_ - 1) * length + 1;
}

int Period::last_month() const noexcept {
  if (kind_ == PeriodKind::day) {
    return index_;
  }
  return kind_ == PeriodKind::years ? 12 : first_month() + length_of(kind_) - 1;
}

Date Period::first_day(Clock clock) const {
  if (kind_ == PeriodKind::day) {
    return {year_, index_, day_};
  }
  const int month = first_month();
  if (clock != Clock::admin15) {
    return {year_, month, 1};
  }
  return month == 1 ? Date{year_ - 1, 12, 15} : Date{year_, month - 1, 15};
}

Date Period::last_day(Clock clock) const {
  if (kind_ == PeriodKind::day) {
    return {year_, index_, day_};
  }
  const int month = last_month();
  return {last_year_, month, clock == Clock::admin15 ? 14 : days_in_month(last_year_, month)};
}

Period Period::stepped(int direction) const {
  if (kind_ == PeriodKind::day) {
    return day_of(Date{year_, index_, day_}.plus_days(direction));
  }
  if (kind_ == PeriodKind::years) {
    const int length = (last_year_ - year_ + 1) * direction;
    return years_of(year_ + length, last_year_ + length);
  }
  if (index_ == 0) {
    return of(kind_, year_ + direction, 0);
  }
  const int count = 12 / length_of(kind_);
  const int next = index_ + direction;
  return next < 1 ? of(kind_, year_ - 1, count) : next > count ? of(kind_, year_ + 1, 1) : of(kind_, year_, next);
}

Period Period::previous() const { return stepped(-1); }

Period Period::next() const { return stepped(1); }

Period Period::same_last_year() const {
  if (kind_ == PeriodKind::years) {
    return years_of(year_ - 1, last_year_ - 1);
  }
  Period period = *this;
  period.year_ -= 1;
  period.last_year_ -= 1;
  if (kind_ == PeriodKind::day && day_ > days_in_month(period.year_, index_)) {
    period.day_ = days_in_month(period.year_, index_);
  }
  return period;
}

Period Period::whole_year() const { return kind_ == PeriodKind::years ? *this : year_of(year_); }

std::optional<Period> Period::to_month(int year, int last_month) {
  switch (last_month) {
  case 1:
    return month_of(year, 1);
  case 3:
    return of(PeriodKind::quarter, year, 1);
  case 6:
    return of(PeriodKind::half_year, year, 1);
  case 9:
    return of(PeriodKind::nine_months, year, 0);
  case 12:
    return year_of(year);
  default:
    return std::nullopt;
  }
}

std::optional<Period> Period::year_to_date() const {
  if (kind_ == PeriodKind::day) {
    return std::nullopt;
  }
  return kind_ == PeriodKind::years ? *this : to_month(year_, last_month());
}

std::vector<Period> Period::months_between(int first, int last) const {
  std::vector<Period> list;
  for (int year = year_; year <= last_year_; ++year) {
    for (int month = first; month <= last; ++month) {
      list.push_back(month_of(year, month));
    }
  }
  return list;
}

std::vector<Period> Period::months() const {
  return kind_ == PeriodKind::day ? std::vector<Period>() : months_between(first_month(), last_month());
}

std::vector<Period> Period::months_to_date() const {
  return kind_ == PeriodKind::day ? std::vector<Period>() : months_between(1, last_month());
}

std::vector<std::vector<Period>> Period::splits() const {
  std::vector<std::vector<Period>> ways;
  if (kind_ == PeriodKind::years) {
    std::vector<Period> years;
    for (int year = year_; year <= last_year_; ++year) {
      years.push_back(year_of(year));
    }
    ways.push_back(std::move(years));
    return ways;
  }
  const int length = length_of(kind_);
  using Shorter = std::pair<PeriodKind, int>;
  for (const auto &[shorter, step] :
       {Shorter{PeriodKind::half_year, 6}, Shorter{PeriodKind::quarter, 3}, Shorter{PeriodKind::month, 1}}) {
    if (step >= length || length % step != 0) {
      continue;
    }
    std::vector<Period> parts;
    for (int month = first_month(); month <= last_month(); month += step) {
      parts.push_back(of(shorter, year_, (month - 1) / step + 1));
    }
    ways.push_back(std::move(parts));
  }
  return ways;
}

int Period::twelfths_passed() const noexcept { return last_month(); }

} // namespace solieu::model
