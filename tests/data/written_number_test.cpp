#include "data/written_number.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace solieu;
using model::Writing;

namespace {

/// "9000..10000 about khoang người"; "none" for a cell without a number, "?" for one that cannot be read.
std::string number(std::string_view text, Writing writing) {
  const auto read = data::read_number(text, writing);
  if (!read)
    return "?";
  std::string shown = read->low ? read->low->text() : "none";
  if (read->high)
    shown += ".." + read->high->text();
  if (read->bound)
    shown.append(" ").append(model::name_of(*read->bound));
  for (const auto &part : {read->wording, read->unit})
    if (!part.empty())
      shown += " " + part;
  return shown;
}

std::string vi(std::string_view text) { return number(text, Writing::vietnamese); }
std::string en(std::string_view text) { return number(text, Writing::english); }
std::string plain(std::string_view text) { return number(text, Writing::plain); }

std::string day(std::string_view text) {
  const auto read = data::read_date(text, Writing::vietnamese);
  return read ? read->iso() : "?";
}

std::string period(std::string_view text) {
  const auto read = data::read_period(text, Writing::vietnamese);
  return read ? read->id() : "?";
}

} // namespace

BOOST_AUTO_TEST_SUITE(written_number)

BOOST_AUTO_TEST_CASE(the_declared_locale_says_what_point_and_comma_mean) {
  BOOST_CHECK_EQUAL(vi("1.234,5"), "1234.5");
  BOOST_CHECK_EQUAL(en("1,234.5"), "1234.5");
  BOOST_CHECK_EQUAL(plain("1234.5"), "1234.5");
  BOOST_CHECK_EQUAL(vi("1.234"), "1234");
  BOOST_CHECK_EQUAL(en("1.234"), "1.234");
  BOOST_CHECK_EQUAL(vi("12,345"), "12.345");
  BOOST_CHECK_EQUAL(vi("1234567890123456,78"), "1234567890123456.78");
  BOOST_CHECK_EQUAL(vi("1.000.000.000.000.000"), "1000000000000000");
  BOOST_CHECK_EQUAL(vi("9 000 000"), "9000000");
  BOOST_CHECK_EQUAL(vi("-7,50"), "-7.5");
  BOOST_CHECK_EQUAL(vi("−0"), "0");
  BOOST_CHECK_EQUAL(plain("1e15"), "1000000000000000");
}

BOOST_AUTO_TEST_CASE(what_could_be_meant_otherwise_is_no_number) {
  for (const auto *const text :
       {"1.23", "1.2345", "12.34,5", "1,2,3", "1.234.56", "=1+1", "@1", "5 7", "12/5", "1.234,5.6", "a5", "5)", "1;2"})
    BOOST_CHECK_MESSAGE(vi(text) == "?", text << " was read as " << vi(text));
  for (const auto *const text : {"1,234.5", "1.234,5", "7.650,5", "1 234"})
    BOOST_CHECK_MESSAGE(plain(text) == "?", text << " was read as " << plain(text));
  BOOST_CHECK_EQUAL(en("1.234,5"), "?");
}

BOOST_AUTO_TEST_CASE(words_and_signs_before_a_number) {
  BOOST_CHECK_EQUAL(vi("trên 7.650"), "7650 more_than tren");
  BOOST_CHECK_EQUAL(vi("Ít nhất 13.000 người"), "13000 at_least it_nhat người");
  BOOST_CHECK_EQUAL(vi("gần tới 50"), "50 less_than gan_toi");
  BOOST_CHECK_EQUAL(vi("Ước đạt 1.200"), "1200 about uoc_dat");
  BOOST_CHECK_EQUAL(vi("không quá 5"), "5 at_most khong_qua");
  BOOST_CHECK_EQUAL(vi("từ 9.000 trở lên"), "9000 at_least tro_len");
  BOOST_CHECK_EQUAL(vi("9.000 người trở lên"), "9000 at_least tro_len người");
  BOOST_CHECK_EQUAL(vi(">= 9.000"), "9000 at_least");
  BOOST_CHECK_EQUAL(vi("≤9.000"), "9000 at_most");
  BOOST_CHECK_EQUAL(en("more than 1,200"), "1200 more_than hon");
  BOOST_CHECK_EQUAL(plain("trên 7650"), "7650 more_than tren");
  BOOST_CHECK_EQUAL(vi("chừng 7.650"), "?");
}

BOOST_AUTO_TEST_CASE(ranges) {
  BOOST_CHECK_EQUAL(vi("9.000 - 10.000"), "9000..10000");
  BOOST_CHECK_EQUAL(vi("khoảng 9.000–10.000"), "9000..10000 about khoang");
  BOOST_CHECK_EQUAL(vi("từ 9.000 đến 10.000 người"), "9000..10000 tu_den người");
  BOOST_CHECK_EQUAL(vi("20-25%"), "20..25 %");
  BOOST_CHECK_EQUAL(vi("20% – 25%"), "20..25 %");
  BOOST_CHECK_EQUAL(vi("-5 - -3"), "-5..-3");
}

BOOST_AUTO_TEST_CASE(units_after_a_number) {
  BOOST_CHECK_EQUAL(vi("94,4 tỷ"), "94.4 tỷ");
  BOOST_CHECK_EQUAL(vi("hơn 94,4 tỷ đồng"), "94.4 more_than hon tỷ đồng");
  BOOST_CHECK_EQUAL(vi("25,5%"), "25.5 %");
}

BOOST_AUTO_TEST_CASE(signs_that_there_is_no_number) {
  for (const auto *const text : {"", "-", "–", "…", "...", "NULL", "N/A"})
    BOOST_CHECK_EQUAL(vi(text), "none");
}

BOOST_AUTO_TEST_CASE(days_and_periods_as_written_in_vietnam) {
  for (const auto *const text :
       {"2025-03-14", "14/3/2025", "14/03/2025", "14-03-2025", "14.3.2025", "ngày 14 tháng 3 năm 2025"})
    BOOST_CHECK_EQUAL(day(text), "2025-03-14");
  for (const auto *const text : {"30/2/2025", "14/3/25", "3/2025", "14 3 2025x", "2025/3/14"})
    BOOST_CHECK_EQUAL(day(text), "?");
  BOOST_CHECK(!data::read_date("14/3/2025", Writing::plain));
  BOOST_CHECK_EQUAL(period("tháng 3/2025"), "2025-03");
  BOOST_CHECK_EQUAL(period("Tháng 03 năm 2025"), "2025-03");
  BOOST_CHECK_EQUAL(period("03/2025"), "2025-03");
  BOOST_CHECK_EQUAL(period("Quý I/2025"), "2025-Q1");
  BOOST_CHECK_EQUAL(period("quý 4 năm 2025"), "2025-Q4");
  BOOST_CHECK_EQUAL(period("6 tháng đầu năm 2025"), "2025-S1");
  BOOST_CHECK_EQUAL(period("6 tháng cuối năm 2025"), "2025-S2");
  BOOST_CHECK_EQUAL(period("9 tháng năm 2025"), "2025-9M");
  BOOST_CHECK_EQUAL(period("Năm 2025"), "2025");
  BOOST_CHECK_EQUAL(period("giai đoạn 2020–2024"), "2020/2024");
  BOOST_CHECK_EQUAL(period("2025-Q1"), "2025-Q1");
  for (const auto *const text : {"quý V/2025", "13/2025", "2025-13", "tháng 3", "2024-2020", "10 tháng 2025"})
    BOOST_CHECK_EQUAL(period(text), "?");
}

BOOST_AUTO_TEST_SUITE_END()
