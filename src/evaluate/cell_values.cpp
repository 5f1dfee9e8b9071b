#include "evaluate/cell_values.hpp"

#include <algorithm>

namespace solieu::evaluate {

void CellValues::put(std::uint32_t table, std::uint32_t row, std::uint32_t column, std::uint32_t watched, bool lasting,
                     CellValue value) {
  Column &cells = columns_[{table, column}];
  if (lasting)
    cells.lasting.push_back({row, value});
  else
    cells.recent.insert_or_assign(watched, Cell{row, value});
}

void CellValues::replace(std::uint32_t table, std::uint32_t row, std::uint32_t column, CellValue value) {
  Column &cells = columns_[{table, column}];
  if (const std::size_t index = cells.at(row); index < cells.lasting.size() && cells.lasting[index].row == row)
    cells.lasting[index].value = value;
}

std::size_t CellValues::Column::at(std::uint32_t row) const {
  const auto found = std::lower_bound(lasting.begin(), lasting.end(), row,
                                      [](const Cell &cell, std::uint32_t wanted) { return cell.row < wanted; });
  return static_cast<std::size_t>(found - lasting.begin());
}

} // namespace solieu::evaluate
