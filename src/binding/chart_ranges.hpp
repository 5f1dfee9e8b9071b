#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// The name that a chart calls the table inside it.
inline constexpr std::string_view own_table_name = "local-table";

/// True when a chart shows a table inside it, and not one of the document.
[[nodiscard]] bool has_own_table(odf::XmlNode &chart);

/// Tables of the document that a chart shows.
[[nodiscard]] std::vector<std::string> shown_tables(odf::XmlNode &chart);

/// Each series that shows one column, or one row, of a block becomes a series for each copy.
void multiply_series(Draft &draft, odf::XmlDocument &document, std::uint32_t own_table);

/// Cells of a table that a chart draws or names.
struct ShownCells {
  std::uint32_t sheet;
  odf::CellAddress first, last;
};

/// True when a chart draws rows of a table of a text between which others will lie (the sums of groups, say): Writer's
/// charts take one range only. `shown` receives all that it shows of the tables that were read.
[[nodiscard]] bool draws_apart(const Draft &draft, odf::XmlNode &chart, std::vector<ShownCells> &shown);

} // namespace solieu::binding
