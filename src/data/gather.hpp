#pragma once

#include "data/data_source.hpp"
#include "data/one_beside.hpp"
#include "data/row_reader.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// Which observations a selection asks for: indicator and territory are in it, and the years that the period touches
/// meet it. Made once for many rows.
class Chosen {
public:
  Chosen(const Selection &selection, const model::Catalogue &catalogue);
  [[nodiscard]] bool holds(const model::Observation &observation) const;

private:
  std::vector<bool> indicators_, territories_; ///< by number; empty = all
  std::optional<int> first_year_, last_year_;
};

/// Different for different periods of some years (but for days and spans of years): where a table finds one at once.
[[nodiscard]] std::size_t step_of(const model::Period &period) noexcept;

/// Writes canonical rows one after the other into the same text and remembers what repeats. A canonical row has every
/// part of an observation but its origin: equal for equal facts, whatever the source.
class CanonicalWriter {
public:
  explicit CanonicalWriter(const model::Catalogue &catalogue) : catalogue_(catalogue) {}

  /// Valid until the next call.
  [[nodiscard]] std::string_view row(const model::Observation &observation);

  /// The unit's oldest key and the period's id.
  [[nodiscard]] const std::string &territory(model::TerritoryId unit);
  [[nodiscard]] const std::string &period(const model::Period &period);

private:
  struct NamedPeriod {
    model::Period period;
    std::string id;
  };
  const model::Catalogue &catalogue_;
  std::vector<std::string> territories_;
  std::array<NamedPeriod, 512> periods_;
  std::string slice_, low_, high_, as_of_, line_;
};

/// Now, UTC, ISO 8601 to the second.
[[nodiscard]] std::string utc_now();

/// The id of a set of rows: a sum of their SHA-256 modulo 2^256 with their number, so that no order and no other row
/// has to be kept. Equal rows count as often as they stand there. Many rows are summed up beside their reading.
class RowDigest {
public:
  RowDigest();
  RowDigest(const RowDigest &) = delete;
  RowDigest &operator=(const RowDigest &) = delete;
  ~RowDigest();

  void add(std::string_view canonical_row);
  [[nodiscard]] std::string text();

private:
  struct Sum;
  struct Rows {
    std::string bytes;
    std::vector<std::size_t> lengths;
  };
  std::unique_ptr<Sum> sum_;
  Rows next_, under_way_;
  OneBeside summing_; ///< of the rows under way; the last member, as it waits for them
};

/// Reads rows of one source into observations, hands those that are selected to the sink and keeps none.
class Gatherer {
public:
  Gatherer(const Selection &selection, const model::Catalogue &catalogue, ObservationSink &sink)
      : catalogue_(catalogue), sink_(sink), chosen_(selection, catalogue), canonical_(catalogue) {}
  Gatherer(const Gatherer &) = delete;
  Gatherer &operator=(const Gatherer &) = delete;

  /// The rows that follow are of this table or file.
  void begin(RowOrigin origin);
  void add(const RowView &row);
  void add(const RawRow &row) { add(row.view()); }
  /// A row that is not even one.
  void reject(diagnostic::Diagnostic finding) { findings_.add(std::move(finding)); }
  /// What is wrong with parts that every row of a table has; `column` of a finding is the usual name of the field.
  [[nodiscard]] diagnostic::Diagnostics faults_of(const RowView &parts, model::Writing writing);
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] StreamResult finish(std::string read_at);

private:
  const model::Catalogue &catalogue_;
  ObservationSink &sink_;
  Chosen chosen_;
  RowOrigin origin_;
  RowFindings findings_;
  CatalogueNames names_{catalogue_}; ///< of all the files of the source
  std::optional<RowReader> reader_;
  std::size_t rows_ = 0;
  std::size_t taken_ = 0;
  CanonicalWriter canonical_;
  RowDigest digest_;
};

} // namespace solieu::data
