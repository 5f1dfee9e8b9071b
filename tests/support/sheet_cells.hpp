#pragma once

#include "odf/xml_document.hpp"
#include "support/odf_builder.hpp"

#include <string>
#include <string_view>

namespace solieu::support {

/// A cell with a text; " " keeps spaces as the office does.
[[nodiscard]] inline std::string text_cell(std::string_view text, std::string_view more = "") {
  std::string escaped;
  odf::escape_xml(text, false, escaped);
  return "<table:table-cell office:value-type=\"string\"" + std::string(more) + "><text:p>" + escaped +
         "</text:p></table:table-cell>";
}

[[nodiscard]] inline std::string number_cell(std::string_view value, std::string_view type = "float",
                                             std::string_view more = "") {
  return "<table:table-cell office:value-type=\"" + std::string(type) + "\" office:value=\"" + std::string(value) +
         "\"" + std::string(more) + "><text:p>shown</text:p></table:table-cell>";
}

inline const std::string empty_cell = "<table:table-cell/>";
inline const std::string covered_cell = "<table:covered-table-cell/>";

[[nodiscard]] inline std::string sheet_row(std::string_view cells, std::string_view more = "") {
  return "<table:table-row" + std::string(more) + ">" + std::string(cells) + "</table:table-row>";
}

[[nodiscard]] inline std::string sheet(std::string_view name, std::string_view rows) {
  return "<table:table table:name=\"" + std::string(name) + "\">" + std::string(rows) + "</table:table>";
}

/// The bytes of an .ods with these sheets.
[[nodiscard]] inline std::string workbook(std::string_view sheets) {
  OdfContent content;
  content.calc = true;
  content.is_template = false;
  content.body = sheets;
  return make_package(content);
}

} // namespace solieu::support
