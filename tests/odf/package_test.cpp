#include "odf/package.hpp"

#include "expect_refusal.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::odf;

namespace {

std::string small_package(Packing packing = Packing::fast) {
  PackageWriter writer(packing);
  writer.add("content.xml", "<a>" + std::string(300, 'x') + "</a>");
  writer.add("Pictures/ảnh.png", "\x89PNG");
  writer.add("mimetype", "application/vnd.oasis.opendocument.text");
  return writer.finish();
}

Package open(std::string bytes, const Limits &limits = {}) {
  return Package::open(std::move(bytes), "mau.odt", limits);
}

} // namespace

BOOST_AUTO_TEST_SUITE(package_test)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
  for (const auto packing : {Packing::stored, Packing::fast, Packing::small}) {
    const auto bytes = small_package(packing);
    const auto package = open(bytes);
    BOOST_TEST(package.media_type() == "application/vnd.oasis.opendocument.text");
    BOOST_TEST(package.file_name() == "mau.odt");
    BOOST_REQUIRE(package.entries().size() == 3U);
    BOOST_TEST(package.entries()[0].name == "mimetype");
    BOOST_TEST(package.entries()[0].method == 0);
    BOOST_TEST(package.read(*package.find("content.xml")) == "<a>" + std::string(300, 'x') + "</a>");
    BOOST_TEST(package.read(*package.find("Pictures/ảnh.png")) == "\x89PNG");
    BOOST_TEST(package.find("Content.xml") == nullptr);
    BOOST_TEST(bytes == small_package(packing));
    BOOST_TEST(bytes.substr(30, 47) == "mimetypeapplication/vnd.oasis.opendocument.text");
  }
}

BOOST_AUTO_TEST_CASE(no_truncation_is_accepted) {
  const auto bytes = small_package();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_CHECK_THROW(open(bytes.substr(0, size)), Failure);
  }
}

BOOST_AUTO_TEST_SUITE_END()
