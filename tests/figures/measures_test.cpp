#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::figures;
using namespace solieu::model;

namespace {

struct Measured : SmallCountry {
  Figure measure(std::string_view indicator, std::string_view period, FigureMeasure which, Base base = Base::last_year,
                 Slice slice = {}) {
    FigureQuery asked = query(indicator, quang_ninh, period);
    asked.measure = which;
    asked.base = base;
    asked.slice = std::move(slice);
    return figure(asked);
  }
  Figure to_date(std::string_view indicator, std::string_view period) {
    FigureQuery asked = query(indicator, quang_ninh, period);
    asked.year_to_date = true;
    return figure(asked);
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(measures, Measured)

BOOST_AUTO_TEST_CASE(a_flow_to_date_takes_an_observed_span_first) {
  row("JOB_ADDED", quang_ninh, "2025-S1", "100");
  months("JOB_ADDED", quang_ninh, 2025, 1, 8, 0);
  const Figure half = to_date("JOB_ADDED", "2025-06");
  BOOST_TEST(shown(half) == "100 người");
  BOOST_CHECK(half.provenance->step == Step::observed);
  BOOST_TEST(half.query.year_to_date);
  BOOST_TEST(shown(to_date("JOB_ADDED", "2025-Q2")) == "100 người");
  BOOST_TEST(shown(to_date("JOB_ADDED", "2025-07")) == "107 người");
  BOOST_TEST(shown(to_date("JOB_ADDED", "2025-03")) == "6 người");
  BOOST_TEST(shown(to_date("JOB_ADDED", "2025-01")) == "1 người");
}

BOOST_AUTO_TEST_CASE(a_flow_to_date_names_what_is_missing) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "10");
  row("JOB_ADDED", quang_ninh, "2025-05", "5");
  const Figure answer = to_date("JOB_ADDED", "2025-06");
  BOOST_TEST(shown(answer) == "figures.year-to-date-incomplete");
  BOOST_TEST(argument(answer, "missing") == "2025-04, 2025-06");
  BOOST_TEST(shown(to_date("JOB_ADDED", "2024-06")) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(nine_months_and_the_year) {
  row("JOB_ADDED", quang_ninh, "2025-9M", "90");
  row("JOB_ADDED", quang_ninh, "2025-Q4", "10");
  BOOST_TEST(shown(to_date("JOB_ADDED", "2025-Q3")) == "90 người");
  BOOST_TEST(shown(to_date("JOB_ADDED", "2025-12")) == "100 người");
  BOOST_TEST(shown(to_date("JOB_ADDED", "2025-9M")) == "90 người");
}

BOOST_AUTO_TEST_CASE(a_stock_to_date_is_its_last_value) {
  row("LF_TOTAL", quang_ninh, "2025-02", "600");
  row("LF_TOTAL", quang_ninh, "2025-03", "610");
  BOOST_TEST(shown(to_date("LF_TOTAL", "2025-03")) == "610 người");
  BOOST_TEST(shown(to_date("LF_TOTAL", "2025-Q1")) == "610 người");
  row("LF_TOTAL", quang_ninh, "2025-06-14", "620");
  BOOST_TEST(shown(to_date("LF_TOTAL", "2025-Q2")) == "620 người");
  BOOST_TEST(shown(to_date("LF_TOTAL", "2025-04")) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(a_rate_to_date_is_recomputed_or_missing) {
  row("TRAINED_RATE", quang_ninh, "2025-05", "50");
  BOOST_TEST(shown(to_date("TRAINED_RATE", "2025-05")) == "figures.never-added-to-date");
  row("UNEMP_N", quang_ninh, "2025-05", "15");
  row("LF_TOTAL", quang_ninh, "2025-05", "600");
  BOOST_TEST(shown(to_date("UNEMP_RATE", "2025-05")) == "2.5 %");
}

BOOST_AUTO_TEST_CASE(the_percentage_of_the_plan_of_seed_a) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "7650").bound = Bound::more_than;
  row("JOB_ADDED", quang_ninh, "2025", "30000", Kind::plan).bound = Bound::more_than;
  const Figure answer = measure("JOB_ADDED", "2025-Q1", FigureMeasure::plan_pct);
  BOOST_TEST(shown(answer) == "25.5 %");
  BOOST_CHECK(answer.quantity.bound == Bound::exact);
  BOOST_CHECK(answer.kind == Kind::actual);
  BOOST_CHECK(answer.provenance->step == Step::computed);
  BOOST_TEST(answer.provenance->parts.size() == 2U);
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::plan_over)) == "-74.5 %");
}

