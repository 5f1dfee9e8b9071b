#include "shipped_phrases.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>
#include <unicode/numberformatter.h>
#include <unicode/unistr.h>

using namespace solieu::model;
using solieu::format::Formatter;
using solieu::format::NumberStyle;

namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

Quantity amount(std::string_view number, std::string_view unit = "người") {
  return Quantity::of(decimal(number), Unit::of(unit));
}

Quantity worded(std::string_view number, std::string wording, Bound bound, std::string_view unit = "người") {
  Quantity quantity = amount(number, unit);
  quantity.wording = std::move(wording);
  quantity.bound = bound;
  return quantity;
}

Quantity range(std::string_view low, std::string_view high, std::string_view unit = "người") {
  Quantity quantity = amount(low, unit);
  quantity.high = decimal(high);
  return quantity;
}

std::string icu_number(const std::string &text, const char *language, int digits) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  icu::number::NumberFormatter::withLocale(icu::Locale(language))
      .precision(icu::number::Precision::fixedFraction(digits))
      .formatDecimal(text, status)
      .toString(status)
      .toUTF8String(result);
  return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(formatter)

BOOST_AUTO_TEST_CASE(numbers_in_both_languages) {
  BOOST_TEST(vietnamese().number(decimal("7650"), 0) == "7.650");
  BOOST_TEST(vietnamese().number(decimal("25.5"), 1) == "25,5");
  BOOST_TEST(vietnamese().number(decimal("-1234567.85"), 1) == "-1.234.567,9");
  BOOST_TEST(vietnamese().number(decimal("0"), 2) == "0,00");
  BOOST_TEST(vietnamese().number(decimal("-0.04"), 1) == "0,0");
  BOOST_TEST(english().number(decimal("1234567.85"), 1) == "1,234,567.9");
  BOOST_TEST(english().number(decimal("999"), 0) == "999");
}

BOOST_AUTO_TEST_CASE(numbers_are_exact_beyond_a_double) {
  BOOST_TEST(vietnamese().number(decimal("12345678901234567890123456789012345678"), 0) ==
             "12.345.678.901.234.567.890.123.456.789.012.345.678");
  BOOST_TEST(vietnamese().number(decimal("0.1000000000000000055511151231257827"), 34) ==
             "0,1000000000000000055511151231257827");
  BOOST_TEST(vietnamese().number(decimal("9007199254740993"), 0) == "9.007.199.254.740.993");
}

BOOST_AUTO_TEST_CASE(halves_are_rounded_away_from_zero) {
  BOOST_TEST(vietnamese().number(decimal("0.5"), 0) == "1");
  BOOST_TEST(vietnamese().number(decimal("2.5"), 0) == "3");
  BOOST_TEST(vietnamese().number(decimal("-2.5"), 0) == "-3");
  BOOST_TEST(vietnamese().number(decimal("1.005"), 2) == "1,01");
}

