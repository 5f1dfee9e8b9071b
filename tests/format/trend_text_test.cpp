#include "shipped_phrases.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::model;

namespace {

Figure figure(std::string_view number, std::string_view unit, std::string_view period, Bound bound = Bound::exact) {
  Figure made;
  made.quantity = Quantity::of(Decimal::parse(number).value(), Unit::of(unit));
  made.quantity.bound = bound;
  made.query.period = Period::parse(period).value();
  return made;
}

Indicator people() {
  Indicator indicator;
  indicator.unit = Unit::of("người");
  return indicator;
}

Indicator rate(bool lower_is_better = false) {
  Indicator indicator;
  indicator.unit = Unit::of("%");
  indicator.aggregation = TimeAggregation::rate;
  indicator.decimals = 1;
  indicator.lower_is_better = lower_is_better;
  return indicator;
}

std::string trend(std::string_view now, std::string_view then, std::string_view period = "2025-Q1",
                  Base which = Base::last_year) {
  return vietnamese().trend(figure(now, "người", period), figure(then, "người", period), which, people());
}

std::string plan(std::string_view percent, int twelfths, const Indicator &indicator = people(), int decimals = 1) {
  return vietnamese().plan_trend(Quantity::of(Decimal::parse(percent).value(), Unit::of("%")), twelfths, indicator,
                                 decimals);
}

} // namespace

BOOST_AUTO_TEST_SUITE(trend_text)

BOOST_AUTO_TEST_CASE(up_down_and_equal) {
  BOOST_TEST(trend("25288", "24038") == "tăng 1.250 người (tăng 5,2%) so với cùng kỳ năm trước");
  BOOST_TEST(trend("19209", "20200", "2024") == "giảm 991 người (giảm 4,9%) so với năm trước");
  BOOST_TEST(trend("7650", "7650") == "bằng cùng kỳ năm trước");
  BOOST_TEST(trend("7650", "7650", "2025") == "bằng năm trước");
}

BOOST_AUTO_TEST_CASE(zero_base_has_no_percentage) {
  BOOST_TEST(trend("150", "0") == "tăng 150 người so với cùng kỳ năm trước");
  BOOST_TEST(trend("0", "0") == "bằng cùng kỳ năm trước");
  BOOST_TEST(trend("0", "150") == "giảm 150 người (giảm 100,0%) so với cùng kỳ năm trước");
}

BOOST_AUTO_TEST_CASE(a_percentage_that_rounds_to_nothing_is_left_out) {
  BOOST_TEST(trend("100001", "100000") == "tăng 1 người so với cùng kỳ năm trước");
}

BOOST_AUTO_TEST_CASE(previous_period_by_its_kind) {
  BOOST_TEST(trend("110", "100", "2025-03", Base::previous) == "tăng 10 người (tăng 10,0%) so với tháng trước");
  BOOST_TEST(trend("110", "100", "2025-Q1", Base::previous) == "tăng 10 người (tăng 10,0%) so với quý trước");
  BOOST_TEST(trend("110", "100", "2025", Base::previous) == "tăng 10 người (tăng 10,0%) so với năm trước");
  BOOST_TEST(trend("110", "100", "2025-S1", Base::previous) == "tăng 10 người (tăng 10,0%) so với 6 tháng trước đó");
  BOOST_TEST(trend("110", "100", "2025-9M", Base::previous) == "tăng 10 người (tăng 10,0%) so với cùng kỳ năm trước");
  BOOST_TEST(trend("110", "100", "2020/2024", Base::previous) == "tăng 10 người (tăng 10,0%) so với giai đoạn trước");
}

BOOST_AUTO_TEST_CASE(rates_change_by_percentage_points) {
  const auto said = [](std::string_view now, std::string_view then) {
    return vietnamese().trend(figure(now, "%", "2025"), figure(then, "%", "2024"), Base::last_year, rate());
  };
  BOOST_TEST(said("68.2", "66.9") == "tăng 1,3 điểm phần trăm so với năm trước");
  BOOST_TEST(said("2.1", "2.4") == "giảm 0,3 điểm phần trăm so với năm trước");
  BOOST_TEST(said("30", "30") == "bằng năm trước");
  BOOST_TEST(said("30.01", "30") == "xấp xỉ năm trước");
}

BOOST_AUTO_TEST_CASE(units_of_one_dimension_are_brought_together) {
  Indicator money;
  money.decimals = 1;
  BOOST_TEST(vietnamese().trend(figure("94.4", "tỷ đồng", "2025-Q1"), figure("90000", "triệu đồng", "2024-Q1"),
                                Base::last_year, money) == "tăng 4,4 tỷ đồng (tăng 4,9%) so với cùng kỳ năm trước");
  BOOST_TEST(vietnamese().trend(figure("94", "người", "2025-Q1"), figure("90", "lượt người", "2024-Q1"),
                                Base::last_year, people()) == "");
}

BOOST_AUTO_TEST_CASE(inexact_figures_give_an_inexact_trend) {
  BOOST_TEST(vietnamese().trend(figure("7650", "người", "2025-Q1", Bound::more_than),
                                figure("7200", "người", "2024-Q1"), Base::last_year,
                                people()) == "tăng khoảng 450 người (tăng khoảng 6,3%) so với cùng kỳ năm trước");
}

