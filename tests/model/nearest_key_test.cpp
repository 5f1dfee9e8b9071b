#include "model/nearest_key.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::model;

BOOST_AUTO_TEST_SUITE(nearest_key_)

BOOST_AUTO_TEST_CASE(only_the_list_is_mended_and_never_the_code) {
  TerritoryList list;
  for (const char *code : {"20", "22", "24"}) {
    Territory unit;
    unit.keys = {{"VN-NSO", {2025, 7, 1}, code}};
    list.add(std::move(unit));
  }
  BOOST_TEST(nearest_key("VN-NS/2025-07-01/22", list) == "VN-NSO/2025-07-01/22");
  BOOST_TEST(nearest_key("VN-NSO/2025-07-02/22", list) == "VN-NSO/2025-07-01/22");
  BOOST_TEST(nearest_key("VN-NSO/2025-07-01/23", list) == "");
  BOOST_TEST(nearest_key("VN-NSO/2025-07-01/2", list) == "");
  BOOST_TEST(nearest_key("23", list) == "");
  BOOST_TEST(nearest_key("", list) == "");
}

BOOST_AUTO_TEST_SUITE_END()
