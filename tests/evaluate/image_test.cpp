#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "evaluate/picture.hpp"
#include "format/diagnostic_text.hpp"
#include "render/render.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

/// The head of a PNG of 200 × 100 pixels.
const std::string png = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\xC8\0\0\0\x64", 24) + "…";
const std::string jpeg = std::string("\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x11\x08\0\x0A\0\x14\3", 18);

/// With a segment of Exif before, whose orientation is 6.
const std::string turned_jpeg = std::string("\xFF\xD8\xFF\xE1\0\x22"
                                            "Exif\0\0"
                                            "II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0",
                                            38) +
                                jpeg.substr(2);

std::string entry_of(const std::string &bytes, const std::string &name) {
  const odf::Package package = odf::Package::open(bytes, "kết quả");
  const odf::PackageEntry *entry = package.find(name);
  return entry ? package.read(*entry) : std::string();
}

std::string filled(const std::string &marker) {
  support::SmallWorld world;
  world.includes["anh/dau.png"] = png;
  world.includes["anh/hong.png"] = "GIF89a";
  support::OdfContent content;
  content.body = "<text:p>" + marker + "</text:p>";
  diagnostic::Diagnostics findings;
  const auto compiled = world.compile(support::make_package(content), findings);
  BOOST_REQUIRE(compiled != nullptr);
  return render::render(*compiled, world.fill(*compiled));
}

std::string failure_of(const std::string &marker) {
  try {
    static_cast<void>(filled(marker));
  } catch (const diagnostic::Failure &failure) {
    return failure.findings().front().code.name;
  }
  return "";
}

} // namespace

BOOST_AUTO_TEST_SUITE(image_test)

