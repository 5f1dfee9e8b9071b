#include "format/delimited_text.hpp"

#include <boost/test/unit_test.hpp>

using solieu::format::DelimitedProblem;
using solieu::format::DelimitedText;
using solieu::format::read_delimited;

BOOST_AUTO_TEST_SUITE(delimited_text)

BOOST_AUTO_TEST_CASE(quotes_commas_and_line_breaks_inside_a_field) {
  const DelimitedText text = read_delimited("\xEF\xBB\xBF"
                                            "key,text\r\na,\"x, \"\"y\"\"\nz\"\n\nb,\n");
  BOOST_REQUIRE(!text.problem);
  BOOST_REQUIRE_EQUAL(text.records.size(), 3U);
  BOOST_TEST(text.records[0].fields[0] == "key");
  BOOST_TEST(text.records[1].fields[1] == "x, \"y\"\nz");
  BOOST_TEST(text.records[2].fields.size() == 2U);
  BOOST_TEST(text.records[2].fields[1] == "");
}

BOOST_AUTO_TEST_CASE(semicolons_and_places_of_fields) {
  const DelimitedText text = read_delimited("tên;số\nđá;7\n");
  BOOST_TEST(text.delimiter == ';');
  BOOST_REQUIRE_EQUAL(text.records.size(), 2U);
  BOOST_TEST(text.records[1].line == 2U);
  BOOST_TEST(text.records[1].columns[1] == 4U);
}

BOOST_AUTO_TEST_CASE(an_unclosed_quote_is_a_problem_with_its_place) {
  const DelimitedText text = read_delimited("a,b\nc,\"d\n");
  BOOST_REQUIRE(text.problem.has_value());
  BOOST_TEST((text.problem->kind == DelimitedProblem::Kind::unclosed_quote));
  BOOST_TEST(text.problem->line == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