BOOST_AUTO_TEST_CASE(a_flow_is_measured_against_the_plan_to_date_and_a_stock_as_it_stands) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "10");
  row("JOB_ADDED", quang_ninh, "2025-Q2", "30");
  row("JOB_ADDED", quang_ninh, "2025", "80", Kind::plan);
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q2", FigureMeasure::plan_pct)) == "50 %");
  row("LF_TOTAL", quang_ninh, "2025-Q2", "600");
  row("LF_TOTAL", quang_ninh, "2025", "800", Kind::plan);
  BOOST_TEST(shown(measure("LF_TOTAL", "2025-Q2", FigureMeasure::plan_pct)) == "75 %");
  row("UNEMP_RATE", quang_ninh, "2025-Q2", "3");
  row("UNEMP_RATE", quang_ninh, "2025", "2.5", Kind::plan);
  BOOST_TEST(shown(measure("UNEMP_RATE", "2025-Q2", FigureMeasure::plan_pct)) == "120 %");
  BOOST_TEST(shown(measure("UNEMP_RATE", "2025-Q2", FigureMeasure::plan_over)) == "20 %");
}

BOOST_AUTO_TEST_CASE(without_a_plan_the_stated_percentage_is_given_and_else_the_reason) {
  row("JOB_ADDED", quang_ninh, "2025", "35120");
  Figure answer = measure("JOB_ADDED", "2025", FigureMeasure::plan_pct);
  BOOST_TEST(shown(answer) == "figures.no-plan");
  BOOST_TEST(argument(answer, "period") == "2025");
  Observation &stated = row("JOB_ADDED", quang_ninh, "2025", "103");
  stated.key.measure = Measure::plan_percentage;
  stated.unit = Unit::of("%");
  answer = measure("JOB_ADDED", "2025", FigureMeasure::plan_pct);
  BOOST_TEST(shown(answer) == "103 %");
  BOOST_CHECK(answer.provenance->step == Step::observed);
  BOOST_TEST(shown(measure("JOB_ADDED", "2025", FigureMeasure::plan_over)) == "3 %");
  row("JOB_ADDED", quang_ninh, "2025", "0", Kind::plan);
  stated.key.period = Period::year_of(1999);
  dataset = Dataset();
  BOOST_TEST(shown(measure("JOB_ADDED", "2025", FigureMeasure::plan_pct)) == "model.division-by-zero");
}

BOOST_AUTO_TEST_CASE(a_range_over_the_plan_is_a_range) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "16650..17650");
  row("JOB_ADDED", quang_ninh, "2025", "30000", Kind::plan);
  const Figure answer = measure("JOB_ADDED", "2025-Q1", FigureMeasure::plan_pct);
  BOOST_TEST(answer.quantity.low->fixed(1) == "55.5");
  BOOST_TEST(answer.quantity.high->fixed(1) == "58.8");
}

BOOST_AUTO_TEST_CASE(changes_against_last_year_and_the_period_before) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "19209");
  row("JOB_ADDED", quang_ninh, "2024-Q1", "20200");
  row("JOB_ADDED", quang_ninh, "2024-Q4", "16000");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::change)) == "-991 người");
  BOOST_TEST(measure("JOB_ADDED", "2025-Q1", FigureMeasure::change_pct).quantity.low->fixed(1) == "-4.9");
  BOOST_TEST(measure("JOB_ADDED", "2025-Q1", FigureMeasure::index).quantity.low->fixed(1) == "95.1");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::change, Base::previous)) == "3209 người");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::index, Base::previous)) == "120.05625 %");
}

BOOST_AUTO_TEST_CASE(no_base_and_a_base_of_zero_give_no_percentage) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "5");
  const Figure none = measure("JOB_ADDED", "2025-Q1", FigureMeasure::change_pct);
  BOOST_TEST(shown(none) == "figures.not-observed");
  BOOST_TEST(argument(none, "period") == "2024-Q1");
  row("JOB_ADDED", quang_ninh, "2024-Q1", "0");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::change)) == "5 người");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::change_pct)) == "figures.base-not-positive");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::index)) == "figures.base-not-positive");
}

BOOST_AUTO_TEST_CASE(rates_change_in_percentage_points) {
  row("UNEMP_RATE", quang_ninh, "2025-Q1", "3.74");
  row("UNEMP_RATE", quang_ninh, "2024-Q1", "3.77");
  BOOST_TEST(shown(measure("UNEMP_RATE", "2025-Q1", FigureMeasure::change_pp)) == "-0.03 điểm phần trăm");
  row("JOB_ADDED", quang_ninh, "2025-Q1", "5");
  row("JOB_ADDED", quang_ninh, "2024-Q1", "4");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::change_pp)) == "figures.points-need-rate");
}

BOOST_AUTO_TEST_CASE(the_figure_to_date_is_compared_with_the_same_span) {
  months("JOB_ADDED", quang_ninh, 2025, 1, 5, 10);
  months("JOB_ADDED", quang_ninh, 2024, 1, 5, 0);
  FigureQuery asked = query("JOB_ADDED", quang_ninh, "2025-05");
  asked.year_to_date = true;
  asked.measure = FigureMeasure::change;
  BOOST_TEST(shown(figure(asked)) == "50 người");
}

