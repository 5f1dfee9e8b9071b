#include "support/odf_builder.hpp"
#include "support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "evaluate/picture.hpp"
#include "render/render.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

/// The head of a PNG of 200 × 100 pixels.
const std::string png = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\xC8\0\0\0\x64", 24) + "…";
const std::string jpeg = std::string("\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x11\x08\0\x0A\0\x14\3", 18);

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

BOOST_AUTO_TEST_CASE(what_cannot_be_shown_ends_the_job) {
  BOOST_TEST(failure_of("{{ \"anh/khong-co.png\" | image(\"4cm\") }}") == "evaluate.image-unreachable");
  BOOST_TEST(failure_of("{{ \"anh/hong.png\" | image(\"4cm\") }}") == "evaluate.image-kind");
  BOOST_TEST(failure_of("{{ \"anh/dau.png\" | image(\"rộng\") }}") == "evaluate.image-width");
}

BOOST_AUTO_TEST_CASE(size_is_read_from_the_head_of_a_file) {
  BOOST_TEST(evaluate::picture_of(png)->width == 200U);
  BOOST_TEST(evaluate::picture_of(png)->height == 100U);
  BOOST_TEST(evaluate::picture_of(jpeg)->width == 20U);
  BOOST_TEST(evaluate::picture_of(jpeg)->height == 10U);
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
