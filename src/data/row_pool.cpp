#include "data/row_pool.hpp"

#include "data/gather.hpp"

#include <algorithm>

namespace solieu::data {

RowPool::RowPool(const model::Dataset &rows, const model::Catalogue &catalogue) : rows_(rows), catalogue_(catalogue) {
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    by_territory_[static_cast<std::uint32_t>(rows.at(row).key.territory)].push_back(row);
}

model::Dataset RowPool::dataset(const Selection &selection) const {
  const Chosen chosen(selection, catalogue_);
  std::vector<std::uint32_t> wanted;
  const auto take = [&](const std::vector<std::uint32_t> &list) {
    for (const auto row : list)
      if (chosen.holds(rows_.at(row)))
        wanted.push_back(row);
  };
  if (selection.territories.empty()) {
    for (const auto &[territory, list] : by_territory_)
      take(list);
  }
  for (const auto territory : selection.territories)
    if (const auto found = by_territory_.find(static_cast<std::uint32_t>(territory)); found != by_territory_.end())
      take(found->second);
  std::ranges::sort(wanted);
  const auto twice = std::ranges::unique(wanted);
  wanted.erase(twice.begin(), twice.end());
  RowDigest digest;
  CanonicalWriter canonical(catalogue_);
  model::Dataset dataset;
  dataset.reserve(wanted.size());
  for (const auto row : wanted) {
    digest.add(canonical.row(rows_.at(row)));
    dataset.add(rows_.at(row));
  }
  dataset.seal();
  dataset.snapshot_id = digest.text();
  return dataset;
}

} // namespace solieu::data
