#include "support/program.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

namespace fs = std::filesystem;

/// The sources that the administrator's guide shows, each as JSON.
std::vector<std::string> examples() {
  const std::string guide = support::read_file(SOLIEU_SOURCE_DIR "/docs/guide-administrator.md");
  const std::string fence = "```json\n";
  std::vector<std::string> list;
  for (auto at = guide.find(fence); at != std::string::npos; at = guide.find(fence, at)) {
    at += fence.size();
    const auto block = guide.substr(at, guide.find("```", at) - at);
    if (block.starts_with("{\"alias\"")) {
      list.push_back(block);
    }
  }
  return list;
}

} // namespace

BOOST_AUTO_TEST_SUITE(guide_examples)

BOOST_AUTO_TEST_CASE(every_source_shown_in_the_guide_is_understood_and_the_local_ones_run) {
  const support::Folder folder;
  const auto workspace = folder.path() / "workspace";
  fs::copy(SOLIEU_BINARY_DIR "/workspace", workspace, fs::copy_options::recursive);
  std::string sources = R"({"alias": "published", "kind": "sqlite", "path": "observations.sqlite"})";
  const auto shown = examples();
  BOOST_TEST(shown.size() >= 6U);
  for (const auto &example : shown) {
    sources += ",\n" + example;
  }
  support::write_file(workspace / "sources.json", "{\"sources\": [" + sources + "]}");
  const auto solieu = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--workspace", workspace.string()});
    return support::run(SOLIEU_BINARY_DIR "/bin/solieu", words);
  };
  const auto checked = solieu({"workspace", "check", "--strict"});
  BOOST_TEST(checked.status == 0, checked.out << checked.err);
  const auto tested = solieu({"source", "test", "register"});
  BOOST_TEST(tested.status == 0, tested.err);
  BOOST_TEST(tested.out.starts_with("✓ register: rows that can be used: "), tested.out);
  const auto office = solieu({"source", "test", "office_list"});
  BOOST_TEST(office.status == 3);
  BOOST_TEST(office.err.find("can be read inside LibreOffice only") != std::string::npos, office.err);
}

BOOST_AUTO_TEST_SUITE_END()
