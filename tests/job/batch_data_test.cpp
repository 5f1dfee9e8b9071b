#include "job/batch_data.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;

namespace {

const std::filesystem::path shipped = SOLIEU_BINARY_DIR "/workspace";

expression::Needs needs_of_jobs() {
  expression::Needs needs;
  needs.indicators = {"JOB_ADDED", "LF_TOTAL"};
  needs.last_year = true;
  return needs;
}

} // namespace

BOOST_AUTO_TEST_SUITE(batch_data)

BOOST_AUTO_TEST_CASE(every_report_gets_what_it_would_get_alone_whatever_the_batch) {
  diagnostic::Diagnostics findings;
  const auto workspace = job::open_workspace(shipped, findings);
  std::vector<expression::ReportContext> contexts;
  for (const char *unit : {"VN-NSO/2025-07-01/06652", "VN-NSO/2025-07-01/22", "VN-NSO/2025-07-01/15",
                           "VN-NSO/2025-07-01/06994", "VN-NSO/2025-07-01/31", "VN-NSO/2025-07-01/06652"}) {
    job::Coordinates coordinates;
    coordinates.period = contexts.size() % 2 == 0 ? "2026-Q3" : "2026-03";
    coordinates.territory = unit;
    coordinates.issue_date = model::Date{2026, 10, 20};
    contexts.push_back(job::make_context(*workspace, coordinates, nullptr));
  }
  const auto file = std::filesystem::path(SOLIEU_BINARY_DIR) / "test-files" / "batch.sqlite";
  std::filesystem::create_directories(file.parent_path());
  std::vector<data::Selection> selections;
  for (const auto &context : contexts)
    selections.push_back(job::selection_of(*workspace, needs_of_jobs(), context));
  job::JobSources sources(*workspace, "synthetic");
  const job::BatchData batches(*workspace, sources, selections, file);
  for (const std::size_t size : {std::size_t{1}, std::size_t{4}, std::size_t{100}}) {
    std::size_t seen = 0;
    for (std::size_t first = 0; first < contexts.size(); first += size) {
      for (const model::Dataset &dataset : batches.load(first, size)) {
        const auto alone = job::read_data(*workspace, "synthetic", needs_of_jobs(), contexts[seen]);
        BOOST_TEST(dataset.snapshot_id == alone.dataset.snapshot_id);
        BOOST_TEST_REQUIRE(dataset.size() == alone.dataset.size());
        for (std::size_t row = 0; row < dataset.size(); ++row)
          BOOST_TEST(dataset.at(row).row_id == alone.dataset.at(row).row_id);
        ++seen;
      }
    }
    BOOST_TEST(seen == contexts.size());
  }
  BOOST_TEST(batches.load(contexts.size(), 5).empty());
}

BOOST_AUTO_TEST_SUITE_END()
