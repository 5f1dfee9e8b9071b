#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::figures;
using namespace solieu::model;

namespace {

constexpr const char *quarter = "2025-Q1";

} // namespace

BOOST_FIXTURE_TEST_SUITE(truth_table, SmallCountry)

BOOST_AUTO_TEST_CASE(missing_and_null_and_zero) {
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.not-observed");
  row("JOB_ADDED", quang_ninh, quarter, "");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.value-empty");
  row("JOB_ADDED", quang_ninh, "2025-Q2", "0");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025-Q2")) == "0 người");
}

BOOST_AUTO_TEST_CASE(a_status_of_missing_is_missing_even_beside_a_number) {
  row("JOB_ADDED", quang_ninh, quarter, "5").status = Status::missing;
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.value-empty");
}

BOOST_AUTO_TEST_CASE(words_without_a_number_are_missing_with_their_words) {
  row("JOB_ADDED", quang_ninh, "2025", "").text = "tens of thousands of workers";
  const Figure answer = figure("JOB_ADDED", quang_ninh, "2025");
  BOOST_TEST(shown(answer) == "figures.text-only");
  BOOST_TEST(argument(answer, "text") == "tens of thousands of workers");
}

BOOST_AUTO_TEST_CASE(null_beside_a_number_is_no_duplicate) {
  row("JOB_ADDED", quang_ninh, quarter, "");
  row("JOB_ADDED", quang_ninh, quarter, "5");
  row("JOB_ADDED", quang_ninh, quarter, "");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "5 người");
}

BOOST_AUTO_TEST_CASE(a_null_total_is_filled_from_its_parts) {
  row("JOB_ADDED", quang_ninh, quarter, "");
  months("JOB_ADDED", quang_ninh, 2025, 1, 3, 0);
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "6 người");
}

BOOST_AUTO_TEST_CASE(suppressed_and_not_applicable_are_neither_missing_nor_summed) {
  row("JOB_ADDED", quang_ninh, quarter, "5").status = Status::suppressed;
  months("JOB_ADDED", quang_ninh, 2025, 1, 3, 0);
  const Figure hidden = figure("JOB_ADDED", quang_ninh, quarter);
  BOOST_TEST(shown(hidden) == "figures.suppressed");
  BOOST_CHECK(hidden.quantity.absence == Absence::suppressed);
  BOOST_CHECK(hidden.status == Status::suppressed);
  row("JOB_ADDED", quang_ninh, "2025-Q2", "").status = Status::not_applicable;
  const Figure none = figure("JOB_ADDED", quang_ninh, "2025-Q2");
  BOOST_TEST(shown(none) == "figures.not-applicable");
  BOOST_CHECK(none.quantity.absence == Absence::not_applicable);
}

BOOST_AUTO_TEST_CASE(different_values_of_one_key_are_an_error) {
  row("JOB_ADDED", quang_ninh, quarter, "5");
  row("JOB_ADDED", quang_ninh, quarter, "5.0");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "5 người");
  row("JOB_ADDED", quang_ninh, quarter, "6");
  const Figure answer = figure("JOB_ADDED", quang_ninh, quarter);
  BOOST_TEST(shown(answer) == "figures.duplicate");
  BOOST_TEST((answer.provenance->observations == std::vector<std::uint32_t>{0, 2})); // both can be shown
  months("JOB_ADDED", quang_ninh, 2025, 1, 3, 0);
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.duplicate");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025")) == "figures.duplicate");
}

BOOST_AUTO_TEST_CASE(another_bound_is_another_value_and_another_scale_is_not) {
  row("BUD_VET", quang_ninh, quarter, "94.4");
  row("BUD_VET", quang_ninh, quarter, "94400").unit = Unit::of("triệu đồng");
  BOOST_TEST(shown(figure("BUD_VET", quang_ninh, quarter)) == "94.4 tỷ đồng");
  row("BUD_VET", quang_ninh, quarter, "94.4").bound = Bound::at_least;
  BOOST_TEST(shown(figure("BUD_VET", quang_ninh, quarter)) == "figures.duplicate");
}

