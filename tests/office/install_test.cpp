#include "office/shipped_report.hpp"
#include "support/uno_exceptions.hpp"

#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/util/XCloseable.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <unistd.h>

using namespace solieu;
using namespace solieu::office_test;
using support::UnoExceptions;
namespace fs = std::filesystem;
BOOST_TEST_GLOBAL_FIXTURE(UnoExceptions);

namespace {

const fs::path machine_office = fs::path(SOLIEU_OFFICE_PROGRAM).parent_path();
constexpr int nobody = 65534;

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

void link_all(const fs::path &from, const fs::path &to, const std::set<std::string> &without) {
  fs::create_directories(to);
  for (const fs::directory_entry &entry : fs::directory_iterator(from)) {
    if (without.count(entry.path().filename().string()) == 0) {
      fs::create_symlink(entry.path(), to / entry.path().filename());
    }
  }
}

/// In the place of a link, never through it.
void write_command(const fs::path &file, const std::string &body) {
  fs::remove(file);
  support::write_file(file, "#!/bin/sh\n" + body + "\n");
  fs::permissions(file, fs::perms(0755));
}

/// Who runs ./dev install.
enum class Who { user, user_with_sudo, root };

/// An office, a project and a home of the test's own: what ./dev install changes, it changes here, whatever rights the
/// test has. The office is the machine's by links; what is written to, and what finds its folder by itself, are copies.
class Place {
public:
  Place() {
    fs::permissions(folder_.path(), fs::perms(0755));
    make_office();
    make_commands();
    fs::create_directories(project() / "build/oxt");
    fs::copy(SOLIEU_SOURCE_DIR "/dev", project() / "dev");
    fs::copy(SOLIEU_BINARY_DIR "/oxt/solieu", stage(), fs::copy_options::recursive);
    support::write_file(project() / "build/build.ninja", "");
    fs::create_directories(home());
    give_home_away();
  }

  [[nodiscard]] fs::path share() const { return folder_.path() / "office/share"; }
  [[nodiscard]] fs::path commands() const { return folder_.path() / "commands"; }
  [[nodiscard]] fs::path home() const { return folder_.path() / "home"; }
  [[nodiscard]] fs::path project() const { return folder_.path() / "project"; }

  /// From now on the project has built this version.
  void build(const std::string &version) const {
    std::string description = support::read_file(SOLIEU_BINARY_DIR "/oxt/solieu/description.xml");
    const std::size_t begin = description.find("<version value=\"") + 16;
    description.replace(begin, description.find('"', begin) - begin, version);
    support::write_file(stage() / "description.xml", description);
    support::run("/bin/sh",
                 {"-c", "cd " + support::quoted(stage().string()) +
                            " && cmake -E tar cf ../../solieu.oxt --format=zip -- * && chmod -R a+rX ../.."});
  }

  /// ./dev install with these words, which finds no program but those of this place. Where the test is root, the
  /// ordinary user is nobody.
  [[nodiscard]] support::Ended install(const std::vector<std::string> &words, Who who = Who::user) const {
    std::vector<std::string> all = {"--ignore-environment",
                                    "HOME=" + home().string(),
                                    "USER_ID=" + std::string(who == Who::root ? "0" : "1000"),
                                    "SUDO=" + std::string(who == Who::user_with_sudo ? "yes" : ""),
                                    "PATH=" + commands().string(),
                                    "LC_ALL=C.UTF-8",
                                    "bash",
                                    (project() / "dev").string(),
                                    "install"};
    if (who == Who::user && ::getuid() == 0) {
      const std::string id = std::to_string(nobody);
      all.insert(all.begin() + 6, {"setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups"});
    }
    all.insert(all.end(), words.begin(), words.end());
    return support::run("/usr/bin/env", all);
  }

  /// The version of the extension in this office, whether its core and front are made, and what it makes of a command.
  [[nodiscard]] std::string found_by_the_office(const std::string &profile = "everybody") const {
    OfficeInstance office{
        OfficeOptions{.headless = true,
                      .extensions = share() / "extensions",
                      .profile = profile == "own" ? home() / ".config/libreoffice/4" : folder_.path() / profile,
                      .program = folder_.path() / "office/program"}};
    std::string found = version_in(office);
    for (const char *service : {"vn.solieu.Reports", "vn.solieu.impl.Dispatcher"}) {
      if (const css::uno::Reference<css::lang::XServiceInfo> made{office.service(service), css::uno::UNO_QUERY};
          made.is()) {
        found += " " + utf8(made->getImplementationName());
      }
    }
    if (!found.empty()) {
      const Document start = empty_writer(office);
      office.dispatch(start, "vn.solieu:NewReport", first_quarter("BC03"));
      found += new_document(office, {start}).is() ? " report" : " no report";
    }
    office.quit();
    give_home_away();
    return found;
  }

private:
  [[nodiscard]] fs::path stage() const { return project() / "build/oxt/solieu"; }

