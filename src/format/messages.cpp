#include "format/messages.hpp"

#include "format/delimited_text.hpp"
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
      for (DelimitedRecord &record : read_delimited(csv).records) {
        std::vector<std::string> &fields = record.fields;
        if (fields.size() == 3 && fields[0] != "code") {
          made.insert_or_assign(std::move(fields[0]), Sentences{std::move(fields[1]), std::move(fields[2])});
        }
      }
    }
    return made;
  }();
  return all;
}

} // namespace

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
