#include "model/period.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using solieu::model::Clock;
using solieu::model::Date;
using solieu::model::Period;
using solieu::model::PeriodKind;

namespace {

Period period(std::string_view id) { return Period::parse(id).value(); }

std::string days(std::string_view id, Clock clock) {
  return period(id).first_day(clock).iso() + ".." + period(id).last_day(clock).iso();
}

std::string ids(const std::vector<Period> &list) {
  std::string text;
  for (const Period &entry : list) {
    text += (text.empty() ? "" : " ") + entry.id();
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(period_)

BOOST_AUTO_TEST_CASE(ids_are_read_and_written) {
  for (const char *id : {"2025", "2025-S1", "2025-S2", "2025-Q1", "2025-Q4", "2025-03", "2025-12", "2025-9M",
                         "2020/2024", "2025-03-14"}) {
    BOOST_TEST(period(id).id() == id);
  }
  for (const char *id : {"",        "25",      "2025-",   "2025-13",  "2025-00",   "2025-3",    "2025-Q5",
                         "2025-Q0", "2025-S3", "2025-6M", "2025-M03", "2024/2020", "2025/2025", "2025-02-30",
                         "2025Q1",  "0000",    "2025-q1", "2025-03-", "2025 Q1",   "abcd",      "2025/20260"}) {
    BOOST_TEST(!Period::parse(id).has_value(), id);
  }
}

/// Decree 09/2019/NĐ-CP Art. 12, with the windows worked by hand (domain.md 3.2).
BOOST_AUTO_TEST_CASE(days_of_the_administrative_clock) {
  BOOST_TEST(days("2025-03", Clock::admin15) == "2025-02-15..2025-03-14");
  BOOST_TEST(days("2025-01", Clock::admin15) == "2024-12-15..2025-01-14");
  BOOST_TEST(days("2025-12", Clock::admin15) == "2025-11-15..2025-12-14");
  BOOST_TEST(days("2025-07", Clock::admin15) == "2025-06-15..2025-07-14");
  BOOST_TEST(days("2025-Q1", Clock::admin15) == "2024-12-15..2025-03-14");
  BOOST_TEST(days("2025-Q3", Clock::admin15) == "2025-06-15..2025-09-14");
  BOOST_TEST(days("2025-S1", Clock::admin15) == "2024-12-15..2025-06-14");
  BOOST_TEST(days("2025-S2", Clock::admin15) == "2025-06-15..2025-12-14");
  BOOST_TEST(days("2025-9M", Clock::admin15) == "2024-12-15..2025-09-14");
  BOOST_TEST(days("2025", Clock::admin15) == "2024-12-15..2025-12-14");
  BOOST_TEST(days("2020/2024", Clock::admin15) == "2019-12-15..2024-12-14");
  BOOST_TEST(days("2025-03-14", Clock::admin15) == "2025-03-14..2025-03-14");
}

BOOST_AUTO_TEST_CASE(days_of_the_calendar) {
  BOOST_TEST(days("2025-03", Clock::calendar) == "2025-03-01..2025-03-31");
  BOOST_TEST(days("2024-02", Clock::calendar) == "2024-02-01..2024-02-29");
  BOOST_TEST(days("2025-02", Clock::calendar) == "2025-02-01..2025-02-28");
  BOOST_TEST(days("2025-Q1", Clock::calendar) == "2025-01-01..2025-03-31");
  BOOST_TEST(days("2025-S2", Clock::calendar) == "2025-07-01..2025-12-31");
  BOOST_TEST(days("2025-9M", Clock::calendar) == "2025-01-01..2025-09-30");
  BOOST_TEST(days("2025", Clock::calendar) == "2025-01-01..2025-12-31");
  BOOST_TEST(days("2020/2024", Clock::calendar) == "2020-01-01..2024-12-31");
  BOOST_TEST(days("2025-Q1", Clock::custom) == "2025-01-01..2025-03-31");
  BOOST_TEST(days("2025-Q1", Clock::unstated) == "2025-01-01..2025-03-31");
}

BOOST_AUTO_TEST_CASE(each_period_begins_the_day_after_the_one_before) {
  for (const Clock clock : {Clock::admin15, Clock::calendar}) {
    for (const char *id : {"2025-01", "2025-03", "2025-Q1", "2025-Q4", "2025-S1", "2025-S2", "2025", "2020/2024"}) {
      BOOST_TEST(period(id).first_day(clock).iso() == period(id).previous().last_day(clock).plus_days(1).iso());
      BOOST_TEST(period(id).next().first_day(clock).iso() == period(id).last_day(clock).plus_days(1).iso());
      BOOST_CHECK(period(id).next().previous() == period(id));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_split_covers_its_period_without_gap) {
  for (const Clock clock : {Clock::admin15, Clock::calendar}) {
    for (const char *id : {"2025", "2024", "2025-S1", "2025-S2", "2025-9M", "2025-Q1", "2025-Q4", "2020/2024"}) {
      for (const auto &split : period(id).splits()) {
        BOOST_TEST(split.front().first_day(clock).iso() == period(id).first_day(clock).iso());
        BOOST_TEST(split.back().last_day(clock).iso() == period(id).last_day(clock).iso());
        for (std::size_t i = 1; i < split.size(); ++i) {
          BOOST_TEST(split[i].first_day(clock).iso() == split[i - 1].last_day(clock).plus_days(1).iso());
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(splits_are_coarsest_first) {
  const auto year = period("2025").splits();
  BOOST_REQUIRE(year.size() == 3U);
  BOOST_TEST(ids(year[0]) == "2025-S1 2025-S2");
  BOOST_TEST(ids(year[1]) == "2025-Q1 2025-Q2 2025-Q3 2025-Q4");
  BOOST_TEST(year[2].size() == 12U);
  const auto nine = period("2025-9M").splits();
  BOOST_REQUIRE(nine.size() == 2U);
  BOOST_TEST(ids(nine[0]) == "2025-Q1 2025-Q2 2025-Q3");
  BOOST_TEST(ids(period("2025-S2").splits().at(0)) == "2025-Q3 2025-Q4");
  BOOST_TEST(ids(period("2025-Q4").splits().at(0)) == "2025-10 2025-11 2025-12");
  BOOST_TEST(ids(period("2020/2024").splits().at(0)) == "2020 2021 2022 2023 2024");
  BOOST_TEST(period("2025-03").splits().empty());
  BOOST_TEST(period("2025-03-14").splits().empty());
}

BOOST_AUTO_TEST_CASE(steps_to_neighbours) {
  BOOST_TEST(period("2025-01").previous().id() == "2024-12");
  BOOST_TEST(period("2025-12").next().id() == "2026-01");
  BOOST_TEST(period("2025-Q1").previous().id() == "2024-Q4");
  BOOST_TEST(period("2025-S1").previous().id() == "2024-S2");
  BOOST_TEST(period("2025-S2").next().id() == "2026-S1");
  BOOST_TEST(period("2025-9M").previous().id() == "2024-9M");
  BOOST_TEST(period("2025").next().id() == "2026");
  BOOST_TEST(period("2020/2024").previous().id() == "2015/2019");
  BOOST_TEST(period("2020/2024").next().id() == "2025/2029");
  BOOST_TEST(period("2025-03-01").previous().id() == "2025-02-28");
  BOOST_TEST(period("2025-12-31").next().id() == "2026-01-01");
}

BOOST_AUTO_TEST_CASE(finds_the_same_period_last_year) {
  BOOST_TEST(period("2025-03").same_last_year().id() == "2024-03");
  BOOST_TEST(period("2025-9M").same_last_year().id() == "2024-9M");
  BOOST_TEST(period("2025").same_last_year().id() == "2024");
  BOOST_TEST(period("2020/2024").same_last_year().id() == "2019/2023");
  BOOST_TEST(period("2024-02-29").same_last_year().id() == "2023-02-28");
}

BOOST_AUTO_TEST_CASE(runs_from_the_start_of_the_year) {
  BOOST_TEST(period("2025-Q1").year_to_date()->id() == "2025-Q1");
  BOOST_TEST(period("2025-Q2").year_to_date()->id() == "2025-S1");
  BOOST_TEST(period("2025-Q3").year_to_date()->id() == "2025-9M");
  BOOST_TEST(period("2025-Q4").year_to_date()->id() == "2025");
  BOOST_TEST(period("2025-S2").year_to_date()->id() == "2025");
  BOOST_TEST(period("2025-9M").year_to_date()->id() == "2025-9M");
  BOOST_TEST(period("2025-01").year_to_date()->id() == "2025-01");
  BOOST_TEST(period("2025-03").year_to_date()->id() == "2025-Q1");
  BOOST_TEST(!period("2025-05").year_to_date().has_value());
  BOOST_TEST(ids(period("2025-05").months_to_date()) == "2025-01 2025-02 2025-03 2025-04 2025-05");
  BOOST_TEST(ids(period("2025-Q2").months()) == "2025-04 2025-05 2025-06");
  BOOST_TEST(period("2025-Q2").months_to_date().size() == 6U);
  BOOST_TEST(period("2020/2024").months().size() == 60U);
  BOOST_TEST(period("2025-03-14").months().empty());
}

BOOST_AUTO_TEST_CASE(counts_the_twelfths_passed) {
  BOOST_TEST(period("2025-03").twelfths_passed() == 3);
  BOOST_TEST(period("2025-Q1").twelfths_passed() == 3);
  BOOST_TEST(period("2025-S1").twelfths_passed() == 6);
  BOOST_TEST(period("2025-9M").twelfths_passed() == 9);
  BOOST_TEST(period("2025").twelfths_passed() == 12);
  BOOST_TEST(period("2020/2024").twelfths_passed() == 12);
}

BOOST_AUTO_TEST_CASE(clocks_have_names) {
  for (const Clock clock : {Clock::admin15, Clock::calendar, Clock::custom, Clock::unstated}) {
    BOOST_CHECK(solieu::model::clock_named(solieu::model::clock_name(clock)) == clock);
  }
  BOOST_TEST(!solieu::model::clock_named("lunar").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
