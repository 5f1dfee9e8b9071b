#include "house/source_tree.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace solieu::house;

BOOST_AUTO_TEST_SUITE(shape)

BOOST_AUTO_TEST_CASE(no_file_is_longer_than_600_lines) {
  for (const SourceFile &file : sources({"src", "extension", "tests"})) {
    const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
    BOOST_CHECK_MESSAGE(lines <= 600, file.path << " has " << lines << " lines, more than 600");
  }
}

BOOST_AUTO_TEST_CASE(names_say_what_a_file_is_for) {
  for (const SourceFile &file : sources({"src", "extension", "tests"})) {
    for (const std::string_view empty_name : {"util", "common", "helper", "manager", "misc"}) {
      BOOST_CHECK_MESSAGE(file.path.find(empty_name) == std::string::npos,
                          file.path << " is named \"" << empty_name << "\"");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
