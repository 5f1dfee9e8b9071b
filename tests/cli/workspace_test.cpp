// The command on a workspace that an administrator has damaged.
#include "support/document_text.hpp"
#include "support/own_workspace.hpp"

#include <boost/test/unit_test.hpp>

#include <sqlite3.h>

using namespace solieu;
using support::Ended;
using support::OwnWorkspace;

namespace {

const std::vector<std::string> first_quarter = {"--period", "2025-Q1", "--territory", "VN-NSO/2025-01-01/22"};

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

std::vector<std::string> words(std::vector<std::string> first, const std::vector<std::string> &more) {
  first.insert(first.end(), more.begin(), more.end());
  return first;
}

Ended filled(const OwnWorkspace &workspace) {
  return workspace.solieu(words({"fill", "BC03", "-o", workspace.folder.file("report.odt")}, first_quarter));
}

void run_sql(const OwnWorkspace &workspace, const char *statement) {
  sqlite3 *database = nullptr;
  BOOST_TEST_REQUIRE(sqlite3_open(workspace.database().c_str(), &database) == SQLITE_OK);
  BOOST_TEST(sqlite3_exec(database, statement, nullptr, nullptr, nullptr) == SQLITE_OK);
  BOOST_TEST(sqlite3_changes(database) > 0);
  sqlite3_close(database);
}

} // namespace

BOOST_AUTO_TEST_SUITE(damaged_workspace)

BOOST_AUTO_TEST_CASE(a_wrong_rule_stops_the_report_and_both_checks) {
  const OwnWorkspace workspace;
  workspace.change("rules.csv", "\"JOB_ADDED.by(channel)", "\"JOB_ADDEDX.by(channel)");
  const std::string sentence = "rules.csv:2: error: There is no indicator “JOB_ADDEDX” in the catalogue. Correct the "
                               "code or add the indicator to indicators.csv. Did you mean “JOB_ADDED”? "
                               "[expression.unknown-indicator]";
  for (const Ended &ended : {workspace.solieu({"workspace", "check"}),
                             workspace.solieu(words({"check", "BC03"}, first_quarter)), filled(workspace)}) {
    BOOST_TEST(ended.status == 1);
    BOOST_TEST(has(ended.err, sentence), ended.err);
  }
  BOOST_TEST(!std::filesystem::exists(workspace.folder.file("report.odt")));
}

BOOST_AUTO_TEST_CASE(the_check_reads_every_template) {
  const OwnWorkspace workspace;
  support::write_file(workspace.path() + "/BC03/template.ott", "no document");
  std::filesystem::create_directory(workspace.path() + "/BC09");
  support::write_file(workspace.path() + "/BC09/template.ott", "");
  const Ended ended = workspace.solieu({"workspace", "check"});
  BOOST_TEST(ended.status == 1);
  BOOST_TEST(has(ended.err, "BC03/template.ott: error: "), ended.err);
  BOOST_TEST(has(ended.err, "BC09 has a template but no template.json, so that it cannot be used; add that file (copy "
                            "it from another template and change it). [workspace.template-settings-missing]"),
             ended.err);
}

BOOST_AUTO_TEST_CASE(a_phrase_that_was_deleted_is_worded_as_shipped) {
  const OwnWorkspace workspace;
  workspace.change("phrases.vi.csv", "\nplan.", "\nanother.");
  const Ended ended = filled(workspace);
  BOOST_TEST(ended.status == 0, ended.err);
  const std::string text = support::DocumentText::of(support::read_file(workspace.folder.file("report.odt")));
  BOOST_TEST(has(text, "đạt 25,5% kế hoạch năm"), text);
  BOOST_TEST(!has(text, "[plan."), text);
}

BOOST_AUTO_TEST_CASE(two_values_for_one_figure_stop_the_report) {
  const OwnWorkspace workspace;
  run_sql(workspace, "INSERT INTO observations SELECT * FROM observations WHERE row_id = 'A7'");
  run_sql(workspace, "UPDATE observations SET row_id = 'A7b', value = '7660' WHERE rowid = (SELECT max(rowid) FROM "
                     "observations)");
  const Ended ended = filled(workspace);
  BOOST_TEST(ended.status == 1);
  BOOST_TEST(has(ended.err, "cannot be printed. JOB_ADDED in Quảng Ninh, period 2025-Q1 has different values for the "
                            "same key (A7"),
             ended.err);
  BOOST_TEST(!std::filesystem::exists(workspace.folder.file("report.odt")));
}

BOOST_AUTO_TEST_CASE(a_report_of_gaps_is_not_made) {
  const OwnWorkspace workspace;
  const std::string output = workspace.folder.file("report.odt");
  const Ended later =
      workspace.solieu({"fill", "BC03", "--period", "2025-Q2", "--territory", "VN-NSO/2025-01-01/22", "-o", output});
  BOOST_TEST(later.status == 3);
  BOOST_TEST(later.err == "error: There is no figure for Quảng Ninh, 2025-Q2: all 21 results that the report wants are "
                          "missing, so none was made. The last period with figures is 2025-Q1. "
                          "[job.no-figures-since]\n");
  const Ended earlier = workspace.solieu(
      {"fill", "BC03", "--period", "2024-Q1", "--territory", "VN-NSO/2025-01-01/22", "-o", output}, "vi_VN.UTF-8");
  BOOST_TEST(earlier.status == 3);
  BOOST_TEST(earlier.err == "lỗi: Không có số liệu nào cho Quảng Ninh, kỳ 2024-Q1: cả 21 kết quả báo cáo cần đều thiếu "
                            "nên không lập báo cáo. Hãy kiểm tra kỳ, địa bàn và nguồn. [job.no-figures]\n");
  BOOST_TEST(!std::filesystem::exists(output));
}

BOOST_AUTO_TEST_CASE(a_template_named_by_its_file_keeps_its_settings) {
  const OwnWorkspace workspace;
  const std::string file = workspace.path() + "/BC03/template.ott";
  const Ended ended = workspace.solieu(words({"fill", file, "-o", workspace.folder.file("report.odt")}, first_quarter));
  BOOST_TEST(ended.status == 0, ended.err);
  const std::string text = support::DocumentText::of(support::read_file(workspace.folder.file("report.odt")));
  BOOST_TEST(has(text, "Nơi nhận:"), text);
  BOOST_TEST(has(text, "Như trên"), text);
  const Ended explained = workspace.solieu({"explain", workspace.folder.file("report.odt")});
  BOOST_TEST(explained.status == 0, explained.err);
  BOOST_TEST(!has(explained.err, "template"), explained.err);
}

BOOST_AUTO_TEST_SUITE_END()
