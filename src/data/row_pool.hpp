#pragma once

#include "data/data_source.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace solieu::data {

/// Rows read for several reports, from which each gets its own: found by territory. The dataset and the catalogue must
/// outlive it.
class RowPool {
public:
  RowPool(const model::Dataset &rows, const model::Catalogue &catalogue);

  /// The rows of a selection in their order, sealed, with their id: as a read of this selection alone gives them.
  [[nodiscard]] model::Dataset dataset(const Selection &selection) const;

private:
  const model::Dataset &rows_;
  const model::Catalogue &catalogue_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_territory_;
};

} // namespace solieu::data
