#include "evaluate/fill.hpp"

#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "expression/parser.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace solieu;

namespace {

std::shared_ptr<const binding::ReportTemplate> compiled(const support::SmallWorld &world, const std::string &body) {
  diagnostic::Diagnostics findings;
  auto result = world.compile(support::make_package({.body = body}), findings);
  BOOST_REQUIRE(result);
  return result;
}

bool stops_with(const std::string &body, const evaluate::Limits &limits, const std::string &code) {
  support::SmallWorld world;
  const auto made = compiled(world, body);
  try {
    static_cast<void>(world.fill(*made, limits));
  } catch (const diagnostic::Failure &failure) {
    return failure.findings()[0].code.name == code;
  }
  return false;
}

} // namespace

BOOST_AUTO_TEST_SUITE(fill_test)

BOOST_AUTO_TEST_CASE(a_missing_figure_is_listed_with_its_place_and_reason) {
  support::SmallWorld world;
  const auto made = compiled(world, "<text:p/><text:p>{{ JOB_ADDED }}</text:p>");
  const binding::FilledReport report = world.fill(*made);
  BOOST_REQUIRE(report.findings.size() == 1U);
  const diagnostic::Diagnostic &finding = report.findings[0];
  BOOST_TEST(finding.code.name == "evaluate.missing-figure");
  BOOST_TEST((finding.severity == diagnostic::Severity::warning));
  BOOST_TEST(finding.location.place.row == 2U);
  BOOST_TEST(finding.location.text == "{{ JOB_ADDED }}");
  const std::pair<std::string, std::string> reason{"reason", "figures.not-observed"};
  BOOST_TEST((std::find(finding.arguments.begin(), finding.arguments.end(), reason) != finding.arguments.end()));
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_listed_as_one_reads_the_document) {
  support::SmallWorld world;
  diagnostic::Diagnostics findings;
  const auto made =
      world.compile(support::turned_round(support::make_package({.body = "<text:p>{{ JOB_ADDED }}</text:p>",
                                                                 .header = "<text:p>{{ UNEMP_RATE }}</text:p>",
                                                                 .title = "{{ LOAN_FUND }}"})),
                    findings);
  BOOST_REQUIRE(made);
  std::string missing;
  for (const diagnostic::Diagnostic &finding : world.fill(*made).findings)
    missing += finding.location.text;
  BOOST_TEST(missing == "{{ JOB_ADDED }}{{ UNEMP_RATE }}{{ LOAN_FUND }}");
}

BOOST_AUTO_TEST_CASE(limits_stop_a_report) {
  const std::string rows = "<table:table><table:table-row><table:table-cell><text:p>{% for c in members(channel) %}"
                           "{{ c.name }}</text:p></table:table-cell><table:table-cell><text:p>{% endfor %}</text:p>"
                           "</table:table-cell></table:table-row></table:table>";
  evaluate::Limits few;
  few.rows = 3;
  BOOST_TEST(stops_with(rows, few, "evaluate.too-many-rows"));
  evaluate::Limits narrow;
  narrow.copies = 3;
  BOOST_TEST(stops_with("<text:p>{% for c in members(channel) %}{{ c.name }}{% endfor %}</text:p>", narrow,
                        "evaluate.too-many-copies"));
  BOOST_TEST(!stops_with(rows, narrow, "evaluate.too-many-copies"));
  evaluate::Limits small;
  small.output_pieces = 2;
  BOOST_TEST(stops_with(rows, small, "evaluate.output-too-large"));
  evaluate::Limits lame;
  lame.steps = 3;
  BOOST_TEST(stops_with(rows, lame, "expression.too-many-steps"));
}

BOOST_AUTO_TEST_CASE(one_expression_is_answered) {
  support::SmallWorld world;
  world.observe("JOB_ADDED;2025-Q1;;actual;7650");
  world.dataset.seal();
  const figures::Resolver resolver(world.catalogue, world.dataset);
  const format::Formatter formatter("vi", world.phrases);
  diagnostic::Diagnostics errors;
  const auto expression = expression::parse_expression("JOB_ADDED | with_unit", errors);
  const evaluate::Answer answer =
      evaluate::answer(*expression, {world.catalogue, resolver, formatter, world.report, {}});
  BOOST_TEST(answer.text == "7.650 người");
}

BOOST_AUTO_TEST_CASE(a_plain_report_reads_the_same_and_its_links_have_no_ids) {
  support::SmallWorld world;
  world.observe("JOB_ADDED;2025-Q1;;actual;7650");
  diagnostic::Diagnostics findings;
  support::OdfContent content;
  content.body = "<text:p>{{ JOB_ADDED }}</text:p>";
  const auto compiled = world.compile(support::make_package(content), findings);
  BOOST_REQUIRE(compiled != nullptr);
  world.dataset.seal();
  const figures::Resolver resolver(world.catalogue, world.dataset);
  const format::Formatter formatter("vi", world.phrases);
  evaluate::FillContext context{world.catalogue, resolver, formatter, world.report};
  context.link_ids = false;
  const binding::FilledReport report = evaluate::fill(*compiled, context);
  BOOST_REQUIRE(report.links.size() == 1U);
  BOOST_TEST(report.links.front().id == "");
  BOOST_TEST(report.links.front().text == "7.650");
  BOOST_TEST((report.links.front().figure != nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
