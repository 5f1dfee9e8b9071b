#include "support/program.hpp"

#include <boost/test/unit_test.hpp>

#include <regex>
#include <set>

using namespace solieu;

namespace {

const std::string dialogs = SOLIEU_SOURCE_DIR "/extension/package/dialogs/strings_";

/// Libraries every LibreOffice brings or needs itself.
bool comes_with_the_office(const std::string &library) {
  return std::regex_search(library, std::regex("^(libuno_|libc\\.|libm\\.|libstdc|libgcc|ld-linux|libz\\.|libexpat)"));
}

/// The Debian package of a library, without its architecture.
std::string package_of(const std::string &library) {
  const std::string found = support::run("/usr/bin/dpkg", {"-S", "*/" + library}).out;
  return found.substr(0, found.find(':'));
}

} // namespace

BOOST_AUTO_TEST_SUITE(packages)

BOOST_AUTO_TEST_CASE(diagnostics_names_every_package_that_the_core_needs) {
  const std::string core = SOLIEU_BINARY_DIR "/oxt/solieu/solieu_core.uno.so";
  const std::string wanted = support::run("/usr/bin/readelf", {"-d", core}).out;
  const std::regex needed("NEEDED\\).*\\[([^\\]]+)\\]");
  std::set<std::string> names;
  for (std::sregex_iterator i(wanted.begin(), wanted.end(), needed), end; i != end; ++i) {
    if (const std::string library = (*i)[1]; !comes_with_the_office(library)) {
      names.insert(package_of(library));
    }
  }
  BOOST_TEST(names.size() > 5U);
  for (const char *language : {"vi_VN", "en_US"}) {
    const std::string text = support::read_file(dialogs + language + ".properties");
    const std::size_t at = text.find("diagnostics.next=");
    BOOST_TEST_REQUIRE(at != std::string::npos);
    const std::string line = text.substr(at, text.find('\n', at) - at) + " ";
    for (const std::string &name : names) {
      const bool brought = name == "libpocofoundation80"; // libpocojson80 needs it
      BOOST_TEST((brought || line.find(" " + name + " ") != std::string::npos), name << " is not named in " << line);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
