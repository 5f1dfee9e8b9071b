#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::house {

/// A row of rooms.csv: what a room may include, from the table of the architecture page.
struct Room {
  std::string name; ///< folder under src/, or "extension/<folder>"
  std::vector<std::string> may_include;
  std::vector<std::string> third_party; ///< beginnings of the headers it may include
  std::vector<std::string> in_one_file; ///< beginnings of headers that one file of the room may include
  std::string code_prefix;              ///< what its codes begin with
};

[[nodiscard]] std::vector<Room> rooms();
/// The rooms a room sees: its row and what those rooms see.
[[nodiscard]] std::set<std::string> seen_by(const std::string &room, const std::vector<Room> &all);

struct SourceFile {
  std::string path; ///< from the project's root, with '/'
  std::string room; ///< as in rooms.csv
  std::string text;
};

[[nodiscard]] std::string contents(const std::filesystem::path &file);
/// The C++ files below the given folders of the project, in order of their paths.
[[nodiscard]] std::vector<SourceFile> sources(const std::vector<std::string> &folders);

/// The records of a comma-separated file, without its header.
[[nodiscard]] std::vector<std::vector<std::string>> table(const std::filesystem::path &file);

} // namespace solieu::house
