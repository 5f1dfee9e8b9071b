// Districts until 30 June 2025, communes from 1 July 2025: the units inside a province follow the period's last day.
#include "figures/figures_fixture.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::figures;

BOOST_AUTO_TEST_SUITE(inner_units)

BOOST_AUTO_TEST_CASE(districts_are_summed_before_the_reform_and_communes_after_it) {
  SmallCountry country;
  const auto van_don = country.add_unit("Vân Đồn", "203", "2000-01-01", country.quang_ninh, "2025-06-30");
  const auto ba_che = country.add_unit("Ba Chẽ", "202", "2000-01-01", country.quang_ninh, "2025-06-30");
  country.catalogue.territories.at(van_don).type = "huyện";
  country.row("JOB_ADDED", van_don, "2025-06", "40");
  country.row("JOB_ADDED", ba_che, "2025-06", "2");
  country.row("JOB_ADDED", country.ha_long, "2025-07", "30");
  country.row("JOB_ADDED", country.cam_pha, "2025-07", "9");
  BOOST_CHECK_EQUAL(shown(country.figure("JOB_ADDED", country.quang_ninh, "2025-06")), "42 người");
  // By the clock 15–14, July 2025 ends on the 14th and is the communes' (domain.md 4.3).
  BOOST_CHECK_EQUAL(shown(country.figure("JOB_ADDED", country.quang_ninh, "2025-07")), "39 người");
  BOOST_CHECK_EQUAL(shown(country.figure("JOB_ADDED", van_don, "2025-08")), "figures.unit-ended");
  BOOST_CHECK_EQUAL(shown(country.figure("JOB_ADDED", country.ha_long, "2025-06")), "figures.unit-not-yet");
}

BOOST_AUTO_TEST_CASE(a_split_commune_is_missing_without_shares_and_there_with_them) {
  SmallCountry country;
  const auto before = country.add_unit("Minh Châu", "06001", "2000-01-01", country.quang_ninh, "2025-06-30");
  const auto after = country.add_unit("Vân Đồn", "06994", "2025-07-01", country.quang_ninh);
  country.catalogue.territories.at(after).predecessors = {{before, std::nullopt}};
  country.row("JOB_ADDED", before, "2025-05", "80");
  const auto missing = country.figure("JOB_ADDED", after, "2025-05");
  BOOST_CHECK_EQUAL(shown(missing), "figures.split-predecessor");
  BOOST_CHECK_EQUAL(argument(missing, "predecessor"), "Minh Châu");
  country.catalogue.territories.at(after).predecessors = {{before, model::Decimal::parse("0.25")}};
  BOOST_CHECK_EQUAL(shown(country.figure("JOB_ADDED", after, "2025-05")), "20 người");
  BOOST_CHECK(country.figure("JOB_ADDED", after, "2025-05").rebased);
}

BOOST_AUTO_TEST_SUITE_END()
