#include "diagnostic/failure.hpp"
#include "model/decimal.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

using solieu::diagnostic::Failure;
using solieu::model::Decimal;

namespace {

Decimal number(std::string_view text) { return Decimal::parse(text).value(); }

std::string quotient(std::string_view a, std::string_view b) {
  return Decimal::quotient(number(a), number(b)).value().text();
}

bool too_large(const Failure &failure) { return std::string(failure.what()) == "model.number-too-large"; }

} // namespace

BOOST_AUTO_TEST_SUITE(decimal)

BOOST_AUTO_TEST_CASE(reads_invariant_numbers) {
  BOOST_TEST(number("7650").text() == "7650");
  BOOST_TEST(number("-1234.50").text() == "-1234.5");
  BOOST_TEST(number("+7").text() == "7");
  BOOST_TEST(number(".5").text() == "0.5");
  BOOST_TEST(number("1e3").text() == "1000");
  BOOST_TEST(number("1.25E-2").text() == "0.0125");
  BOOST_TEST(number("-0").text() == "0");
  BOOST_TEST(number("0.000").scale() == 0);
  BOOST_TEST(number("00012").text() == "12");
  BOOST_TEST(number("99999999999999999999999999999999999999").text() == "99999999999999999999999999999999999999");
  BOOST_TEST(number("0.0000000000000000000000000000000001").scale() == 34);
}

