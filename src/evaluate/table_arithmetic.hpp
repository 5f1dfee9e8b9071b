#pragma once

#include "evaluate/cell_values.hpp"
#include "odf/table_formula.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace solieu::evaluate {

/// The result of a formula of a text's table.
struct TableResult {
  enum class Kind : std::uint8_t {
    number,
    missing, ///< it needs a cell without a number, or divides by zero
    waiting, ///< it needs a cell that waits itself
    unknown, ///< the office alone can compute it
  } kind = Kind::unknown;
  CellValue value{};
};

/// Cells of each reference, by its number.
using CellsOf = std::function<std::vector<CellValue>(std::size_t reference)>;

/// Computes as Writer does, with exact decimals: sum, count, product and average leave cells without a number out;
/// mean, min and max, and a cell that stands alone, need one. Sums, differences and extremes show as many decimals as
/// what they are made of, other results up to two.
[[nodiscard]] TableResult compute(const std::vector<odf::TableFormulaStep> &steps, const CellsOf &cells,
                                  char decimal_sign);

} // namespace solieu::evaluate
