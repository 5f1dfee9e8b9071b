#include "job/batch_data.hpp"

#include "data/row_pool.hpp"
#include "data/snapshot.hpp"

#include <algorithm>
#include <set>

namespace solieu::job {

namespace {

/// What all of these need together.
data::Selection together(const std::vector<data::Selection> &selections, std::size_t first, std::size_t last) {
  data::Selection all = selections.at(first);
  std::set<model::TerritoryId> territories(all.territories.begin(), all.territories.end());
  for (std::size_t i = first + 1; i < last; ++i) {
    const data::Selection &one = selections.at(i);
    territories.insert(one.territories.begin(), one.territories.end());
    all.indicators.insert(one.indicators.begin(), one.indicators.end());
    all.first_year = std::min(all.first_year, one.first_year);
    all.last_year = std::max(all.last_year, one.last_year);
  }
  all.territories.assign(territories.begin(), territories.end());
  return all;
}

} // namespace

BatchData::BatchData(const workspace::Workspace &workspace, const std::string &source_alias,
                     const expression::Needs &needs, const std::vector<expression::ReportContext> &contexts,
                     std::filesystem::path snapshot)
    : workspace_(workspace) {
  for (const expression::ReportContext &context : contexts) {
    selections_.push_back(selection_of(workspace, needs, context));
  }
  snapshot_.alias = "snapshot";
  snapshot_.kind = "sqlite";
  snapshot_.path = snapshot.string();
  if (selections_.empty() || needs.indicators.empty()) {
    return;
  }
  data::SnapshotWriter writer(std::move(snapshot), workspace.catalogue);
  data::StreamResult streamed = data::open_source(find_source(workspace, source_alias))
                                    ->stream(together(selections_, 0, selections_.size()), workspace.catalogue, writer);
  writer.finish(streamed.snapshot_id, streamed.read_at);
  rows_ = streamed.rows;
  read_at_ = std::move(streamed.read_at);
  findings_ = std::move(streamed.findings);
}

std::vector<model::Dataset> BatchData::load(std::size_t first, std::size_t count) const {
  const std::size_t last = std::min(selections_.size(), first + count);
  std::vector<model::Dataset> datasets;
  if (first >= last || read_at_.empty()) {
    datasets.resize(first < last ? last - first : 0);
    for (model::Dataset &empty : datasets) {
      empty.seal();
    }
    return datasets;
  }
  const data::ReadResult read =
      data::open_source(snapshot_)->read(together(selections_, first, last), workspace_.catalogue);
  const data::RowPool pool(read.dataset, workspace_.catalogue);
  for (std::size_t i = first; i < last; ++i) {
    datasets.push_back(pool.dataset(selections_[i]));
    datasets.back().read_at = read_at_;
  }
  return datasets;
}

} // namespace solieu::job
