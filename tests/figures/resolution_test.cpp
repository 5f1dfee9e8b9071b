#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::figures;
using namespace solieu::model;

BOOST_FIXTURE_TEST_SUITE(resolution, SmallCountry)

BOOST_AUTO_TEST_CASE(an_observed_figure_comes_first_with_all_it_carries) {
  Observation &total = row("JOB_ADDED", quang_ninh, "2025-Q1", "7650");
  total.bound = Bound::at_least;
  total.wording = "tren";
  total.as_of = Date{2025, 3, 14};
  total.source = "Báo Quảng Ninh";
  row("JOB_ADDED", quang_ninh, "2025-Q1", "1", Kind::actual, {{channel, "COAL"}});
  const Figure answer = figure("JOB_ADDED", quang_ninh, "2025-Q1");
  BOOST_TEST(shown(answer) == "7650 người");
  BOOST_CHECK(answer.quantity.bound == Bound::at_least);
  BOOST_TEST(answer.quantity.wording == "tren");
  BOOST_TEST(answer.source == "Báo Quảng Ninh");
  BOOST_TEST(answer.as_of->iso() == "2025-03-14");
  BOOST_CHECK(answer.provenance->step == Step::observed);
  BOOST_TEST(answer.provenance->observations == std::vector<std::uint32_t>{0}, boost::test_tools::per_element());
  BOOST_TEST(!answer.rebased);
  BOOST_TEST(!answer.clock_unstated);
}

BOOST_AUTO_TEST_CASE(a_value_is_given_in_the_unit_of_its_indicator) {
  row("BUD_VET", quang_ninh, "2025", "4643000").unit = Unit::of("triệu đồng");
  BOOST_TEST(shown(figure("BUD_VET", quang_ninh, "2025")) == "4643 tỷ đồng");
}

