#include "model/date.hpp"

#include <boost/test/unit_test.hpp>

using solieu::model::Date;

BOOST_AUTO_TEST_SUITE(date)

BOOST_AUTO_TEST_CASE(reads_days_that_exist) {
  BOOST_TEST(Date::parse("2025-03-05")->iso() == "2025-03-05");
  BOOST_TEST(Date::parse("2024-02-29")->iso() == "2024-02-29");
  for (const char *text : {"", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-32", "2025-1-1", "05/03/2025",
                           "2025-03-0a", "2025-03-05 ", "2025/03/05"}) {
    BOOST_TEST(!Date::parse(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(counts_days) {
  BOOST_TEST((Date{1970, 1, 1}).days() == 0);
  BOOST_TEST((Date{2025, 7, 1}).days() == 20270);
  BOOST_TEST((Date{2025, 7, 1}).plus_days(-1).iso() == "2025-06-30");
  BOOST_TEST((Date{2024, 12, 31}).plus_days(1).iso() == "2025-01-01");
  BOOST_TEST(Date::from_days(-1).iso() == "1969-12-31");
  BOOST_CHECK((Date{2025, 6, 30} < Date{2025, 7, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
