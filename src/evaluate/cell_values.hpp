#pragma once

#include "model/decimal.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace solieu::evaluate {

/// What a cell of a table of a text holds for formulas.
struct CellValue {
  enum class Kind : std::uint8_t { text, number, waiting } kind = Kind::text;
  bool percent = false;      ///< a share of one, shown as a percentage
  std::uint8_t decimals = 0; ///< that it shows
  model::Decimal number{};
};

/// Values of the cells that formulas of a text's tables take, by copy of the table, column and row of the report.
class CellValues {
public:
  /// A cell that is written now; `lasting` = it will be asked about when its row is done, too. Cells of a column come
  /// from top to bottom. `watched` is its number in the template.
  void put(std::uint32_t table, std::uint32_t row, std::uint32_t column, std::uint32_t watched, bool lasting,
           CellValue value);
  /// A lasting cell that was waiting.
  void replace(std::uint32_t table, std::uint32_t row, std::uint32_t column, CellValue value);

  /// The cells of a range that are known, in each column from top to bottom.
  template <class Visit>
  void each(std::uint32_t table, std::uint32_t column, std::uint32_t first_row, std::uint32_t last_row,
            Visit visit) const {
    const auto found = columns_.find({table, column});
    if (found == columns_.end())
      return;
    for (const auto &[watched, cell] : found->second.recent)
      if (cell.row >= first_row && cell.row <= last_row)
        visit(cell.value);
    for (std::size_t i = found->second.at(first_row);
         i < found->second.lasting.size() && found->second.lasting[i].row <= last_row; ++i)
      visit(found->second.lasting[i].value);
  }

private:
  struct Cell {
    std::uint32_t row;
    CellValue value;
  };
  struct Column {
    std::vector<Cell> lasting;            ///< by row
    std::map<std::uint32_t, Cell> recent; ///< the last one of each watched cell
    /// Index of the first lasting cell in this row or below.
    [[nodiscard]] std::size_t at(std::uint32_t row) const;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Column> columns_; ///< by table and column
};

} // namespace solieu::evaluate
