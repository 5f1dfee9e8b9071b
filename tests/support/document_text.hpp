#pragma once

#include "odf/formula.hpp"
#include "odf/package.hpp"
#include "odf/paragraph.hpp"
#include "odf/xml_document.hpp"

#include <cstddef>
#include <string>

namespace solieu::support {

/// What a person reads in a document: a line for each paragraph, `| a | b` for each table row, cells of a spreadsheet
/// with their type and value.
class DocumentText {
public:
  [[nodiscard]] static std::string of(const std::string &bytes) {
    const odf::Package package = odf::Package::open(bytes, "result");
    DocumentText reader;
    for (const char *name : {"meta.xml", "styles.xml", "content.xml"})
      if (const odf::PackageEntry *entry = package.find(name))
        reader.part(*odf::XmlDocument::parse(package.read(*entry), "result", name), name);
    for (const odf::PackageEntry &entry : package.entries())
      if (entry.name.ends_with("/content.xml"))
        reader.chart(*odf::XmlDocument::parse(package.read(entry), "result", entry.name), entry.name);
    return reader.text_;
  }

private:
  void part(odf::XmlDocument &document, const std::string &name) {
    document_ = &document;
    visit(document.root(), name == "meta.xml" ? "title: " : name == "styles.xml" ? "header: " : "");
  }

  /// Titles, ranges and the table inside a chart.
  void chart(odf::XmlDocument &document, const std::string &name) {
    document_ = &document;
    in_sheets_ = false;
    text_ += "chart " + name.substr(0, name.find('/')) + "\n";
    ranges(document.root());
  }

  void ranges(odf::XmlNode &node) {
    if (node.kind != odf::XmlNode::Kind::element)
      return;
    if (*node.name == "table:table")
      return sheet(node);
    if (*node.name == "text:p")
      text_ += "  title: " + odf::ParagraphText(*document_, node).text() + "\n";
    std::string line;
    for (const char *attribute : {"table:cell-range-address", "chart:values-cell-range-address",
                                  "chart:label-cell-address", "chart:style-name"})
      if (const std::string *value = node.attribute(odf::xml_name(attribute)))
        line += " " + *value;
    if (!line.empty() && node.name->starts_with("chart:"))
      text_ += "  " + node.name->substr(6) + line + "\n";
    for (odf::XmlNode *child = node.first; child; child = child->next)
      ranges(*child);
  }

  void visit(odf::XmlNode &node, const std::string &prefix) {
    if (node.kind != odf::XmlNode::Kind::element)
      return;
    const std::string &name = *node.name;
    if (name == "text:tracked-changes") // holds what was deleted
      return;
    if (name == "table:table" && in_sheets_)
      return sheet(node);
    if (name == "table:table-row")
      return row(node, prefix);
    if (name == "text:bookmark-ref")
      text_ += prefix + "reference " + *node.attribute(odf::xml_name("text:reference-format")) + ": " +
               odf::ParagraphText(*document_, node).text() + "\n";
    if (name == "draw:object")
      text_ += prefix + "object " + *node.attribute(odf::xml_name("xlink:href")) + "\n";
    if (name == "draw:frame" && node.first && node.first->is(odf::xml_name("draw:image")))
      text_ += prefix + "picture " + *node.attribute(odf::xml_name("svg:width")) + " x " +
               *node.attribute(odf::xml_name("svg:height")) + "\n";
    if (name == "table:table" && !in_sheets_ && holds_number(node))
      text_ += "table " + *node.attribute(odf::xml_name("table:name")) + "\n";
    for (const char *attribute : {"calcext:value", "calcext:target-range-address", "calcext:base-cell-address",
                                  "style:condition", "style:base-cell-address", "table:print-ranges"})
      if (const std::string *value = node.attribute(odf::xml_name(attribute)))
        text_ += std::string(attribute) + " " + *value + "\n";
    if (name == "table:named-range" || name == "table:database-range")
      text_ += *node.attribute(odf::xml_name("table:name")) + " = " +
               *node.attribute(odf::xml_name(name == "table:named-range" ? "table:cell-range-address"
                                                                         : "table:target-range-address")) +
               "\n";
    for (const char *attribute : {"table:condition", "table:expression", "table:base-cell-address"})
      if (const std::string *value = node.attribute(odf::xml_name(attribute));
          value && (name == "table:content-validation" || name == "table:named-expression"))
        text_ += std::string(attribute) + " " + *value + "\n";
    if (name == "table:source-cell-range" || name == "table:data-pilot-table")
      for (const char *attribute : {"table:target-range-address", "table:cell-range-address"})
        if (const std::string *value = node.attribute(odf::xml_name(attribute)))
          text_ += "pivot " + *value + "\n";
    if (name == "style:footer")
      return visit_below(node, "footer: ");
    if (name == "dc:subject")
      text_ += "subject: " + odf::ParagraphText(*document_, node).text() + "\n";
    if (name == "text:p" || name == "text:h" || name == "dc:title") {
      text_ += prefix + odf::ParagraphText(*document_, node).text() + "\n";
      if (name == "dc:title")
        return;
    }
    in_sheets_ = in_sheets_ || name == "office:spreadsheet";
    visit_below(node, prefix);
  }

