#include "evaluate/fill.hpp"

#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

/// The links of a template with one paragraph a marker, traced.
std::vector<binding::Link> links(support::SmallWorld &world, const std::vector<std::string> &markers,
                                 diagnostic::Diagnostics &found, bool trace = false) {
  std::string body;
  for (const std::string &marker : markers)
    body += "<text:p>" + marker + "</text:p>";
  diagnostic::Diagnostics findings;
  const auto made = world.compile(support::make_package({.body = body}), findings);
  BOOST_REQUIRE(made != nullptr);
  world.dataset.seal();
  const figures::Resolver resolver(world.catalogue, world.dataset);
  const format::Formatter formatter("vi", world.phrases);
  evaluate::FillContext context{world.catalogue, resolver, formatter, world.report};
  context.trace = trace;
  binding::FilledReport filled = evaluate::fill(*made, context);
  found = std::move(filled.findings);
  return std::move(filled.links);
}

} // namespace

BOOST_AUTO_TEST_SUITE(forecast)

BOOST_AUTO_TEST_CASE(an_outlook_is_printed_with_its_mark_and_listed) {
  support::SmallWorld world;
  world.observe("JOB_ADDED;2025-Q1;;actual;7650");
  world.observe("JOB_ADDED;2025;;plan;30000");
  diagnostic::Diagnostics found;
  const auto made = links(world,
                          {"{{ JOB_ADDED.outlook }}", "{{ JOB_ADDED.outlook | with_unit }}",
                           "{{ JOB_ADDED.outlook_pct | percent(1) }}", "{{ JOB_ADDED.outlook_usual }}"},
                          found);
  BOOST_TEST_REQUIRE(made.size() == 4U);
  BOOST_TEST(made[0].text == "dự báo 30.600"); // 7,650 in three of twelve months
  BOOST_TEST(made[1].text == "dự báo 30.600 người");
  BOOST_TEST(made[2].text == "dự báo 102,0%");
  BOOST_TEST(made[3].text == "…"); // no earlier year is known
  BOOST_TEST_REQUIRE(found.size() == 4U);
  BOOST_TEST(found[0].code.name == "evaluate.forecast-used");
  BOOST_TEST((found[0].severity == diagnostic::Severity::note));
  BOOST_TEST(found[3].code.name == "evaluate.missing-figure");
}

BOOST_AUTO_TEST_CASE(a_computed_value_has_its_figures_beside_it_when_it_will_be_explained) {
  support::SmallWorld world;
  world.observe("JOB_ADDED;2025-Q1;;actual;7650");
  world.observe("JOB_ADDED;2025;;plan;30000");
  world.observe("JOB_ADDED;2025-Q1;channel=COAL;actual;500");
  diagnostic::Diagnostics found;
  const std::vector<std::string> markers{"{% set half = JOB_ADDED / 2 %}{{ JOB_ADDED / JOB_ADDED.year.plan }}",
                                         "{{ half + JOB_ADDED[channel=COAL] }}", "{{ JOB_ADDED + JOB_ADDED }}"};
  const auto traced = links(world, markers, found, true);
  BOOST_TEST_REQUIRE(traced.size() == 3U);
  BOOST_TEST_REQUIRE((traced[0].beside != nullptr));
  BOOST_TEST(traced[0].beside->size() == 2U);
  BOOST_TEST_REQUIRE((traced[1].beside != nullptr));
  BOOST_TEST(traced[1].beside->size() == 2U); // the figure behind the variable, and the coal industry
  BOOST_TEST(traced[2].beside->size() == 1U);
  support::SmallWorld again;
  again.observe("JOB_ADDED;2025-Q1;;actual;7650");
  for (const binding::Link &link : links(again, markers, found))
    BOOST_TEST((link.beside == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
