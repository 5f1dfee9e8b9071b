#include "job/grouped_findings.hpp"

#include "format/diagnostic_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

namespace {

Diagnostic missing(const std::string &marker, const std::string &figure) {
  return Diagnostic{Code{"evaluate.missing-figure"},
                    Severity::warning,
                    {},
                    {{"marker", marker}, {"loop", ""}, {"reason", "figures.value-empty"}, {"figure", figure}}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(grouped_findings)

BOOST_AUTO_TEST_CASE(a_figure_missing_at_three_places_is_told_once) {
  const diagnostic::Diagnostics told =
      job::grouped({missing("{{ A }}", "A"), missing("{{ B }}", "B"), missing("{{ A | phrase }}", "A"),
                    Diagnostic{Code{"job.synthetic-data"}, Severity::warning, {}, {}}, missing("{{ A.share }}", "A")});
  BOOST_TEST_REQUIRE(told.size() == 3U);
  BOOST_TEST(told[0].code.name == "job.missing-figure-often");
  BOOST_TEST(
      format::message(told[0], "en")
          .starts_with("There is no figure for {{ A }}, nor at other places of the same figure (number of them: 2). "));
  BOOST_TEST(
      format::message(told[0], "vi").starts_with("Không có số liệu cho {{ A }} và 2 chỗ khác dùng cùng số liệu này. "));
  BOOST_TEST(told[1].code.name == "evaluate.missing-figure");
  BOOST_TEST(told[2].code.name == "job.synthetic-data");
}

BOOST_AUTO_TEST_CASE(values_that_are_no_figures_are_told_by_their_marker) {
  const auto divided = [](const std::string &marker) {
    return Diagnostic{Code{"evaluate.missing-figure"},
                      Severity::warning,
                      {},
                      {{"marker", marker}, {"loop", ""}, {"reason", "evaluate.empty-value"}}};
  };
  const diagnostic::Diagnostics told =
      job::grouped({divided("{{ r.von }}"), divided("{{ r.ten }}"), divided("{{ r.von }}")});
  BOOST_TEST_REQUIRE(told.size() == 2U);
  BOOST_TEST(
      format::message(told[0], "en").starts_with("There is no value for {{ r.von }}, 2 times. The value is empty."));
  BOOST_TEST(format::message(told[0], "vi").starts_with("Không có giá trị cho {{ r.von }}, 2 lần. Giá trị trống."));
  BOOST_TEST(told[1].code.name == "evaluate.missing-figure");
}

BOOST_AUTO_TEST_CASE(missing_values_without_a_reason_stay_apart) {
  const Diagnostic bare{Code{"evaluate.missing-figure"}, Severity::warning, {}, {{"marker", "{{ x }}"}, {"loop", ""}}};
  BOOST_TEST(job::grouped({bare, bare}).size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
