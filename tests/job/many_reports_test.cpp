#include "job/many_reports.hpp"

#include "diagnostic/failure.hpp"
#include "job/workspace_job.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <stdexcept>

using namespace solieu;

namespace {

const std::filesystem::path shipped = SOLIEU_BINARY_DIR "/workspace";

job::ManyReports communes() {
  job::ManyReports many;
  many.reports = job::all_of({"BC03", "BC03-PL"}, {"2026-Q3", "2026-9M"},
                             {"VN-NSO/2025-07-01/06652", "VN-NSO/2025-07-01/22", "VN-NSO/2025-07-01/15"});
  many.shared.workspace = shipped;
  many.shared.source = "synthetic";
  many.shared.issue_date = {2026, 10, 20};
  many.shared.plain = true;
  many.batch = 5;
  return many;
}

/// What becomes of each report: its bytes, or the codes of what is wrong.
std::vector<std::string> made(const job::ManyReports &many) {
  std::vector<std::string> list;
  (void)job::run_many(many, [&list](std::size_t index, const job::ReportOutcome &outcome) {
    BOOST_TEST(index == list.size());
    std::string codes;
    for (const auto &finding : outcome.findings)
      codes += (codes.empty() ? "" : " ") + finding.code.name;
    list.push_back(outcome.made ? outcome.made->bytes : codes);
  });
  return list;
}

std::string alone(const job::ManyReports &many, std::size_t index) {
  job::ReportJob one = many.shared;
  one.template_name = many.reports[index].template_name;
  one.period = many.reports[index].period;
  one.territory = many.reports[index].territory;
  one.number = many.reports[index].number;
  return job::run(one).bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(many_reports)

BOOST_AUTO_TEST_CASE(every_template_period_and_territory_once_territories_fastest) {
  const auto list = job::all_of({"A", "B"}, {"2026", "2025"}, {"x", "y"});
  std::string text;
  for (const auto &one : list)
    text += one.template_name + one.period + one.territory + " ";
  BOOST_TEST(text == "A2026x A2026y A2025x A2025y B2026x B2026y B2025x B2025y ");
}

BOOST_AUTO_TEST_CASE(each_report_is_the_one_that_is_made_alone_whatever_the_batch) {
  job::ManyReports many = communes();
  const auto reports = made(many);
  BOOST_TEST_REQUIRE(reports.size() == 12U);
  for (std::size_t i = 0; i < reports.size(); ++i)
    BOOST_TEST((reports[i] == alone(many, i)), "report " << i);
  many.batch = 1;
  BOOST_TEST((made(many) == reports));
  many.batch = 0; // as 1
  many.reports.resize(2);
  BOOST_TEST(made(many).size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_one_report_leaves_the_others_alone) {
  job::ManyReports many = communes();
  many.reports = {{"BC03", "2026-Q3", "VN-NSO/2025-07-01/22", "7"}, {"BC99", "2026-Q3", "VN-NSO/2025-07-01/22", ""},
                  {"BC03", "2026-Q9", "VN-NSO/2025-07-01/22", ""},  {"BC03", "2026-Q3", "nowhere", ""},
                  {"BC03", "2031-Q1", "VN-NSO/2025-07-01/22", ""},  {"BC03", "2026-03", "VN-NSO/2025-07-01/22", ""},
                  {"BC03", "2026-Q3", "VN-NSO/2025-07-01/15", ""}};
  const auto reports = made(many);
  BOOST_TEST_REQUIRE(reports.size() == 7U);
  BOOST_TEST((reports[0] == alone(many, 0)));
  BOOST_TEST(reports[1] == "job.template-unknown");
  BOOST_TEST(reports[2] == "job.period-unknown");
  BOOST_TEST(reports[3] == "job.territory-unknown");
  BOOST_TEST(reports[4] == "job.no-data");
  BOOST_TEST(reports[5] == "job.period-not-for-template");
  BOOST_TEST((reports[6] == alone(many, 6)));
  const auto counted = job::run_many(many, [](std::size_t, const job::ReportOutcome &) {});
  BOOST_TEST(counted.made == 2U);
  BOOST_TEST(counted.failed == 5U);
  BOOST_TEST(!counted.cancelled);
}

BOOST_AUTO_TEST_CASE(a_format_that_one_template_cannot_have_is_refused_before_anything_is_read) {
  job::ManyReports many = communes();
  many.shared.output_format = "docx";
  many.shared.source = "nowhere";
  many.reports = job::all_of({"BC03-PL"}, {"2026-Q3"}, {"VN-NSO/2025-07-01/22"});
  BOOST_TEST(made(many) == std::vector<std::string>{"job.format-unknown"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(it_stops_where_asked_and_what_was_handed_over_is_whole) {
  job::ManyReports many = communes();
  std::size_t done = 0;
  many.progress = [&done](std::size_t now, std::size_t all) {
    BOOST_TEST(now == done + 1);
    BOOST_TEST(all == 12U);
    done = now;
  };
  many.shared.cancelled = [&done] { return done == 3; };
  const auto result = job::run_many(
      many, [](std::size_t, const job::ReportOutcome &outcome) { BOOST_TEST(outcome.made->bytes.size() > 1000U); });
  BOOST_TEST(result.cancelled);
  BOOST_TEST(result.made == 3U);
  BOOST_TEST(done == 3U);
}

BOOST_AUTO_TEST_CASE(a_source_that_cannot_be_read_ends_it_before_the_first_report) {
  job::ManyReports many = communes();
  many.shared.source = "nowhere";
  std::size_t handed_over = 0;
  BOOST_CHECK_EXCEPTION(
      (void)job::run_many(many, [&handed_over](std::size_t, const job::ReportOutcome &) { ++handed_over; }),
      diagnostic::Failure,
      [](const diagnostic::Failure &failure) { return std::string(failure.what()) == "job.source-unknown"; });
  BOOST_TEST(handed_over == 0U);
}

BOOST_AUTO_TEST_CASE(what_the_taker_throws_ends_it) {
  BOOST_CHECK_THROW(
      (void)job::run_many(communes(),
                          [](std::size_t, const job::ReportOutcome &) { throw std::runtime_error("disk full"); }),
      std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_rows_read_can_be_kept_and_asked_for) {
  job::ManyReports many = communes();
  many.reports.resize(1);
  many.snapshot = std::filesystem::path(SOLIEU_BINARY_DIR) / "test-files" / "many.sqlite";
  std::filesystem::create_directories(many.snapshot.parent_path());
  std::filesystem::remove(many.snapshot);
  BOOST_TEST(made(many).size() == 1U);
  BOOST_TEST(std::filesystem::file_size(many.snapshot) > 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
