#include "data/data_source.hpp"
#include "format/delimited_text.hpp"
#include "format/diagnostic_text.hpp"
#include "workspace/workspace.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <map>

using namespace solieu;

namespace {

struct Shipped {
  std::unique_ptr<const workspace::Workspace> workspace;
  data::ReadResult data;
};

Shipped &shipped() {
  static Shipped all = [] {
    diagnostic::Diagnostics findings;
    Shipped made;
    made.workspace = workspace::load(std::string(SOLIEU_BINARY_DIR) + "/workspace", findings);
    for (const auto &finding : findings)
      BOOST_ERROR(format::report(finding, "en"));
    made.data = data::open_source(*made.workspace->find_source(made.workspace->default_source))
                    ->read({}, made.workspace->catalogue);
    return made;
  }();
  return all;
}

std::string becomes(const std::string &row_id) {
  for (const auto &observation : shipped().data.dataset.all())
    if (observation.row_id == row_id)
      return observation.low ? "observation" : "text-only";
  const auto &documents = shipped().workspace->documents;
  const bool document = std::ranges::find(documents, row_id, &workspace::PolicyDocument::row_id) != documents.end();
  return document ? "document" : "nothing";
}

std::string stated(const std::string &row_id) {
  for (const auto &o : shipped().data.dataset.all())
    if (o.row_id == row_id)
      return std::string(model::name_of(o.key.kind)) + " " + std::string(model::name_of(o.key.measure)) + " " +
             o.key.period.id() + " " + (o.low ? o.low->text() : "–") + (o.high ? "–" + o.high->text() : "") + " " +
             o.unit.text + " " + std::string(model::name_of(o.bound)) + " " + o.wording;
  return "";
}

} // namespace

BOOST_AUTO_TEST_SUITE(published_figures)

BOOST_AUTO_TEST_CASE(all_83_rows_are_accounted_for) {
  std::ifstream file(SOLIEU_SOURCE_DIR "/tests/contract/published_rows.csv", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const auto table = format::read_delimited(bytes);
  std::map<std::string, int> counts;
  for (std::size_t i = 1; i < table.records.size(); ++i) {
    const auto &fields = table.records[i].fields;
    BOOST_CHECK_MESSAGE(becomes(fields[0]) == fields[1],
                        fields[0] << " became " << becomes(fields[0]) << ", not " << fields[1]);
    ++counts[fields[1]];
  }
  BOOST_CHECK_EQUAL(table.records.size() - 1, 83U);
  BOOST_CHECK_EQUAL(counts["document"], 13);
  BOOST_CHECK_EQUAL(counts["text-only"], 4);
  BOOST_CHECK_EQUAL(counts["observation"], 66);
}

BOOST_AUTO_TEST_CASE(the_shipped_rows_are_all_read) {
  for (const auto &finding : shipped().data.findings)
    BOOST_ERROR(format::report(finding, "en"));
  BOOST_CHECK_EQUAL(shipped().data.dataset.size(), 73U);
  for (const auto &observation : shipped().data.dataset.all()) {
    BOOST_CHECK(observation.key.clock == model::Clock::unstated);
    BOOST_CHECK(!observation.source.empty() && !observation.text.empty() && !observation.synthetic);
    const auto key = "wording." + observation.wording;
    BOOST_CHECK_MESSAGE(observation.wording.empty() || shipped().workspace->phrases.at("vi")->has(key), key);
    BOOST_CHECK_MESSAGE(observation.wording.empty() || shipped().workspace->phrases.at("en")->has(key), key);
  }
}

BOOST_AUTO_TEST_CASE(figures_keep_kind_measure_bound_and_wording) {
  BOOST_CHECK_EQUAL(stated("A7"), "actual value 2025-Q1 7650 người more_than tren");
  BOOST_CHECK_EQUAL(stated("A8"), "actual plan_percentage 2025-Q1 25.5 % exact ");
  BOOST_CHECK_EQUAL(stated("A9"), "plan value 2025 30000 người more_than tren");
  BOOST_CHECK_EQUAL(stated("A16"), "target value 2025-Q2 9000–10000 người about khoang");
  BOOST_CHECK_EQUAL(stated("B13"), "actual average 2020/2024 39000 người/năm more_than hon");
  BOOST_CHECK_EQUAL(stated("B14"), "actual share 2020/2024 97 % less_than gan");
  BOOST_CHECK_EQUAL(stated("B18"), "actual value 2021/2024 94.4 tỷ đồng more_than hon");
  BOOST_CHECK_EQUAL(stated("B24"), "actual ratio 2023 5 lần less_than gan");
  BOOST_CHECK_EQUAL(stated("H5"), "target value 2030 2200–2500 người exact ");
  BOOST_CHECK_EQUAL(stated("L17"), "target value 2025 13000 người at_least it_nhat");
  BOOST_CHECK_EQUAL(stated("L20"), "target value 2026/2030 27000 người exact ");
  BOOST_CHECK_EQUAL(stated("X1"), "estimate value 2025 35120 người exact uoc");
}

BOOST_AUTO_TEST_CASE(the_text_table_and_the_database_hold_the_same) {
  const auto &workspace = *shipped().workspace;
  const auto csv = data::open_source(*workspace.find_source("published_csv"))->read({}, workspace.catalogue);
  BOOST_CHECK_EQUAL(csv.dataset.snapshot_id, shipped().data.dataset.snapshot_id);
}

BOOST_AUTO_TEST_SUITE_END()
