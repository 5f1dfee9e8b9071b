#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::odf {

/// A cell address inside a formula: sheet empty = own sheet; row and column from 0.
struct CellAddress {
  std::string sheet;
  std::size_t row = 0;
  std::size_t column = 0;
  bool row_absolute = false;
  bool column_absolute = false;
  bool sheet_absolute = false;
  friend bool operator==(const CellAddress &, const CellAddress &) = default;
};

/// A reference in an OpenFormula text: one cell, or a range from `first` to `last`.
struct FormulaReference {
  std::size_t offset = 0; ///< bytes in the formula, brackets included
  std::size_t length = 0;
  CellAddress first;
  std::optional<CellAddress> last;
  bool range_argument = false; ///< stands alone as an argument of a function that takes ranges (SUM, AVERAGE …)
  bool named = false;          ///< the formula has a name of these cells there
};

/// All references `[.C5]`, `[.C5:.C6]`, `[$Sheet1.$A$1:.B2]`, `[#REF!]` left out, in order; text in quotes is skipped.
[[nodiscard]] std::vector<FormulaReference> formula_references(std::string_view formula);

/// A word of a formula that is no function: a name, a number, the prefix "of".
struct FormulaName {
  std::size_t offset = 0;
  std::string name;
  bool range_argument = false; ///< as of a reference
};
[[nodiscard]] std::vector<FormulaName> formula_names(std::string_view formula);

/// A formula as a person types it, "=SUM(B3;$T.C5:C6)" for "of:=SUM([.B3];[$T.C5:.C6])", with the place of each
/// reference.
struct TypedFormula {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> references; ///< offset and length
};
[[nodiscard]] TypedFormula typed_formula(std::string_view formula, const std::vector<FormulaReference> &references);

/// The reference as OpenFormula text, brackets included.
[[nodiscard]] std::string reference_text(const FormulaReference &reference);

/// "A" = 0 … "AMJ"; nothing when it is no column name.
[[nodiscard]] std::optional<std::size_t> column_number(std::string_view letters);
[[nodiscard]] std::string column_letters(std::size_t column);

} // namespace solieu::odf