  [[nodiscard]] static std::string version_in(const OfficeInstance &office) {
    const auto packages = css::deployment::PackageInformationProvider::get(office.context());
    std::string versions;
    for (const auto &package : packages->getExtensionList()) {
      versions += package[0] == "vn.solieu" ? utf8(package[1]) : std::string();
    }
    return versions;
  }

  void make_office() const {
    const fs::path office = folder_.path() / "office";
    link_all(machine_office, office, {"program", "share", "presets"});
    fs::copy(machine_office / "presets", office / "presets", fs::copy_options::recursive);
    link_all(machine_office / "share", share(), {"extensions", "uno_packages"});
    fs::create_directories(share() / "extensions");
    const std::set<std::string> copies = {"soffice", "soffice.bin", "unopkg", "unopkg.bin", "fundamentalrc"};
    link_all(machine_office / "program", office / "program", copies);
    for (const std::string &name : copies) {
      fs::copy(machine_office / "program" / name, office / "program" / name);
    }
    std::string settings = support::read_file(office / "program/fundamentalrc");
    const std::size_t begin = settings.find("BRAND_BASE_DIR=") + 15;
    settings.replace(begin, settings.find('\n', begin) - begin, utf8(url(office)));
    support::write_file(office / "program/fundamentalrc", settings);
  }

  /// The machine's commands, but no way to its rights, its packages, its compiler and its office.
  void make_commands() const {
    link_all("/usr/bin", commands(),
             {"soffice", "libreoffice", "unopkg", "sudo", "id", "apt-get", "dpkg-query", "cmake"});
    fs::create_symlink(folder_.path() / "office/program/soffice", commands() / "soffice");
    write_command(commands() / "id", "echo \"$USER_ID\"");
    write_command(commands() / "cmake", "exit 0");
    write_command(commands() / "dpkg-query", "echo installed");
    write_command(commands() / "sudo", "[ \"$SUDO\" ] || { echo 'sudo: you may not' >&2; exit 1; }\nexec \"$@\"");
  }

  void give_home_away() const {
    if (::getuid() == 0) {
      support::run("/bin/chown", {"-R", std::to_string(nobody), home().string()});
    }
  }

  support::Folder folder_;
};

const std::string works = " vn.solieu.impl.Reports vn.solieu.impl.Dispatcher report";

std::string last_line(const std::string &text) {
  const std::string lines = text.substr(0, text.find_last_not_of('\n') + 1);
  return lines.substr(lines.rfind('\n') + 1);
}

/// What was said last, without the marks of bold print.
std::string said(const support::Ended &ended) {
  std::string line = last_line(ended.err);
  for (const std::string mark : {"\x1B[1m", "\x1B[0m"}) {
    if (const std::size_t at = line.find(mark); at != std::string::npos) {
      line.erase(at, mark.size());
    }
  }
  return line;
}

} // namespace

BOOST_AUTO_TEST_SUITE(install)

BOOST_AUTO_TEST_CASE(for_one_user_it_is_installed_works_is_replaced_and_leaves_no_trace) {
  const Place place;
  place.build("0.0.1");
  const support::Ended added = place.install({});
  BOOST_TEST_REQUIRE(added.status == 0, added.err);
  BOOST_TEST(said(added) ==
             "Installed for you. Start LibreOffice Writer or Calc again: Tools ▸ Số Liệu (Report Figures).");
  BOOST_TEST(place.found_by_the_office("own") == "0.0.1" + works);
  place.build("0.0.2");
  BOOST_TEST(place.install({}).status == 0);
  BOOST_TEST(place.found_by_the_office("own") == "0.0.2" + works);
  BOOST_TEST(place.found_by_the_office("another").empty());
  const support::Ended removed = place.install({"--remove"});
  BOOST_TEST(removed.status == 0, removed.err);
  BOOST_TEST(said(removed) == "Removed. Documents made with it stay as they are.");
  BOOST_TEST(place.found_by_the_office("own").empty());
  BOOST_TEST(said(place.install({"--remove"})) == "It was not installed for you.");
}

