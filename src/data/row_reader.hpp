#pragma once

#include "data/raw_row.hpp"
#include "diagnostic/diagnostic.hpp"
#include "model/catalogue.hpp"
#include "model/observation.hpp"
#include "model/period_codes.hpp"

#include <optional>
#include <string>

namespace solieu::data {

/// Where rows come from, for messages and for the origin of an observation.
struct RowOrigin {
  std::string file;
  std::string table;
  ColumnNames columns;
};

/// Collects what was wrong with rows, up to a bound; then only counts.
class RowFindings {
public:
  static constexpr std::size_t limit = 1000;

  void add(diagnostic::Diagnostic finding);
  /// The findings; the last one says how many there were beyond the bound.
  [[nodiscard]] diagnostic::Diagnostics take(const RowOrigin &origin);

private:
  diagnostic::Diagnostics list_;
  std::size_t more_ = 0;
};

/// Turns rows of any source into observations. A row that cannot be one is left out and everything that is wrong with
/// it becomes a finding.
class RowReader {
public:
  RowReader(const model::Catalogue &catalogue, RowOrigin origin, RowFindings &findings);

  [[nodiscard]] std::optional<model::Observation> read(const RawRow &row);

private:
  using Arguments = std::vector<std::pair<std::string, std::string>>;

  void report(diagnostic::Code code, Field field, Arguments arguments = {},
              diagnostic::Severity severity = diagnostic::Severity::warning);
  void refuse(diagnostic::Code code, Field field, Arguments arguments = {});
  /// The value, NFC and trimmed; "" for NULL. Broken text is refused.
  std::string text(Field field);
  std::optional<model::Decimal> number(Field field);
  void read_indicator(model::Observation &observation);
  void read_territory(model::Observation &observation);
  void read_period(model::Observation &observation);
  void read_foreign_period(model::Observation &observation, const model::ClockedPeriod &foreign);
  void read_slice(model::Observation &observation);
  void read_member(model::Observation &observation, const std::string &entry);
  void read_names(model::Observation &observation);
  void read_values(model::Observation &observation);
  void read_unit(model::Observation &observation);
  void read_rest(model::Observation &observation);

  const model::Catalogue &catalogue_;
  RowOrigin origin_;
  RowFindings &findings_;
  const RawRow *row_ = nullptr;
  const model::Indicator *indicator_ = nullptr;
  bool refused_ = false;
};

} // namespace solieu::data
