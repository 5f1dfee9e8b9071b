#include "job/document_number.hpp"

#include <boost/test/unit_test.hpp>

using solieu::job::document_number;

BOOST_AUTO_TEST_SUITE(document_number_test)

BOOST_AUTO_TEST_CASE(a_number_gets_the_symbol_of_the_organisation) {
  BOOST_TEST(document_number("234", "BC-SNV") == "234/BC-SNV");
}

BOOST_AUTO_TEST_CASE(a_number_below_ten_gets_a_leading_zero) {
  BOOST_TEST(document_number("5", "BC-SNV") == "05/BC-SNV");
  BOOST_TEST(document_number("05", "BC-SNV") == "05/BC-SNV");
  BOOST_TEST(document_number("10", "BC-SNV") == "10/BC-SNV");
}

BOOST_AUTO_TEST_CASE(without_a_number_its_place_is_kept_open) {
  BOOST_TEST(document_number("", "BC-SNV") == "…/BC-SNV");
}

BOOST_AUTO_TEST_CASE(a_number_with_its_own_symbol_stays) {
  BOOST_TEST(document_number("7/BC-UBND", "BC-SNV") == "7/BC-UBND");
  BOOST_TEST(document_number(document_number("", "BC-SNV"), "BC-SNV") == "…/BC-SNV");
}

BOOST_AUTO_TEST_CASE(an_organisation_without_a_symbol_changes_nothing) {
  BOOST_TEST(document_number("5", "") == "5");
  BOOST_TEST(document_number("", "").empty());
}

BOOST_AUTO_TEST_SUITE_END()