  void visit_below(odf::XmlNode &node, const std::string &prefix) {
    for (odf::XmlNode *child = node.first; child; child = child->next)
      visit(*child, prefix);
  }

  void row(odf::XmlNode &node, const std::string &prefix) {
    text_ += prefix;
    for (odf::XmlNode *cell = node.first; cell; cell = cell->next) {
      if (cell->kind != odf::XmlNode::Kind::element)
        continue;
      const bool covered = *cell->name == "table:covered-table-cell";
      text_ += covered ? "| ^" : "|" + spans(*cell);
      if (const std::string *formula = cell->attribute(odf::xml_name("table:formula")))
        text_ += " " + *formula;
      if (const std::string *value = cell->attribute(odf::xml_name("office:value")))
        text_ += " =" + *value;
      for (odf::XmlNode *child = cell->first; child; child = child->next)
        if (child->kind == odf::XmlNode::Kind::element)
          text_ += " " + odf::ParagraphText(*document_, *child).text();
      text_ += " ";
    }
    text_ += "|\n";
  }

  /// True for a table of a text that a chart shows.
  static bool holds_number(odf::XmlNode &node) {
    if (node.kind == odf::XmlNode::Kind::element && node.attribute(odf::xml_name("office:value")))
      return true;
    for (odf::XmlNode *child = node.first; child; child = child->next)
      if (holds_number(*child))
        return true;
    return false;
  }

  /// " 2x1": rows and columns of a merged cell.
  static std::string spans(const odf::XmlNode &cell) {
    const std::size_t rows = count(cell, "table:number-rows-spanned");
    const std::size_t columns = count(cell, "table:number-columns-spanned");
    return rows * columns == 1 ? "" : " " + std::to_string(rows) + "x" + std::to_string(columns);
  }

  static std::size_t count(const odf::XmlNode &node, const char *name) {
    const std::string *text = node.attribute(odf::xml_name(name));
    return text ? std::stoul(*text) : 1;
  }

  void shapes(odf::XmlNode &node) {
    if (node.kind != odf::XmlNode::Kind::element || *node.name == "table:table-row")
      return;
    if (*node.name == "draw:object")
      text_ += "object " + *node.attribute(odf::xml_name("xlink:href")) + "\n";
    for (odf::XmlNode *child = node.first; child; child = child->next)
      shapes(*child);
  }

  void sheet(odf::XmlNode &table) {
    text_ += "sheet " + *table.attribute(odf::xml_name("table:name")) + "\n";
    row_ = 0;
    shapes(table);
    rows(table);
    for (odf::XmlNode *child = table.first; child; child = child->next)
      if (child->is(odf::xml_name("calcext:conditional-formats")))
        visit(*child, "");
  }

  void rows(odf::XmlNode &parent) {
    for (odf::XmlNode *child = parent.first; child; child = child->next) {
      if (child->kind != odf::XmlNode::Kind::element)
        continue;
      if (*child->name == "table:table-row")
        cells(*child);
      else if (child->name->starts_with("table:table-") && *child->name != "table:table-column")
        rows(*child);
    }
  }

  void cells(odf::XmlNode &row) {
    std::size_t column = 0;
    for (odf::XmlNode *cell = row.first; cell; cell = cell->next) {
      if (cell->kind != odf::XmlNode::Kind::element)
        continue;
      describe(*cell, column);
      column += count(*cell, "table:number-columns-repeated");
    }
    row_ += count(row, "table:number-rows-repeated");
  }

  void describe(odf::XmlNode &cell, std::size_t column) {
    std::string line = *cell.name == "table:covered-table-cell" ? " ^" : spans(cell);
    for (const char *name : {"table:formula", "office:value-type", "office:value", "office:date-value"})
      if (const std::string *value = cell.attribute(odf::xml_name(name)))
        line += " " + *value;
    for (odf::XmlNode *child = cell.first; child; child = child->next)
      if (child->kind == odf::XmlNode::Kind::element)
        line += " \"" + odf::ParagraphText(*document_, *child).text() + "\"";
    if (!line.empty())
      text_ += odf::column_letters(column) + std::to_string(row_ + 1) + line + "\n";
  }

  odf::XmlDocument *document_ = nullptr;
  std::string text_;
  bool in_sheets_ = false;
  std::size_t row_ = 0;
};

} // namespace solieu::support
