#include "data/secret.hpp"
#include "diagnostic/failure.hpp"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

template <class Type>
concept Printable = requires(std::ostream &stream, const Type &value) {
  stream << value;
};

std::string code_of(const model::SourceSettings &settings) {
  try {
    static_cast<void>(data::Secret::of(settings));
  } catch (const diagnostic::Failure &failed) {
    return failed.findings().front().code.name;
  }
  return "";
}

} // namespace

BOOST_AUTO_TEST_SUITE(secret)

static_assert(!Printable<data::Secret> && !std::is_copy_constructible_v<data::Secret> &&
              !std::is_convertible_v<data::Secret, std::string>);

BOOST_AUTO_TEST_CASE(a_variable_or_an_owner_only_file_holds_it) {
  const auto file = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "password";
  fs::create_directories(file.parent_path());
  fs::remove(file);
  model::SourceSettings settings;
  BOOST_CHECK(data::Secret::of(settings).empty());
  settings.server.password_file = file.string();
  BOOST_CHECK_EQUAL(code_of(settings), "data.password-file-unreadable");
  std::ofstream(file) << "\nbí mật 0\n";
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  BOOST_CHECK_EQUAL(code_of(settings), "data.password-file-empty");
  const auto link = fs::path(file).replace_filename("password-link");
  fs::remove(link);
  fs::create_symlink(file, link);
  settings.server.password_file = link.string();
  BOOST_CHECK_EQUAL(code_of(settings), "data.password-file-link");
  settings.server.password_file = file.string();
  std::ofstream(file) << "bí mật 1\n";
  fs::permissions(file, fs::perms::owner_read | fs::perms::group_read);
  BOOST_CHECK_EQUAL(code_of(settings), "data.password-file-open");
  fs::permissions(file, fs::perms::owner_read);
  BOOST_CHECK_EQUAL(data::Secret::of(settings).reveal(), "bí mật 1");
  settings.server.password_variable = "SOLIEU_TEST_SECRET";
  ::unsetenv("SOLIEU_TEST_SECRET");
  BOOST_CHECK_EQUAL(code_of(settings), "data.password-variable-unset");
  ::setenv("SOLIEU_TEST_SECRET", "bí mật 2", 1);
  BOOST_CHECK_EQUAL(data::Secret::of(settings).reveal(), "bí mật 2");
  BOOST_CHECK_EQUAL(data::Secret::of(settings).removed_from("nói: bí mật 2, bí mật 2!"), "nói: …, …!");
}

BOOST_AUTO_TEST_SUITE_END()
