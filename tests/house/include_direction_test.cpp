#include "house/source_tree.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <sstream>

using namespace solieu::house;

namespace {

struct Include {
  std::string header;
  bool own = false; ///< between quotation marks
};

std::vector<Include> includes(const std::string &text) {
  std::vector<Include> all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t hash = line.find_first_not_of(" \t");
    const std::size_t word =
        hash == std::string::npos || line[hash] != '#' ? hash : line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line[hash] != '#' || line.compare(word, 7, "include") != 0) {
      continue;
    }
    const std::size_t open = line.find_first_of("<\"", word);
    const std::size_t close = open == std::string::npos ? open : line.find_first_of(">\"", open + 1);
    if (close != std::string::npos) {
      all.push_back({line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
  }
  return all;
}

/// A header of the C++ standard library has neither folder nor ending.
bool standard(const std::string &header) { return header.find_first_of("/.") == std::string::npos; }

bool begins_with_one_of(const std::string &header, const std::vector<std::string> &beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&header](const auto &start) { return header.starts_with(start); });
}

/// "ui/panel.hpp" seen from the extension is the room "extension/ui".
std::string room_named(const std::string &header, const std::vector<Room> &all) {
  const std::string folder = header.substr(0, header.find('/'));
  const auto known = [&all](const std::string &name) {
    return std::any_of(all.begin(), all.end(), [&name](const Room &room) { return room.name == name; });
  };
  return known(folder) ? folder : "extension/" + folder;
}

} // namespace

BOOST_AUTO_TEST_SUITE(include_direction)

BOOST_AUTO_TEST_CASE(every_room_includes_only_what_its_row_allows) {
  const std::vector<Room> all = rooms();
  std::size_t checked = 0;
  for (const SourceFile &file : sources({"src", "extension"})) {
    const auto row = std::find_if(all.begin(), all.end(), [&file](const Room &room) { return room.name == file.room; });
    BOOST_CHECK_MESSAGE(row != all.end(),
                        file.path << ": room " << file.room << " has no row in tests/house/rooms.csv");
    if (row == all.end()) {
      continue;
    }
    const std::set<std::string> seen = seen_by(file.room, all);
    for (const Include &include : includes(file.text)) {
      ++checked;
      if (include.own) {
        BOOST_CHECK_MESSAGE(seen.contains(room_named(include.header, all)),
                            file.path << " includes \"" << include.header << "\", which " << file.room << " may not");
      } else {
        BOOST_CHECK_MESSAGE(standard(include.header) || begins_with_one_of(include.header, row->third_party),
                            file.path << " includes <" << include.header << ">, which " << file.room << " may not");
      }
    }
  }
  BOOST_TEST(checked > 100U);
}

BOOST_AUTO_TEST_CASE(what_belongs_in_one_file_is_in_one_file) {
  const std::vector<SourceFile> files = sources({"src", "extension"});
  for (const Room &room : rooms()) {
    std::set<std::string> users;
    for (const SourceFile &file : files) {
      const std::vector<Include> all = file.room == room.name ? includes(file.text) : std::vector<Include>{};
      if (std::any_of(all.begin(), all.end(), [&room](const Include &include) {
            return begins_with_one_of(include.header, room.in_one_file);
          })) {
        users.insert(file.path);
      }
    }
    BOOST_CHECK_MESSAGE(users.size() <= 1, room.name << " includes a one-file library in " << users.size()
                                                     << " files, one is " << (users.empty() ? "" : *users.begin()));
  }
}

BOOST_AUTO_TEST_CASE(no_two_rooms_see_each_other) {
  const std::vector<Room> all = rooms();
  for (const Room &room : all) {
    for (const std::string &other : seen_by(room.name, all)) {
      BOOST_CHECK_MESSAGE(other == room.name || !seen_by(other, all).contains(room.name),
                          room.name << " and " << other << " see each other");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
