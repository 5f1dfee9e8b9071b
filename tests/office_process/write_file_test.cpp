#include "scratch.hpp"

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

namespace {

using namespace solieu::office_process;
using namespace solieu::office_process::test;

/// Runs in a child of its own, for limits, rights and mounts that cannot be taken back; what it returns must be short.
std::string in_child(const std::function<std::string()> &action) {
  int ends[2];
  BOOST_REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    const auto said = action();
    const auto written = ::write(ends[1], said.data(), said.size());
    ::_exit(written == static_cast<ssize_t>(said.size()) ? 0 : 1);
  }
  ::close(ends[1]);
  std::string said(4096, '\0');
  const auto count = ::read(ends[0], said.data(), said.size());
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  said.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return said;
}

std::string code_of_writing(const std::filesystem::path &path, const std::string &bytes) {
  return finding_of([&] { write_file(path, bytes); }).code.name;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(write_file_, Scratch)

BOOST_AUTO_TEST_CASE(writes_new_files_and_replaces_old_ones_with_their_rights) {
  const auto file = path() / "Báo cáo.odt";
  write_file(file, "one");
  BOOST_TEST(read(file) == "one");
  std::filesystem::permissions(file, std::filesystem::perms{0640});
  write_file(file, std::string("two\0three", 9));
  BOOST_TEST(read(file) == std::string("two\0three", 9));
  BOOST_TEST((std::filesystem::status(file).permissions() == std::filesystem::perms{0640}));
  BOOST_TEST(count_entries(path()) == 1);
}

BOOST_AUTO_TEST_CASE(a_new_file_has_the_rights_of_the_umask) {
  const auto said = in_child([&] {
    ::umask(0027);
    write_file(path() / "a", "x");
    return std::to_string(static_cast<unsigned>(std::filesystem::status(path() / "a").permissions()));
  });
  BOOST_TEST(said == std::to_string(0640));
}

BOOST_AUTO_TEST_CASE(writes_through_a_link_and_leaves_it) {
  write(path() / "real", "old");
  std::filesystem::create_symlink("real", path() / "link");
  write_file(path() / "link", "new");
  BOOST_TEST(std::filesystem::is_symlink(path() / "link"));
  BOOST_TEST(read(path() / "real") == "new");
}

BOOST_AUTO_TEST_CASE(a_missing_folder_is_named) {
  const auto file = path() / "không có" / "a.odt";
  const auto finding = finding_of([&] { write_file(file, "x"); });
  BOOST_TEST(finding.code.name == "office.cannot-write-no-folder");
  BOOST_TEST(argument(finding, "folder") == (path() / "không có").string());
  BOOST_TEST(finding.location.file == file.string());
}

BOOST_AUTO_TEST_CASE(a_file_in_the_place_of_a_folder_is_a_missing_folder) {
  write(path() / "file", "x");
  BOOST_TEST(code_of_writing(path() / "file" / "a.odt", "x") == "office.cannot-write-no-folder");
  BOOST_TEST(code_of_writing("/proc/a.odt", "x") == "office.cannot-write-permission"); // is there, and takes no files
}

BOOST_AUTO_TEST_CASE(a_folder_is_no_file_name) {
  BOOST_TEST(code_of_writing(path(), "x") == "office.cannot-write-is-folder");
  BOOST_TEST(code_of_writing(path() / "", "x") == "office.cannot-write-is-folder");
  BOOST_TEST(code_of_writing("", "x") == "office.cannot-write-is-folder");
}

BOOST_AUTO_TEST_CASE(a_pipe_is_refused_and_stays) {
  const auto pipe = path() / "pipe";
  BOOST_TEST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  BOOST_TEST(code_of_writing(pipe, "x") == "office.cannot-write-no-file");
  BOOST_TEST(std::filesystem::is_fifo(pipe));
}

BOOST_AUTO_TEST_CASE(a_name_that_is_too_long_is_refused_without_leftovers) {
  const auto finding = finding_of([&] { write_file(path() / std::string(300, 'a'), "x"); });
  BOOST_TEST(finding.code.name == "office.cannot-write");
  BOOST_TEST(argument(finding, "cause") == "diagnostic.name-too-long");
  BOOST_TEST(count_entries(path()) == 0);
}

BOOST_AUTO_TEST_CASE(a_folder_without_the_right_to_write_is_named) {
  const auto said = in_child([&] {
    std::filesystem::permissions(path(), std::filesystem::perms{0755});
    std::filesystem::create_directory(path() / "closed");
    std::filesystem::permissions(path() / "closed", std::filesystem::perms{0555});
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0))
      return std::string{"cannot change the user"};
    return code_of_writing(path() / "closed" / "a.odt", "x");
  });
  BOOST_TEST(said == "office.cannot-write-permission");
}

BOOST_AUTO_TEST_CASE(a_write_that_stops_half_way_leaves_the_old_file_and_nothing_else) {
  write_file(path() / "a.odt", "old");
  const auto said = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &small);
    return code_of_writing(path() / "a.odt", std::string(10000, 'x'));
  });
  BOOST_TEST(said == "office.cannot-write-full");
  BOOST_TEST(read(path() / "a.odt") == "old");
  BOOST_TEST(count_entries(path()) == 1);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_said_with_the_bytes_needed_and_keeps_the_old_file) {
  const auto said = in_child([&]() -> std::string {
    const bool small_disk = ::unshare(::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
                            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                            ::mount("tmpfs", path().c_str(), "tmpfs", 0, "size=32k") == 0;
    if (!small_disk) { // where mounts are forbidden, a limit of the process stops the same writes
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit small{28672, 28672};
      ::setrlimit(RLIMIT_FSIZE, &small);
    }
    std::string result;
    write_file(path() / "a.odt", "old");
    for (const std::size_t size : {28672U, 32768U, 40000U, 400000U}) {
      const auto finding = finding_of([&] { write_file(path() / "a.odt", std::string(size, 'x')); });
      result += finding.code.name + " " + argument(finding, "bytes") + " " + std::to_string(count_entries(path())) +
                read(path() / "a.odt").substr(0, 3) + "\n";
    }
    return result;
  });
  const std::string full = "office.cannot-write-full ";
  BOOST_TEST(said == "none  1xxx\n" + full + "32768 1xxx\n" + full + "40000 1xxx\n" + full + "400000 1xxx\n");
}

BOOST_AUTO_TEST_SUITE_END()
