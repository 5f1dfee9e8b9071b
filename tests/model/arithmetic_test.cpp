#include "model/arithmetic.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::model;

namespace {

Quantity quantity(std::string_view number, std::string_view unit = "") {
  return Quantity::of(Decimal::parse(number).value(), unit.empty() ? Unit() : Unit::of(unit));
}

Quantity range(std::string_view low, std::string_view high, std::string_view unit) {
  Quantity result = quantity(low, unit);
  result.high = Decimal::parse(high);
  return result;
}

Quantity bounded(std::string_view number, Bound bound, std::string wording) {
  Quantity result = quantity(number, "người");
  result.bound = bound;
  result.wording = std::move(wording);
  return result;
}

std::string text(const Quantity &value) {
  if (!value.present()) {
    return value.reason;
  }
  return value.low->text() + (value.high ? ".." + value.high->text() : "") +
         (value.unit.text.empty() ? "" : " " + value.unit.text);
}

} // namespace

BOOST_AUTO_TEST_SUITE(arithmetic)

BOOST_AUTO_TEST_CASE(adds_in_the_left_unit) {
  BOOST_TEST(text(add(quantity("1700", "người"), quantity("2500", "người"))) == "4200 người");
  BOOST_TEST(text(add(quantity("4.643", "nghìn tỷ đồng"), quantity("16995", "tỷ đồng"))) == "21.638 nghìn tỷ đồng");
  BOOST_TEST(text(subtract(quantity("1", "tỷ đồng"), quantity("1", "đồng"))) == "0.999999999 tỷ đồng");
  BOOST_TEST(text(subtract(quantity("3.74", "%"), quantity("3.77", "%"))) == "-0.03 %");
}

BOOST_AUTO_TEST_CASE(a_bare_number_takes_the_other_unit) {
  BOOST_TEST(text(subtract(quantity("103", "%"), quantity("100"))) == "3 %");
  BOOST_TEST(text(add(quantity("1"), quantity("2", "người"))) == "3 người");
  BOOST_CHECK(compare(quantity("103", "%"), quantity("100")) == std::strong_ordering::greater);
  BOOST_CHECK(compare(quantity("0.5", "lần"), quantity("50", "%")) == std::strong_ordering::equal);
  BOOST_CHECK(compare(quantity("7650", "người"), quantity("7000")) == std::strong_ordering::greater);
}

BOOST_AUTO_TEST_CASE(different_units_are_refused) {
  BOOST_TEST(text(add(quantity("1", "người"), quantity("1", "lượt người"))) == "model.unit-mismatch");
  BOOST_TEST(text(subtract(quantity("1", "người"), quantity("1", "đồng"))) == "model.unit-mismatch");
  BOOST_TEST(text(add(quantity("1", "người"), quantity("1", "%"))) == "model.unit-mismatch");
  BOOST_CHECK(!compare(quantity("1", "người"), quantity("1", "đồng")).has_value());
  const Quantity refused = add(quantity("1", "người"), quantity("1", "đồng"));
  BOOST_TEST(refused.reason_arguments.at(0).second == "người");
  BOOST_TEST(refused.reason_arguments.at(1).second == "đồng");
}

BOOST_AUTO_TEST_CASE(multiplies_and_divides_units) {
  BOOST_TEST(text(multiply(quantity("30000", "người"), quantity("25.5", "%"))) == "7650 người");
  BOOST_TEST(text(multiply(quantity("25.5", "%"), quantity("30000", "người"))) == "7650 người");
  BOOST_TEST(text(multiply(quantity("25.5", "%"), quantity("2"))) == "51 %");
  BOOST_TEST(text(divide(quantity("7650", "người"), quantity("30000", "người"))) == "0.255 lần");
  BOOST_TEST(text(divide(quantity("195400", "người"), quantity("5"))) == "39080 người");
  BOOST_TEST(text(divide(quantity("7650", "người"), quantity("25.5", "%"))) == "30000 người");
  const Quantity average = divide(quantity("94.4", "tỷ đồng"), quantity("59", "người"));
  BOOST_TEST(text(average) == "1.6 tỷ đồng/người");
  BOOST_TEST(text(in_unit(average, Unit::of("triệu đồng/người"))) == "1600 triệu đồng/người");
  BOOST_TEST(text(multiply(average, quantity("2", "nghìn người"))) == "3200 tỷ đồng");
  BOOST_TEST(text(divide(quantity("1", "người"), quantity("0", "người"))) == "model.division-by-zero");
}

