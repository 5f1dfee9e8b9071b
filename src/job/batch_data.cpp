#include "job/batch_data.hpp"

#include "data/row_pool.hpp"
#include "data/snapshot.hpp"

#include <algorithm>
#include <set>

namespace solieu::job {

namespace {

/// What the reports from `first` to before `last` need together; no indicators when they need nothing.
data::Selection together(const std::vector<data::Selection> &selections, std::size_t first, std::size_t last) {
  data::Selection all;
  std::set<model::TerritoryId> territories;
  for (std::size_t i = first; i < last; ++i) {
    const data::Selection &one = selections.at(i);
    if (one.indicators.empty()) {
      continue;
    }
    const bool none_before = all.indicators.empty();
    all.first_year = none_before ? one.first_year : std::min(all.first_year, one.first_year);
    all.last_year = none_before ? one.last_year : std::max(all.last_year, one.last_year);
    all.parameters = one.parameters;
    territories.insert(one.territories.begin(), one.territories.end());
    all.indicators.insert(one.indicators.begin(), one.indicators.end());
  }
  all.territories.assign(territories.begin(), territories.end());
  return all;
}

model::Dataset empty_dataset() {
  model::Dataset empty;
  empty.seal();
  return empty;
}

} // namespace

BatchData::BatchData(const workspace::Workspace &workspace, JobSources &sources,
                     std::vector<data::Selection> selections, std::filesystem::path snapshot)
    : workspace_(workspace), selections_(std::move(selections)) {
  snapshot_.alias = "snapshot";
  snapshot_.kind = "sqlite";
  snapshot_.path = snapshot.string();
  const data::Selection all = together(selections_, 0, selections_.size());
  if (all.indicators.empty()) {
    return;
  }
  data::SnapshotWriter writer(std::move(snapshot), workspace.catalogue);
  data::StreamResult streamed = sources.stream(all, writer);
  writer.finish(streamed.snapshot_id, streamed.read_at);
  rows_ = streamed.rows;
  read_at_ = std::move(streamed.read_at);
  findings_ = std::move(streamed.findings);
}

std::vector<model::Dataset> BatchData::load(std::size_t first, std::size_t count) const {
  const std::size_t last = std::min(selections_.size(), first + count);
  std::vector<model::Dataset> datasets;
  if (first >= last) {
    return datasets;
  }
  const data::Selection all = together(selections_, first, last);
  data::ReadResult read;
  if (all.indicators.empty()) {
    read.dataset = empty_dataset();
  } else {
    read = data::open_source(snapshot_)->read(all, workspace_.catalogue);
  }
  const data::RowPool pool(read.dataset, workspace_.catalogue);
  for (std::size_t i = first; i < last; ++i) {
    datasets.push_back(selections_[i].indicators.empty() ? empty_dataset() : pool.dataset(selections_[i]));
    datasets.back().read_at = read_at_;
  }
  return datasets;
}

} // namespace solieu::job