BOOST_AUTO_TEST_CASE(numbers_are_those_of_icu) {
  for (const char *const language : {"vi", "en"}) {
    const Formatter &formatter = std::string_view(language) == "vi" ? vietnamese() : english();
    for (const char *const number : {"0", "9", "-10", "999", "1000", "-1000", "12345", "123456", "1234567",
                                     "-9999999.25", "1234567890123456789", "0.25", "-0.5"}) {
      for (const int digits : {0, 2, 5}) {
        const std::string fixed = decimal(number).fixed(digits);
        BOOST_TEST(formatter.number(decimal(number), digits) == icu_number(fixed, language, digits));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_quantity_without_style_is_the_bare_number) {
  BOOST_TEST(vietnamese().quantity(amount("7650"), {}) == "7.650");
  BOOST_TEST(vietnamese().quantity(worded("7650", "tren", Bound::more_than), {}) == "7.650");
  BOOST_TEST(vietnamese().quantity(amount("25.5", "%"), {}) == "25,5");
  BOOST_TEST(vietnamese().quantity(amount("102", "%"), {}) == "102,0");
  BOOST_TEST(vietnamese().quantity(Quantity::of(decimal("0.255"), Unit{}), {}) == "0,3");
  BOOST_TEST(vietnamese().quantity(Quantity::of(decimal("12"), Unit{}), {}) == "12");
  BOOST_TEST(vietnamese().quantity(amount("94.4", "tỷ đồng"), {.default_decimals = 1}) == "94,4");
}

BOOST_AUTO_TEST_CASE(with_unit) {
  BOOST_TEST(vietnamese().quantity(amount("7650"), {.with_unit = true}) == "7.650 người");
  BOOST_TEST(vietnamese().quantity(amount("25.5", "%"), {.with_unit = true}) == "25,5%");
  BOOST_TEST(vietnamese().quantity(amount("94.4", "tỷ đồng"), {.decimals = 1, .with_unit = true}) == "94,4 tỷ đồng");
  BOOST_TEST(vietnamese().quantity(amount("4.9", "lần"), {.with_unit = true}) == "4,9 lần");
  BOOST_TEST(english().quantity(amount("7650"), {.with_unit = true}) == "7,650 people");
  BOOST_TEST(english().quantity(amount("1"), {.with_unit = true}) == "1 person");
  BOOST_TEST(english().quantity(amount("1", "lượt người"), {.with_unit = true}) == "1 participation");
  BOOST_TEST(english().quantity(amount("94.4", "tỷ đồng"), {.decimals = 1, .with_unit = true}) == "94.4 billion VND");
  BOOST_TEST(english().quantity(amount("452", "phiên"), {.with_unit = true}) == "452 sessions");
  BOOST_TEST(english().quantity(amount("3", "bể bơi"), {.with_unit = true}) == "3 bể bơi");
  BOOST_TEST(english().quantity(amount("546.43", "người/phiên"), {.decimals = 1, .with_unit = true}) ==
             "546.4 people per session");
  BOOST_TEST(english().quantity(amount("1.5", "triệu đồng/người"), {.decimals = 1, .with_unit = true}) ==
             "1.5 million VND per person");
  BOOST_TEST(vietnamese().quantity(amount("546.4", "người/phiên"), {.with_unit = true}) == "546,4 người/phiên");
}

BOOST_AUTO_TEST_CASE(a_unit_by_its_name) {
  BOOST_TEST(english().unit_name("người") == "people");
  BOOST_TEST(english().unit_name("triệu đồng") == "million VND");
  BOOST_TEST(english().unit_name("người/phiên") == "people per session");
  BOOST_TEST(english().unit_name("%") == "%");
  BOOST_TEST(vietnamese().unit_name("triệu đồng") == "triệu đồng");
}

BOOST_AUTO_TEST_CASE(a_number_without_a_unit_is_scaled_too) {
  const auto plain = [](std::string_view number) { return Quantity::of(decimal(number), Unit{}); };
  BOOST_TEST(vietnamese().quantity(plain("23500"), {.compact = true}) == "23,5 nghìn");
  BOOST_TEST(vietnamese().quantity(plain("1500000"), {.scale_unit = "triệu đồng"}) == "1,5");
  BOOST_TEST(vietnamese().quantity(plain("1500000"), {.scale_unit = "triệu đồng", .with_unit = true}) ==
             "1,5 triệu đồng");
  BOOST_TEST(vietnamese().quantity(plain("1500000"), {.scale_unit = "triệu"}) == "1,5");
}

BOOST_AUTO_TEST_CASE(a_unit_is_singular_for_a_bare_one_only) {
  BOOST_TEST(english().quantity(amount("1"), {.decimals = 1, .with_unit = true}) == "1.0 people");
  BOOST_TEST(english().quantity(amount("-1"), {.with_unit = true}) == "-1 person");
  BOOST_TEST(english().quantity(amount("1.04"), {.decimals = 0, .with_unit = true}) == "1 person");
  BOOST_TEST(english().quantity(amount("1.04"), {.decimals = 2, .with_unit = true}) == "1.04 people");
  BOOST_TEST(english().quantity(amount("0"), {.with_unit = true}) == "0 people");
  BOOST_TEST(english().quantity(amount("1"), {.default_decimals = 1, .compact = true, .with_unit = true}) ==
             "1 person");
  BOOST_TEST(english().quantity(amount("1"), {.decimals = 1, .words = true, .with_unit = true}) == "one person");
  BOOST_TEST(english().quantity(amount("1", "người/năm"), {.with_unit = true}) == "1.0 people a year");
  BOOST_TEST(english().quantity(amount("1", "nghìn người"), {.with_unit = true}) == "1 thousand people");
}

BOOST_AUTO_TEST_CASE(percent_from_a_ratio_and_from_a_percentage) {
  BOOST_TEST(vietnamese().quantity(Quantity::of(decimal("0.255"), Unit{}), {.decimals = 1, .percent = true}) ==
             "25,5%");
  BOOST_TEST(vietnamese().quantity(amount("25.5", "%"), {.decimals = 1, .percent = true}) == "25,5%");
  BOOST_TEST(vietnamese().quantity(amount("103", "%"), {.decimals = 0, .percent = true}) == "103%");
  BOOST_TEST(vietnamese().quantity(amount("25", "%"), {.percent = true}) == "25,0%");
  BOOST_TEST(vietnamese().quantity(Quantity::of(decimal("0.25543"), Unit{}),
                                   {.default_decimals = 2, .percent = true}) == "25,5%");
  BOOST_TEST(vietnamese().quantity(amount("2.25", "%"), {.default_decimals = 2, .percent = true}) == "2,25%");
  BOOST_TEST(vietnamese().quantity(range("50", "55", "%"), {.decimals = 0, .percent = true}) == "50–55%");
  BOOST_TEST(english().quantity(amount("25.5", "%"), {.percent = true}) == "25.5%");
}

BOOST_AUTO_TEST_CASE(ranges_and_phrases) {
  const NumberStyle phrase{.phrase = true};
  const NumberStyle full{.with_unit = true, .phrase = true};
  Quantity target = range("9000", "10000");
  BOOST_TEST(vietnamese().quantity(target, phrase) == "9.000–10.000");
  target.wording = "khoang";
  target.bound = Bound::about;
  BOOST_TEST(vietnamese().quantity(target, phrase) == "khoảng 9.000–10.000");
  BOOST_TEST(vietnamese().quantity(target, full) == "khoảng 9.000–10.000 người");
  BOOST_TEST(english().quantity(target, full) == "about 9,000–10,000 people");
  target.wording = "tu_den";
  BOOST_TEST(vietnamese().quantity(target, full) == "từ 9.000 đến 10.000 người");
  BOOST_TEST(english().quantity(target, full) == "from 9,000 to 10,000 people");
}

BOOST_AUTO_TEST_CASE(every_wording_in_both_languages) {
  const std::vector<std::array<std::string, 3>> expected{{{"tren", "trên 7.650", "over 7,650"}},
                                                         {{"hon", "hơn 7.650", "more than 7,650"}},
                                                         {{"it_nhat", "ít nhất 7.650", "at least 7,650"}},
                                                         {{"toi_thieu", "tối thiểu 7.650", "a minimum of 7,650"}},
                                                         {{"gan", "gần 7.650", "nearly 7,650"}},
                                                         {{"gan_toi", "gần tới 7.650", "close to 7,650"}},
                                                         {{"duoi", "dưới 7.650", "under 7,650"}},
                                                         {{"khong_qua", "không quá 7.650", "not more than 7,650"}},
                                                         {{"toi_da", "tối đa 7.650", "a maximum of 7,650"}},
                                                         {{"khoang", "khoảng 7.650", "about 7,650"}},
                                                         {{"xap_xi", "xấp xỉ 7.650", "approximately 7,650"}},
                                                         {{"uoc", "ước 7.650", "an estimated 7,650"}},
                                                         {{"uoc_dat", "ước đạt 7.650", "an estimated 7,650"}},
                                                         {{"tu", "từ 7.650", "from 7,650"}},
                                                         {{"tro_len", "7.650 trở lên", "7,650 or more"}}};
  for (const auto &[code, vi, en] : expected) {
    BOOST_TEST(vietnamese().quantity(worded("7650", code, Bound::about), {.phrase = true}) == vi);
    BOOST_TEST(english().quantity(worded("7650", code, Bound::about), {.phrase = true}) == en);
  }
}

BOOST_AUTO_TEST_CASE(a_bound_without_wording_has_its_usual_one) {
  const auto said = [](Bound bound) {
    return vietnamese().quantity(worded("40", "", bound, "%"), {.decimals = 0, .with_unit = true, .phrase = true});
  };
  BOOST_TEST(said(Bound::exact) == "40%");
  BOOST_TEST(said(Bound::at_least) == "ít nhất 40%");
  BOOST_TEST(said(Bound::more_than) == "trên 40%");
  BOOST_TEST(said(Bound::at_most) == "không quá 40%");
  BOOST_TEST(said(Bound::less_than) == "dưới 40%");
  BOOST_TEST(said(Bound::about) == "khoảng 40%");
  BOOST_TEST(vietnamese().quantity(worded("40", "la_lung", Bound::more_than), {.phrase = true}) == "trên 40");
}

BOOST_AUTO_TEST_CASE(compact_numbers) {
  const NumberStyle compact{.compact = true};
  const NumberStyle with_unit{.compact = true, .with_unit = true};
  BOOST_TEST(vietnamese().quantity(amount("23500"), compact) == "23,5 nghìn");
  BOOST_TEST(vietnamese().quantity(amount("30000"), compact) == "30 nghìn");
  BOOST_TEST(vietnamese().quantity(amount("23500"), with_unit) == "23,5 nghìn người");
  BOOST_TEST(vietnamese().quantity(amount("94400", "triệu đồng"), with_unit) == "94,4 tỷ đồng");
  BOOST_TEST(vietnamese().quantity(amount("94400000000", "đồng"), compact) == "94,4 tỷ");
  BOOST_TEST(vietnamese().quantity(amount("950"), compact) == "950");
  BOOST_TEST(vietnamese().quantity(amount("999960"), compact) == "1 triệu");
  BOOST_TEST(vietnamese().quantity(amount("21600", "tỷ đồng"), with_unit) == "21.600 tỷ đồng");
  BOOST_TEST(vietnamese().quantity(amount("7650"), {.decimals = 2, .compact = true}) == "7,65 nghìn");
  BOOST_TEST(vietnamese().quantity(amount("-23500"), compact) == "-23,5 nghìn");
  BOOST_TEST(vietnamese().quantity(range("9000", "10000"), with_unit) == "9–10 nghìn người");
  BOOST_TEST(english().quantity(amount("23500"), with_unit) == "23.5 thousand people");
  BOOST_TEST(english().quantity(amount("94.4", "tỷ đồng"), with_unit) == "94.4 billion VND");
  BOOST_TEST(vietnamese().quantity(amount("25.5", "%"), with_unit) == "25,5%");
}

BOOST_AUTO_TEST_CASE(padded_signed_scaled_and_in_words) {
  BOOST_TEST(vietnamese().quantity(amount("6", "phiên"), {.padded = true, .with_unit = true}) == "06 phiên");
  BOOST_TEST(vietnamese().quantity(amount("10"), {.padded = true}) == "10");
  BOOST_TEST(vietnamese().quantity(amount("0"), {.padded = true}) == "0");
  BOOST_TEST(vietnamese().quantity(amount("-6"), {.padded = true}) == "-06");
  BOOST_TEST(vietnamese().quantity(amount("6.5"), {.decimals = 1, .padded = true}) == "6,5");
  BOOST_TEST(vietnamese().quantity(amount("1250"), {.signed_ = true}) == "+1.250");
  BOOST_TEST(vietnamese().quantity(amount("-1250"), {.signed_ = true}) == "-1.250");
  BOOST_TEST(vietnamese().quantity(amount("0"), {.signed_ = true}) == "0");
  BOOST_TEST(vietnamese().quantity(amount("0.3"), {.signed_ = true}) == "0");
  BOOST_TEST(vietnamese().quantity(amount("94.4", "tỷ đồng"),
                                   {.decimals = 1, .scale_unit = "triệu đồng", .with_unit = true}) ==
             "94.400,0 triệu đồng");
  BOOST_TEST(vietnamese().quantity(amount("94.4", "tỷ đồng"), {.default_decimals = 1, .scale_unit = "triệu đồng"}) ==
             "94.400");
  BOOST_TEST(vietnamese().quantity(amount("94417", "triệu đồng"), {.scale_unit = "tỷ đồng", .with_unit = true}) ==
             "94,4 tỷ đồng");
  BOOST_TEST(vietnamese().quantity(amount("23500"), {.scale_unit = "nghìn", .with_unit = true}) == "23,5 nghìn người");
  BOOST_TEST(vietnamese().quantity(amount("7650"), {.words = true, .with_unit = true}) ==
             "bảy nghìn sáu trăm năm mươi người");
  BOOST_TEST(vietnamese().quantity(amount("25.5", "%"), {.words = true, .with_unit = true}) ==
             "hai mươi lăm phẩy năm phần trăm");
  BOOST_TEST(vietnamese().quantity(range("20", "25", "%"), {.decimals = 0, .words = true, .with_unit = true}) ==
             "hai mươi đến hai mươi lăm phần trăm");
  BOOST_TEST(english().quantity(range("20", "25", "%"), {.decimals = 0, .words = true, .with_unit = true}) ==
             "twenty to twenty-five percent");
}

BOOST_AUTO_TEST_CASE(absent_values_print_their_token) {
  for (const Formatter *const formatter : {&vietnamese(), &english()}) {
    BOOST_TEST(formatter->quantity(Quantity::absent(Absence::missing, ""), {.with_unit = true, .phrase = true}) == "…");
    BOOST_TEST(formatter->quantity(Quantity::absent(Absence::not_applicable, ""), {}) == "-");
    BOOST_TEST(formatter->quantity(Quantity::absent(Absence::suppressed, ""), {}) == "(x)");
    BOOST_TEST(formatter->quantity(Quantity{}, {}) == "…");
  }
}

BOOST_AUTO_TEST_CASE(letter_case) {
  BOOST_TEST(vietnamese().upper("ủy ban nhân dân tỉnh Quảng Ninh") == "ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH");
  BOOST_TEST(vietnamese().lower("SỞ NỘI VỤ Đ") == "sở nội vụ đ");
  BOOST_TEST(vietnamese().sentence("đạt 25,5%") == "Đạt 25,5%");
  BOOST_TEST(vietnamese().sentence("“ước đạt”") == "“Ước đạt”");
  BOOST_TEST(vietnamese().sentence("6 tháng đầu năm") == "6 tháng đầu năm");
  BOOST_TEST(vietnamese().sentence("") == "");
}

BOOST_AUTO_TEST_CASE(roman_numerals_and_letters) {
  BOOST_TEST(Formatter::roman(1) == "I");
  BOOST_TEST(Formatter::roman(4) == "IV");
  BOOST_TEST(Formatter::roman(1994) == "MCMXCIV");
  BOOST_TEST(Formatter::roman(3999) == "MMMCMXCIX");
  BOOST_TEST(Formatter::roman(4000) == "4000");
  BOOST_TEST(Formatter::roman(0) == "");
  std::string letters;
  for (std::size_t i = 1; i <= 25; ++i) {
    letters += vietnamese().letter(i) + " ";
  }
  BOOST_TEST(letters == "a b c d đ e g h i k l m n o p q r s t u v x y aa ab ");
  BOOST_TEST(english().letter(6) == "f");
  BOOST_TEST(english().letter(27) == "aa");
  BOOST_TEST(vietnamese().letter(0) == "");
}

BOOST_AUTO_TEST_CASE(an_absent_phrase_shows_its_key) {
  BOOST_TEST(vietnamese().phrase("no.such.key") == "[no.such.key]");
  BOOST_TEST(vietnamese().phrase("token.missing") == "…");
}

BOOST_AUTO_TEST_CASE(a_phrase_that_icu_cannot_read_is_printed_as_it_stands) {
  auto phrases = std::make_shared<solieu::format::Phrases>();
  phrases->set("unit.người", "{count, plural, one{person other{people}}");
  const Formatter broken("en", phrases);
  BOOST_TEST(broken.quantity(amount("3"), {.with_unit = true}) == "3 {count, plural, one{person other{people}}");
}

BOOST_AUTO_TEST_CASE(one_formatter_serves_several_threads) {
  std::vector<std::string> texts(4);
  std::vector<std::thread> threads;
  for (std::string &text : texts) {
    threads.emplace_back([&text] {
      for (int i = 0; i < 200; ++i) {
        text = english().quantity(amount("7650"), {.with_unit = true}) + ", " + english().words(Decimal(21)) + ", " +
               vietnamese().date({2025, 3, 5}, "long");
      }
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  for (const std::string &text : texts) {
    BOOST_TEST(text == "7,650 people, twenty-one, ngày 05 tháng 3 năm 2025");
  }
}

BOOST_AUTO_TEST_CASE(both_languages_have_the_same_phrases) {
  const auto vi = shipped_phrases("vi");
  const auto en = shipped_phrases("en");
  for (const std::string &key : vi->keys()) {
    BOOST_TEST((en->has(key) || key.starts_with("words.")), key << " is missing in English");
  }
  for (const std::string &key : en->keys()) {
    BOOST_TEST((vi->has(key) || key.starts_with("unit.") || key.starts_with("period.title.quarter.")),
               key << " is missing in Vietnamese");
  }
}

BOOST_AUTO_TEST_SUITE_END()
