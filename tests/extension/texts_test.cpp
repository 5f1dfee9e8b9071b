#include "support/program.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace solieu;

namespace {

namespace fs = std::filesystem;

const fs::path extension_folder = SOLIEU_SOURCE_DIR "/extension";
const fs::path dialogs = extension_folder / "package/dialogs";

std::map<std::string, std::string> properties(const fs::path &file) {
  std::map<std::string, std::string> all;
  std::istringstream lines(support::read_file(file));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equal = line.find('=');
    if (equal != std::string::npos && line.front() != '#') {
      BOOST_TEST(all.emplace(line.substr(0, equal), line.substr(equal + 1)).second, file << ": " << line << " twice");
    }
  }
  return all;
}

std::set<std::string> keys(const std::map<std::string, std::string> &texts) {
  std::set<std::string> all;
  for (const auto &[key, text] : texts) {
    all.insert(key);
  }
  return all;
}

std::set<std::string> matches(const std::string &text, const std::string &expression) {
  const std::regex pattern(expression);
  std::set<std::string> all;
  for (std::sregex_iterator i(text.begin(), text.end(), pattern), end; i != end; ++i) {
    all.insert((*i)[1]);
  }
  return all;
}

std::string front_sources() {
  std::string text;
  for (const char *room : {"ui", "office"}) {
    for (const auto &entry : fs::directory_iterator(extension_folder / room)) {
      text += support::read_file(entry.path());
    }
  }
  return text;
}

std::vector<std::string> tables() { return {"strings", "findings", "new_report", "panel", "progress"}; }

} // namespace

BOOST_AUTO_TEST_SUITE(texts)

BOOST_AUTO_TEST_CASE(both_languages_have_the_same_keys_and_no_text_is_empty) {
  for (const std::string &table : tables()) {
    const auto vi = properties(dialogs / (table + "_vi_VN.properties"));
    const auto en = properties(dialogs / (table + "_en_US.properties"));
    BOOST_TEST(!vi.empty());
    BOOST_TEST(keys(vi) == keys(en), boost::test_tools::per_element());
    for (const auto &[key, text] : vi) {
      BOOST_TEST(!text.empty(), table << ": " << key << " has no text");
      BOOST_TEST(!en.at(key).empty(), table << ": " << key << " has no text");
    }
  }
}

BOOST_AUTO_TEST_CASE(every_key_of_a_window_has_its_text_and_no_text_is_left_over) {
  for (const std::string table : {"findings", "new_report", "panel", "progress"}) {
    const auto used = matches(support::read_file(dialogs / (table + ".xdl")), "\"&amp;([a-z_.]+)\"");
    const auto there = keys(properties(dialogs / (table + "_vi_VN.properties")));
    BOOST_TEST(used == there, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(every_key_of_the_code_has_its_text_and_no_text_is_left_over) {
  const std::string sources = front_sources();
  const std::set<std::string> there = keys(properties(dialogs / "strings_vi_VN.properties"));
  for (const std::string &key : matches(sources, "(?:string|line)\\(context_?, \"([a-z_.]+)\"")) {
    BOOST_TEST(there.contains(key), key << " has no text");
  }
  for (const std::string &key : there) {
    BOOST_TEST((key.starts_with("severity.") || sources.find("\"" + key + "\"") != std::string::npos),
               key << " is not used");
  }
}

BOOST_AUTO_TEST_CASE(no_sentence_stands_in_the_code) {
  // What a window shows comes from the tables: in the rooms of the windows no text literal has a blank between words,
  // but for the messages of exceptions, which no window shows.
  std::istringstream lines(front_sources());
  for (std::string line; std::getline(lines, line);) {
    if (line.find("Exception(") != std::string::npos || line.find("#include") != std::string::npos ||
        line.find("//") != std::string::npos) {
      continue;
    }
    for (const std::string &literal : matches(line, "\"([^\"]*)\"")) {
      const bool sentence = std::regex_search(literal, std::regex("[A-Za-z]{2,} [A-Za-z]{2,}"));
      BOOST_TEST((!sentence || literal == "Unicode text"), line);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_title_of_the_configuration_is_in_both_languages) {
  for (const auto &entry : fs::directory_iterator(extension_folder / "config")) {
    const std::string text = support::read_file(entry.path());
    const auto count = [&text](const std::string &part) {
      std::size_t found = 0;
      for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
      }
      return found;
    };
    BOOST_TEST(count("xml:lang=\"vi\"") == count("<value xml:lang=\"en-US\""), entry.path());
  }
}

BOOST_AUTO_TEST_CASE(every_picture_that_is_named_is_in_the_package) {
  const fs::path stage = SOLIEU_BINARY_DIR "/oxt/solieu";
  std::size_t named = 0;
  for (const auto &entry : fs::directory_iterator(extension_folder / "config")) {
    for (const std::string &picture : matches(support::read_file(entry.path()), "(icons/[a-z_0-9]+\\.png)")) {
      BOOST_TEST(fs::exists(stage / picture), picture);
      ++named;
    }
  }
  BOOST_TEST(named >= 7U);
}

BOOST_AUTO_TEST_CASE(the_manifest_names_what_is_in_the_package) {
  const fs::path stage = SOLIEU_BINARY_DIR "/oxt/solieu";
  for (const std::string &file :
       matches(support::read_file(SOLIEU_SOURCE_DIR "/manifest.xml"), "full-path=\"([^\"]+)\"")) {
    BOOST_TEST(fs::exists(stage / file), file);
  }
  for (const auto &entry : fs::directory_iterator(stage / "registry")) {
    const std::string name = "registry/" + entry.path().filename().string();
    BOOST_TEST(support::read_file(SOLIEU_SOURCE_DIR "/manifest.xml").find(name) != std::string::npos, name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