BOOST_AUTO_TEST_CASE(a_contradiction_in_a_part_is_an_error_of_the_sum) {
  months("JOB_ADDED", quang_ninh, 2025, 1, 3, 0);
  row("JOB_ADDED", quang_ninh, "2025-02", "77");
  const Figure answer = figure("JOB_ADDED", quang_ninh, quarter);
  BOOST_TEST(shown(answer) == "figures.duplicate");
  BOOST_TEST(argument(answer, "row") == "2025-02");
}

BOOST_AUTO_TEST_CASE(the_latest_vintage_known_to_the_report_counts) {
  row("JOB_ADDED", quang_ninh, quarter, "1");
  row("JOB_ADDED", quang_ninh, quarter, "3").as_of = Date{2025, 4, 15};
  row("JOB_ADDED", quang_ninh, quarter, "2").as_of = Date{2025, 3, 20};
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "3 người");
  policy.known_by = Date{2025, 4, 15};
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "3 người");
  policy.known_by = Date{2025, 4, 14};
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "2 người");
  policy.known_by = Date{2025, 3, 19};
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "1 người");
  row("JOB_ADDED", quang_ninh, "2025-Q2", "4").as_of = Date{2025, 7, 1};
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, "2025-Q2")) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(values_of_different_vintages_are_no_duplicate_but_of_the_latest_are) {
  row("JOB_ADDED", quang_ninh, quarter, "1").as_of = Date{2025, 3, 20};
  row("JOB_ADDED", quang_ninh, quarter, "2").as_of = Date{2025, 4, 20};
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "2 người");
  row("JOB_ADDED", quang_ninh, quarter, "3").as_of = Date{2025, 4, 20};
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.duplicate");
}

BOOST_AUTO_TEST_CASE(final_before_actual_and_an_estimate_only_where_allowed) {
  row("JOB_ADDED", quang_ninh, quarter, "3", Kind::estimate);
  row("JOB_ADDED", quang_ninh, quarter, "30", Kind::plan);
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.not-observed");
  policy.estimates_allowed = true;
  const Figure estimate = figure("JOB_ADDED", quang_ninh, quarter);
  BOOST_TEST(shown(estimate) == "3 người");
  BOOST_CHECK(estimate.kind == Kind::estimate);
  BOOST_CHECK(estimate.status == Status::estimated);
  row("JOB_ADDED", quang_ninh, quarter, "4");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "4 người");
  row("JOB_ADDED", quang_ninh, quarter, "5", Kind::final);
  const Figure final = figure("JOB_ADDED", quang_ninh, quarter);
  BOOST_TEST(shown(final) == "5 người");
  BOOST_CHECK(final.kind == Kind::final);
}

BOOST_AUTO_TEST_CASE(a_final_without_a_number_leaves_the_actual_one) {
  row("JOB_ADDED", quang_ninh, quarter, "", Kind::final);
  row("JOB_ADDED", quang_ninh, quarter, "4");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "4 người");
}

BOOST_AUTO_TEST_CASE(an_estimate_never_stands_in_the_way_of_reported_parts) {
  policy.estimates_allowed = true;
  row("JOB_ADDED", quang_ninh, quarter, "100", Kind::estimate);
  months("JOB_ADDED", quang_ninh, 2025, 1, 2, 0);
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "100 người");
  row("JOB_ADDED", quang_ninh, "2025-03", "3");
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "6 người");
}

BOOST_AUTO_TEST_CASE(an_open_period_with_an_estimated_month_is_an_estimate_as_a_whole) {
  months("JOB_ADDED", quang_ninh, 2025, 1, 2, 0);
  row("JOB_ADDED", quang_ninh, "2025-03", "3", Kind::estimate);
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.periods-incomplete");
  policy.estimates_allowed = true;
  const Figure answer = figure("JOB_ADDED", quang_ninh, quarter);
  BOOST_TEST(shown(answer) == "6 người");
  BOOST_CHECK(answer.kind == Kind::estimate);
  BOOST_CHECK(answer.status == Status::estimated);
}

