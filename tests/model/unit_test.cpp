#include "model/unit.hpp"

#include <boost/test/unit_test.hpp>

using solieu::model::Unit;

BOOST_AUTO_TEST_SUITE(unit)

BOOST_AUTO_TEST_CASE(splits_off_the_scale) {
  BOOST_CHECK((Unit::of("tỷ đồng") == Unit{"tỷ đồng", "đồng", 9}));
  BOOST_CHECK((Unit::of("tỉ đồng") == Unit{"tỉ đồng", "đồng", 9}));
  BOOST_CHECK((Unit::of("triệu đồng") == Unit{"triệu đồng", "đồng", 6}));
  BOOST_CHECK((Unit::of("nghìn người") == Unit{"nghìn người", "người", 3}));
  BOOST_CHECK((Unit::of("ngàn người") == Unit{"ngàn người", "người", 3}));
  BOOST_CHECK((Unit::of("nghìn tỷ đồng") == Unit{"nghìn tỷ đồng", "đồng", 12}));
  BOOST_CHECK((Unit::of(" người ") == Unit{"người", "người", 0}));
  BOOST_CHECK((Unit::of("triệu đồng/người") == Unit{"triệu đồng/người", "đồng/người", 6}));
}

BOOST_AUTO_TEST_CASE(knows_pure_numbers) {
  BOOST_CHECK((Unit::of("%") == Unit{"%", "", -2}));
  BOOST_CHECK((Unit::of("lần") == Unit{"lần", "", 0}));
  BOOST_TEST(Unit::of("").pure());
  BOOST_TEST(!Unit::of("người").pure());
}

BOOST_AUTO_TEST_CASE(people_and_participations_are_different) {
  BOOST_TEST(!Unit::of("người").same_dimension(Unit::of("lượt người")));
  BOOST_TEST(!Unit::of("doanh nghiệp").same_dimension(Unit::of("lượt doanh nghiệp")));
  BOOST_TEST(Unit::of("tỷ đồng").same_dimension(Unit::of("đồng")));
  BOOST_TEST(!Unit::of("triệuđồng").same_dimension(Unit::of("đồng")));
}

BOOST_AUTO_TEST_SUITE_END()