BOOST_AUTO_TEST_CASE(nothing_where_there_is_no_base_or_no_value) {
  Figure absent = figure("1", "người", "2025-Q1");
  absent.quantity = Quantity::absent(Absence::missing, "", Unit::of("người"));
  const Figure there = figure("1", "người", "2025-Q1");
  BOOST_TEST(vietnamese().trend(there, absent, Base::last_year, people()) == "");
  BOOST_TEST(vietnamese().trend(absent, there, Base::last_year, people()) == "");
  Figure range = there;
  range.quantity.high = Decimal(2);
  BOOST_TEST(vietnamese().trend(range, there, Base::last_year, people()) == "");
}

BOOST_AUTO_TEST_CASE(english_trends) {
  const auto said = [](std::string_view now, std::string_view then, std::string_view unit, const Indicator &indicator) {
    return english().trend(figure(now, unit, "2025-Q1"), figure(then, unit, "2024-Q1"), Base::last_year, indicator);
  };
  BOOST_TEST(said("25288", "24038", "người", people()) == "up 1,250 people (up 5.2%) on the same period of last year");
  BOOST_TEST(said("4", "5", "người", people()) == "down 1 person (down 20.0%) on the same period of last year");
  BOOST_TEST(said("5", "5", "người", people()) == "unchanged from the same period of last year");
  BOOST_TEST(said("2.1", "2.4", "%", rate()) == "down 0.3 percentage points on the same period of last year");
}

BOOST_AUTO_TEST_CASE(plan_reached_exceeded_and_behind) {
  BOOST_TEST(plan("25.5", 3) == "đạt 25,5% kế hoạch năm");
  BOOST_TEST(plan("25", 3) == "đạt 25,0% kế hoạch năm");
  BOOST_TEST(plan("24.99", 3) == "mới đạt 25,0% kế hoạch năm");
  BOOST_TEST(plan("20", 3) == "mới đạt 20,0% kế hoạch năm");
  BOOST_TEST(plan("103", 12) == "vượt 3,0% kế hoạch năm");
  BOOST_TEST(plan("100", 12) == "đạt 100,0% kế hoạch năm");
  BOOST_TEST(plan("100.04", 12) == "đạt 100,0% kế hoạch năm");
  BOOST_TEST(plan("103", 12, people(), 0) == "vượt 3% kế hoạch năm");
  BOOST_TEST(vietnamese().plan_trend(Quantity::of(Decimal::parse("0.255").value(), Unit{}), 3, people(), 1) ==
             "đạt 25,5% kế hoạch năm");
}

BOOST_AUTO_TEST_CASE(plan_turned_round_where_lower_is_better) {
  BOOST_TEST(plan("95", 12, rate(true)) == "thấp hơn 5,0% so với kế hoạch năm");
  BOOST_TEST(plan("103", 6, rate(true)) == "cao hơn 3,0% so với kế hoạch năm");
  BOOST_TEST(plan("100", 6, rate(true)) == "bằng 100,0% kế hoạch năm");
  Indicator accidents = people();
  accidents.lower_is_better = true;
  BOOST_TEST(plan("20", 3, accidents) == "bằng 20,0% kế hoạch năm");
  BOOST_TEST(plan("30", 3, accidents) == "đã bằng 30,0% kế hoạch năm");
  BOOST_TEST(plan("110", 9, accidents) == "cao hơn 10,0% so với kế hoạch năm");
}

BOOST_AUTO_TEST_CASE(plan_with_bounds_ranges_and_nothing) {
  Quantity stated = Quantity::of(Decimal::parse("25.5").value(), Unit::of("%"));
  stated.bound = Bound::more_than;
  stated.wording = "tren";
  BOOST_TEST(vietnamese().plan_trend(stated, 3, people(), 1) == "đạt trên 25,5% kế hoạch năm");
  stated.high = Decimal(30);
  stated.bound = Bound::exact;
  stated.wording.clear();
  BOOST_TEST(vietnamese().plan_trend(stated, 3, people(), 1) == "đạt 25,5–30,0% kế hoạch năm");
  BOOST_TEST(vietnamese().plan_trend(Quantity::absent(Absence::missing, ""), 3, people(), 1) == "");
}

BOOST_AUTO_TEST_CASE(what_is_left_to_the_plan_is_rounded_once) {
  BOOST_TEST(plan("96.25", 3, rate(true)) == "thấp hơn 3,8% so với kế hoạch năm"); // plan_over is -3,75
  BOOST_TEST(plan("103.25", 3, rate(true)) == "cao hơn 3,3% so với kế hoạch năm");
  BOOST_TEST(plan("103.25", 3) == "vượt 3,3% kế hoạch năm");
  BOOST_TEST(plan("100.04", 12) == "đạt 100,0% kế hoạch năm");
}

BOOST_AUTO_TEST_CASE(english_plans) {
  const auto said = [](std::string_view percent, const Indicator &indicator) {
    return english().plan_trend(Quantity::of(Decimal::parse(percent).value(), Unit::of("%")), 3, indicator, 1);
  };
  BOOST_TEST(said("25.5", people()) == "reaching 25.5% of the annual plan");
  BOOST_TEST(said("20", people()) == "reaching only 20.0% of the annual plan");
  BOOST_TEST(said("103", people()) == "exceeding the annual plan by 3.0%");
  BOOST_TEST(said("95", rate(true)) == "5.0% below the level planned for the year");
}

BOOST_AUTO_TEST_SUITE_END()
