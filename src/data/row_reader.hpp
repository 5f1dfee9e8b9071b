#pragma once

#include "data/raw_row.hpp"
#include "data/written_number.hpp"
#include "diagnostic/diagnostic.hpp"
#include "model/catalogue.hpp"
#include "model/observation.hpp"
#include "model/period_codes.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::data {

/// Where rows come from, for messages and for the origin of an observation.
struct RowOrigin {
  std::string file;
  std::string table;
  ColumnNames columns;
  model::Writing writing = model::Writing::plain;
  std::string sheet{};                                 ///< of a workbook: findings name the cell
  std::array<std::size_t, field_count> cell_columns{}; ///< of the sheet, from 1; 0 = the field is in no column
  bool fixed_point = false; ///< numbers come with the digits of their column's type: "30.000" is thirty
};

/// Collects what was wrong with rows, up to a bound; then only counts.
class RowFindings {
public:
  static constexpr std::size_t limit = 1000;

  void add(diagnostic::Diagnostic finding);
  /// One more beyond the bound would only be counted: what it says need not be made.
  [[nodiscard]] bool full() const noexcept { return list_.size() >= limit; }
  void count() noexcept { ++more_; }
  /// The findings; the last one says how many there were beyond the bound.
  [[nodiscard]] diagnostic::Diagnostics take(const RowOrigin &origin);

private:
  diagnostic::Diagnostics list_;
  std::size_t more_ = 0;
};

/// Remembers what the texts of a column came to: a column says the same few things over and over.
template <class Value, std::size_t Size = 256> class Memo {
public:
  [[nodiscard]] const Value *find(std::string_view text) const noexcept {
    const auto &slot = slots_[place(text)];
    return slot.used && slot.text == text ? &slot.value : nullptr;
  }
  void keep(std::string_view text, const Value &value) {
    if (text.size() <= longest)
      slots_[place(text)] = {std::string(text), value, true};
  }

private:
  static constexpr std::size_t longest = 200;
  struct Slot {
    std::string text;
    Value value{};
    bool used = false;
  };
  [[nodiscard]] static std::size_t place(std::string_view text) noexcept {
    return std::hash<std::string_view>{}(text) % Size;
  }
  std::vector<Slot> slots_ = std::vector<Slot>(Size);
};

/// Turns rows of any source into observations. A row that cannot be one is left out and everything that is wrong with
/// it becomes a finding.
class RowReader {
public:
  RowReader(const model::Catalogue &catalogue, RowOrigin origin, RowFindings &findings);

  [[nodiscard]] std::optional<model::Observation> read(const RowView &row);

private:
  using Arguments = std::vector<std::pair<std::string, std::string>>;

  void report(diagnostic::Code code, Field field, Arguments arguments = {},
              diagnostic::Severity severity = diagnostic::Severity::warning);
  void refuse(std::string_view code, Field field, const std::function<Arguments()> &arguments = {});
  /// The value, NFC and trimmed, valid as long as the row; "" for NULL. Broken text is refused.
  std::string_view text(Field field);
  /// The number, the range and what its words say; a plain number for the upper end.
  std::optional<WrittenNumber> number(Field field);
  void read_indicator(model::Observation &observation);
  void read_territory(model::Observation &observation);
  void read_period(model::Observation &observation);
  void read_foreign_period(model::Observation &observation, const model::ClockedPeriod &foreign);
  void read_slice(model::Observation &observation);
  void read_member(model::Observation &observation, const std::string &entry);
  void read_names(model::Observation &observation);
  void read_values(model::Observation &observation);
  void take_words(model::Observation &observation, WrittenNumber &&written);
  void read_unit(model::Observation &observation);
  /// What an indicator counts is whole; "7.650" persons is a number in another writing than the source declares.
  void require_whole(const model::Observation &observation);
  void read_rest(model::Observation &observation);

  const model::Catalogue &catalogue_;
  RowOrigin origin_;
  RowFindings &findings_;
  const RowView *row_ = nullptr;
  const model::Indicator *indicator_ = nullptr;
  bool refused_ = false;
  std::array<std::string, field_count> cleaned_;
  std::string words_unit_; ///< the unit that the value's own words say
  Memo<model::IndicatorId> indicators_;
  Memo<model::TerritoryId, 4096> territories_; ///< a province has hundreds of communes
  Memo<model::Period> periods_;
  Memo<model::Unit> units_;
};

} // namespace solieu::data