BOOST_AUTO_TEST_CASE(converts_inside_a_dimension) {
  BOOST_TEST(text(in_unit(quantity("94400", "triệu đồng"), Unit::of("tỷ đồng"))) == "94.4 tỷ đồng");
  BOOST_TEST(text(in_unit(quantity("0.255", "lần"), Unit::of("%"))) == "25.5 %");
  BOOST_TEST(text(in_unit(quantity("25.5", "%"), Unit::of("lần"))) == "0.255 lần");
  BOOST_TEST(text(in_unit(quantity("5"), Unit::of("người"))) == "5 người");
  BOOST_TEST(text(in_unit(quantity("5", "đồng"), Unit::of("người"))) == "model.unit-mismatch");
}

BOOST_AUTO_TEST_CASE(a_range_takes_a_number_and_nothing_else) {
  const Quantity target = range("9000", "10000", "người");
  BOOST_TEST(text(add(quantity("7650", "người"), target)) == "16650..17650 người");
  BOOST_TEST(text(subtract(target, quantity("1000", "người"))) == "8000..9000 người");
  BOOST_TEST(text(subtract(quantity("30000", "người"), target)) == "20000..21000 người");
  BOOST_TEST(text(multiply(target, quantity("-2"))) == "-20000..-18000 người");
  BOOST_TEST(text(in_unit(divide(range("16650", "17650", "người"), quantity("30000", "người")), Unit::of("%"))) ==
             "55.5..58.833333333333333333 %");
  BOOST_TEST(text(add(target, target)) == "model.range-arithmetic");
  BOOST_TEST(text(multiply(target, target)) == "model.range-arithmetic");
  BOOST_TEST(text(divide(quantity("1", "người"), target)) == "model.range-arithmetic");
  BOOST_TEST(text(negate(target)) == "-10000..-9000 người");
}

BOOST_AUTO_TEST_CASE(ranges_compare_only_when_they_are_apart) {
  const Quantity target = range("50", "55", "%");
  BOOST_CHECK(compare(quantity("56", "%"), target) == std::strong_ordering::greater);
  BOOST_CHECK(compare(quantity("49", "%"), target) == std::strong_ordering::less);
  BOOST_CHECK(!compare(quantity("52", "%"), target).has_value());
  BOOST_CHECK(!compare(quantity("55", "%"), target).has_value());
  BOOST_CHECK(!compare(target, target).has_value());
}

BOOST_AUTO_TEST_CASE(missing_goes_through_with_the_first_reason) {
  Quantity first = Quantity::absent(Absence::suppressed, "figures.suppressed", Unit::of("người"));
  first.reason_arguments = {{"figure", "X"}};
  const Quantity second = Quantity::absent(Absence::missing, "figures.not-observed", Unit::of("người"));
  const Quantity one = quantity("1", "người");
  for (const Quantity &result : {add(one, first), subtract(first, second), multiply(first, one), divide(one, first),
                                 negate(first), in_unit(first, Unit::of("nghìn người"))}) {
    BOOST_TEST(!result.present());
    BOOST_CHECK(result.absence == Absence::suppressed);
    BOOST_TEST(result.reason == "figures.suppressed");
    BOOST_TEST(result.reason_arguments.size() == 1U);
  }
  BOOST_TEST(text(add(second, first)) == "figures.not-observed");
  BOOST_CHECK(!compare(one, first).has_value());
}

BOOST_AUTO_TEST_CASE(only_a_sum_of_equal_bounds_keeps_the_bound) {
  const Quantity over = bounded("7650", Bound::at_least, "tren");
  const Quantity more = bounded("1200", Bound::at_least, "hon");
  const Quantity about = bounded("1700", Bound::about, "khoang");
  BOOST_CHECK(add(over, over).bound == Bound::at_least);
  BOOST_TEST(add(over, over).wording == "tren");
  BOOST_CHECK(add(over, more).bound == Bound::at_least);
  BOOST_TEST(add(over, more).wording == "");
  BOOST_CHECK(add(over, about).bound == Bound::exact);
  BOOST_CHECK(subtract(over, over).bound == Bound::exact);
  BOOST_CHECK(multiply(over, quantity("2")).bound == Bound::exact);
  BOOST_CHECK(divide(over, over).bound == Bound::exact);
  BOOST_CHECK(negate(over).bound == Bound::exact);
  BOOST_CHECK(in_unit(over, Unit::of("nghìn người")).bound == Bound::at_least);
}

BOOST_AUTO_TEST_CASE(too_large_a_number_is_absent_and_no_crash) {
  const Quantity large = quantity("99999999999999999999999999999999999999", "đồng");
  BOOST_TEST(text(add(large, large)) == "model.number-too-large");
  BOOST_TEST(text(multiply(large, large)) == "model.number-too-large");
  BOOST_TEST(text(divide(large, quantity("0.1"))) == "model.number-too-large");
  BOOST_CHECK(
      !compare(quantity("1", "đồng"), quantity("99999999999999999999999999999999999999", "tỷ đồng")).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
