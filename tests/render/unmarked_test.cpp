#include "render/render.hpp"

#include "odf/files.hpp"
#include "support/small_world.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

BOOST_AUTO_TEST_SUITE(unmarked_test)

/// Documents as LibreOffice writes them, with charts and pictures.
BOOST_AUTO_TEST_CASE(a_document_of_the_office_without_markers_is_written_back_as_it_is_packed) {
  for (const std::string name : {"bieu_do.ods", "phu_luc.ods", "van_ban.odt"}) {
    support::SmallWorld world;
    diagnostic::Diagnostics findings;
    const std::string source = document_bytes(name);
    const auto compiled = world.compile(source, findings);
    BOOST_REQUIRE_MESSAGE(compiled, name);
    const odf::Package before = odf::Package::open(source, name);
    const odf::Package after = odf::Package::open(render::render(*compiled, world.fill(*compiled)), name);
    std::size_t same = 0;
    for (const odf::PackageEntry &entry : after.entries()) {
      const odf::PackageEntry *was = before.find(entry.name);
      BOOST_REQUIRE_MESSAGE(was, name << " " << entry.name);
      if (entry.name != "META-INF/manifest.xml") { // names what is left out no longer
        BOOST_TEST(entry.packed == was->packed, name << " " << entry.name);
        ++same;
      }
    }
    BOOST_TEST(same >= 4U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
