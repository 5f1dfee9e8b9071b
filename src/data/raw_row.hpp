#pragma once

#include "model/source_settings.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// The parts of an observation as a source holds them.
enum class Field : std::size_t {
  row_id,
  indicator,
  territory,
  period,
  clock,
  slice,
  kind,
  measure,
  low,
  high,
  bound,
  wording,
  unit,
  status,
  as_of,
  source,
  text,
  synthetic
};
inline constexpr std::size_t field_count = 18;

/// Column names of the source by field.
using ColumnNames = std::array<std::string, field_count>;
[[nodiscard]] ColumnNames column_names(const model::ColumnMapping &mapping);
/// Whether a source without this column cannot be read at all.
[[nodiscard]] bool is_required(Field field) noexcept;

/// One row, every value as text that stands elsewhere; NULL is nothing.
struct RowView {
  std::array<std::optional<std::string_view>, field_count> values;
  std::size_t number = 0;              ///< row of the table, line of the file
  bool inexact = false;                ///< a number was held in binary and has more than 15 digits
  std::string_view value_name{};       ///< of a wide table: the column of the value
  std::size_t value_column = 0;        ///< and its number, from 1
  std::bitset<field_count> of_value{}; ///< the parts that only this value of the row has

  [[nodiscard]] const std::optional<std::string_view> &at(Field field) const {
    return values.at(static_cast<std::size_t>(field));
  }
};

/// The same with texts of its own.
struct RawRow {
  std::array<std::optional<std::string>, field_count> values;
  std::size_t number = 0;
  bool inexact = false;

  [[nodiscard]] RowView view() const;
};

} // namespace solieu::data
