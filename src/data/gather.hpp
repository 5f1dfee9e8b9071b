#pragma once

#include "data/data_source.hpp"
#include "data/row_reader.hpp"

#include <string>
#include <utility>
#include <vector>

namespace solieu::data {

/// Whether the years [first, last] that a period touches meet the selection, and indicator and territory are in it.
[[nodiscard]] bool is_selected(const model::Observation &observation, const Selection &selection,
                               const model::Catalogue &catalogue);

/// Every part of an observation but its origin, as one line of text: equal for equal facts, whatever the source.
[[nodiscard]] std::string canonical_row(const model::Observation &observation, const model::Catalogue &catalogue);

/// Now, UTC, ISO 8601 to the second.
[[nodiscard]] std::string utc_now();

/// Collects rows of one read and closes them into a dataset. The order of the rows in the source never matters: they
/// are put in the order of their canonical rows, and the snapshot's id is the SHA-256 of these.
class Gatherer {
public:
  Gatherer(const Selection &selection, const model::Catalogue &catalogue)
      : selection_(selection), catalogue_(catalogue) {}
  Gatherer(const Gatherer &) = delete;
  Gatherer &operator=(const Gatherer &) = delete;

  /// The rows that follow are of this table or file.
  void begin(RowOrigin origin);
  void add(const RawRow &row);
  /// A row that is not even one.
  void reject(diagnostic::Diagnostic finding) { findings_.add(std::move(finding)); }
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] ReadResult finish(std::string read_at);

private:
  const Selection &selection_;
  const model::Catalogue &catalogue_;
  RowOrigin origin_;
  RowFindings findings_;
  std::optional<RowReader> reader_;
  std::size_t rows_ = 0;
  std::vector<std::pair<std::string, model::Observation>> gathered_;
};

} // namespace solieu::data