BOOST_AUTO_TEST_CASE(refuses_any_other_text) {
  for (const char *text : {"",
                           "-",
                           "+",
                           ".",
                           "5.",
                           "1,5",
                           "1.2.3",
                           "12a",
                           " 1",
                           "1 ",
                           "--1",
                           "e3",
                           "1e",
                           "1e+",
                           "1e9999",
                           "1e99999999999999999999",
                           "0x10",
                           "NaN",
                           "inf",
                           "1_000",
                           "１",
                           "100000000000000000000000000000000000000",
                           "0.00000000000000000000000000000000001"}) {
    BOOST_TEST(!Decimal::parse(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(prints_a_fixed_number_of_digits) {
  BOOST_TEST(number("25.5").fixed(1) == "25.5");
  BOOST_TEST(number("25.5").fixed(3) == "25.500");
  BOOST_TEST(number("7650").fixed(0) == "7650");
  BOOST_TEST(number("7").fixed(2) == "7.00");
  BOOST_TEST(number("-0.04").fixed(1) == "0.0");
  BOOST_TEST(number("0.05").fixed(1) == "0.1");
}

BOOST_AUTO_TEST_CASE(rounds_half_away_from_zero) {
  BOOST_TEST(number("2.5").rounded(0).text() == "3");
  BOOST_TEST(number("-2.5").rounded(0).text() == "-3");
  BOOST_TEST(number("2.45").rounded(1).text() == "2.5");
  BOOST_TEST(number("2.4499999").rounded(1).text() == "2.4");
  BOOST_TEST(number("1250").rounded(-2).text() == "1300");
  BOOST_TEST(number("9.99").rounded(1).text() == "10");
  BOOST_TEST(number("0.00000000000000000000000000000000005e1").rounded(0).text() == "0");
}

BOOST_AUTO_TEST_CASE(adds_and_multiplies_exactly) {
  BOOST_TEST((number("0.1") + number("0.2")).text() == "0.3");
  BOOST_TEST((number("4643") + number("16995")).text() == "21638");
  BOOST_TEST((number("1") - number("0.999999999999999999")).text() == "0.000000000000000001");
  BOOST_TEST((number("94.4") * number("1000000000")).text() == "94400000000");
  BOOST_TEST((number("99999999999999999999") * number("99999999999999999")).text() ==
             "9999999999999999899900000000000000001");
  BOOST_TEST((-number("5")).text() == "-5");
  BOOST_TEST(number("-5").absolute().text() == "5");
}

BOOST_AUTO_TEST_CASE(too_large_a_whole_part_is_an_error_and_too_many_digits_are_cut) {
  const Decimal large = number("99999999999999999999999999999999999999");
  BOOST_CHECK_EXCEPTION(large + Decimal(1), Failure, too_large);
  BOOST_CHECK_EXCEPTION(large * Decimal(2), Failure, too_large);
  BOOST_CHECK_EXCEPTION((void)large.shifted(1), Failure, too_large);
  BOOST_CHECK_EXCEPTION((void)Decimal(1).shifted(1000000), Failure, too_large);
  const Decimal third = Decimal::quotient(1, 3).value();
  BOOST_TEST((third * third).rounded(10).text() == "0.1111111111");
  BOOST_TEST((third * third * third * third).rounded(10).text() == "0.012345679");
  BOOST_TEST(Decimal(1).shifted(-1000000).rounded(30).text() == "0");
}

BOOST_AUTO_TEST_CASE(divides_to_the_digit) {
  BOOST_TEST(quotient("7650", "30000") == "0.255");
  BOOST_TEST(quotient("195400", "5") == "39080");
  BOOST_TEST(quotient("1", "3") == "0.33333333333333333333");
  BOOST_TEST(quotient("2", "3") == "0.66666666666666666666");
  BOOST_TEST(quotient("-1", "8") == "-0.125");
  BOOST_TEST(quotient("1", "0.0000000000000000000000000000000004") == "2500000000000000000000000000000000");
  BOOST_TEST(quotient("99999999999999999999999999999999999999", "3") == "33333333333333333333333333333333333333");
  BOOST_TEST(!Decimal::quotient(1, 0).has_value());
}

BOOST_AUTO_TEST_CASE(a_cut_quotient_is_never_rounded_twice) {
  // 0.49999999999999999999|5… is below a half and must round down at every place.
  const Decimal below = Decimal::quotient(number("49999999999999999999.5"), number("100000000000000000000")).value();
  BOOST_TEST(below.rounded(0).text() == "0");
  // Just above a tie at 19 digits: the digit cut off decides.
  const Decimal above =
      Decimal::quotient(number("5000000000000000000050001"), number("10000000000000000000000000")).value();
  BOOST_TEST(above.rounded(0).text() == "1");
  // 1/6 = 0.1666…6|6, 5/6: rounding at any place agrees with the true value.
  BOOST_TEST(Decimal::quotient(1, 6)->rounded(19).text() == "0.1666666666666666667");
  // The digit after the cut matters only as "more than nothing": 0.…0|1 is not zero, 0.…5|1 is not a tie.
  const Decimal sliver = Decimal::quotient(1, number("30000000000000000000000")).value();
  BOOST_TEST(!sliver.is_zero());
}

BOOST_AUTO_TEST_CASE(compares_over_different_scales) {
  BOOST_CHECK(number("1.0") == number("1"));
  BOOST_CHECK(number("1.01") > number("1.001"));
  BOOST_CHECK(number("-1.01") < number("-1.001"));
  BOOST_CHECK(number("99999999999999999999999999999999999999") > number("0.0000000000000000000000000000000001"));
  BOOST_CHECK(number("-0.5") < Decimal(0));
  BOOST_CHECK(number("-0.5") > Decimal(-1));
}

BOOST_AUTO_TEST_CASE(shifts_by_powers_of_ten) {
  BOOST_TEST(number("94.4").shifted(9).text() == "94400000000");
  BOOST_TEST(number("67900").shifted(-3).text() == "67.9");
  BOOST_TEST(number("25.5").shifted(-2).text() == "0.255");
}

BOOST_AUTO_TEST_CASE(sums_do_not_depend_on_the_order) {
  std::mt19937 random(20250701);
  std::vector<Decimal> numbers;
  for (int i = 0; i < 200; ++i) {
    numbers.push_back(
        Decimal::from_parts(static_cast<std::int64_t>(random()) - 2'000'000'000, static_cast<int>(random() % 9)));
  }
  Decimal forward, backward;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    forward = forward + numbers[i];
    backward = backward + numbers[numbers.size() - 1 - i];
  }
  BOOST_TEST(forward.text() == backward.text());
}

BOOST_AUTO_TEST_CASE(a_product_divided_by_a_factor_is_the_other_factor) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 2000; ++i) {
    const Decimal a = Decimal::from_parts(static_cast<std::int64_t>(random() >> 20), static_cast<int>(random() % 10));
    const Decimal b =
        Decimal::from_parts(static_cast<std::int64_t>(random() >> 24) + 1, static_cast<int>(random() % 10));
    BOOST_TEST(Decimal::quotient(a * b, b).value().text() == a.text());
    BOOST_TEST(Decimal::parse(a.text()).value().text() == a.text());
  }
}

BOOST_AUTO_TEST_SUITE_END()
