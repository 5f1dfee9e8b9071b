#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "odf/xml_document.hpp"
#include "render/render.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

/// A sheet with a repeated row and a chart that shows it.
std::string sheet_with_chart(const std::string &rows) {
  support::OdfContent content;
  content.calc = true;
  content.body = "<table:table table:name=\"Biểu\"><table:shapes><draw:frame><draw:object "
                 "xlink:href=\"./Object 1\" draw:notify-on-update-of-ranges=\"Biểu.A1:Biểu.B2\"/></draw:frame>"
                 "</table:shapes><table:table-column table:number-columns-repeated=\"2\"/>" +
                 rows + "</table:table>";
  const odf::Package package = odf::Package::open(support::make_package(content), "mẫu");
  odf::PackageWriter writer;
  writer.add_stored("mimetype", package.media_type());
  for (const odf::PackageEntry &entry : package.entries())
    if (entry.name != "mimetype")
      writer.copy(entry);
  writer.add("Object 1/content.xml",
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
             "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
             "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
             "xmlns:chart=\"urn:oasis:names:tc:opendocument:xmlns:chart:1.0\"><office:body><office:chart><chart:chart>"
             "<chart:plot-area table:cell-range-address=\"Biểu.A1:Biểu.B2\"><chart:series "
             "chart:values-cell-range-address=\"Biểu.B2:Biểu.B2\" chart:label-cell-address=\"Biểu.B1\"/>"
             "</chart:plot-area></chart:chart></office:chart></office:body></office:document-content>");
  return writer.finish();
}

std::string entry_of(const std::string &bytes, const char *name) {
  const odf::Package package = odf::Package::open(bytes, "kết quả");
  const odf::PackageEntry *entry = package.find(name);
  return entry ? package.read(*entry) : std::string();
}

constexpr const char *head = "<table:table-row><table:table-cell><text:p>Kênh</text:p></table:table-cell>"
                             "<table:table-cell><text:p>Số</text:p></table:table-cell></table:table-row>";

} // namespace

BOOST_AUTO_TEST_SUITE(chart_ranges_test)

BOOST_AUTO_TEST_CASE(a_chart_in_a_sheet_shows_all_copies_of_a_row) {
  support::SmallWorld world;
  diagnostic::Diagnostics findings;
  const auto compiled =
      world.compile(sheet_with_chart(std::string(head) +
                                     "<table:table-row><table:table-cell><text:p>{% for c in members(channel) %}"
                                     "{{ c.name }}</text:p></table:table-cell><table:table-cell><text:p>"
                                     "{{ loop.index }}{% endfor %}</text:p></table:table-cell></table:table-row>"),
                    findings);
  BOOST_REQUIRE(compiled != nullptr);
  const std::string report = render::render(*compiled, world.fill(*compiled));
  const std::string chart = entry_of(report, "Object 1/content.xml");
  BOOST_TEST(chart.find("table:cell-range-address=\"Biểu.A1:Biểu.B5\"") != std::string::npos);
  BOOST_TEST(chart.find("chart:values-cell-range-address=\"Biểu.B2:Biểu.B5\"") != std::string::npos);
  BOOST_TEST(chart.find("chart:label-cell-address=\"Biểu.B1\"") != std::string::npos);
  BOOST_TEST(entry_of(report, "content.xml").find("draw:notify-on-update-of-ranges=\"Biểu.A1:Biểu.B5\"") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_chart_of_rows_that_stay_is_left_as_it_is) {
  support::SmallWorld world;
  diagnostic::Diagnostics findings;
  const std::string bytes = sheet_with_chart(head);
  const auto compiled = world.compile(bytes, findings);
  BOOST_REQUIRE(compiled != nullptr);
  const std::string report = render::render(*compiled, world.fill(*compiled));
  BOOST_TEST(entry_of(report, "Object 1/content.xml") == entry_of(bytes, "Object 1/content.xml"));
}

BOOST_AUTO_TEST_SUITE_END()
