#pragma once

#include "data/catalogue_names.hpp"
#include "data/raw_row.hpp"
#include "data/written_number.hpp"
#include "diagnostic/diagnostic.hpp"
#include "model/catalogue.hpp"
#include "model/observation.hpp"
#include "model/period_codes.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <cstring>
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

/// Remembers what the texts of a column came to: a column says the same few things over and over. Asked with the text
/// as it stands, so that a known one is not even cleaned.
template <class Value, std::size_t Size> class Memo {
public:
  [[nodiscard]] const Value *find(std::string_view text) noexcept {
    if (last_ != nullptr && last_->text == text)
      return &last_->value;
    auto &slot = slots_[place(text)];
    if (!slot.used || slot.text != text)
      return nullptr;
    last_ = &slot;
    return &slot.value;
  }
  /// Valid until the next call.
  const Value &keep(std::string_view text, Value value) {
    auto &slot = text.size() <= longest ? slots_[place(text)] : too_long_;
    slot = {std::string(text), std::move(value), true};
    return slot.value;
  }

private:
  static constexpr std::size_t longest = 500;
  struct Slot {
    std::string text;
    Value value{};
    bool used = false;
  };
  /// By the first and the last eight bytes: keys differ at their ends.
  [[nodiscard]] static std::size_t place(std::string_view text) noexcept {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    const auto part = std::min(text.size(), sizeof first);
    if (part != 0) {
      std::memcpy(&first, text.data(), part);
      std::memcpy(&last, text.data() + (text.size() - part), part);
    }
    constexpr std::uint64_t spread = 0x9E3779B97F4A7C15ULL;
    auto mixed = (first * spread) ^ last ^ text.size();
    mixed = (mixed ^ mixed >> 32U) * spread;
    return static_cast<std::size_t>(mixed >> 32U) % Size;
  }
  std::vector<Slot> slots_ = std::vector<Slot>(Size);
  Slot too_long_;
  const Slot *last_ = nullptr;
};

/// Turns rows of any source into observations. A row that cannot be one is left out and everything that is wrong with
/// it becomes a finding.
class RowReader {
public:
  RowReader(const model::Catalogue &catalogue, CatalogueNames &names, RowOrigin origin, RowFindings &findings);
  RowReader(const RowReader &) = delete;
  RowReader &operator=(const RowReader &) = delete;

  /// The observation, which may be moved from, valid until the next row; null for a row that was left out.
  [[nodiscard]] model::Observation *read(const RowView &row);

private:
  using Arguments = std::vector<std::pair<std::string, std::string>>;

  void report(diagnostic::Code code, Field field, Arguments arguments = {},
              diagnostic::Severity severity = diagnostic::Severity::warning);
  void refuse(std::string_view code, Field field, const std::function<Arguments()> &arguments = {});
  /// The value, NFC and trimmed, valid as long as the row; "" for NULL. Broken text is refused.
  std::string_view text(Field field);
  void begin(const RowView &row);
  /// What is wrong with the part concerns the whole row, not one value of a wide table.
  [[nodiscard]] bool concerns_row(Field field) const;
  /// The value when it is nothing but a number, as nearly every one is.
  [[nodiscard]] std::optional<model::Decimal> bare_number() const;
  /// The number, the range and what its words say; a plain number for the upper end.
  std::optional<WrittenNumber> number(Field field);
  const model::Unit &unit_of(std::string_view name);
  void read_indicator();
  std::optional<model::IndicatorId> indicator_named(std::string_view name);
  void read_territory();
  void read_named_territory(std::string_view name);
  void read_period();
  void read_foreign_period(const model::ClockedPeriod &foreign);
  void read_slice();
  void read_member(const std::string &entry);
  template <class Name, class Find> void read_name(Field field, Memo<Name, 16> &known, Name &target, Find find);
  void read_names();
  void read_values();
  void take_words(WrittenNumber &&written);
  void read_unit();
  /// What an indicator counts is whole; "7.650" persons is a number in another writing than the source declares.
  void require_whole();
  void read_source();
  void read_rest();

  const model::Catalogue &catalogue_;
  RowOrigin origin_;
  RowFindings &findings_;
  model::SharedText table_;
  const RowView *row_ = nullptr;
  model::Observation observation_;
  const model::Indicator *indicator_ = nullptr;
  bool refused_ = false;
  std::size_t told_row_ = 0;
  std::bitset<field_count> told_; ///< parts of the row, in a wide table, of which something was said
  bool period_known_ = true;
  std::array<std::string, field_count> cleaned_;
  CatalogueNames &names_;
  std::string words_unit_; ///< the unit that the value's own words say
  Memo<model::IndicatorId, 256> indicators_;
  Memo<model::TerritoryId, 4096> territories_; ///< a province has hundreds of communes
  Memo<model::Period, 4096> periods_;
  Memo<model::Slice, 256> slices_;
  Memo<model::Clock, 16> clocks_;
  Memo<model::Kind, 16> kinds_;
  Memo<model::Measure, 16> measures_;
  Memo<model::Bound, 16> bounds_;
  Memo<model::Status, 16> statuses_;
  Memo<model::Unit, 64> units_;
  Memo<model::SharedText, 64> sources_;
};

} // namespace solieu::data