BOOST_AUTO_TEST_CASE(an_estimate_is_compared_with_what_was_reported) {
  row("JOB_ADDED", quang_ninh, "2025", "110", Kind::estimate);
  row("JOB_ADDED", quang_ninh, "2024", "90", Kind::estimate);
  FigureQuery asked = query("JOB_ADDED", quang_ninh, "2025");
  asked.kind = Kind::estimate;
  asked.measure = FigureMeasure::change;
  BOOST_TEST(shown(figure(asked)) == "20 người");
  row("JOB_ADDED", quang_ninh, "2024", "100", Kind::final);
  const Figure answer = figure(asked);
  BOOST_TEST(shown(answer) == "10 người");
  BOOST_CHECK(answer.kind == Kind::estimate);
}

BOOST_AUTO_TEST_CASE(a_share_is_of_the_undivided_figure) {
  row("JOB_ADDED", quang_ninh, "2025-Q1", "7650");
  row("JOB_ADDED", quang_ninh, "2025-Q1", "2500", Kind::actual, {{channel, "COAL"}});
  const Figure answer = measure("JOB_ADDED", "2025-Q1", FigureMeasure::share, Base::last_year, {{channel, "COAL"}});
  BOOST_TEST(answer.quantity.low->fixed(1) == "32.7");
  BOOST_TEST(answer.quantity.unit.text == "%");
  BOOST_TEST(shown(measure("UNEMP_RATE", "2025-Q1", FigureMeasure::share)) == "figures.share-of-rate");
}

BOOST_AUTO_TEST_CASE(stated_shares_stand_as_they_are_stated) {
  row("JOB_ADDED", quang_ninh, "2020/2024", "195400");
  for (const auto &[member, value] : {std::pair{"SC", "97"}, std::pair{"CD", "2.2"}}) {
    Observation &stated = row("JOB_ADDED", quang_ninh, "2020/2024", value, Kind::actual, {{level, member}});
    stated.key.measure = Measure::share;
    stated.unit = Unit::of("%");
    stated.bound = Bound::at_most;
  }
  const Figure answer = measure("JOB_ADDED", "2020/2024", FigureMeasure::share, Base::last_year, {{level, "SC"}});
  BOOST_TEST(shown(answer) == "97 %");
  BOOST_CHECK(answer.quantity.bound == Bound::at_most);
}

BOOST_AUTO_TEST_CASE(an_average_is_a_flow_per_year) {
  row("JOB_ADDED", quang_ninh, "2020/2024", "195400");
  row("JOB_ADDED", quang_ninh, "2025-Q1", "7650");
  row("LF_TOTAL", quang_ninh, "2024", "700000");
  BOOST_TEST(shown(measure("JOB_ADDED", "2020/2024", FigureMeasure::average)) == "39080 người/năm");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::average)) == "figures.average-needs-years");
  BOOST_TEST(shown(measure("LF_TOTAL", "2024", FigureMeasure::average)) == "figures.average-needs-years");
  BOOST_TEST(shown(measure("JOB_ADDED", "2015/2019", FigureMeasure::average)) == "figures.not-observed");
}

BOOST_AUTO_TEST_CASE(what_the_source_states_is_asked_for_beside_what_is_computed) {
  const auto state = [&](const char *period, Measure stated_as, const char *value, const char *unit, Slice slice = {}) {
    Observation &stated = row("JOB_ADDED", quang_ninh, period, value, Kind::actual, std::move(slice));
    stated.key.measure = stated_as;
    stated.unit = Unit::of(unit);
  };
  row("JOB_ADDED", quang_ninh, "2025-Q1", "7650");
  row("JOB_ADDED", quang_ninh, "2025", "30000", Kind::plan);
  state("2025-Q1", Measure::plan_percentage, "25.4", "%");
  state("2025-Q1", Measure::share, "16", "%", {{level, "SC"}});
  state("2025-Q1", Measure::average, "2.5", "nghìn người/năm");
  state("2025-Q1", Measure::ratio, "5", "lần");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::plan_pct)) == "25.5 %");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::stated_plan_pct)) == "25.4 %");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::stated_share, Base::last_year, {{level, "SC"}})) ==
             "16 %");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::stated_average)) == "2500 người/năm");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q1", FigureMeasure::stated_ratio)) == "5 lần");
  BOOST_TEST(shown(measure("JOB_ADDED", "2025-Q2", FigureMeasure::stated_ratio)) == "figures.not-stated");
}

BOOST_AUTO_TEST_CASE(a_stated_percentage_of_the_year_to_date_stands_at_its_span) {
  Observation &stated = row("JOB_ADDED", quang_ninh, "2025-S1", "50");
  stated.key.measure = Measure::plan_percentage;
  stated.unit = Unit::of("%");
  FigureQuery asked = query("JOB_ADDED", quang_ninh, "2025-Q2");
  asked.measure = FigureMeasure::stated_plan_pct;
  BOOST_TEST(shown(figure(asked)) == "figures.not-stated");
  asked.year_to_date = true;
  BOOST_TEST(shown(figure(asked)) == "50 %");
}

BOOST_AUTO_TEST_SUITE_END()
