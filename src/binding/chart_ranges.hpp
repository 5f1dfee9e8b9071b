#pragma once

#include "binding/draft.hpp"

#include <array>

namespace solieu::binding {

/// The name that a chart calls the table inside it.
inline constexpr std::string_view own_table_name = "local-table";

/// What LibreOffice gives one series after the other.
inline constexpr std::array<const char *, series_colours> series_palette = {"#004586", "#ff420e", "#ffd320", "#579d1c",
                                                                            "#7e0021", "#83caff", "#314004", "#aecf00",
                                                                            "#4b1f6f", "#ff950e", "#c5000b", "#0084d1"};

/// True when a chart shows a table inside it, and not one of the document.
[[nodiscard]] bool has_own_table(odf::XmlNode &chart);

/// Tables of the document that a chart shows.
[[nodiscard]] std::vector<std::string> shown_tables(odf::XmlNode &chart);

/// A chart over cells of markers was saved without series, because to the office they are texts: it gets those of the
/// cells that it was made for. A chart that stays without is warned about. True when it got some.
bool give_series(Draft &draft, odf::XmlDocument &document, const std::string &chart);

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
