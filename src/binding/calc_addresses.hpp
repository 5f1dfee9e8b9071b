#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Addresses without brackets, one after the other: "Biểu.A1:Biểu.B2 Biểu.D1".
[[nodiscard]] Addresses address_list(const std::string &text);

/// An attribute that holds addresses, or a formula.
struct AddressAttribute {
  odf::XmlName name;
  bool formula;
};
[[nodiscard]] const std::vector<AddressAttribute> &address_attributes();

/// Formulas and the addresses of names, ranges, print areas and conditional formats become steps that move them.
void bind_addresses(Draft &draft, odf::XmlDocument &document, odf::XmlNode &spreadsheet);

/// A chart and what its ranges may point at.
struct ChartPlace {
  std::string name;
  std::vector<std::uint32_t> loops{}; ///< groups that repeat the place where it stands
  std::uint32_t own_table = no_index; ///< the table inside it
  bool own_figures = false;           ///< it gets one, with what it shows
};

/// The same for the ranges of a chart; true when there are any that move.
[[nodiscard]] bool bind_chart_ranges(Draft &draft, odf::XmlDocument &document, const ChartPlace &chart);

} // namespace solieu::binding
