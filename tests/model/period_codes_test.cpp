#include "model/period_codes.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::model;

namespace {

Period period(const char *id) { return Period::parse(id).value(); }

std::string code(const char *id, Clock clock, PeriodStandard standard) {
  return period_code(period(id), clock, standard).value_or("none");
}

/// "2025-03 admin15", or "none".
std::string shown(const std::optional<ClockedPeriod> &found) {
  return found ? found->period.id() + " " + std::string(clock_name(found->clock)) : "none";
}

struct Row {
  const char *id;
  const char *calendar, *admin15, *dhis2, *ilostat;
};

/// Both windows of every kind of period, written out by hand from Decree 09/2019 and the calendar.
constexpr Row rows[] = {
    {"2025-03", "2025-M03", "2025-02-15/P1M", "202503", "2025M03"},
    {"2025-01", "2025-M01", "2024-12-15/P1M", "202501", "2025M01"},
    {"2025-12", "2025-M12", "2025-11-15/P1M", "202512", "2025M12"},
    {"2025-Q1", "2025-Q1", "2024-12-15/P3M", "2025Q1", "2025Q1"},
    {"2025-Q4", "2025-Q4", "2025-09-15/P3M", "2025Q4", "2025Q4"},
    {"2025-S1", "2025-S1", "2024-12-15/P6M", "2025S1", "none"},
    {"2025-S2", "2025-S2", "2025-06-15/P6M", "2025S2", "none"},
    {"2025-9M", "2025-01-01/P9M", "2024-12-15/P9M", "none", "none"},
    {"2025", "2025", "2024-12-15/P1Y", "2025", "2025"},
    {"2020/2024", "2020-01-01/P5Y", "2019-12-15/P5Y", "none", "none"},
    {"2025-03-14", "2025-03-14", "2025-03-14", "20250314", "none"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(period_codes)

BOOST_AUTO_TEST_CASE(every_kind_of_period_goes_out_and_comes_back) {
  for (const Row &row : rows) {
    BOOST_TEST_CONTEXT(row.id) {
      BOOST_CHECK_EQUAL(code(row.id, Clock::calendar, PeriodStandard::sdmx), row.calendar);
      BOOST_CHECK_EQUAL(code(row.id, Clock::admin15, PeriodStandard::sdmx), row.admin15);
      BOOST_CHECK_EQUAL(code(row.id, Clock::calendar, PeriodStandard::dhis2), row.dhis2);
      BOOST_CHECK_EQUAL(code(row.id, Clock::calendar, PeriodStandard::ilostat), row.ilostat);
      for (const Clock clock : {Clock::calendar, Clock::admin15})
        for (const PeriodStandard standard : {PeriodStandard::sdmx, PeriodStandard::dhis2, PeriodStandard::ilostat})
          if (const auto text = period_code(period(row.id), clock, standard)) {
            const auto back = period_of_code(*text, standard);
            BOOST_REQUIRE(back.has_value());
            BOOST_CHECK_EQUAL(back->period.id(), row.id);
            if (period(row.id).kind() != PeriodKind::day)
              BOOST_CHECK(back->clock == clock);
            BOOST_CHECK(period_of_code(*text) == back);
          }
    }
  }
}

BOOST_AUTO_TEST_CASE(what_has_no_type_for_the_15_14_year_gets_no_code) {
  for (const char *id : {"2025", "2025-Q1", "2025-03", "2025-9M"}) {
    BOOST_CHECK(!period_code(period(id), Clock::admin15, PeriodStandard::dhis2));
    BOOST_CHECK(!period_code(period(id), Clock::admin15, PeriodStandard::ilostat));
  }
}

BOOST_AUTO_TEST_CASE(sdmx_names_a_15_14_year_by_the_year_it_starts_in) {
  BOOST_CHECK_EQUAL(reporting_year_code(period("2025")).value(), "2024-A1");
  BOOST_CHECK_EQUAL(reporting_year_code(period("2025-Q1")).value(), "2024-Q1");
  BOOST_CHECK_EQUAL(reporting_year_code(period("2025-03")).value(), "2024-M03");
  BOOST_CHECK_EQUAL(reporting_year_code(period("2025-S2")).value(), "2024-S2");
  BOOST_CHECK(!reporting_year_code(period("2025-9M")));
  for (const char *id : {"2025", "2025-Q1", "2025-03", "2025-S2"}) {
    const auto label = reporting_year_code(period(id)).value();
    BOOST_CHECK_EQUAL(shown(period_of_reporting_year(label, admin15_year_start)), std::string(id) + " admin15");
  }
  BOOST_CHECK_EQUAL(shown(period_of_reporting_year("2024-Q1", "--01-01")), "2024-Q1 calendar");
  BOOST_CHECK_EQUAL(shown(period_of_reporting_year("2024-Q1", "--07-01")), "none");
  BOOST_CHECK_EQUAL(shown(period_of_reporting_year("2024-12-15/P1Y", admin15_year_start)), "none");
}

BOOST_AUTO_TEST_CASE(a_plain_year_is_never_the_15_14_year) {
  BOOST_CHECK_EQUAL(shown(period_of_code("2025")), "2025 calendar");
  BOOST_CHECK_EQUAL(shown(period_of_code("2025-A1")), "2025 calendar");
  BOOST_CHECK_EQUAL(shown(period_of_code("2024-12-15/P1Y")), "2025 admin15");
}

BOOST_AUTO_TEST_CASE(other_texts_are_no_codes) {
  for (const char *text : {"",
                           "2",
                           "2025-",
                           "2025-M13",
                           "2025-M3",
                           "2025-Q5",
                           "2025Q0",
                           "2025M3",
                           "202513",
                           "2025-02-15/P2M",
                           "2025-02-16/P1M",
                           "2025-02-15/P3M",
                           "2025-02-15/P",
                           "2025-02-15/P1D",
                           "2025-02-30/P1M",
                           "2025-12-15/P99999Y",
                           "2025W10",
                           "20250230",
                           "-2025",
                           "20 5Q1"})
    BOOST_CHECK_EQUAL(shown(period_of_code(text)), "none");
}

BOOST_AUTO_TEST_SUITE_END()
