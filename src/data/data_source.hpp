#pragma once

#include "diagnostic/diagnostic.hpp"
#include "model/dataset.hpp"
#include "model/source_settings.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace solieu::data {

/// What one job needs; every kind of source pushes it down as far as it can.
struct Selection {
  std::set<std::string> indicators; ///< empty = all
  std::vector<model::TerritoryId>
      territories;               ///< empty = all; else these units (the caller adds children, predecessors)
  std::optional<int> first_year; ///< years a period may touch
  std::optional<int> last_year;
  model::NamedValues parameters; ///< values for the source's own parameters; names it does not have are not used

  /// Whether everything is asked for.
  [[nodiscard]] bool empty() const noexcept {
    return indicators.empty() && territories.empty() && !first_year && !last_year;
  }
};

/// What a source read: a sealed dataset and what was wrong with rows that were left out.
struct ReadResult {
  model::Dataset dataset;
  diagnostic::Diagnostics findings;
};

/// Takes observations one at a time, as they are read.
class ObservationSink {
public:
  virtual ~ObservationSink() = default;
  /// May be moved from; what is left of it is the caller's.
  virtual void take(model::Observation &&observation) = 0;
};

/// What a read that keeps no rows knows at its end.
struct StreamResult {
  std::string snapshot_id; ///< of the rows selected; equal whatever their order and the kind of source
  std::string read_at;     ///< ISO 8601 time of the read, UTC
  std::size_t rows = 0;    ///< handed to the sink
  diagnostic::Diagnostics findings;
};

/// The answer to a named query: a row has a text, or nothing for NULL, for each of the query's own columns.
struct QueryRows {
  std::vector<std::vector<std::optional<std::string>>> rows;
};

/// A configured source of observations (sources.json). One instance serves one job.
class DataSource {
public:
  virtual ~DataSource() = default;
  /// Everything selected, in one consistent read; throws Failure `data.…` when the source cannot be read.
  [[nodiscard]] ReadResult read(const Selection &selection, const model::Catalogue &catalogue);
  /// The same, handed over row by row in the source's order: memory does not grow with the number of rows.
  virtual StreamResult stream(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink) = 0;
  /// Reads everything and keeps nothing: how many rows can be used, and what is wrong with the others. Failure as
  /// above.
  [[nodiscard]] StreamResult test(const model::Catalogue &catalogue);
  /// A named query with a value for each of its parameters, in the same view of the data as the reads of this instance.
  /// Throws Failure `data.…`, also for a row that cannot stand in a document.
  [[nodiscard]] virtual QueryRows query(const model::NamedQuery &query, const model::NamedValues &values);
  /// From any thread: a read, query or test under way at a server ends within a second with Failure `data.cancelled`.
  void cancel() noexcept { cancelled_ = true; }

protected:
  std::atomic<bool> cancelled_ = false;
};

/// Makes the source for a configuration, whose kind is one of model::source_kinds; Failure `data.office-only` for a
/// registered database outside the office.
[[nodiscard]] std::unique_ptr<DataSource> open_source(const model::SourceSettings &settings);

} // namespace solieu::data
