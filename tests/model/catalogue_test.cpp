#include "model/catalogue.hpp"
#include "model/observation.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::model;

BOOST_AUTO_TEST_SUITE(catalogue)

BOOST_AUTO_TEST_CASE(finds_by_code) {
  Catalogue catalogue;
  Breakdown channel;
  channel.code = "channel";
  channel.members = {{"COAL", {"ngành than", "coal"}, ""}, {"OTHER", {"khác", "other"}, ""}};
  const BreakdownId channel_id = catalogue.add(channel);
  Indicator added;
  added.code = "JOB_ADDED";
  added.breakdowns = {channel_id};
  const IndicatorId id = catalogue.add(added);
  BOOST_CHECK(catalogue.indicator("JOB_ADDED") == id);
  BOOST_TEST(!catalogue.indicator("JOB_ADED").has_value());
  BOOST_CHECK(catalogue.breakdown("channel") == channel_id);
  BOOST_TEST(!catalogue.breakdown("CHANNEL").has_value());
  BOOST_TEST(catalogue.at(id).code == "JOB_ADDED");
  BOOST_REQUIRE(catalogue.at(channel_id).find("COAL") != nullptr);
  BOOST_TEST(catalogue.at(channel_id).find("COAL")->name.vi == "ngành than");
  BOOST_CHECK(catalogue.at(channel_id).find("TOTAL") == nullptr);
  BOOST_TEST(catalogue.indicator_codes() == std::vector<std::string>{"JOB_ADDED"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(observation_words_go_both_ways) {
  for (const char *name : {"actual", "estimate", "plan", "target", "final"}) {
    BOOST_TEST(name_of(kind_named(name).value()) == name);
  }
  for (const char *name : {"exact", "at_least", "more_than", "at_most", "less_than", "about"}) {
    BOOST_TEST(name_of(bound_named(name).value()) == name);
  }
  for (const char *name : {"value", "share", "plan_percentage", "average", "ratio"}) {
    BOOST_TEST(name_of(measure_named(name).value()) == name);
  }
  for (const char *name :
       {"normal", "estimated", "provisional", "forecast", "missing", "break", "not_applicable", "suppressed"}) {
    BOOST_TEST(name_of(status_named(name).value()) == name);
  }
  BOOST_CHECK(bound_named("≥") == Bound::at_least);
  BOOST_CHECK(bound_named("≈") == Bound::about);
  BOOST_CHECK(status_named("B") == Status::series_break);
  BOOST_TEST(!kind_named("Actual").has_value());
  BOOST_TEST(!bound_named("").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
