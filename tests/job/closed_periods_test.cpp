#include "job/closed_periods.hpp"

#include "diagnostic/failure.hpp"
#include "support/own_workspace.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

job::PeriodsJob asked(const std::string &report_template = "BC03") {
  job::PeriodsJob job;
  job.template_name = report_template;
  job.workspace = SOLIEU_BINARY_DIR "/workspace";
  job.today = {2026, 3, 20};
  return job;
}

std::string ids(const std::optional<std::vector<std::string>> &periods) {
  std::string text = periods ? "" : "not known";
  for (const std::string &id : periods.value_or(std::vector<std::string>())) {
    text += (text.empty() ? "" : " ") + id;
  }
  return text;
}

std::string failure_of(const job::PeriodsJob &job) {
  try {
    return ids(job::periods_with_figures(job));
  } catch (const diagnostic::Failure &failure) {
    return failure.what();
  }
}

} // namespace

BOOST_AUTO_TEST_SUITE(closed_periods)

BOOST_AUTO_TEST_CASE(offered_are_those_that_are_over_three_years_back_newest_first) {
  const auto periods =
      job::closed_periods({model::PeriodKind::quarter, model::PeriodKind::year}, model::Clock::calendar, {2025, 4, 1});
  std::string text;
  for (const model::Period &period : periods) {
    text += period.id() + " ";
  }
  BOOST_TEST(text == "2025-Q1 2024-Q4 2024 2024-Q3 2024-Q2 2024-Q1 2023-Q4 2023 2023-Q3 2023-Q2 2023-Q1 "
                     "2022-Q4 2022 2022-Q3 2022-Q2 2022-Q1 ");
  BOOST_TEST(job::closed_periods({model::PeriodKind::month}, model::Clock::admin15, {2025, 3, 15}).front().id() ==
             "2025-03");
}

BOOST_AUTO_TEST_CASE(with_figures_are_those_that_the_source_has_a_result_of_an_indicator_for) {
  BOOST_TEST(ids(job::periods_with_figures(asked())) == "2025-Q1");
  job::PeriodsJob elsewhere = asked();
  elsewhere.territory = "VN-NSO/2025-07-01/91";
  BOOST_TEST(ids(job::periods_with_figures(elsewhere)).empty());
}

BOOST_AUTO_TEST_CASE(a_period_that_is_the_sum_of_shorter_ones_or_of_the_units_inside_counts) {
  job::PeriodsJob synthetic = asked(); // its series is monthly, of the communes too
  synthetic.source = "synthetic";
  const std::string found = ids(job::periods_with_figures(synthetic));
  BOOST_TEST(found.find("2024-Q4") != std::string::npos, found);
  BOOST_TEST(found.find("2024-9M") != std::string::npos, found);
}

BOOST_AUTO_TEST_CASE(a_source_that_cannot_be_read_and_a_template_that_is_not_there_fail_as_for_a_report) {
  const support::OwnWorkspace own;
  job::PeriodsJob job = asked();
  job.workspace = own.path();
  std::filesystem::remove(own.database());
  BOOST_TEST(failure_of(job).find("data.file-missing") == 0U, failure_of(job));
  BOOST_TEST(failure_of(asked("BC99")).find("job.template-unknown") == 0U);
  job::PeriodsJob stopped = asked();
  stopped.cancelled = [] { return true; };
  const std::string outcome = failure_of(stopped);
  BOOST_TEST((outcome.find("data.cancelled") == 0U || outcome == "2025-Q1"), outcome);
}

BOOST_AUTO_TEST_SUITE_END()
