#include "scratch.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>

// With scripts in the place of LibreOffice, each failing in its own way.
namespace {

using namespace solieu::office_process;
using namespace solieu::office_process::test;

struct FakeOffice {
  Scratch scratch;
  std::filesystem::path folder{scratch / "office"};
  std::filesystem::path temporary_folder{scratch / "tmp"};
  Variable office{"SOLIEU_SOFFICE", (folder / "soffice").string()};
  Variable temporary{"TMPDIR", temporary_folder.string()};
  ExportRequest request;

  FakeOffice() {
    std::filesystem::create_directory(folder);
    std::filesystem::create_directory(temporary_folder);
    request.document_bytes = "x";
    request.extension = "odt";
  }
  ~FakeOffice() {
    BOOST_TEST(count_entries(temporary_folder) == 0);
    BOOST_TEST(::waitpid(-1, nullptr, WNOHANG) == -1);
  }

  /// $out is the folder for the result, $here that of the script; it runs in the work folder.
  void script(const std::string &lines) const {
    write(folder / "soffice", "#!/bin/bash\nhere=${0%/*}\n"
                              "while [ $# -gt 0 ]; do [ \"$1\" = --outdir ] && out=$2; shift; done\n" +
                                  lines + "\n");
    std::filesystem::permissions(folder / "soffice", std::filesystem::perms::owner_all);
  }
  [[nodiscard]] solieu::diagnostic::Diagnostic failure() const {
    return finding_of([&] { static_cast<void>(convert(request)); });
  }
  /// A sound PDF beside the script, made by the real office.
  void put_real_pdf() const {
    ::unsetenv("SOLIEU_SOFFICE");
    ExportRequest real;
    real.document_bytes = writer_document("Số liệu");
    real.extension = "fodt";
    write(folder / "real.pdf", convert(real).bytes);
    ::setenv("SOLIEU_SOFFICE", (folder / "soffice").c_str(), 1);
  }
};

/// True when a process with that word among its arguments is gone, at the latest after two seconds.
bool is_gone(const std::string &word) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    bool found = false;
    for (const auto &entry : std::filesystem::directory_iterator{"/proc"})
      if (std::isdigit(static_cast<unsigned char>(entry.path().filename().string().front())) != 0)
        found = found || read(entry.path() / "cmdline").find(word) != std::string::npos;
    if (!found)
      return true;
    ::poll(nullptr, 0, 20);
  }
  return false;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(fake_office, FakeOffice)

BOOST_AUTO_TEST_CASE(exit_0_without_a_file_is_a_failure_with_what_the_office_said) {
  script("echo 'Error: source file could not be loaded'");
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.no-output");
  BOOST_TEST(argument(finding, "log") == "Error: source file could not be loaded");
  BOOST_TEST(argument(finding, "format") == "pdf");
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_no_output) {
  script(": > \"$out/report.pdf\"");
  BOOST_TEST(failure().code.name == "office.no-output");
}

BOOST_AUTO_TEST_CASE(a_pdf_cut_anywhere_is_refused) {
  put_real_pdf();
  const auto size = std::filesystem::file_size(folder / "real.pdf");
  for (const auto kept : {size - 1024, size / 2, std::uintmax_t{4096}, std::uintmax_t{9}}) {
    script("head -c " + std::to_string(kept) + " \"$here/real.pdf\" > \"$out/report.pdf\"");
    BOOST_TEST(failure().code.name == "office.broken-pdf", "kept " << kept);
  }
}

BOOST_AUTO_TEST_CASE(a_pdf_with_a_hole_in_a_font_is_refused) {
  put_real_pdf();
  script("cp \"$here/real.pdf\" \"$out/report.pdf\"\n"
         "dd if=/dev/zero of=\"$out/report.pdf\" bs=1 seek=700 count=600 "
         "conv=notrunc status=none");
  BOOST_TEST(failure().code.name == "office.broken-pdf");
}

BOOST_AUTO_TEST_CASE(a_pdf_without_the_archive_marks_is_refused) {
  put_real_pdf();
  script("sed 's/pdfaid:part>2</pdfaid:part>9</' \"$here/real.pdf\" > \"$out/report.pdf\"");
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.broken-pdf");
  BOOST_TEST(argument(finding, "cause") == "not PDF/A-2b");
}

BOOST_AUTO_TEST_CASE(a_package_without_its_end_is_refused) {
  request.target_format = "docx";
  script("printf 'PK\\3\\4 half of a file' > \"$out/report.docx\"");
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.broken-output");
  BOOST_TEST(argument(finding, "format") == "docx");
}

BOOST_AUTO_TEST_CASE(a_hanging_office_is_killed_with_its_children_at_the_time_limit) {
  script("sleep 86397531 & sleep 86397531");
  request.time_limit = std::chrono::seconds{1};
  const auto start = std::chrono::steady_clock::now();
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.timed-out");
  BOOST_TEST(argument(finding, "seconds") == "1");
  BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::seconds{20}));
  BOOST_TEST(is_gone("86397531"));
}

BOOST_AUTO_TEST_CASE(a_hanging_office_without_a_sandbox_is_killed_too) {
  const Variable none{"SOLIEU_SANDBOX", "none"};
  script("sleep 86397532 & sleep 86397532");
  request.time_limit = std::chrono::seconds{1};
  BOOST_TEST(failure().code.name == "office.timed-out");
  BOOST_TEST(is_gone("86397532"));
}

