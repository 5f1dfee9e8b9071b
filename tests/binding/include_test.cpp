#include "support/document_text.hpp"
#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "format/diagnostic_text.hpp"

#include "diagnostic/failure.hpp"
#include "render/render.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

const std::string png = std::string("\x89PNG\r\n\x1a\n", 8) + "picture";

std::string with_picture(const std::string &bytes) {
  const odf::Package package = odf::Package::open(bytes, "thư");
  odf::PackageWriter writer;
  writer.add_stored("mimetype", package.media_type());
  for (const odf::PackageEntry &entry : package.entries())
    if (entry.name != "mimetype")
      writer.copy(entry);
  writer.add("Pictures/dau.png", png);
  return writer.finish();
}

std::string style(const std::string &name, const std::string &weight) {
  return "<style:style style:name=\"" + name +
         "\" style:family=\"paragraph\"><style:text-properties fo:font-weight=\"" + weight + "\"/></style:style>";
}

std::string entry_of(const std::string &bytes, const char *name) {
  const odf::Package package = odf::Package::open(bytes, "kết quả");
  const odf::PackageEntry *entry = package.find(name);
  return entry ? package.read(*entry) : std::string();
}

std::string filled(support::SmallWorld &world, const support::OdfContent &content) {
  diagnostic::Diagnostics findings;
  const auto compiled = world.compile(support::make_package(content), findings);
  BOOST_REQUIRE(compiled != nullptr);
  return render::render(*compiled, world.fill(*compiled));
}

} // namespace

BOOST_AUTO_TEST_SUITE(include_test)

BOOST_AUTO_TEST_CASE(a_style_of_the_same_name_with_another_look_is_renamed) {
  support::SmallWorld world;
  support::OdfContent letter;
  letter.body = "<text:p text:style-name=\"P1\">Kính gửi</text:p>";
  letter.automatic_styles = style("P1", "bold") + style("P2", "bold");
  world.includes["thu.ott"] = support::make_package(letter);
  support::OdfContent content;
  content.body = "<text:p text:style-name=\"P1\">{% include \"thu.ott\" %}</text:p><text:p "
                 "text:style-name=\"P1\">Hết</text:p>";
  content.automatic_styles = style("P1", "normal");
  const std::string xml = entry_of(filled(world, content), "content.xml");
  BOOST_TEST(
      xml.find("<text:p text:style-name=\"P1_I1\">Kính gửi</text:p><text:p text:style-name=\"P1\">Hết</text:p>") !=
      std::string::npos);
  BOOST_TEST(xml.find("style:name=\"P1_I1\" style:family=\"paragraph\"><style:text-properties "
                      "fo:font-weight=\"bold\"/>") != std::string::npos);
  BOOST_TEST(xml.find("P2") == std::string::npos); // nothing that nobody needs
}

BOOST_AUTO_TEST_CASE(pictures_come_along) {
  support::SmallWorld world;
  support::OdfContent letter;
  letter.body = "<text:p><draw:frame svg:width=\"2cm\" svg:height=\"2cm\"><draw:image "
                "xlink:href=\"Pictures/dau.png\"/></draw:frame></text:p>";
  world.includes["thu.ott"] = with_picture(support::make_package(letter));
  support::OdfContent content;
  content.body = "<text:p>{% include \"thu.ott\" %}</text:p>";
  const std::string report = filled(world, content);
  BOOST_TEST(entry_of(report, "content.xml").find("xlink:href=\"Pictures/I1_dau.png\"") != std::string::npos);
  BOOST_TEST(entry_of(report, "Pictures/I1_dau.png") == png);
  BOOST_TEST(entry_of(report, "META-INF/manifest.xml").find("manifest:full-path=\"Pictures/I1_dau.png\"") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_broken_file_is_told_by_its_name_among_the_other_errors) {
  support::SmallWorld world;
  world.includes["hong.ott"] = "no package";
  diagnostic::Diagnostics findings;
  const auto compiled =
      world.compile(support::make_package({.body = "<text:p>{{ KHONG_CO }}</text:p><text:p>{% include \"hong.ott\" %}"
                                                   "</text:p><text:p>{{ 1 + }}</text:p>"}),
                    findings);
  BOOST_TEST(!compiled);
  std::string told;
  for (const diagnostic::Diagnostic &finding : findings)
    told += finding.code.name + " " + std::to_string(finding.location.place.row) + " " + finding.location.file + "; ";
  BOOST_TEST(told == "expression.unknown-indicator 1 mau; odf.not-a-package 2 mau; expression.value-missing 3 mau; ");
  BOOST_TEST(format::message(findings.at(1), "en").find("hong.ott") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
