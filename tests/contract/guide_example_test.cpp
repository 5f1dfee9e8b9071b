#include "contract/source_kinds.hpp"
#include "data/snapshot.hpp"
#include "format/diagnostic_text.hpp"
#include "workspace/workspace.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

std::string read_file(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The JSON of the guide's section on files.
std::string example() {
  const auto guide = read_file(fs::path(SOLIEU_SOURCE_DIR) / "docs/guide-administrator.md");
  const auto section = guide.find("### 2.1 CSV files");
  const auto begin = guide.find("```json\n", section) + 8;
  return guide.substr(begin, guide.find("```", begin) - begin);
}

/// The shipped workspace with the sources of the guide, and files as the guide describes them.
std::unique_ptr<const workspace::Workspace> workspace_of_the_guide() {
  const auto folder = contract::fresh_folder("guide");
  fs::copy(fs::path(SOLIEU_BINARY_DIR) / "workspace", folder, fs::copy_options::recursive);
  auto settings = read_file(folder / "workspace.json");
  const std::string source = "\"published\"";
  settings.replace(settings.find(source), source.size(), "\"communes\"");
  std::ofstream(folder / "workspace.json", std::ios::binary) << settings;
  std::ofstream(folder / "sources.json", std::ios::binary) << example();
  fs::create_directories(folder / "statistics");
  std::ofstream(folder / "statistics/2025.csv", std::ios::binary)
      << "M\xB7 t\xD8nh;S\xE8 ng\xAD\xEA"
         "i\n22;tr\xAAn 7.650\nVN-NSO/2025-07-01/15;1.234,5 ngh\xD7n\n";
  fs::create_directories(folder / "forms");
  fs::copy_file(fs::path(SOLIEU_SOURCE_DIR) / "tests/data/workbooks/xlsxwriter.xlsx", folder / "forms/ba_che.xlsx");
  diagnostic::Diagnostics findings;
  auto loaded = workspace::load(folder, findings);
  for (const auto &finding : findings)
    BOOST_ERROR(format::report(finding, "en"));
  return loaded;
}

} // namespace

BOOST_AUTO_TEST_SUITE(guide_example)

BOOST_AUTO_TEST_CASE(the_sources_of_the_guide_are_read_and_kept_in_a_snapshot) {
  const auto workspace = workspace_of_the_guide();
  const std::vector<std::pair<std::string, std::vector<std::string>>> expected{
      {"statistics",
       {"JOB_ADDED 2025 7650 người 2025:2 trên 7.650", "JOB_ADDED 2025 1234.5 nghìn người 2025:3 1.234,5 nghìn"}},
      {"communes",
       {"JOB_ADDED 2025-Q1 62 người ba_che:8 ", "JOB_ADDED 2025-Q1 1700 người ba_che:9 trên 1.700",
        "TRAINED_RATE 2025-Q1 25.5 % ba_che:10 25,5%"}}};
  for (const auto &[alias, rows] : expected) {
    const auto *const settings = workspace->find_source(alias);
    BOOST_REQUIRE(settings != nullptr);
    const auto result = data::open_source(*settings)->read({}, workspace->catalogue);
    std::vector<std::string> found;
    for (const auto &o : result.dataset.all())
      found.push_back(workspace->catalogue.at(o.key.indicator).code + " " + o.key.period.id() + " " + o.low->text() +
                      " " + o.unit.text + " " + o.origin.text() + " " + o.text);
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), rows.begin(), rows.end());
    BOOST_CHECK_EQUAL(result.findings.size(), 0U);
    const auto kept = workspace->folder / (alias + ".sqlite");
    data::write_snapshot(result.dataset, workspace->catalogue, kept);
    model::SourceSettings offline;
    offline.kind = "sqlite";
    offline.path = kept.string();
    BOOST_CHECK_EQUAL(data::open_source(offline)->read({}, workspace->catalogue).dataset.snapshot_id,
                      result.dataset.snapshot_id);
  }
  BOOST_CHECK_EQUAL(data::open_source(*workspace->find_source("communes"))->test(workspace->catalogue).rows, 3U);
}

BOOST_AUTO_TEST_SUITE_END()
