#include "fixture.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using namespace solieu;
using namespace solieu::expression;
using testing::Fixture;

Value text_value(const char *text) { return {std::string(text), nullptr, nullptr}; }

} // namespace

BOOST_FIXTURE_TEST_SUITE(outlook_words, Fixture)

BOOST_AUTO_TEST_CASE(an_outlook_is_a_measure_that_reads_five_years_back) {
  BOOST_TEST(asks("JOB_ADDED.outlook") == "JOB_ADDED 22 2025-Q1 outlook");
  BOOST_TEST(asks("JOB_ADDED[channel=COAL].outlook_usual_pct") ==
             "JOB_ADDED 22 2025-Q1 channel=COAL outlook_usual_pct");
  diagnostic::Diagnostics errors;
  BOOST_TEST(type("JOB_ADDED.outlook", errors).unit->text == "người");
  BOOST_TEST(needs.years_back == 5);
  BOOST_TEST(type("JOB_ADDED.outlook_usual", errors).unit->text == "người");
  BOOST_TEST(type("JOB_ADDED.outlook_pct", errors).unit->text == "%");
  BOOST_TEST(described(errors) == "");
}

BOOST_AUTO_TEST_CASE(only_what_was_reported_of_a_flow_has_one) {
  BOOST_TEST(findings("LF_TOTAL.outlook") == "expression.outlook-needs-flow «LF_TOTAL.outlook» indicator=LF_TOTAL");
  BOOST_TEST(findings("TRAINED_RATE.outlook_pct") ==
             "expression.outlook-needs-flow «TRAINED_RATE.outlook_pct» indicator=TRAINED_RATE");
  BOOST_TEST(findings("JOB_ADDED.plan.outlook") ==
             "expression.outlook-needs-flow «JOB_ADDED.plan.outlook» indicator=JOB_ADDED");
  BOOST_TEST(findings("JOB_ADDED.outlook.low") ==
             "expression.outlook-has-no-ends «JOB_ADDED.outlook.low» indicator=JOB_ADDED");
  BOOST_TEST(findings("JOB_ADDED.outlook.status") == "");
}

BOOST_AUTO_TEST_CASE(a_forecast_is_printed_and_compared_but_not_computed_with) {
  figures.set("JOB_ADDED 22 2025-Q1 outlook", 30'600);
  figures.set("JOB_ADDED 22 2025-Q1", 7'650);
  BOOST_TEST(text("JOB_ADDED.outlook") == "30600 người");
  BOOST_TEST(text("JOB_ADDED.outlook > 30000") == "true");
  BOOST_TEST(text("JOB_ADDED.outlook - JOB_ADDED") == "missing: expression.forecast-in-arithmetic");
  BOOST_TEST(text("-JOB_ADDED.outlook") == "missing: expression.forecast-in-arithmetic");
  BOOST_TEST(text("[JOB_ADDED, JOB_ADDED.outlook] | sum") == "missing: expression.forecast-in-arithmetic");
  BOOST_TEST(text("[JOB_ADDED, JOB_ADDED] | sum") == "15300 người");
}

BOOST_AUTO_TEST_CASE(what_the_checks_said_is_a_list_of_rows) {
  BOOST_TEST(findings("report.checks | count") == "");
  BOOST_TEST(needs.checks);
  BOOST_TEST(text("report.checks | count") == "0");
  Row row;
  row.columns.emplace_back("code", text_value("SHARES_100"));
  row.columns.emplace_back("reason", text_value("Giữ nguyên như nguồn"));
  report.checks =
      std::make_shared<const List>(List{Value{std::make_shared<const Row>(std::move(row)), nullptr, nullptr}});
  BOOST_TEST(text("report.checks | count") == "1");
  BOOST_TEST(text("report.checks | join(\"; \", \"reason\")") == "Giữ nguyên như nguồn");
  BOOST_TEST(findings("report.checks | join(\"; \", \"reasn\")") ==
             "expression.unknown-column «\"reasn\"» column=reasn nearest=reason");
}

BOOST_AUTO_TEST_CASE(a_trace_has_every_figure_a_value_stands_on_also_through_variables) {
  std::vector<model::Figure> trace;
  environment.trace = &trace;
  static_cast<void>(value("JOB_ADDED / JOB_ADDED.year.plan"));
  BOOST_TEST_REQUIRE(trace.size() == 2U);
  BOOST_TEST(testing::text_of(trace[1].query, catalogue) == "JOB_ADDED 22 2025 kind=plan");
  environment.variables.push("rows", value("JOB_ADDED.by(channel)"));
  trace.clear();
  static_cast<void>(value("rows | sum(\"value\")"));
  BOOST_TEST(trace.size() == 3U);
  trace.clear();
  static_cast<void>(value("1 + 1"));
  BOOST_TEST(trace.empty());
}

BOOST_AUTO_TEST_SUITE_END()
