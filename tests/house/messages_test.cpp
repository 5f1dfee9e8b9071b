#include "format/messages.hpp"
#include "house/source_tree.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>

using namespace solieu::house;

namespace {

namespace fs = std::filesystem;

struct Row {
  std::string file;
  std::string room;
  std::vector<std::string> fields;
};

std::map<std::string, Row> all_rows() {
  std::map<std::string, Row> rows;
  for (const Room &room : rooms()) {
    const std::string path = (room.name.starts_with("extension/") ? "" : "src/") + room.name + "/messages.csv";
    for (auto &fields : table(fs::path(SOLIEU_SOURCE_DIR) / path)) {
      const std::string code = fields.front();
      const auto [place, fresh] = rows.emplace(code, Row{path, room.name, std::move(fields)});
      BOOST_CHECK_MESSAGE(fresh, path << ": " << code << " has a second row; the first is in " << place->second.file);
    }
  }
  return rows;
}

/// The names between braces, each once; `{vi}` and `{en}` are the two halves of a text that an administrator wrote.
std::set<std::string> places(const std::string &sentence, const std::string &language) {
  std::set<std::string> names;
  for (std::size_t open = sentence.find('{'); open != std::string::npos; open = sentence.find('{', open + 1)) {
    const std::size_t close = sentence.find_first_of("{}", open + 1);
    if (close != std::string::npos && sentence[close] == '}') {
      const std::string name = sentence.substr(open + 1, close - open - 1);
      names.insert(name == language ? "{own language}" : name);
    }
  }
  return names;
}

bool code_shaped(const std::string &text) {
  return text.find('.') != std::string::npos && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
         });
}

/// The texts between quotation marks that look like a code or a part of one.
std::set<std::string> code_literals(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t open = text.find('"'); open != std::string_view::npos; open = text.find('"')) {
    text.remove_prefix(open + 1);
    const std::string literal(text.substr(0, text.find('"')));
    if (code_shaped(literal)) {
      found.insert(literal);
    }
  }
  return found;
}

/// "workspace.json" names a file, "office." the beginning of codes.
bool file_name(const std::string &literal) {
  return literal.ends_with(".") || literal.ends_with(".json") || literal.ends_with(".csv") ||
         literal.ends_with(".sqlite");
}

/// Every text inside `Code{…}`, also where a condition chooses between several.
std::set<std::string> codes_named(std::string_view text) {
  std::set<std::string> found;
  constexpr std::string_view opening = "Code{";
  for (std::size_t at = text.find(opening); at != std::string_view::npos; at = text.find(opening, at)) {
    at += opening.size();
    found.merge(code_literals(text.substr(at, text.find('}', at) - at)));
  }
  return found;
}

} // namespace

BOOST_AUTO_TEST_SUITE(messages)

BOOST_AUTO_TEST_CASE(every_code_has_a_sentence) {
  const std::map<std::string, Row> rows = all_rows();
  const std::vector<Room> known = rooms();
  for (const SourceFile &file : sources({"src", "extension"})) {
    const auto room =
        std::find_if(known.begin(), known.end(), [&file](const Room &each) { return each.name == file.room; });
    const std::string own = room == known.end() ? "" : room->code_prefix + ".";
    std::set<std::string> codes = codes_named(file.text);
    for (const std::string &literal : code_literals(file.text)) {
      if (!own.empty() && literal.starts_with(own) && !file_name(literal)) {
        codes.insert(literal);
      }
    }
    for (const std::string &code : codes) {
      BOOST_CHECK_MESSAGE(rows.contains(code), file.path << ": the code " << code << " has no row in messages.csv");
    }
  }
}

BOOST_AUTO_TEST_CASE(every_sentence_has_a_use) {
  std::set<std::string> used;
  for (const SourceFile &file : sources({"src", "extension"})) {
    used.merge(code_literals(file.text));
  }
  for (const auto &[code, row] : all_rows()) {
    BOOST_CHECK_MESSAGE(used.contains(code), row.file << ": nothing uses " << code);
  }
}

BOOST_AUTO_TEST_CASE(every_row_stands_with_its_room_in_both_languages) {
  const std::vector<Room> known = rooms();
  for (const auto &[code, row] : all_rows()) {
    const auto room =
        std::find_if(known.begin(), known.end(), [&row](const Room &each) { return each.name == row.room; });
    BOOST_CHECK_MESSAGE(code.starts_with(room->code_prefix + "."),
                        row.file << ": " << code << " belongs to another room");
    BOOST_CHECK_MESSAGE(row.fields.size() == 3,
                        row.file << ": " << code << " has " << row.fields.size() << " fields, not 3");
    if (row.fields.size() == 3) {
      BOOST_CHECK_MESSAGE(!row.fields[1].empty() && !row.fields[2].empty(),
                          row.file << ": " << code << " lacks a language");
      BOOST_CHECK_MESSAGE(places(row.fields[1], "vi") == places(row.fields[2], "en"),
                          row.file << ": " << code << " has other {places} in Vietnamese than in English");
    }
  }
}

BOOST_AUTO_TEST_CASE(the_program_says_what_the_files_say) {
  for (const auto &[code, row] : all_rows()) {
    if (row.fields.size() != 3 || row.file.starts_with("extension/")) {
      continue;
    }
    for (const auto &[language, field] : {std::pair{"vi", 1U}, std::pair{"en", 2U}}) {
      const std::string *const sentence = solieu::format::sentence_of(code, language);
      BOOST_CHECK_MESSAGE(sentence != nullptr && *sentence == row.fields[field],
                          row.file << ": " << code << " is compiled in otherwise (" << language << ")");
    }
  }
}

BOOST_AUTO_TEST_CASE(every_file_of_sentences_has_the_same_header) {
  for (const Room &room : rooms()) {
    const fs::path path = fs::path(SOLIEU_SOURCE_DIR) / "src" / room.name / "messages.csv";
    if (fs::exists(path)) {
      BOOST_CHECK_MESSAGE(contents(path).starts_with("code,vi,en\n"), path << " begins otherwise than code,vi,en");
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