BOOST_AUTO_TEST_CASE(a_picture_is_as_wide_as_asked_and_keeps_its_shape) {
  const std::string report = filled("{{ \"anh/dau.png\" | image(\"4cm\") }}");
  const std::string xml = entry_of(report, "content.xml");
  BOOST_TEST(xml.find("svg:width=\"4.000cm\" svg:height=\"2.000cm\"") != std::string::npos);
  const std::size_t at = xml.find("Pictures/SL_");
  BOOST_REQUIRE(at != std::string::npos);
  const std::string name = xml.substr(at, xml.find('"', at) - at);
  BOOST_TEST(entry_of(report, name) == png);
  BOOST_TEST(entry_of(report, "META-INF/manifest.xml")
                 .find("manifest:full-path=\"" + name + "\" manifest:media-type=\"image/png\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_picture_in_the_text_is_no_larger_than_its_page) {
  const auto size = [](const std::string &margins, const std::string &marker) {
    support::SmallWorld world;
    world.includes["anh/dau.png"] = png; // 5.291 cm × 2.645 cm
    support::OdfContent content;
    content.body = "<text:p>" + marker + "</text:p>";
    content.page = "<style:page-layout-properties fo:page-width=\"6cm\" fo:page-height=\"9cm\" " + margins +
                   "/><style:header-style><style:header-footer-properties fo:min-height=\"1cm\"/></style:header-style>";
    diagnostic::Diagnostics findings;
    const auto compiled = world.compile(support::make_package(content), findings);
    const std::string xml = entry_of(render::render(*compiled, world.fill(*compiled)), "content.xml");
    return xml.substr(xml.find("svg:width"), 39);
  };
  const std::string marker = "{{ \"anh/dau.png\" | image }}";
  BOOST_TEST(size("fo:margin=\"0.1cm\"", marker) == "svg:width=\"5.291cm\" svg:height=\"2.645cm");
  BOOST_TEST(size("fo:margin=\"1cm\" fo:margin-left=\"2cm\"", marker) == "svg:width=\"3.000cm\" svg:height=\"1.500cm");
  BOOST_TEST(size("fo:margin-top=\"5cm\" fo:margin-bottom=\"2cm\"", marker) ==
             "svg:width=\"2.000cm\" svg:height=\"1.000cm");
  BOOST_TEST(size("fo:margin=\"1cm\"", "{{ \"anh/dau.png\" | image(\"8cm\") }}") ==
             "svg:width=\"8.000cm\" svg:height=\"4.000cm");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_shown_ends_the_job) {
  BOOST_TEST(failure_of("{{ \"anh/khong-co.png\" | image(\"4cm\") }}") == "evaluate.image-unreachable");
  BOOST_TEST(failure_of("{{ \"anh/hong.png\" | image(\"4cm\") }}") == "evaluate.image-kind");
  BOOST_TEST(failure_of("{{ \"anh/dau.png\" | image(\"rộng\") }}") == "evaluate.image-width");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_shown_is_told_in_words) {
  const auto said = [](const std::string &marker, std::string_view language) {
    try {
      static_cast<void>(filled(marker));
    } catch (const diagnostic::Failure &failure) {
      return format::message(failure.findings().front(), language);
    }
    return std::string();
  };
  BOOST_TEST(
      said("{{ \"anh/hong.png\" | image }}", "en") ==
      "The file “anh/hong.png” of {{ \"anh/hong.png\" | image }} is no PNG, JPEG or SVG picture, is damaged, or is "
      "an SVG with a DOCTYPE or a link out of itself; save it again as PNG.");
  BOOST_TEST(said("{{ \"../x.png\" | image }}", "vi") ==
             "Không đọc được ảnh “../x.png” của {{ \"../x.png\" | image }}; đường dẫn tính từ thư mục làm việc và phải "
             "nằm trong đó. Hãy kiểm tra tên tệp.");
}

const std::string frame = "<text:p><draw:frame draw:name=\"Ảnh\" text:anchor-type=\"as-char\" svg:width=\"2cm\" "
                          "svg:height=\"2cm\"><draw:image xlink:href=\"Pictures/mau.png\" xlink:type=\"simple\"/>"
                          "<svg:title>{{ \"anh/dau.png\" | image }}</svg:title></draw:frame></text:p>";

/// Names of the pictures in the report, and in its manifest.
std::pair<std::string, std::string> pictures_left(const std::string &body, const std::string &header) {
  support::SmallWorld world;
  world.includes["anh/dau.png"] = png;
  support::OdfContent content;
  content.body = body;
  content.header = header;
  content.pictures = {{"mau.png", png + "old"}};
  diagnostic::Diagnostics findings;
  const auto compiled = world.compile(support::make_package(content), findings);
  BOOST_REQUIRE(compiled != nullptr);
  const std::string report = render::render(*compiled, world.fill(*compiled));
  const odf::Package package = odf::Package::open(report, "kết quả");
  std::pair<std::string, std::string> left;
  for (const odf::PackageEntry &entry : package.entries())
    if (entry.name.starts_with("Pictures/"))
      left.first += entry.name.substr(9, 3) + " ";
  const std::string manifest = entry_of(report, "META-INF/manifest.xml");
  for (std::size_t at = manifest.find("Pictures/"); at != std::string::npos; at = manifest.find("Pictures/", at + 1))
    left.second += manifest.substr(at + 9, 3) + " ";
  return left;
}

BOOST_AUTO_TEST_CASE(the_old_picture_of_a_frame_goes_unless_it_is_seen_elsewhere) {
  BOOST_TEST((pictures_left(frame, "") == std::pair<std::string, std::string>{"SL_ ", "SL_ "}));
  const std::string seen = "<text:p><draw:frame svg:width=\"1cm\" svg:height=\"1cm\"><draw:image "
                           "xlink:href=\"Pictures/mau.png\" xlink:type=\"simple\"/></draw:frame></text:p>";
  BOOST_TEST((pictures_left(frame + seen, "") == std::pair<std::string, std::string>{"mau SL_ ", "mau SL_ "}));
  BOOST_TEST((pictures_left(frame, seen) == std::pair<std::string, std::string>{"mau SL_ ", "mau SL_ "}));
}

BOOST_AUTO_TEST_CASE(a_photograph_that_is_only_marked_as_turned_is_warned_about_once) {
  support::SmallWorld world;
  world.includes["anh/cho.jpg"] = turned_jpeg;
  diagnostic::Diagnostics findings;
  const auto compiled = world.compile(
      support::make_package({.body = "<text:p>{{ \"anh/cho.jpg\" | image }}{{ \"anh/cho.jpg\" | image }}</text:p>"}),
      findings);
  BOOST_REQUIRE(compiled != nullptr);
  const binding::FilledReport report = world.fill(*compiled);
  BOOST_REQUIRE(report.findings.size() == 1U);
  BOOST_TEST(report.findings[0].code.name == "evaluate.image-turned");
  BOOST_TEST(
      format::message(report.findings[0], "en") ==
      "The camera only marked the picture “anh/cho.jpg” as turned, and LibreOffice shows it as it is stored; if it "
      "lies on its side, turn it in a picture program and save it again.");
}

BOOST_AUTO_TEST_CASE(a_drawing_has_the_size_that_it_says) {
  const auto size = [](const std::string &attributes, const std::string &inside = "") {
    const auto found = evaluate::picture_of("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" " +
                                            attributes + ">" + inside + "</svg>");
    return found ? std::to_string(found->width) + "x" + std::to_string(found->height) : std::string();
  };
  BOOST_TEST(size("width=\"20mm\" height=\"1.5cm\"") == "2000x1500");
  BOOST_TEST(size("width=\"96\" height=\"48px\"") == "2539x1269");
  BOOST_TEST(size("width=\"100%\" viewBox=\"0 0 192, 96\"") == "5079x2539");
  BOOST_TEST(size("") == "");
  BOOST_TEST(size("width=\"0\" height=\"1\"") == "");
  BOOST_TEST(size("width=\"9\" height=\"9\"",
                  "<image xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"file:///etc/passwd\"/>") == "");
  BOOST_TEST(
      !evaluate::picture_of("<!DOCTYPE svg><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"));
  BOOST_TEST(!evaluate::picture_of("<html/>"));
}

BOOST_AUTO_TEST_CASE(size_is_read_from_the_head_of_a_file) {
  BOOST_TEST(evaluate::picture_of(png)->width == 200U);
  BOOST_TEST(evaluate::picture_of(png)->height == 100U);
  BOOST_TEST(evaluate::picture_of(jpeg)->width == 20U);
  BOOST_TEST(evaluate::picture_of(jpeg)->height == 10U);
  BOOST_TEST(!evaluate::picture_of(jpeg)->turned);
  BOOST_TEST(evaluate::picture_of(turned_jpeg)->turned);
  BOOST_TEST(evaluate::picture_of(turned_jpeg)->width == 20U);
  for (std::size_t length = 0; length < turned_jpeg.size(); ++length) // cut off anywhere
    BOOST_TEST((length > 50 || !evaluate::picture_of(turned_jpeg.substr(0, length)).has_value()));
  BOOST_TEST(!evaluate::picture_of(png.substr(0, 20)).has_value());
  BOOST_TEST(!evaluate::picture_of(jpeg.substr(0, 9)).has_value());
}

BOOST_AUTO_TEST_CASE(lengths_have_a_unit) {
  BOOST_TEST(evaluate::length_of("4cm").value() == 4000U);
  BOOST_TEST(evaluate::length_of("1,5 in").value() == 3810U);
  BOOST_TEST(!evaluate::length_of("4").has_value());
  BOOST_TEST(!evaluate::length_of("0cm").has_value());
  BOOST_TEST(!evaluate::length_of("99999999999999999999cm").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
