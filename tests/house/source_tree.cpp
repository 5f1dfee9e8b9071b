#include "house/source_tree.hpp"

#include "format/delimited_text.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace solieu::house {

namespace fs = std::filesystem;

namespace {

const fs::path root = SOLIEU_SOURCE_DIR;

std::vector<std::string> words(const std::string &text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()};
}

/// "src/format/text.cpp" → "format"; "extension/ui/panel.cpp" → "extension/ui".
std::string room_of(const fs::path &path) {
  auto part = path.begin();
  const std::string top = (part++)->string();
  const std::string folder = part == path.end() ? "" : part->string();
  return top == "extension" ? top + "/" + folder : folder;
}

} // namespace

std::string contents(const fs::path &file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::vector<std::string>> table(const fs::path &file) {
  std::vector<std::vector<std::string>> rows;
  for (format::DelimitedRecord &record : format::read_delimited(contents(file)).records) {
    rows.push_back(std::move(record.fields));
  }
  if (!rows.empty()) {
    rows.erase(rows.begin());
  }
  return rows;
}

std::vector<Room> rooms() {
  std::vector<Room> all;
  for (const auto &row : table(root / "tests/house/rooms.csv")) {
    all.push_back({row.at(0), words(row.at(1)), words(row.at(2)), words(row.at(3)), row.at(4)});
  }
  return all;
}

std::set<std::string> seen_by(const std::string &room, const std::vector<Room> &all) {
  std::set<std::string> seen;
  std::vector<std::string> open{room};
  while (!open.empty()) {
    const std::string name = open.back();
    open.pop_back();
    const auto row =
        std::find_if(all.begin(), all.end(), [&name](const Room &candidate) { return candidate.name == name; });
    if (seen.insert(name).second && row != all.end()) {
      open.insert(open.end(), row->may_include.begin(), row->may_include.end());
    }
  }
  return seen;
}

std::vector<SourceFile> sources(const std::vector<std::string> &folders) {
  std::vector<SourceFile> files;
  for (const std::string &folder : folders) {
    if (!fs::is_directory(root / folder)) {
      continue;
    }
    for (const auto &entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string ending = entry.path().extension().string();
      if (entry.is_regular_file() && (ending == ".cpp" || ending == ".hpp")) {
        const fs::path path = fs::relative(entry.path(), root);
        files.push_back({path.generic_string(), room_of(path), contents(entry.path())});
      }
    }
  }
  std::sort(files.begin(), files.end(), [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
  return files;
}

} // namespace solieu::house
