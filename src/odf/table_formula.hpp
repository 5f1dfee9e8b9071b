#pragma once

#include "odf/formula.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::odf {

/// One step of computing a formula of a table of a text, operands first.
struct TableFormulaStep {
  enum class Kind : std::uint8_t {
    number,    ///< `text`, with the decimal sign of the document's language
    reference, ///< number `count` of the formula's references
    negate,
    add,
    subtract,
    multiply,
    divide,
    call, ///< of function `text` (lower case) with `count` arguments
  } kind = Kind::number;
  std::string text{};
  std::size_t count = 0;
};

/// A formula of a table of a text, as Writer writes it: "ooow:sum(<C2:C5>|<E2>)/<Bảng1.B2>".
struct TableFormula {
  std::vector<FormulaReference> references; ///< `<C2>`, `<C2:C5>`, `<Bảng1.C2>`; the sheet is the table
  std::vector<TableFormulaStep> steps;      ///< empty: something in it is beyond + − × ÷, lists and functions
};
[[nodiscard]] TableFormula table_formula(std::string_view formula);

/// True for a formula in Writer's own writing.
[[nodiscard]] bool is_table_formula(std::string_view formula);

/// The reference as Writer writes it, `<` and `>` included.
[[nodiscard]] std::string table_reference_text(const FormulaReference &reference);

} // namespace solieu::odf
