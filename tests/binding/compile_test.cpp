#include "binding/report_template.hpp"

#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "model/sha256.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

bool fails_with(const std::string &bytes, const std::string &code) {
  const support::SmallWorld world;
  diagnostic::Diagnostics findings;
  try {
    static_cast<void>(world.compile(bytes, findings));
  } catch (const diagnostic::Failure &failure) {
    return failure.findings()[0].code.name == code;
  }
  return false;
}

} // namespace

BOOST_AUTO_TEST_SUITE(compile_test)

BOOST_AUTO_TEST_CASE(a_template_says_what_it_needs) {
  const support::SmallWorld world;
  diagnostic::Diagnostics findings;
  const std::string bytes = support::make_package(
      {.body = "<text:p>{{ UNEMP_RATE }} {{ JOB_ADDED.change }} {% check SUM_OF_CHANNELS %}</text:p>"});
  const auto compiled = world.compile(bytes, findings);
  BOOST_REQUIRE(compiled);
  BOOST_TEST((compiled->kind() == binding::DocumentKind::writer));
  BOOST_TEST((compiled->needs().indicators == std::set<std::string>{"JOB_ADDED", "UNEMP_RATE"}));
  BOOST_TEST(compiled->needs().last_year);
  BOOST_TEST((compiled->rules() == std::vector<std::string>{"SUM_OF_CHANNELS"}));
  BOOST_TEST(compiled->sha256() == model::sha256(bytes));
}

BOOST_AUTO_TEST_CASE(an_error_shows_the_spot_in_its_marker) {
  const support::SmallWorld world;
  diagnostic::Diagnostics findings;
  BOOST_TEST(!world.compile(support::make_package({.body = "<text:p>a {{ JOB_ADED }}</text:p>"}), findings));
  BOOST_REQUIRE(findings.size() == 1U);
  const diagnostic::Location &at = findings[0].location;
  BOOST_TEST(at.file == "mau");
  BOOST_TEST(at.text == "{{ JOB_ADED }}");
  BOOST_TEST(at.text.substr(at.offset, at.length) == "JOB_ADED");
}

BOOST_AUTO_TEST_CASE(other_files_are_refused) {
  BOOST_TEST(fails_with("no package", "odf.not-a-package"));
  odf::PackageWriter drawing;
  drawing.add_stored("mimetype", "application/vnd.oasis.opendocument.graphics");
  drawing.add("content.xml", "<a/>");
  BOOST_TEST(fails_with(drawing.finish(), "binding.wrong-kind"));
  odf::PackageWriter empty;
  empty.add_stored("mimetype", "application/vnd.oasis.opendocument.text");
  BOOST_TEST(fails_with(empty.finish(), "binding.no-content"));
}

BOOST_AUTO_TEST_CASE(blocks_nest_to_a_limit) {
  std::string body;
  for (int i = 0; i < 40; ++i)
    body += "<text:p>{% if 1 &lt; 2 %}</text:p>";
  for (int i = 0; i < 40; ++i)
    body += "<text:p>{% endif %}</text:p>";
  const support::SmallWorld world;
  diagnostic::Diagnostics findings;
  BOOST_TEST(!world.compile(support::make_package({.body = body}), findings));
  BOOST_TEST(findings[0].code.name == "binding.nested-too-deep");
}

BOOST_AUTO_TEST_CASE(a_marker_in_a_million_repeated_rows_is_refused) {
  const std::string body = "<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"1000000\">"
                           "<table:table-cell><text:p>{{ JOB_ADDED }}</text:p></table:table-cell></table:table-row>"
                           "</table:table>";
  BOOST_TEST(fails_with(support::make_package({.calc = true, .body = body}), "binding.too-many-repeats"));
}

BOOST_AUTO_TEST_SUITE_END()
