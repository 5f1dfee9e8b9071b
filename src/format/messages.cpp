#include "format/messages.hpp"

#include "format/diagnostic_text.hpp"

#include <algorithm>
#include <map>

namespace solieu::format {

namespace {

struct Sentences {
  std::string vi;
  std::string en;
};

using Table = std::map<std::string, Sentences, std::less<>>;

const Table &table() {
  static const Table all = [] {
    Table made;
    for (const std::string_view csv : embedded_messages()) {
      for (std::vector<std::string> &record : records(csv)) {
        if (record.size() == 3 && record[0] != "code") {
          made.insert_or_assign(std::move(record[0]), Sentences{std::move(record[1]), std::move(record[2])});
        }
      }
    }
    return made;
  }();
  return all;
}

/// Reads one field from `i` on; stands behind it at the end.
std::string field(std::string_view csv, std::size_t &i) {
  std::string text;
  bool quoted = false;
  for (; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      text += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      break;
    } else if (quoted || c != '\r') {
      text += c;
    }
  }
  return text;
}

} // namespace

std::vector<std::vector<std::string>> records(std::string_view csv) {
  std::vector<std::vector<std::string>> all;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    std::vector<std::string> record{field(csv, i)};
    while (i < csv.size() && csv[i] == ',') {
      record.push_back(field(csv, ++i));
    }
    if (record.size() > 1 || !record.front().empty()) {
      all.push_back(std::move(record));
    }
  }
  return all;
}

const std::string *sentence_of(std::string_view code, std::string_view language) {
  const auto found = table().find(code);
  if (found == table().end()) {
    return nullptr;
  }
  return language == "en" ? &found->second.en : &found->second.vi;
}

std::string filled(std::string_view text, const Arguments &arguments) {
  std::string result;
  result.reserve(text.size() + 32);
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find_first_of("{}", open + 1);
    if (close == std::string_view::npos) {
      break;
    }
    result.append(text.substr(0, open));
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto argument =
        std::find_if(arguments.begin(), arguments.end(), [name](const auto &pair) { return pair.first == name; });
    if (text[close] == '}' && argument != arguments.end()) {
      result += argument->second;
      text.remove_prefix(close + 1);
    } else {
      result += '{';
      text.remove_prefix(open + 1);
    }
  }
  return result.append(text);
}

std::vector<std::string> known_codes() {
  std::vector<std::string> codes;
  codes.reserve(table().size());
  for (const auto &[code, sentences] : table()) {
    codes.push_back(code);
  }
  return codes;
}

} // namespace solieu::format
