#include "house/source_tree.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

using namespace solieu::house;

namespace {

/// From the brace at `open` to its partner, both included.
std::string block(const std::string &text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1U : 0U;
    if (text[i] == '}' && --depth == 0) {
      return text.substr(open, i - open + 1);
    }
  }
  return {};
}

/// The body of a function whose list of parameters begins at `open`; nothing when it is only declared.
std::string body_after(const std::string &text, std::size_t open) {
  std::size_t depth = 0;
  std::size_t i = open;
  do {
    depth += text[i] == '(' ? 1U : 0U;
    depth -= text[i] == ')' ? 1U : 0U;
  } while (++i < text.size() && depth > 0);
  const std::size_t end = text.find_first_of("{;", i);
  return end == std::string::npos || text[end] == ';' ? std::string() : block(text, end);
}

std::string stem_of(const std::string &path) { return std::filesystem::path(path).replace_extension().string(); }

/// Hands back or drops a member, or names a constant: nothing that could throw anything of ours.
bool trivial(const std::string &body) {
  static const std::regex statements(
      R"(\{\s*((const (rtl::OUString|std::array<rtl::OUString, \d+>) \w+ ?[({=][^;]*;\s*)?return [^;]*;|[\w>.-]+ = \w+;|\w+\.clear\(\);)?\s*\})");
  return std::regex_match(body, statements);
}

} // namespace

BOOST_AUTO_TEST_SUITE(guarded)

BOOST_AUTO_TEST_CASE(every_uno_method_is_guarded_or_trivial) {
  const std::vector<SourceFile> files = sources({"extension"});
  const std::regex declared(R"(SAL_CALL\s+(\w+)\s*\()");
  std::map<std::string, std::set<std::string>> names; // by file name without ending: a header declares for its source
  std::size_t checked = 0;
  const auto check = [&checked](const SourceFile &file, const std::string &name, const std::string &body) {
    if (!body.empty()) {
      ++checked;
      BOOST_CHECK_MESSAGE(body.find("border::guarded(") != std::string::npos || trivial(body),
                          file.path << ": " << name << " is neither guarded nor trivial");
    }
  };
  for (const SourceFile &file : files) {
    for (std::sregex_iterator i(file.text.begin(), file.text.end(), declared), end; i != end; ++i) {
      if (file.path.ends_with(".hpp")) {
        names[stem_of(file.path)].insert((*i)[1]);
      }
      check(file, (*i)[1], body_after(file.text, static_cast<std::size_t>(i->position() + i->length()) - 1));
    }
  }
  const std::regex defined(R"(\b[A-Z]\w+::(\w+)\()");
  for (const SourceFile &file : files) {
    for (std::sregex_iterator i(file.text.begin(), file.text.end(), defined), end; i != end; ++i) {
      if (names[stem_of(file.path)].contains((*i)[1])) {
        check(file, (*i)[1], body_after(file.text, static_cast<std::size_t>(i->position() + i->length()) - 1));
      }
    }
  }
  BOOST_TEST(checked > 40U);
}

BOOST_AUTO_TEST_SUITE_END()
