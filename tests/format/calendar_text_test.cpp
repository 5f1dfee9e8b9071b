#include "shipped_phrases.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::model;

namespace {

std::string said(const solieu::format::Formatter &formatter, std::string_view id, std::string_view style,
                 Clock clock = Clock::admin15) {
  return formatter.period(Period::parse(id).value(), style, clock);
}

} // namespace

BOOST_AUTO_TEST_SUITE(calendar_text)

BOOST_AUTO_TEST_CASE(dates_have_leading_zeros_as_the_decree_wants) {
  BOOST_TEST(vietnamese().date({2025, 3, 5}, "long") == "ngày 05 tháng 3 năm 2025");
  BOOST_TEST(vietnamese().date({2025, 1, 14}, "long") == "ngày 14 tháng 01 năm 2025");
  BOOST_TEST(vietnamese().date({2025, 2, 9}, "long") == "ngày 09 tháng 02 năm 2025");
  BOOST_TEST(vietnamese().date({2025, 7, 7}, "long") == "ngày 07 tháng 7 năm 2025");
  BOOST_TEST(vietnamese().date({2025, 10, 10}, "long") == "ngày 10 tháng 10 năm 2025");
  BOOST_TEST(vietnamese().date({2025, 3, 5}, "short") == "05/3/2025");
  BOOST_TEST(vietnamese().date({2025, 2, 28}, "short") == "28/02/2025");
  BOOST_TEST(vietnamese().date({2025, 3, 5}, "iso") == "2025-03-05");
  BOOST_TEST(vietnamese().date({2025, 3, 5}, "month") == "tháng 3 năm 2025");
  BOOST_TEST(vietnamese().date({2025, 3, 5}, "odd") == "[date.odd]");
}

BOOST_AUTO_TEST_CASE(english_dates) {
  BOOST_TEST(english().date({2025, 3, 5}, "long") == "5 March 2025");
  BOOST_TEST(english().date({2025, 3, 5}, "short") == "05/03/2025");
}

BOOST_AUTO_TEST_CASE(period_titles) {
  BOOST_TEST(said(vietnamese(), "2025-03", "title") == "tháng 3 năm 2025");
  BOOST_TEST(said(vietnamese(), "2025-01", "title") == "tháng 01 năm 2025");
  BOOST_TEST(said(vietnamese(), "2025-Q1", "title") == "quý I năm 2025");
  BOOST_TEST(said(vietnamese(), "2025-Q4", "title") == "quý IV năm 2025");
  BOOST_TEST(said(vietnamese(), "2025-S1", "title") == "6 tháng đầu năm 2025");
  BOOST_TEST(said(vietnamese(), "2025-S2", "title") == "6 tháng cuối năm 2025");
  BOOST_TEST(said(vietnamese(), "2025-9M", "title") == "9 tháng năm 2025");
  BOOST_TEST(said(vietnamese(), "2025", "title") == "năm 2025");
  BOOST_TEST(said(vietnamese(), "2020/2024", "title") == "giai đoạn 2020–2024");
  BOOST_TEST(said(vietnamese(), "2025-03-05", "title") == "ngày 05 tháng 3 năm 2025");
}

BOOST_AUTO_TEST_CASE(period_ranges_in_both_clocks) {
  BOOST_TEST(said(vietnamese(), "2025-Q1", "range") == "từ ngày 15/12/2024 đến ngày 14/3/2025");
  BOOST_TEST(said(vietnamese(), "2025-Q1", "range", Clock::calendar) == "từ ngày 01/01/2025 đến ngày 31/3/2025");
  BOOST_TEST(said(vietnamese(), "2025-03-14", "range") == "ngày 14/3/2025");
  BOOST_TEST(said(vietnamese(), "2025-9M", "as_of") == "tính đến ngày 14/9/2025");
  BOOST_TEST(said(english(), "2025-Q1", "range") == "from 15/12/2024 to 14/03/2025");
}

BOOST_AUTO_TEST_CASE(short_periods) {
  BOOST_TEST(said(vietnamese(), "2025-Q1", "short") == "quý I/2025");
  BOOST_TEST(said(vietnamese(), "2025-03", "short") == "tháng 3/2025");
  BOOST_TEST(said(vietnamese(), "2025-S1", "short") == "6 tháng đầu năm 2025");
  BOOST_TEST(said(vietnamese(), "2025-9M", "short") == "9 tháng/2025");
  BOOST_TEST(said(vietnamese(), "2025", "short") == "2025");
  BOOST_TEST(said(vietnamese(), "2020/2024", "short") == "2020–2024");
  BOOST_TEST(said(vietnamese(), "2025-03-14", "short") == "14/3/2025");
  BOOST_TEST(said(english(), "2025-Q1", "short") == "Q1/2025");
  BOOST_TEST(said(vietnamese(), "2025-Q1", "id") == "2025-Q1");
}

BOOST_AUTO_TEST_CASE(english_titles) {
  BOOST_TEST(said(english(), "2025-03", "title") == "March 2025");
  BOOST_TEST(said(english(), "2025-Q1", "title") == "the first quarter of 2025");
  BOOST_TEST(said(english(), "2025-Q3", "title") == "the third quarter of 2025");
  BOOST_TEST(said(english(), "2025-S1", "title") == "the first six months of 2025");
  BOOST_TEST(said(english(), "2025-9M", "title") == "the first nine months of 2025");
  BOOST_TEST(said(english(), "2025", "title") == "2025");
  BOOST_TEST(said(english(), "2020/2024", "title") == "2020–2024");
}

BOOST_AUTO_TEST_SUITE_END()
