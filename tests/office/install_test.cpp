#include "office/shipped_report.hpp"
#include "support/uno_exceptions.hpp"

#include <com/sun/star/util/XCloseable.hpp>

#include <boost/test/unit_test.hpp>

#include <unistd.h>

using namespace solieu;
using namespace solieu::office_test;
using support::UnoExceptions;
BOOST_TEST_GLOBAL_FIXTURE(UnoExceptions);

namespace {

/// A profile that unopkg may write to. As root it runs as nobody, because it refuses root.
struct Profile {
  Profile() {
    std::filesystem::create_directories(path / "user/extensions");
    support::write_file(path / "user/extensions/buildid", build_id());
    std::filesystem::copy(SOLIEU_BINARY_DIR "/solieu.oxt", folder.path() / "solieu.oxt");
    if (::getuid() == 0) {
      support::run("/bin/chown", {"-R", "nobody", folder.path().string()});
    }
  }
  [[nodiscard]] support::Ended unopkg(const std::vector<std::string> &words) const {
    std::vector<std::string> all = {"-C", folder.path().string(), "HOME=" + folder.path().string(), "/usr/bin/unopkg"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.begin() + 5, "-env:UserInstallation=" + utf8(url(path)));
    const std::vector<std::string> nobody = {"--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/env"};
    if (::getuid() != 0) {
      return support::run("/usr/bin/env", all);
    }
    all.insert(all.begin(), nobody.begin(), nobody.end());
    return support::run("/usr/bin/setpriv", all);
  }
  support::Folder folder;
  std::filesystem::path path = folder.path() / "profile";
};

} // namespace

BOOST_AUTO_TEST_SUITE(install)

BOOST_AUTO_TEST_CASE(the_package_is_installed_works_is_replaced_and_leaves_no_trace) {
  const Profile profile;
  const std::string package = profile.folder.file("solieu.oxt");
  const support::Ended added = profile.unopkg({"add", "--suppress-license", package});
  BOOST_TEST_REQUIRE(added.status == 0, added.err);
  BOOST_TEST(profile.unopkg({"add", "--force", "--suppress-license", package}).status == 0);
  const support::Ended listed = profile.unopkg({"list", "vn.solieu"});
  BOOST_TEST(listed.out.find("Identifier: vn.solieu") != std::string::npos, listed.out);
  BOOST_TEST(listed.out.find("is registered: no") == std::string::npos, listed.out);
  {
    OfficeInstance office{OfficeOptions{.headless = true, .extensions = {}, .profile = profile.path}};
    const Document start = empty_writer(office);
    office.dispatch(start, "vn.solieu:NewReport", first_quarter("BC03"));
    const Document report = new_document(office, {start});
    BOOST_TEST_REQUIRE(report.is());
    css::uno::Reference<css::util::XCloseable>(report, css::uno::UNO_QUERY_THROW)->close(true);
    BOOST_TEST(office.quit() == 0);
  }
  if (::getuid() == 0) {
    support::run("/bin/chown", {"-R", "nobody", profile.folder.path().string()});
  }
  const support::Ended removed = profile.unopkg({"remove", "vn.solieu"});
  BOOST_TEST(removed.status == 0, removed.err);
  BOOST_TEST(profile.unopkg({"list"}).out.find("vn.solieu") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
