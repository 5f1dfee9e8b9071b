#include "format/diagnostic_text.hpp"
#include "job/report_job.hpp"
#include "support/odf_builder.hpp"
#include "support/own_workspace.hpp"

#include "diagnostic/failure.hpp"
#include "job/check_job.hpp"
#include "job/figure_job.hpp"
#include "job/workspace_job.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <barrier>
#include <thread>

using namespace solieu;

namespace {

const std::filesystem::path shipped = SOLIEU_BINARY_DIR "/workspace";

job::ReportJob quarter() {
  job::ReportJob report;
  report.template_name = "BC03";
  report.period = "2025-Q1";
  report.territory = "VN-NSO/2025-01-01/22";
  report.workspace = shipped;
  report.issue_date = {2025, 3, 20};
  return report;
}

std::string failure_of(const job::ReportJob &report) {
  try {
    (void)job::run(report);
  } catch (const diagnostic::Failure &failure) {
    return failure.what();
  }
  return "none";
}

} // namespace

BOOST_AUTO_TEST_SUITE(report_job)

BOOST_AUTO_TEST_CASE(one_report_with_its_name_figures_and_checks) {
  const job::ReportResult result = job::run(quarter());
  BOOST_TEST(result.extension == "odt");
  BOOST_TEST(result.file_name == "BC03_Quảng Ninh_2025-Q1");
  BOOST_TEST(result.title == "Báo cáo quý, 6 tháng, 9 tháng về kết quả tạo việc làm");
  BOOST_TEST(result.missing == 0U);
  BOOST_TEST(result.figures == 40U);
  BOOST_TEST_REQUIRE(result.checks.size() == 1U);
  BOOST_TEST(result.checks[0].rule == "SUM_OF_CHANNELS");
  BOOST_TEST(result.checks[0].outcome == "holds");
  BOOST_TEST(result.checks[0].left == "7650");
  BOOST_TEST(result.checks[0].right == "7650");
}

BOOST_AUTO_TEST_CASE(progress_rises_to_the_end) {
  job::ReportJob report = quarter();
  std::vector<int> percents;
  report.progress = [&percents](std::string_view, int percent) { percents.push_back(percent); };
  (void)job::run(report);
  BOOST_TEST(std::is_sorted(percents.begin(), percents.end()));
  BOOST_TEST(percents.front() == 0);
  BOOST_TEST(percents.back() == 100);
}

BOOST_AUTO_TEST_CASE(a_report_stops_at_whichever_step_it_is_asked_to) {
  for (int step = 0; step < 6; ++step) {
    job::ReportJob report = quarter();
    int asked = 0;
    report.cancelled = [&asked, step] { return asked++ == step; };
    BOOST_TEST(failure_of(report) == "job.cancelled");
  }
}

/// Many loops in one another, in a template of its own.
class NestedLoops {
public:
  explicit NestedLoops(int depth) {
    std::string body, end;
    for (int i = 0; i < depth; ++i) {
      body += "<text:p>{% for a" + std::to_string(i) + " in JOB_ADDED.by(channel) %}</text:p>";
      end += "<text:p>{% endfor %}</text:p>";
    }
    support::write_file(file(), support::make_package({.body = body + "<text:p>x</text:p>" + end}));
  }
  [[nodiscard]] std::string file() const { return folder_.file("loops.ott"); }

private:
  support::Folder folder_;
};

BOOST_AUTO_TEST_CASE(a_report_stops_while_its_loops_run) {
  const NestedLoops loops(12);
  job::ReportJob report = quarter();
  report.template_name = loops.file();
  int asked = 0;
  report.cancelled = [&asked] { return ++asked == 20; };
  BOOST_TEST(failure_of(report) == "job.cancelled");
  BOOST_TEST(asked == 20);
}

BOOST_AUTO_TEST_CASE(loops_without_rows_are_bounded_as_the_workspace_says) {
  const NestedLoops loops(3);
  const support::OwnWorkspace workspace;
  job::ReportJob report = quarter();
  report.workspace = workspace.path();
  report.template_name = loops.file();
  BOOST_TEST(failure_of(report) == "none");
  workspace.change("workspace.json", "\"language\": \"vi\",", "\"language\": \"vi\", \"limits\": {\"copies\": 200},");
  try {
    (void)job::run(report);
    BOOST_ERROR("was made");
  } catch (const diagnostic::Failure &failure) {
    BOOST_TEST(format::message(failure.findings().front(), "en") ==
               "The loops make more than 200 copies of paragraphs, items or texts; narrow the list of {% for … %} or "
               "nest fewer loops. This limit is set by “copies” under “limits” in workspace.json.");
  }
}

BOOST_AUTO_TEST_CASE(reports_made_at_once_on_several_threads_are_the_same) {
  job::ReportJob annex = quarter();
  annex.template_name = "BC03-PL";
  const std::array<job::ReportJob, 2> jobs{quarter(), annex};
  const std::array<std::string, 2> expected{job::run(jobs[0]).bytes, job::run(jobs[1]).bytes};
  constexpr std::size_t workers = 4;
  std::array<std::string, workers> made;
  std::barrier all_started(workers);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < workers; ++i) {
      threads.emplace_back([&, i] {
        all_started.arrive_and_wait();
        made[i] = job::run(jobs[i % 2]).bytes;
      });
    }
  }
  for (std::size_t i = 0; i < workers; ++i) {
    BOOST_TEST((made[i] == expected[i % 2]));
  }
}

BOOST_AUTO_TEST_CASE(a_territory_may_be_named_by_an_unambiguous_code) {
  job::ReportJob report = quarter();
  report.territory = "22";
  BOOST_TEST(failure_of(report) == "none");
  report.territory = "15";
  BOOST_TEST(failure_of(report) == "job.territory-ambiguous");
  report.territory = "00";
  BOOST_TEST(failure_of(report) == "job.territory-unknown");
}

BOOST_AUTO_TEST_CASE(a_period_without_any_figure_is_refused_and_says_so) {
  job::ReportJob report = quarter();
  report.period = "2031-Q1";
  BOOST_TEST(failure_of(report) == "job.no-data");
}

BOOST_AUTO_TEST_CASE(the_choices_offer_closed_periods_and_units_by_name) {
  const job::ReportChoices choices = job::report_choices(shipped, {2025, 3, 20}, "vi");
  BOOST_TEST_REQUIRE(choices.summary.templates.size() >= 2U);
  BOOST_TEST(choices.summary.templates[0].name == "BC03");
  BOOST_TEST_REQUIRE(!choices.periods[0].empty());
  BOOST_TEST(choices.periods[0][0].id == "2025-Q1");
  BOOST_TEST(choices.periods[0][0].title == "quý I năm 2025");
  BOOST_TEST((choices.periods[0][0].last_day == model::Date{2025, 3, 14}));
  const auto found = std::find_if(choices.territories.begin(), choices.territories.end(),
                                  [](const job::TerritoryChoice &unit) { return unit.search_key == "quang ninh"; });
  BOOST_TEST_REQUIRE((found != choices.territories.end()));
  BOOST_TEST(found->name == "Quảng Ninh");
}

BOOST_AUTO_TEST_CASE(on_the_day_before_the_cut_off_the_period_is_not_offered) {
  BOOST_TEST(job::report_choices(shipped, {2025, 3, 14}, "vi").periods[0][0].id == "2024-Q4");
}

BOOST_AUTO_TEST_SUITE_END()
