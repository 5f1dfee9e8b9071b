#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::figures;
using namespace solieu::model;

BOOST_FIXTURE_TEST_SUITE(territory_change, SmallCountry)

BOOST_AUTO_TEST_CASE(an_unchanged_unit_is_never_rebased) {
  row("JOB_ADDED", quang_ninh, "2024-07", "10");
  row("JOB_ADDED", quang_ninh, "2025-07", "15");
  FigureQuery asked = query("JOB_ADDED", quang_ninh, "2025-07");
  asked.measure = FigureMeasure::change;
  const Figure answer = figure(asked);
  BOOST_TEST(shown(answer) == "5 người");
  BOOST_TEST(!answer.rebased);
}

BOOST_AUTO_TEST_CASE(a_merged_unit_is_the_sum_of_the_old_ones_before) {
  row("JOB_ADDED", old_lao_cai, "2025-Q1", "13000");
  row("JOB_ADDED", yen_bai, "2025-Q1", "17000");
  const Figure answer = figure("JOB_ADDED", lao_cai, "2025-Q1");
  BOOST_TEST(shown(answer) == "30000 người");
  BOOST_TEST(answer.rebased);
  BOOST_CHECK(answer.provenance->step == Step::sum_of_predecessors);
  BOOST_TEST(answer.provenance->parts.size() == 2U);
  BOOST_TEST(shown(figure("JOB_ADDED", yen_bai, "2025-Q1")) == "17000 người");
}

BOOST_AUTO_TEST_CASE(every_whole_predecessor_must_be_there) {
  row("JOB_ADDED", old_lao_cai, "2025-Q1", "13000");
  const Figure answer = figure("JOB_ADDED", lao_cai, "2025-Q1");
  BOOST_TEST(shown(answer) == "figures.predecessors-incomplete");
  BOOST_TEST(argument(answer, "found") == "1");
  BOOST_TEST(argument(answer, "expected") == "2");
  BOOST_TEST(argument(answer, "missing") == "Yên Bái");
}

BOOST_AUTO_TEST_CASE(predecessors_are_resolved_by_their_own_parts) {
  months("JOB_ADDED", old_lao_cai, 2025, 1, 3, 0);
  for (const char *member : {"COAL", "ABROAD", "OTHER"}) {
    row("JOB_ADDED", yen_bai, "2025-Q1", "10", Kind::actual, {{channel, member}});
  }
  BOOST_TEST(shown(figure("JOB_ADDED", lao_cai, "2025-Q1")) == "36 người");
}