BOOST_AUTO_TEST_CASE(for_every_user_it_is_installed_works_is_replaced_and_leaves_no_trace) {
  const Place place;
  place.build("0.0.1");
  const support::Ended added = place.install({"--shared"}, Who::user_with_sudo);
  BOOST_TEST_REQUIRE(added.status == 0, added.err);
  BOOST_TEST(place.found_by_the_office() == "0.0.1" + works);
  place.build("0.0.2");
  BOOST_TEST(place.install({"--shared"}, Who::user_with_sudo).status == 0);
  BOOST_TEST(place.found_by_the_office() == "0.0.2" + works);
  const support::Ended own = place.install({"--remove"});
  BOOST_TEST(own.status == 0, own.err);
  BOOST_TEST(said(own) ==
             "It is installed for every user of this machine too; out of there: ./dev install --shared --remove");
  const support::Ended removed = place.install({"--shared", "--remove"}, Who::user_with_sudo);
  BOOST_TEST(removed.status == 0, removed.err);
  BOOST_TEST(said(removed) == "Removed for every user of this machine. Documents made with it stay as they are.");
  BOOST_TEST(place.found_by_the_office().empty());
}

BOOST_AUTO_TEST_CASE(root_puts_it_among_the_office_s_own_extensions_once_and_takes_it_out_again) {
  const Place place;
  place.build("0.0.1");
  BOOST_TEST(place.install({"--shared"}, Who::user_with_sudo).status == 0); // an older way, which must not stay
  place.build("0.0.2");
  const support::Ended added = place.install({}, Who::root);
  BOOST_TEST_REQUIRE(added.status == 0, added.err);
  BOOST_TEST(place.found_by_the_office() == "0.0.2" + works);
  place.build("0.0.3");
  BOOST_TEST(place.install({}, Who::root).status == 0);
  BOOST_TEST(place.found_by_the_office() == "0.0.3" + works);
  const support::Ended removed = place.install({"--remove"}, Who::root);
  BOOST_TEST(removed.status == 0, removed.err);
  BOOST_TEST(said(removed) == "Removed for every user of this machine. Documents made with it stay as they are.");
  BOOST_TEST(fs::is_empty(place.share() / "extensions"));
  BOOST_TEST(place.found_by_the_office().empty());
  BOOST_TEST(said(place.install({"--remove"}, Who::root)) == "It was not installed for every user of this machine.");
}

BOOST_AUTO_TEST_CASE(without_rights_or_without_an_office_it_says_so_and_changes_nothing) {
  const Place place;
  place.build("0.0.1");
  const support::Ended no_rights = place.install({"--shared"});
  BOOST_TEST(no_rights.status == 1);
  BOOST_TEST(said(no_rights) == "LibreOffice did not take the extension; nothing was changed.");
  fs::remove(place.commands() / "sudo");
  const support::Ended no_sudo = place.install({"--shared"});
  BOOST_TEST(no_sudo.status == 1);
  BOOST_TEST(has(no_sudo.err, "Not root and no sudo here. As root, run: "), no_sudo.err);
  fs::remove(place.share() / "extensions");
  support::write_file(place.share() / "extensions", "not a folder");
  const support::Ended no_place = place.install({}, Who::root);
  BOOST_TEST(no_place.status == 1);
  BOOST_TEST(said(no_place) == "No right to write to " + (place.share() / "extensions").string() +
                                   ", or no room there; nothing was installed.");
  BOOST_TEST(!fs::exists(place.share() / "vn.solieu.new"));
  support::write_file(place.home() / ".config", "not a folder");
  const support::Ended no_home = place.install({});
  BOOST_TEST(no_home.status == 1);
  BOOST_TEST(said(no_home) == "No right to write to " +
                                  (place.home() / ".config/libreoffice/4/user/extensions").string() +
                                  ", where LibreOffice keeps the extensions of a user; nothing was installed.");
  const support::Ended unknown = place.install({"--all"});
  BOOST_TEST(unknown.status == 1);
  BOOST_TEST(said(unknown) == "./dev install has no option '--all'; it has --shared and --remove.");
  fs::remove(place.commands() / "soffice");
  for (const std::vector<std::string> &words : {std::vector<std::string>{}, {"--shared"}, {"--remove"}}) {
    const support::Ended no_office = place.install(words);
    BOOST_TEST(no_office.status == 1);
    BOOST_TEST(said(no_office) ==
               "There is no LibreOffice here: no soffice on the PATH. Install libreoffice-writer and "
               "libreoffice-calc first.");
  }
}

BOOST_AUTO_TEST_SUITE_END()
