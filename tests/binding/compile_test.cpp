#include "binding/report_template.hpp"

#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
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

BOOST_AUTO_TEST_CASE(errors_come_in_the_order_of_reading_whatever_the_order_of_the_package) {
  const support::SmallWorld world;
  diagnostic::Diagnostics findings;
  const support::OdfContent content{.body = "<text:p>{{ BODY_A }}</text:p><text:p>{{ BODY_B + }}</text:p>",
                                    .header = "<text:p>{{ IN_HEADER }}</text:p>",
                                    .title = "{{ IN_TITLE }}"};
  BOOST_TEST(!world.compile(support::turned_round(support::make_package(content)), findings));
  std::string found;
  for (const diagnostic::Diagnostic &finding : findings)
    found += finding.location.text;
  BOOST_TEST(found == "{{ BODY_A }}{{ BODY_B + }}{{ IN_HEADER }}{{ IN_TITLE }}");
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

BOOST_AUTO_TEST_CASE(a_package_must_hold_the_body_that_it_says) {
  const auto package = [](const std::string &type, const std::string &content) {
    odf::PackageWriter writer;
    writer.add_stored("mimetype", "application/vnd.oasis.opendocument." + type);
    writer.add("content.xml", content);
    return writer.finish();
  };
  const auto document = [](const std::string &inside) {
    return support::document_xml("office:document-content", inside);
  };
  const std::string text = "<office:body><office:text/></office:body>";
  const std::string sheet = "<office:body><office:spreadsheet/></office:body>";
  for (const std::string &content :
       {std::string("<a/>"), document(""), document("<office:body/>"), document(sheet),
        support::document_xml("office:document", text), support::document_xml("office:document-styles", text)}) {
    BOOST_TEST(fails_with(package("text-template", content), "binding.content-broken"), content);
  }
  BOOST_TEST(fails_with(package("spreadsheet", document(text)), "binding.content-broken"));
  const support::SmallWorld world;
  diagnostic::Diagnostics findings;
  BOOST_TEST((world.compile(package("text", document(text)), findings) != nullptr));
  BOOST_TEST((world.compile(package("spreadsheet", document(sheet)), findings) != nullptr));
}

BOOST_AUTO_TEST_CASE(a_renamed_file_is_called_what_it_is) {
  const auto kind_of = [](const std::string &entry) {
    odf::PackageWriter writer;
    writer.add(entry, "<x/>");
    const support::SmallWorld world;
    diagnostic::Diagnostics findings;
    try {
      static_cast<void>(world.compile(writer.finish(), findings));
    } catch (const diagnostic::Failure &failure) {
      return format::message(failure.findings()[0], "en");
    }
    return std::string();
  };
  const std::string rest = ", whatever its name says; a template must be a Writer (.ott, .odt) or Calc (.ots, .ods) "
                           "file. Open it in LibreOffice and save it as one of these.";
  BOOST_TEST(kind_of("word/document.xml") == "The file mau is a Word document (.docx)" + rest);
  BOOST_TEST(kind_of("xl/workbook.xml") == "The file mau is an Excel workbook (.xlsx)" + rest);
  BOOST_TEST(kind_of("ppt/presentation.xml") == "The file mau is a PowerPoint presentation (.pptx)" + rest);
  BOOST_TEST(kind_of("letter.txt") == "The file mau is an ordinary ZIP archive" + rest);
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
