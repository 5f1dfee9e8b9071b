#pragma once

#include "diagnostic/diagnostic.hpp"
#include "model/dataset.hpp"
#include "model/source_settings.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace solieu::data {

/// What one job needs; every kind of source pushes it down as far as it can.
struct Selection {
  std::set<std::string> indicators;          ///< empty = all
  std::vector<model::TerritoryId> territories; ///< empty = all; else these units (the caller adds children, predecessors)
  std::optional<int> first_year;             ///< years a period may touch
  std::optional<int> last_year;
};

/// What a source read: a sealed dataset and what was wrong with rows that were left out.
struct ReadResult {
  model::Dataset dataset;
  diagnostic::Diagnostics findings;
};

/// A configured source of observations (sources.json). One instance serves one job.
class DataSource {
public:
  virtual ~DataSource() = default;
  /// Everything selected, in one consistent read; throws Failure `data.…` when the source cannot be read.
  [[nodiscard]] virtual ReadResult read(const Selection &selection, const model::Catalogue &catalogue) = 0;
  /// Opens the source and looks whether it has the expected shape; throws Failure when not. Returns what it found:
  /// a line a person reads, e.g. the number of observations.
  [[nodiscard]] virtual std::string test(const model::Catalogue &catalogue) = 0;
};

/// Makes the source for a configuration; throws Failure `data.kind-unknown`.
[[nodiscard]] std::unique_ptr<DataSource> open_source(const model::SourceSettings &settings);

} // namespace solieu::data