BOOST_AUTO_TEST_CASE(what_the_office_leaves_running_is_killed_when_it_ends) {
  const Variable none{"SOLIEU_SANDBOX", "none"};
  script("sleep 86397533 &");
  BOOST_TEST(failure().code.name == "office.no-output");
  BOOST_TEST(is_gone("86397533"));
}

BOOST_AUTO_TEST_CASE(cancelling_stops_a_running_office) {
  script("sleep 86397534");
  request.cancelled = [] { return true; };
  BOOST_TEST(failure().code.name == "office.cancelled");
  BOOST_TEST(is_gone("86397534"));
}

BOOST_AUTO_TEST_CASE(a_crash_by_signal_is_named) {
  script("echo 'Unspecified Application Error'; kill -SEGV $$");
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.crashed");
  BOOST_TEST(argument(finding, "status") == "139");
  BOOST_TEST(argument(finding, "log") == "Unspecified Application Error");
}

BOOST_AUTO_TEST_CASE(a_crash_after_the_file_was_written_is_a_failure_still) {
  put_real_pdf();
  script("cp \"$here/real.pdf\" \"$out/report.pdf\"; kill -ABRT $$");
  BOOST_TEST(failure().code.name == "office.crashed");
}

BOOST_AUTO_TEST_CASE(an_office_that_asks_for_a_restart_gets_it) {
  put_real_pdf();
  for (const char *status : {"81", "79"}) {
    script("[ -e seen ] || { touch seen; exit " + std::string{status} +
           "; }; cp \"$here/real.pdf\" \"$out/report.pdf\"");
    BOOST_TEST(convert(request).bytes == read(folder / "real.pdf"));
  }
}

BOOST_AUTO_TEST_CASE(an_office_that_asks_for_restarts_for_ever_fails) {
  script("exit 81");
  BOOST_TEST(argument(failure(), "status") == "81");
}

BOOST_AUTO_TEST_CASE(the_office_sees_neither_the_environment_nor_other_files_nor_can_write_them) {
  const Variable secret{"SOLIEU_TEST_SECRET", "mật khẩu"};
  write(scratch / "secret", "bí mật");
  script("echo env=$SOLIEU_TEST_SECRET file=$(cat '" + (scratch / "secret").string() +
         "' 2>&1 | grep -c bí) home=${HOME##*/}" +
         " usr=$(touch /usr/solieu 2>/dev/null && echo open) net=$(ls /sys/class/net 2>/dev/null | wc -l); exit 3");
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.crashed");
  BOOST_TEST(argument(finding, "log") == "env= file=0 home=home usr= net=0");
}

BOOST_AUTO_TEST_CASE(the_profile_is_seeded_for_the_version_of_the_office) {
  write(folder / "bootstraprc", "[Bootstrap]\nProductKey=LibreOffice 9.8\n");
  write(folder / "versionrc", "[Version]\nbuildid=77(Build:1)\n");
  script("grep -o 'ooSetupLastVersion.*<value>[^<]*' profile/user/registrymodifications.xcu | grep -o '[^>]*$';"
         "cat profile/user/extensions/buildid; exit 3");
  BOOST_TEST(argument(failure(), "log") == "9.8 77(Build:1)");
}

BOOST_AUTO_TEST_CASE(no_office_is_said_with_what_to_do) {
  std::filesystem::remove(folder / "soffice");
  BOOST_TEST(!find_office());
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.not-found-there");
  BOOST_TEST(argument(finding, "path") == (folder / "soffice").string());
}

BOOST_AUTO_TEST_CASE(an_office_that_cannot_be_run_is_said) {
  const Variable none{"SOLIEU_SANDBOX", "none"};
  write(folder / "soffice", "#!/nowhere/at/all\n");
  std::filesystem::permissions(folder / "soffice", std::filesystem::perms::owner_all);
  const auto finding = failure();
  BOOST_TEST(finding.code.name == "office.cannot-start");
  BOOST_TEST(argument(finding, "status") == "diagnostic.no-such-file");
}

BOOST_AUTO_TEST_CASE(no_folder_for_temporary_files_is_said) {
  script("exit 0");
  const Variable nowhere{"TMPDIR", "/nowhere/at/all"};
  BOOST_TEST(failure().code.name == "office.no-work-folder");
}

BOOST_AUTO_TEST_CASE(folders_that_a_killed_run_left_are_swept_and_those_in_use_are_not) {
  const auto orphan = temporary_folder / "solieu-office-orphan";
  const auto fresh = temporary_folder / "solieu-office-fresh1";
  std::filesystem::create_directories(orphan / "profile");
  std::filesystem::create_directory(fresh);
  const timespec long_ago[2]{{1'600'000'000, 0}, {1'600'000'000, 0}};
  BOOST_REQUIRE(::utimensat(AT_FDCWD, orphan.c_str(), long_ago, 0) == 0);
  script("exit 3");
  BOOST_TEST(failure().code.name == "office.crashed");
  BOOST_TEST(!std::filesystem::exists(orphan));
  BOOST_TEST(std::filesystem::exists(fresh));
  std::filesystem::remove(fresh);
}

BOOST_AUTO_TEST_SUITE_END()
