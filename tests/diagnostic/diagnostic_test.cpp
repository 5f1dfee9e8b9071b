#include "diagnostic/diagnostic.hpp"
#include "diagnostic/failure.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu::diagnostic;

BOOST_AUTO_TEST_SUITE(diagnostic)

BOOST_AUTO_TEST_CASE(the_nearest_name_forgives_a_slip) {
  const std::vector<std::string> codes{"JOB_ADDED", "JOB_CREATED", "VET_ENR"};
  BOOST_TEST(nearest_name("JOB_ADED", codes) == "JOB_ADDED");
  BOOST_TEST(nearest_name("job_added", codes) == "JOB_ADDED");
  BOOST_TEST(nearest_name("VET_ERN", codes) == "VET_ENR");
  BOOST_TEST(nearest_name("Quảng Nịnh", {"Quảng Ninh", "Quảng Nam"}) == "Quảng Ninh");
}

BOOST_AUTO_TEST_CASE(a_far_name_is_not_proposed) {
  BOOST_TEST(nearest_name("BUDGET", {"JOB_ADDED", "VET_ENR"}) == "");
  BOOST_TEST(nearest_name("X", {}) == "");
}

BOOST_AUTO_TEST_CASE(broken_utf8_does_no_harm) { BOOST_TEST(nearest_name("\xF0\x9F", {"\xC3"}) == ""); }

BOOST_AUTO_TEST_CASE(only_an_error_stops) {
  Diagnostics list{{Code{"a.note"}, Severity::note}, {Code{"a.warning"}, Severity::warning}};
  BOOST_TEST(!has_error(list));
  append(list, {{Code{"a.error"}, Severity::error}});
  BOOST_TEST(list.size() == 3U);
  BOOST_TEST(has_error(list));
}

BOOST_AUTO_TEST_CASE(a_failure_carries_its_findings) {
  const Failure failure(Diagnostics{{Code{"room.first"}}, {Code{"room.second"}}});
  BOOST_TEST(failure.findings().size() == 2U);
  BOOST_TEST(std::string(failure.what()) == "room.first");
  BOOST_TEST(std::string(Failure(Diagnostics{}).what()) == "failure");
}

BOOST_AUTO_TEST_SUITE_END()
