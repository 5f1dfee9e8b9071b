#include "job/administration.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "job/outlook_job.hpp"
#include "job/report_job.hpp"
#include "job/workspace_job.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

const fs::path shipped = SOLIEU_BINARY_DIR "/workspace";

fs::path fresh(const std::string &name) {
  const fs::path folder = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "administration";
  fs::create_directories(folder);
  fs::remove_all(folder / name);
  return folder / name;
}

template <class Work> std::vector<std::string> failures(Work work) {
  std::vector<std::string> list;
  try {
    work();
  } catch (const diagnostic::Failure &failure) {
    for (const auto &finding : failure.findings())
      list.push_back(std::to_string(finding.location.line) + ":" + std::to_string(finding.location.column) + " " +
                     finding.code.name);
  }
  return list;
}

fs::path written(const std::string &name, const std::string &text) {
  const fs::path file = fresh(name);
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

bool has(const diagnostic::Diagnostics &findings, const std::string &code) {
  for (const auto &finding : findings)
    if (finding.code.name == code)
      return true;
  return false;
}

} // namespace

BOOST_AUTO_TEST_SUITE(administration)

BOOST_AUTO_TEST_CASE(a_new_workspace_is_valid_as_it_is_and_never_overwrites) {
  const fs::path folder = fresh("new");
  job::new_workspace(folder, shipped, "");
  const job::WorkspaceSummary summary = job::summarise(folder);
  BOOST_TEST(summary.findings.empty());
  BOOST_TEST(summary.templates.size() == 1U);
  BOOST_TEST(fs::exists(folder / "README.md"));
  BOOST_TEST(failures([&] { job::new_workspace(folder, shipped, ""); }) ==
                 std::vector<std::string>{"0:0 job.folder-not-empty"},
             boost::test_tools::per_element());
  const fs::path other = fresh("other");
  BOOST_TEST(failures([&] { job::new_workspace(other, shipped, "NONE"); }).size() == 1U);
  BOOST_TEST(!fs::exists(other));
}

BOOST_AUTO_TEST_CASE(communes_come_from_a_list_and_only_once) {
  const fs::path folder = fresh("import");
  job::new_workspace(folder, shipped, "BC03");
  const fs::path list =
      written("good.csv", "code,name,type_2025_07_01,province_code\n" // name in NFD
                          "02647,La\xCC\x80o Cai,phường,15\n04252,Yên Bái,phường,15\n00004,Ba Đình,phường,01\n");
  const job::ImportResult some = job::import_communes(folder, list, "15");
  BOOST_TEST(some.added == 2U);
  const job::ImportResult all = job::import_communes(folder, list, "");
  BOOST_TEST(all.added == 1U);
  BOOST_TEST(all.known == 2U);
  BOOST_TEST(job::summarise(folder).findings.empty());
  const auto hits = job::search_catalogue(folder, "phuong lao cai", "vi");
  BOOST_TEST_REQUIRE(hits.size() == 1U);
  BOOST_TEST(hits[0].code == "VN-NSO/2025-07-01/02647");
  BOOST_TEST(hits[0].name == "Lào Cai");
}

BOOST_AUTO_TEST_CASE(a_wrong_list_changes_nothing_and_every_error_has_its_place) {
  const fs::path folder = fresh("import");
  job::new_workspace(folder, shipped, "BC03");
  const auto before = fs::file_size(folder / "territories.csv");
  const fs::path list = written("bad.csv", "code,name,type,province_code\n"
                                           "2647,Lào Cai,phường,15\n"
                                           "04252,Yên Bái,thị trấn,15\n"
                                           "04253,Nam Cường,phường,98\n"
                                           "04254,Một,xã,15\n04254,Hai,xã,15\n"
                                           "04255,Một,xã,15\n"
                                           "04256,,xã,15\n");
  const std::vector<std::string> expected{
      "2:1 workspace.commune-code-invalid",      "3:15 workspace.commune-type-unknown",
      "4:24 workspace.commune-province-unknown", "6:1 workspace.commune-twice",
      "7:7 workspace.commune-name-twice",        "8:7 workspace.value-missing"};
  BOOST_TEST(failures([&] { static_cast<void>(job::import_communes(folder, list, "")); }) == expected,
             boost::test_tools::per_element());
  BOOST_TEST(fs::file_size(folder / "territories.csv") == before);
}

BOOST_AUTO_TEST_CASE(a_snapshot_says_what_it_holds_and_has_the_id_of_its_source) {
  const fs::path file = fresh("snapshot.sqlite");
  const job::SnapshotSummary made = job::make_snapshot(shipped, "published", file);
  const job::SnapshotSummary shown = job::show_snapshot(file);
  BOOST_TEST(shown.rows == "73");
  BOOST_TEST(shown.id == made.id);
  BOOST_TEST(shown.id == job::show_snapshot(shipped / "observations.sqlite").id);
  BOOST_TEST(shown.read_at == "2026-11-21T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(search_needs_no_diacritics_and_takes_words_in_any_order) {
  const auto hits = job::search_catalogue(shipped, "them TANG viec", "vi");
  BOOST_TEST_REQUIRE(!hits.empty());
  BOOST_TEST(hits[0].code == "JOB_ADDED");
  BOOST_TEST(hits[0].more == "người");
  BOOST_TEST(job::search_catalogue(shipped, "xyzzy", "vi").empty());
  BOOST_TEST(job::search_catalogue(shipped, "  ", "vi").empty());
}

BOOST_AUTO_TEST_CASE(an_outlook_of_the_synthetic_series) {
  job::FigureJob asked;
  asked.expression = "JOB_ADDED";
  asked.period = "2026-08";
  asked.territory = "VN-NSO/2025-07-01/22";
  asked.workspace = shipped;
  asked.source = "synthetic";
  asked.issue_date = {2026, 9, 1};
  asked.language = "vi";
  const job::OutlookResult found = job::outlook(asked);
  BOOST_TEST(found.to_date.text == "19.127 người");
  BOOST_TEST(found.at_pace.text == "28.691 người");
  BOOST_TEST(found.usual.text == "29.980 người");
  BOOST_TEST(found.usual_of_plan.text == "99,2%");
  BOOST_TEST(found.years.size() == 3U);
  BOOST_TEST(has(found.findings, "job.synthetic-data"));
  asked.expression = "JOB_ADDED.plan_pct";
  BOOST_TEST(failures([&] { static_cast<void>(job::outlook(asked)); }) ==
                 std::vector<std::string>{"0:0 job.outlook-expression"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_report_of_synthetic_data_says_so_and_one_of_published_data_does_not) {
  job::ReportJob report;
  report.template_name = "BC03";
  report.period = "2026-Q3";
  report.territory = "VN-NSO/2025-07-01/22";
  report.workspace = shipped;
  report.source = "synthetic";
  report.issue_date = {2026, 10, 20};
  report.plain = true;
  BOOST_TEST(has(job::run(report).findings, "job.synthetic-data"));
  report.source = "published";
  report.period = "2025-Q1";
  report.issue_date = {2025, 3, 20};
  BOOST_TEST(!has(job::run(report).findings, "job.synthetic-data"));
}

BOOST_AUTO_TEST_SUITE_END()