BOOST_AUTO_TEST_CASE(a_kind_asked_for_is_the_only_one_that_answers) {
  row("JOB_ADDED", quang_ninh, quarter, "4");
  FigureQuery asked = query("JOB_ADDED", quang_ninh, quarter);
  for (const auto &[kind, reason] : {std::pair{Kind::plan, "figures.no-plan"},
                                     {Kind::target, "figures.no-target"},
                                     {Kind::estimate, "figures.no-estimate"},
                                     {Kind::final, "figures.not-observed"}}) {
    asked.kind = kind;
    BOOST_TEST(shown(figure(asked)) == reason);
  }
  asked.kind = Kind::actual;
  BOOST_TEST(shown(figure(asked)) == "4 người");
  Observation &target = row("JOB_ADDED", quang_ninh, "2025-Q2", "9000..10000", Kind::target);
  target.bound = Bound::about;
  asked.kind = Kind::target;
  asked.period = Period::parse("2025-Q2").value();
  BOOST_TEST(shown(figure(asked)) == "9000..10000 người");
  BOOST_CHECK(figure(asked).quantity.bound == Bound::about);
}

BOOST_AUTO_TEST_CASE(an_unstated_clock_answers_for_any_with_a_note) {
  row("JOB_ADDED", quang_ninh, quarter, "7650").key.clock = Clock::unstated;
  for (const Clock asked : {Clock::admin15, Clock::calendar, Clock::custom}) {
    clock = asked;
    const Figure answer = figure("JOB_ADDED", quang_ninh, quarter);
    BOOST_TEST(shown(answer) == "7650 người");
    BOOST_TEST(answer.clock_unstated);
    BOOST_TEST(answer.provenance->note == "figures.clock-unstated");
  }
}

BOOST_AUTO_TEST_CASE(a_stated_clock_never_answers_for_another) {
  row("JOB_ADDED", quang_ninh, quarter, "7650").key.clock = Clock::calendar;
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.not-observed");
  row("JOB_ADDED", quang_ninh, quarter, "7000").key.clock = Clock::unstated;
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "7000 người");
  row("JOB_ADDED", quang_ninh, quarter, "7100");
  const Figure stated = figure("JOB_ADDED", quang_ninh, quarter);
  BOOST_TEST(shown(stated) == "7100 người");
  BOOST_TEST(!stated.clock_unstated);
}

BOOST_AUTO_TEST_CASE(clocks_are_not_mixed_in_a_sum) {
  months("JOB_ADDED", quang_ninh, 2025, 1, 2, 0);
  row("JOB_ADDED", quang_ninh, "2025-03", "3").key.clock = Clock::calendar;
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.periods-incomplete");
}

BOOST_AUTO_TEST_CASE(no_clock_asked_needs_clocks_that_agree) {
  row("JOB_ADDED", quang_ninh, quarter, "1").key.clock = Clock::calendar;
  clock = Clock::unstated;
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "1 người");
  row("JOB_ADDED", quang_ninh, quarter, "2").key.clock = Clock::admin15;
  BOOST_TEST(shown(figure("JOB_ADDED", quang_ninh, quarter)) == "figures.clock-unclear");
}

BOOST_AUTO_TEST_CASE(a_day_is_the_same_day_on_every_clock) {
  row("LF_TOTAL", quang_ninh, "2025-03-14", "600").key.clock = Clock::calendar;
  const Figure answer = figure("LF_TOTAL", quang_ninh, "2025-03-14");
  BOOST_TEST(shown(answer) == "600 người");
  BOOST_TEST(!answer.clock_unstated);
}

BOOST_AUTO_TEST_SUITE_END()
