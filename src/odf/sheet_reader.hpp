#pragma once

#include "odf/package.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace solieu::odf {

/// A cell of a workbook as it was saved; of a formula its result.
struct SheetCell {
  enum class Kind : std::uint8_t { empty, text, number, percentage, date, boolean, error };
  Kind kind = Kind::empty;
  std::string text; ///< a number in its stored digits (of a percentage: 0.255), a day in ISO 8601, "true"; an error's
                    ///< own sign, or the formula that has no result
  bool covered = false; ///< belongs to a merged cell that begins above or to the left; has that one's content
  std::size_t rows = 1; ///< that a merged cell spans
};

/// Takes the sheets of a workbook as they are read.
class SheetVisitor {
public:
  virtual ~SheetVisitor() = default;
  /// False passes over this sheet.
  virtual bool begin_sheet(std::string_view name) = 0;
  /// A row that has something in it, by its number from 1; cells from column A on, without the empty ones at the end.
  virtual void row(std::size_t number, std::span<const SheetCell> cells) = 0;
};

/// Reads the cells of an .ods workbook in one pass: no row is kept. Comments, drawings and tracked changes are left
/// out. Bounded by `limits` but for the number of nodes; Failure `odf.…`, `odf.encrypted` for one with a password,
/// `odf.not-a-workbook` for another document.
void read_sheets(const Package &package, SheetVisitor &visitor, const Limits &limits);

} // namespace solieu::odf
