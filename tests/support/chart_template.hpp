#pragma once

#include "support/odf_builder.hpp"

namespace solieu::support {

inline std::string cell(const std::string &text) {
  return "<table:table-cell><text:p>" + text + "</text:p></table:table-cell>";
}

/// A chart of two columns of the table "Biểu", of its rows from the second on.
inline std::string chart(const std::string &categories, const std::string &values, const std::string &label) {
  return "<chart:chart svg:width=\"14cm\" svg:height=\"7cm\" xlink:href=\"..\" xlink:type=\"simple\" "
         "chart:class=\"chart:bar\"><chart:plot-area chart:data-source-has-labels=\"both\"><chart:axis "
         "chart:dimension=\"x\" chart:name=\"primary-x\" chart:style-name=\"ch1\"><chart:categories "
         "table:cell-range-address=\"" +
         categories +
         "\"/></chart:axis><chart:axis chart:dimension=\"y\" chart:name=\"primary-y\" chart:style-name=\"ch1\"/>"
         "<chart:series chart:style-name=\"ch1\" chart:values-cell-range-address=\"" +
         values + "\" chart:label-cell-address=\"" + label +
         "\" chart:class=\"chart:bar\"/></chart:plot-area></chart:chart>";
}

inline constexpr const char *frame =
    "<draw:frame text:anchor-type=\"as-char\" svg:width=\"14cm\" svg:height=\"7cm\"><draw:object xlink:href=\"./Object "
    "1\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame>";

inline std::string row(const std::string &cells) { return "<table:table-row>" + cells + "</table:table-row>"; }

inline std::string formula(const std::string &text) {
  return "<table:table-cell table:formula=\"" + text +
         "\" office:value-type=\"float\" office:value=\"99\"><text:p>99</text:p></table:table-cell>";
}

/// Head; two groups: name and sum, then the two smallest channels; sum of all.
inline std::string grouped_rows(const std::string &sum_of_group, const std::string &sum_of_all) {
  return "<table:table-column table:number-columns-repeated=\"2\"/>" + row(cell("Kênh") + cell("Số")) +
         row(cell("{% for g in [\"NA\", \"NB\"] %}") + cell("")) + row(cell("{{ g }}") + formula(sum_of_group)) +
         row(cell("{% for c in JOB_ADDED.by(channel) | sort(\"value\") | top(2) %}{{ g }}{{ loop.index }}") +
             cell("{{ c.value }}{% endfor %}")) +
         row(cell("{% endfor %}") + cell("")) + row(cell("Cộng") + formula(sum_of_all)) + "</table:table>";
}

/// A sheet of them with a chart of the rows `first` … `last`.
inline OdfContent grouped_sheet(const std::string &first, const std::string &last) {
  OdfContent content;
  content.calc = true;
  content.body = "<table:table table:name=\"Biểu\"><table:shapes><draw:frame draw:z-index=\"0\" svg:x=\"1cm\" "
                 "svg:y=\"6cm\" svg:width=\"14cm\" svg:height=\"7cm\"><draw:object xlink:href=\"./Object 1\" "
                 "xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame></table:shapes>" +
                 grouped_rows("of:=SUM([.B4])", "of:=SUM([.B4])");
  content.objects["Object 1"] =
      chart("Biểu.$A$" + first + ":.$A$" + last, "Biểu.$B$" + first + ":.$B$" + last, "Biểu.$B$1");
  return content;
}

/// A text with them and such a chart.
inline OdfContent grouped_text(const std::string &first, const std::string &last) {
  OdfContent content;
  content.body = "<table:table table:name=\"Biểu\">" + grouped_rows("ooow:sum(&lt;B4&gt;)", "ooow:sum(&lt;B4&gt;)") +
                 "<text:p>" + frame + "</text:p>";
  content.objects["Object 1"] =
      chart("Biểu.A" + first + ":Biểu.A" + last, "Biểu.B" + first + ":Biểu.B" + last, "Biểu.B1:Biểu.B1");
  return content;
}

} // namespace solieu::support