BOOST_AUTO_TEST_CASE(members_of_the_first_exclusive_breakdown_are_summed) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "9999", Kind::actual, {{group, "RURAL"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "9999", Kind::actual, {{group, "WOMEN"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "500", Kind::actual, {{channel, "COAL"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "150", Kind::actual, {{channel, "ABROAD"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "1200", Kind::actual, {{channel, "OTHER"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "1", Kind::actual, {{level, "CD"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "2", Kind::actual, {{level, "SC"}});
  const Figure answer = figure("JOB_ADDED", quang_ninh, "2025-Q1");
  BOOST_TEST(shown(answer) == "1850 người");
  BOOST_CHECK(answer.provenance->step == Step::sum_of_members);
  BOOST_TEST(answer.provenance->observations == (std::vector<std::uint32_t>{2, 3, 4}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_member_that_is_missing_makes_the_sum_missing) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "500", Kind::actual, {{channel, "COAL"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "", Kind::actual, {{channel, "ABROAD"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "1", Kind::actual, {{level, "CD"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "2", Kind::actual, {{level, "SC"}});
  const Figure answer = figure("JOB_ADDED", quang_ninh, "2025-Q1");
  BOOST_TEST(shown(answer) == "figures.members-incomplete");
  BOOST_TEST(argument(answer, "found") == "1");
  BOOST_TEST(argument(answer, "expected") == "3");
  BOOST_TEST(argument(answer, "missing") == "ABROAD, OTHER");
  BOOST_TEST(argument(answer, "territory") == "Quảng Ninh");
}

BOOST_AUTO_TEST_CASE(a_breakdown_that_nobody_reports_gives_way_to_the_next) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "1", Kind::actual, {{level, "CD"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "2", Kind::actual, {{level, "SC"}});
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025-Q1")) == "3 người");
}

BOOST_AUTO_TEST_CASE(a_slice_is_summed_over_another_breakdown) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "5", Kind::actual, {{channel, "COAL"}, {level, "CD"}});
  row("JOB_ADDED", quang_ninh, "2025-Q1", "7", Kind::actual, {{channel, "COAL"}, {level, "SC"}});
  FigureQuery asked = query("JOB_ADDED", quang_ninh, "2025-Q1");
  asked.slice = {{channel, "COAL"}};
  BOOST_TEST(shown(figure(asked)) == "12 người");
  asked.slice = {{level, "SC"}, {channel, "COAL"}};
  BOOST_TEST(shown(figure(asked)) == "7 người");
}

BOOST_AUTO_TEST_CASE(shorter_periods_are_summed_the_longest_first) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "30");
  row("JOB_ADDED", quang_ninh, "2025-Q2", "40");
  months("JOB_ADDED", quang_ninh, 2025, 1, 6, 1000);
  const Figure answer = figure("JOB_ADDED", quang_ninh, "2025-S1");
  BOOST_TEST(shown(answer) == "70 người");
  BOOST_CHECK(answer.provenance->step == Step::sum_of_periods);
}

BOOST_AUTO_TEST_CASE(an_incomplete_split_gives_way_to_a_complete_one) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "30");
  months("JOB_ADDED", quang_ninh, 2025, 1, 6, 1000);
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025-S1")) == "6021 người");
  const Figure year = figure("JOB_ADDED", quang_ninh, "2025");
  BOOST_TEST(shown(year) == "figures.periods-incomplete");
  BOOST_TEST(argument(year, "found") == "6");
  BOOST_TEST(argument(year, "expected") == "12");
  BOOST_TEST(argument(year, "missing") == "2025-07, 2025-08, 2025-09, …");
}

BOOST_AUTO_TEST_CASE(five_years_are_the_sum_of_their_years) {
  for (const char *year : {"2020", "2021", "2022", "2023", "2024"}) {
    row("JOB_ADDED", quang_ninh, year, "39080");
  }
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2020/2024")) == "195400 người");
}

BOOST_AUTO_TEST_CASE(children_valid_in_the_period_are_summed) {
  row("JOB_ADDED", ha_long, "2025-07", "70");
  row("JOB_ADDED", cam_pha, "2025-07", "30");
  const Figure answer = figure("JOB_ADDED", quang_ninh, "2025-07");
  BOOST_TEST(shown(answer) == "100 người");
  BOOST_CHECK(answer.provenance->step == Step::sum_of_children);
  row("JOB_ADDED", ha_long, "2025-08", "70");
  const Figure august = figure("JOB_ADDED", quang_ninh, "2025-08");
  BOOST_TEST(shown(august) == "figures.children-incomplete");
  BOOST_TEST(argument(august, "missing") == "Cẩm Phả");
}

BOOST_AUTO_TEST_CASE(a_nation_is_the_sum_of_the_provinces_of_the_time) {
  for (const TerritoryId province : {quang_ninh, old_lao_cai, yen_bai}) {
    row("JOB_ADDED", province, "2025-06", "10");
  }
  for (const TerritoryId province : {quang_ninh, lao_cai}) {
    row("JOB_ADDED", province, "2025-07", "100");
  }
  BOOST_TEST(shown(figure("JOB_ADDED", nation, "2025-06")) == "30 người");
  // The month from 15 June to 14 July uses the list in force on its last day.
  BOOST_TEST(shown(figure("JOB_ADDED", nation, "2025-07")) == "200 người");
}

BOOST_AUTO_TEST_CASE(steps_do_not_recurse_into_each_other) {
  row("JOB_ADDED", ha_long, "2025-07", "70", Kind::actual, {{channel, "COAL"}});
  row("JOB_ADDED", ha_long, "2025-07", "1", Kind::actual, {{channel, "ABROAD"}});
  row("JOB_ADDED", ha_long, "2025-07", "2", Kind::actual, {{channel, "OTHER"}});
  row("JOB_ADDED", cam_pha, "2025-07", "30");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025-07")) == "figures.children-incomplete");
}

BOOST_AUTO_TEST_CASE(rates_are_recomputed_and_never_summed) {
  row("UNEMP_N", quang_ninh, "2025-Q1", "15");
  row("LF_TOTAL", quang_ninh, "2025-Q1", "600");
  const Figure answer = figure("UNEMP_RATE", quang_ninh, "2025-Q1");
  BOOST_TEST(shown(answer) == "2.5 %");
  BOOST_CHECK(answer.provenance->step == Step::recomputed_rate);
  BOOST_TEST(answer.provenance->parts.size() == 2U);
  row("TRAINED_RATE", quang_ninh, "2025-01", "50");
  row("TRAINED_RATE", quang_ninh, "2025-02", "50");
  row("TRAINED_RATE", quang_ninh, "2025-03", "50");
  for (const char *member : {"COAL", "ABROAD", "OTHER"}) {
    row("TRAINED_RATE", quang_ninh, "2025-Q1", "50", Kind::actual, {{channel, member}});
  }
  BOOST_TEST(shown(figure("TRAINED_RATE", quang_ninh, "2025-Q1")) == "figures.not-observed");
  row("UNEMP_RATE", quang_ninh, "2025-Q1", "2.4");
  BOOST_TEST(shown(figure("UNEMP_RATE", quang_ninh, "2025-Q1")) == "2.4 %");
}

BOOST_AUTO_TEST_CASE(a_rate_without_a_part_says_which) {
  row("UNEMP_N", quang_ninh, "2025-Q1", "15");
  const Figure answer = figure("UNEMP_RATE", quang_ninh, "2025-Q1");
  BOOST_TEST(shown(answer) == "figures.not-observed");
  BOOST_TEST(argument(answer, "figure") == "LF_TOTAL");
}

BOOST_AUTO_TEST_CASE(distinct_counts_and_stocks_never_add_over_time) {
  for (const char *member : {"COAL", "ABROAD", "OTHER"}) {
    row("ENT_N", quang_ninh, "2025-Q1", "50", Kind::actual, {{channel, member}});
  }
  months("ENT_N", quang_ninh, 2025, 1, 3, 0);
  months("LF_TOTAL", quang_ninh, 2025, 1, 3, 0);
  BOOST_TEST(shown(figure("ENT_N", quang_ninh, "2025-Q1")) == "figures.not-observed");
  BOOST_TEST(shown(figure("LF_TOTAL", quang_ninh, "2025-Q1")) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(a_sum_keeps_a_shared_bound_only) {
  for (const char *member : {"COAL", "ABROAD", "OTHER"}) {
    row("JOB_ADDED", quang_ninh, "2025-Q1", "500", Kind::actual, {{channel, member}}).bound = Bound::about;
  }
  BOOST_CHECK(figure("JOB_ADDED", quang_ninh, "2025-Q1").quantity.bound == Bound::about);
  rows.back().bound = Bound::at_least;
  dataset = Dataset();
  BOOST_CHECK(figure("JOB_ADDED", quang_ninh, "2025-Q1").quantity.bound == Bound::exact);
}

BOOST_AUTO_TEST_CASE(a_sum_is_as_good_as_its_weakest_part) {
  row("JOB_ADDED", quang_ninh, "2025-01", "1", Kind::final);
  row("JOB_ADDED", quang_ninh, "2025-02", "2").status = Status::provisional;
  row("JOB_ADDED", quang_ninh, "2025-03", "3", Kind::final).synthetic = true;
  const Figure answer = figure("JOB_ADDED", quang_ninh, "2025-Q1");
  BOOST_TEST(shown(answer) == "6 người");
  BOOST_CHECK(answer.kind == Kind::actual);
  BOOST_CHECK(answer.status == Status::provisional);
  BOOST_TEST(answer.synthetic);
}

BOOST_AUTO_TEST_CASE(a_part_that_cannot_exist_adds_nothing) {
  row("JOB_ADDED", ha_long, "2025-07", "70");
  row("JOB_ADDED", cam_pha, "2025-07", "").status = Status::not_applicable;
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025-07")) == "70 người");
}

BOOST_AUTO_TEST_CASE(an_unknown_coordinate_is_missing_with_a_reason) {
  FigureQuery asked = query("JOB_ADDED", quang_ninh, "2025");
  asked.territory = TerritoryId::none;
  BOOST_TEST(shown(figure(asked)) == "figures.unknown-coordinate");
  asked = query("JOB_ADDED", quang_ninh, "2025");
  asked.indicator = IndicatorId{999};
  BOOST_TEST(shown(figure(asked)) == "figures.unknown-coordinate");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025")) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(a_unit_outside_its_life_says_so) {
  const Figure ended = figure("JOB_ADDED", yen_bai, "2025-Q4");
  BOOST_TEST(shown(ended) == "figures.unit-ended");
  BOOST_TEST(argument(ended, "date") == "2025-06-30");
  BOOST_TEST(shown(figure("JOB_ADDED", ha_long, "2024")) == "figures.unit-not-yet");
}

BOOST_AUTO_TEST_CASE(a_sum_past_38_digits_is_missing_and_no_crash) {
  for (const char *month : {"2025-01", "2025-02", "2025-03"}) {
    row("JOB_ADDED", quang_ninh, month, "99999999999999999999999999999999999999");
  }
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025-Q1")) == "model.number-too-large");
}

BOOST_AUTO_TEST_SUITE_END()