BOOST_AUTO_TEST_CASE(after_the_change_predecessors_are_not_asked) {
  row("JOB_ADDED", old_lao_cai, "2025-08", "1");
  row("JOB_ADDED", yen_bai, "2025-08", "2");
  BOOST_TEST(shown(figure("JOB_ADDED", lao_cai, "2025-08")) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(a_comparison_is_restated_to_the_boundaries_of_the_report) {
  row("JOB_ADDED", lao_cai, "2025-Q4", "9000");
  row("JOB_ADDED", old_lao_cai, "2024-Q4", "4000");
  row("JOB_ADDED", yen_bai, "2024-Q4", "3500");
  FigureQuery asked = query("JOB_ADDED", lao_cai, "2025-Q4");
  asked.measure = FigureMeasure::change;
  Figure answer = figure(asked);
  BOOST_TEST(shown(answer) == "1500 người");
  BOOST_TEST(answer.rebased);
  asked.measure = FigureMeasure::change_pct;
  answer = figure(asked);
  BOOST_TEST(shown(answer) == "20 %");
  BOOST_TEST(answer.rebased);
}

BOOST_AUTO_TEST_CASE(a_rate_is_restated_from_its_parts_only) {
  row("UNEMP_RATE", old_lao_cai, "2024-Q4", "2");
  row("UNEMP_RATE", yen_bai, "2024-Q4", "3");
  Figure answer = figure("UNEMP_RATE", lao_cai, "2024-Q4");
  BOOST_TEST(!answer.quantity.present());
  row("UNEMP_N", old_lao_cai, "2024-Q4", "10");
  row("UNEMP_N", yen_bai, "2024-Q4", "30");
  row("LF_TOTAL", old_lao_cai, "2024-Q4", "500");
  row("LF_TOTAL", yen_bai, "2024-Q4", "1100");
  answer = figure("UNEMP_RATE", lao_cai, "2024-Q4");
  BOOST_TEST(shown(answer) == "2.5 %");
  BOOST_TEST(answer.rebased);
  row("TRAINED_RATE", old_lao_cai, "2024-Q4", "50");
  row("TRAINED_RATE", yen_bai, "2024-Q4", "60");
  BOOST_TEST(shown(figure("TRAINED_RATE", lao_cai, "2024-Q4")) == "figures.cannot-rebase");
}

/// Q3 of the 15–14 clock runs from 15 June to 14 September 2025 and straddles 1 July: new boundaries. The first half
/// (to 14 June) lies wholly on the old ones.
BOOST_AUTO_TEST_CASE(a_straddling_period_uses_the_list_of_its_last_day) {
  row("JOB_ADDED", lao_cai, "2025-Q3", "9000");
  BOOST_TEST(shown(figure("JOB_ADDED", lao_cai, "2025-Q3")) == "9000 người");
  BOOST_TEST(!figure("JOB_ADDED", lao_cai, "2025-Q3").rebased);
  row("JOB_ADDED", old_lao_cai, "2025-S1", "7000");
  row("JOB_ADDED", yen_bai, "2025-S1", "6000");
  BOOST_TEST(figure("JOB_ADDED", lao_cai, "2025-S1").rebased);
  row("JOB_ADDED", old_lao_cai, "2025-07", "100");
  row("JOB_ADDED", yen_bai, "2025-07", "200");
  // The old units may still have reported the straddling month; the calendar's July is wholly new.
  BOOST_TEST(shown(figure("JOB_ADDED", lao_cai, "2025-07")) == "300 người");
  clock = Clock::calendar;
  row("JOB_ADDED", old_lao_cai, "2025-07", "100");
  row("JOB_ADDED", yen_bai, "2025-07", "200");
  BOOST_TEST(shown(figure("JOB_ADDED", lao_cai, "2025-07")) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(a_year_across_the_change_is_old_months_restated_plus_new_months) {
  months("JOB_ADDED", old_lao_cai, 2025, 1, 6, 100);
  months("JOB_ADDED", yen_bai, 2025, 1, 6, 200);
  months("JOB_ADDED", lao_cai, 2025, 7, 12, 1000);
  const Figure year = figure("JOB_ADDED", lao_cai, "2025");
  // 6·300 + 2·21 + 6·1000 + 57
  BOOST_TEST(shown(year) == "7899 người");
  BOOST_TEST(year.rebased);
  FigureQuery asked = query("JOB_ADDED", lao_cai, "2025-09");
  asked.year_to_date = true;
  const Figure nine = figure(asked);
  BOOST_TEST(shown(nine) == "4866 người");
  BOOST_TEST(nine.rebased);
}

BOOST_AUTO_TEST_CASE(a_split_unit_needs_shares) {
  auto &unit = catalogue.territories.at(lao_cai);
  unit.predecessors[1].share = std::nullopt;
  row("JOB_ADDED", old_lao_cai, "2025-Q1", "100");
  row("JOB_ADDED", yen_bai, "2025-Q1", "200");
  Figure answer = figure("JOB_ADDED", lao_cai, "2025-Q1");
  BOOST_TEST(shown(answer) == "figures.split-predecessor");
  BOOST_TEST(argument(answer, "predecessor") == "Yên Bái");
  unit.predecessors[1].share = Decimal::parse("0.25");
  answer = figure("JOB_ADDED", lao_cai, "2025-Q1");
  BOOST_TEST(shown(answer) == "150 người");
  BOOST_TEST(answer.rebased);
}

BOOST_AUTO_TEST_CASE(a_renamed_unit_with_the_same_boundary_needs_no_footnote) {
  catalogue.territories.at(lao_cai).predecessors.pop_back();
  row("JOB_ADDED", old_lao_cai, "2025-Q1", "100");
  const Figure answer = figure("JOB_ADDED", lao_cai, "2025-Q1");
  BOOST_TEST(shown(answer) == "100 người");
  BOOST_TEST(!answer.rebased);
}

BOOST_AUTO_TEST_CASE(a_plan_of_the_year_is_restated_too) {
  row("JOB_ADDED", lao_cai, "2025-Q4", "1");
  months("JOB_ADDED", old_lao_cai, 2025, 1, 6, 0);
  months("JOB_ADDED", yen_bai, 2025, 1, 6, 0);
  row("JOB_ADDED", lao_cai, "2025-Q3", "57");
  row("JOB_ADDED", old_lao_cai, "2025", "150", Kind::plan);
  row("JOB_ADDED", yen_bai, "2025", "50", Kind::plan);
  FigureQuery asked = query("JOB_ADDED", lao_cai, "2025-Q4");
  asked.measure = FigureMeasure::plan_pct;
  const Figure answer = figure(asked);
  BOOST_TEST(shown(answer) == "50 %");
  BOOST_TEST(answer.rebased);
}

BOOST_AUTO_TEST_SUITE_END()
