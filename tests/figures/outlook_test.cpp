#include "figures/outlook.hpp"

#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::figures;

namespace {

/// Quarters of 2022–2025 with hand-worked shares; the plan of 2025 is 1,000.
struct Years : SmallCountry {
  Years() {
    year("2022", {"200", "300", "250", "250"}); // half-year share 50 %
    year("2023", {"210", "270", "320", "400"}); // 40 %
    year("2024", {"300", "420", "240", "240"}); // 60 %
    row("JOB_ADDED", quang_ninh, "2025-Q1", "220");
    row("JOB_ADDED", quang_ninh, "2025-Q2", "280");
  }

  void year(const std::string &id, const std::vector<std::string> &quarters) {
    for (std::size_t i = 0; i < quarters.size(); ++i)
      row("JOB_ADDED", quang_ninh, id + "-Q" + std::to_string(i + 1), quarters[i]);
  }
  void plan() { row("JOB_ADDED", quang_ninh, "2025", "1000", model::Kind::plan); }

  [[nodiscard]] Outlook at(std::string_view period, std::string_view indicator = "JOB_ADDED") {
    static_cast<void>(figure("JOB_ADDED", quang_ninh, "2025-Q1")); // seals
    return Resolver(catalogue, dataset, policy).outlook(query(indicator, quang_ninh, period));
  }
};

std::string rounded(const model::Quantity &quantity) {
  return quantity.present() ? quantity.low->fixed(2) + " " + quantity.unit.text : quantity.reason;
}

} // namespace

BOOST_AUTO_TEST_SUITE(outlooks)

BOOST_AUTO_TEST_CASE(two_ways_to_the_end_of_the_year_with_their_errors) {
  Years years;
  years.plan();
  const Outlook found = years.at("2025-S1");
  BOOST_CHECK_EQUAL(shown(found.to_date), "500 người");
  BOOST_CHECK_EQUAL(shown(found.at_pace), "1000 người");
  BOOST_CHECK_EQUAL(rounded(found.usual_share), "50.00 %"); // the middle of 50, 40, 60
  BOOST_CHECK_EQUAL(shown(found.usual), "1000 người");
  BOOST_REQUIRE_EQUAL(found.years.size(), 3U);
  BOOST_CHECK_EQUAL(found.years[0].year, 2024);
  // 2024: 720 of 1,200; at pace 1,440; by the other years' median share (45 %) 1,600.
  BOOST_CHECK_EQUAL(rounded(found.years[0].pace_error), "20.00 %");
  BOOST_CHECK_EQUAL(rounded(found.years[0].usual_error), "33.33 %");
  // 2023: 480 of 1,200; at pace 960; by 55 % 872.73.
  BOOST_CHECK_EQUAL(rounded(found.years[1].pace_error), "-20.00 %");
  BOOST_CHECK_EQUAL(rounded(found.years[1].usual_error), "-27.27 %");
  BOOST_CHECK_EQUAL(rounded(found.pace_error), "20.00 %"); // the middle of 20, 20, 0
  BOOST_CHECK_EQUAL(rounded(found.usual_error), "27.27 %");
}

BOOST_AUTO_TEST_CASE(an_outlook_is_always_a_forecast) {
  Years years;
  years.plan();
  const Outlook found = years.at("2025-S1");
  for (const model::Figure &figure : {found.at_pace, found.usual}) {
    BOOST_CHECK(figure.status == model::Status::forecast);
    BOOST_CHECK(figure.kind == model::Kind::estimate);
    BOOST_CHECK_EQUAL(figure.query.period.id(), "2025");
  }
  BOOST_CHECK_EQUAL(found.at_pace.provenance->parts.size(), 1U);
  BOOST_CHECK_EQUAL(found.usual.provenance->parts.size(), 7U); // to date; to date and whole of three years
}

BOOST_AUTO_TEST_CASE(what_would_be_a_guess_is_missing) {
  Years years;
  BOOST_CHECK_EQUAL(shown(years.at("2025-S1").at_pace), "figures.no-plan");
  years.plan();
  BOOST_CHECK_EQUAL(shown(years.at("2025-01").usual), "figures.outlook-early");
  BOOST_CHECK_EQUAL(shown(years.at("2025").at_pace), "figures.outlook-over");
  BOOST_CHECK_EQUAL(shown(years.at("2025-S1", "LF_TOTAL").at_pace), "figures.outlook-flow");
  BOOST_CHECK_EQUAL(shown(years.at("2025-S1", "TRAINED_RATE").usual), "figures.outlook-flow");
  BOOST_CHECK_EQUAL(shown(years.at("2025-9M").at_pace), "figures.year-to-date-incomplete");
}

BOOST_AUTO_TEST_CASE(one_known_year_gives_no_usual_share) {
  Years years;
  years.plan();
  std::erase_if(years.rows, [](const model::Observation &row) { return row.key.period.year() < 2024; });
  const Outlook found = years.at("2025-S1");
  BOOST_CHECK_EQUAL(shown(found.at_pace), "1000 người");
  BOOST_CHECK_EQUAL(shown(found.usual), "figures.outlook-years");
  BOOST_CHECK_EQUAL(argument(found.usual, "count"), "1");
  BOOST_CHECK_EQUAL(rounded(found.pace_error), "20.00 %");
  BOOST_CHECK_EQUAL(rounded(found.usual_error), "figures.outlook-years");
}

BOOST_AUTO_TEST_CASE(a_year_with_a_gap_is_not_known) {
  Years years;
  years.plan();
  std::erase_if(years.rows, [](const model::Observation &row) { return row.key.period.id() == "2023-Q4"; });
  const Outlook found = years.at("2025-S1");
  BOOST_CHECK_EQUAL(found.years.size(), 2U);
  BOOST_CHECK_EQUAL(rounded(found.usual_share), "55.00 %");
}

BOOST_AUTO_TEST_SUITE_END()
