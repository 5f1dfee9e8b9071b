#include "job/check_job.hpp"
#include "job/explain_job.hpp"
#include "job/figure_job.hpp"
#include "job/report_job.hpp"

#include "diagnostic/failure.hpp"
#include "support/document_text.hpp"
#include "support/odf_builder.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

constexpr const char *quang_ninh = "VN-NSO/2025-01-01/22";

/// The shipped workspace in a folder of the test's own, where one warning was accepted.
fs::path own_workspace(const std::string &name) {
  const fs::path folder = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "check-sheet" / name;
  fs::remove_all(folder);
  fs::create_directories(folder.parent_path());
  fs::copy(SOLIEU_BINARY_DIR "/workspace", folder, fs::copy_options::recursive);
  std::ofstream(folder / "accepted.csv") << "rule,period,territory,figure,reason,who,date\n"
                                         << "SHARES_100,2020/2024," << quang_ninh
                                         << ",,Giữ nguyên như nguồn,Nguyễn Văn A,2025-06-20\n";
  return folder;
}

job::ReportJob sheet(const fs::path &workspace) {
  job::ReportJob report;
  report.template_name = "BC12";
  report.period = "2020/2024";
  report.territory = quang_ninh;
  report.workspace = workspace;
  report.issue_date = {2025, 6, 25};
  return report;
}

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

std::string explained(const job::ExplainedFigure &figure) {
  std::string text;
  for (const job::Explanation &one : figure.why)
    text += (text.empty() ? "" : "; ") + one.what;
  return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(check_sheet)

BOOST_AUTO_TEST_CASE(it_lists_what_does_not_hold_and_what_was_accepted_with_its_reason) {
  const job::ReportResult made = job::run(sheet(own_workspace("accepted")));
  const std::string text = support::DocumentText::of(made.bytes);
  for (const char *part : {"SHARES_100", "Được chấp nhận", "Giữ nguyên như nguồn (Nguyễn Văn A, 2025-06-20)", "115",
                           "MIXED_PERIODS", "Không đạt", "B14"})
    BOOST_TEST(has(text, part), text);
  BOOST_TEST(!has(text, "SUM_OF_CHANNELS"), text); // nothing to check in that period
  const std::string before = support::DocumentText::of(job::run(sheet(SOLIEU_BINARY_DIR "/workspace")).bytes);
  BOOST_TEST(!has(before, "Được chấp nhận"), before);
}

BOOST_AUTO_TEST_CASE(where_all_holds_it_says_so) {
  job::ReportJob report = sheet(own_workspace("good"));
  std::ofstream(report.workspace / "rules.csv")
      << "name,left,relation,right,severity,message_vi,message_en\n"
      << "SUM_OF_CHANNELS,\"JOB_ADDED.by(channel) | sum(\"\"value\"\")\",=,JOB_ADDED,warning,{left},{left}\n";
  fs::remove(report.workspace / "accepted.csv");
  for (const char *name : {"BC03", "BC03-PL"})
    fs::remove_all(report.workspace / name);
  report.period = "2025-Q1";
  const std::string text = support::DocumentText::of(job::run(report).bytes);
  BOOST_TEST(has(text, "Không có điểm nào cần xem lại."), text);
  BOOST_TEST(has(text, "Số điểm đã đối chiếu: 1."), text);
}

BOOST_AUTO_TEST_CASE(an_error_is_shown_in_the_sheet_and_stops_a_report_that_names_its_rule) {
  job::ReportJob report = sheet(own_workspace("error"));
  std::ofstream(report.workspace / "rules.csv", std::ios::app)
      << "NEVER,,JOB_ADDED,>=,10000,,error,Mới có {left} người.,Only {left}.,\n";
  report.period = "2025-Q1";
  const std::string text = support::DocumentText::of(job::run(report).bytes);
  BOOST_TEST(has(text, "Mới có 7.650 người."), text);
  support::OdfContent content;
  content.body = "<text:p>{% check NEVER %}{{ JOB_ADDED }}</text:p>";
  fs::create_directories(report.workspace / "NAMED");
  std::ofstream(report.workspace / "NAMED" / "template.ott", std::ios::binary) << support::make_package(content);
  report.template_name = (report.workspace / "NAMED" / "template.ott").string();
  BOOST_CHECK_EXCEPTION((void)job::run(report), diagnostic::Failure, [](const diagnostic::Failure &failure) {
    return failure.findings().back().code.name == "job.check-failed";
  });
}

BOOST_AUTO_TEST_CASE(the_chain_behind_an_expression_names_each_figure_once) {
  job::FigureJob asked;
  asked.expression = "JOB_ADDED.by(channel) | sum(\"value\")";
  asked.period = "2025-Q1";
  asked.territory = quang_ninh;
  asked.workspace = SOLIEU_BINARY_DIR "/workspace";
  asked.issue_date = {2025, 4, 5};
  asked.language = "vi";
  const job::FigureResult sum = job::run(asked);
  BOOST_TEST(sum.value == "7650");
  BOOST_TEST_REQUIRE(sum.why.size() == 6U);
  BOOST_TEST(sum.why[0].what == "JOB_ADDED[channel=VBSP_LOAN], Quảng Ninh, 2025-Q1");
  BOOST_TEST_REQUIRE(sum.why[0].observations.size() == 1U);
  BOOST_TEST(sum.why[0].observations[0].row_id == "A10");
  asked.expression = "CADRE_N.year.plan / CADRE_CLASS.year.plan > 60 and JOB_ADDED > 7000";
  BOOST_TEST(job::run(asked).why.size() == 3U);
  asked.expression = "JOB_ADDED";
  BOOST_TEST(job::run(asked).why.size() == 1U);
}

BOOST_AUTO_TEST_CASE(explain_tells_the_figures_behind_a_computed_value_of_a_report) {
  const fs::path workspace = own_workspace("explain");
  support::OdfContent content;
  content.body = "<text:p>{% set rows = JOB_ADDED.by(channel) %}{{ rows | sum(\"value\") }}</text:p>"
                 "<text:p>{{ JOB_ADDED / JOB_ADDED.year.plan | percent(1) }}</text:p>";
  fs::create_directories(workspace / "OWN");
  std::ofstream(workspace / "OWN" / "template.ott", std::ios::binary) << support::make_package(content);
  std::ofstream(workspace / "OWN" / "template.json") << R"({"title": {"vi": "Thử", "en": "Try"}, "version": "1"})";
  job::ReportJob report = sheet(workspace);
  report.template_name = "OWN";
  report.period = "2025-Q1";
  const fs::path file = workspace / "report.odt";
  std::ofstream(file, std::ios::binary) << job::run(report).bytes;
  job::ExplainJob asked;
  asked.file = file;
  asked.workspace = workspace;
  asked.language = "en";
  const job::ExplainResult result = job::run(asked);
  BOOST_TEST_REQUIRE(result.figures.size() == 2U);
  BOOST_TEST(result.figures[0].why.size() == 6U);
  BOOST_TEST(explained(result.figures[1]) == "JOB_ADDED, Quảng Ninh, 2025-Q1; JOB_ADDED, Quảng Ninh, 2025, plan");
}

BOOST_AUTO_TEST_SUITE_END()
