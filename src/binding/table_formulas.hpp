#pragma once

#include "binding/number_cells.hpp"
#include "binding/number_formats.hpp"

namespace solieu::binding {

/// Tables that a formula takes cells from, by name; "" is its own table.
[[nodiscard]] std::vector<std::string> tables_of_formula(std::string_view formula);

/// Cells of the template that something takes.
struct WatchedArea {
  std::uint32_t sheet;
  odf::CellAddress first, last;
  bool lasting;       ///< asked about when their rows are done
  bool shown = false; ///< by a chart, which wants their text too
};

/// A table of a text that has been read, and what it stands in.
struct ReadTable {
  odf::XmlNode *table = nullptr;
  odf::XmlDocument *document = nullptr;
  NumberCells *cells = nullptr;
  std::uint32_t sheet = no_index;
};

/// Formulas of tables that have been read become steps that move their references and compute their results; the cells
/// that they take are remembered, with those of `watched`. `names` are those of all tables of the document.
void bind_table_formulas(Draft &draft, const std::vector<ReadTable> &tables, const std::vector<std::string> &names,
                         const NumberFormats &formats, std::vector<WatchedArea> watched);

} // namespace solieu::binding
