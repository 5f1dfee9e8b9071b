#include "model/dataset.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace solieu::model;

namespace {

Observation observation(std::uint32_t territory, std::string_view period, std::int64_t value, Slice slice = {}) {
  Observation entry;
  entry.key.territory = TerritoryId{territory};
  entry.key.period = Period::parse(period).value();
  entry.key.slice = std::move(slice);
  entry.low = Decimal(value);
  return entry;
}

std::vector<std::uint32_t> rows(const Dataset &data, const ObservationKey &key) {
  const auto found = data.find(key);
  return {found.begin(), found.end()};
}

} // namespace

BOOST_AUTO_TEST_SUITE(dataset)

BOOST_AUTO_TEST_CASE(an_empty_dataset_finds_nothing) {
  Dataset data;
  BOOST_TEST(data.find(observation(1, "2025", 0).key).empty());
  data.seal();
  BOOST_TEST(data.find(observation(1, "2025", 0).key).empty());
}

BOOST_AUTO_TEST_CASE(finds_all_rows_of_a_key_in_the_order_added) {
  Dataset data;
  data.add(observation(1, "2025-Q1", 5));
  data.add(observation(2, "2025-Q1", 6));
  data.add(observation(1, "2025-Q1", 7));
  data.seal();
  BOOST_TEST(rows(data, data.at(0).key) == (std::vector<std::uint32_t>{0, 2}), boost::test_tools::per_element());
  BOOST_TEST(rows(data, data.at(1).key) == (std::vector<std::uint32_t>{1}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_part_of_the_key_counts) {
  Dataset data;
  const Observation base = observation(1, "2025-03", 5, {{BreakdownId{0}, "COAL"}});
  data.add(base);
  data.seal();
  ObservationKey other = base.key;
  other.period = Period::parse("2025-Q1").value();
  BOOST_TEST(data.find(other).empty());
  other = base.key;
  other.clock = Clock::admin15;
  BOOST_TEST(data.find(other).empty());
  other = base.key;
  other.kind = Kind::plan;
  BOOST_TEST(data.find(other).empty());
  other = base.key;
  other.measure = Measure::share;
  BOOST_TEST(data.find(other).empty());
  other = base.key;
  other.slice = {};
  BOOST_TEST(data.find(other).empty());
  other = base.key;
  other.slice.front().breakdown = BreakdownId{1};
  BOOST_TEST(data.find(other).empty());
  BOOST_TEST(data.find(base.key).size() == 1U);
}

BOOST_AUTO_TEST_CASE(days_are_different_keys) {
  Dataset data;
  data.add(observation(1, "2025-03-14", 5));
  data.seal();
  BOOST_TEST(data.find(observation(1, "2025-03-15", 0).key).empty());
  BOOST_TEST(data.find(observation(1, "2025-03-14", 0).key).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_slice_is_put_in_order) {
  Dataset data;
  data.add(observation(1, "2025", 5, {{BreakdownId{3}, "F"}, {BreakdownId{1}, "SC"}}));
  data.seal();
  BOOST_TEST(data.find(observation(1, "2025", 0, {{BreakdownId{1}, "SC"}, {BreakdownId{3}, "F"}}).key).size() == 1U);
}

BOOST_AUTO_TEST_CASE(many_keys_are_all_found) {
  Dataset data;
  data.reserve(60'000);
  for (std::uint32_t territory = 0; territory < 500; ++territory) {
    for (int month = 1; month <= 12; ++month) {
      for (const char *member : {"A", "B", "C", "D", "E"}) {
        Observation entry = observation(territory, "2025", territory, {{BreakdownId{0}, member}});
        entry.key.period = Period::month_of(2025, month);
        data.add(std::move(entry));
      }
    }
  }
  data.seal();
  for (std::uint32_t row = 0; row < data.size(); ++row) {
    const auto found = data.find(data.at(row).key);
    BOOST_REQUIRE(found.size() == 1U && found.front() == row);
  }
}

BOOST_AUTO_TEST_SUITE_END()
