#include "binding/number_cells.hpp"
#include "binding/statement_units.hpp"

namespace solieu::binding {

using odf::XmlNode;

namespace {

constexpr const char *plain_style = "SLC"; ///< of a cell that has none

} // namespace

void NumberCells::bind(XmlNode &table) {
  const Names &n = Names::get();
  walk(table, [&](XmlNode &node) {
    if (node.is(n.table) && &node != &table)
      return false;
    if (!node.is(n.cell))
      return true;
    DraftMarker *marker = only_value(draft_, node);
    const bool merged = node.raw_name.find(draft_.token) != std::string::npos;
    if (marker && !merged)
      bind_cell(node, static_cast<std::uint32_t>(marker - draft_.markers.data()));
    return true;
  });
}

std::string NumberCells::take_style(const XmlNode &cell) {
  const std::string *style = cell.attribute(Names::get().style_name);
  return *styles_.insert(style ? *style : plain_style).first;
}

std::uint32_t NumberCells::number_cell(const XmlNode &cell) const {
  const auto found = cells_.find(&cell);
  return found == cells_.end() ? no_index : found->second;
}

void NumberCells::add_styles() {
  if (styles_.empty())
    return;
  for (const bool percent : {false, true})
    for (std::size_t decimals = 0; decimals < number_cell_decimals; ++decimals)
      add_number_style(percent, decimals);
  for (const std::string &name : styles_)
    add_cell_styles(name);
}

void NumberCells::bind_cell(XmlNode &cell, std::uint32_t marker) {
  draft_.out->number_cells.push_back({marker, take_style(cell)});
  const auto index = static_cast<std::uint32_t>(draft_.out->number_cells.size() - 1);
  cells_[&cell] = index;
  for (const char *attribute : {"office:value-type", "office:value", "office:string-value", "calcext:value-type"})
    document_.remove_attribute(cell, attribute);
  document_.set_attribute(cell, "table:style-name",
                          draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::number_cell, index}}));
  document_.new_element("office:value"); // its namespace is declared
}

XmlNode &NumberCells::automatic_styles() {
  static const odf::XmlName styles = odf::xml_name("office:automatic-styles"), body = odf::xml_name("office:body");
  XmlNode *before = nullptr;
  for (XmlNode *node = document_.root().first; node; node = node->next) {
    if (node->is(styles))
      return *node;
    before = node->is(body) ? node : before;
  }
  XmlNode &made = document_.new_element("office:automatic-styles");
  if (before)
    document_.insert_before(*before, made);
  else
    document_.append(document_.root(), made);
  return made;
}

std::string NumberCells::locale(std::uint32_t which) {
  return draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::locale, which}});
}

void NumberCells::add_number_style(bool percent, std::size_t decimals) {
  XmlNode &style = document_.new_element(percent ? "number:percentage-style" : "number:number-style");
  document_.set_attribute(style, "style:name", (percent ? "SLP" : "SLN") + std::to_string(decimals));
  document_.set_attribute(style, "number:language", locale(0));
  document_.set_attribute(style, "number:country", locale(1));
  XmlNode &number = document_.new_element("number:number");
  document_.set_attribute(number, "number:decimal-places", std::to_string(decimals));
  document_.set_attribute(number, "number:min-decimal-places", std::to_string(decimals));
  document_.set_attribute(number, "number:min-integer-digits", "1");
  document_.set_attribute(number, "number:grouping", "true");
  document_.append(style, number);
  if (percent) {
    XmlNode &sign = document_.new_element("number:text");
    document_.append(sign, document_.new_text("%"));
    document_.append(style, sign);
  }
  document_.append(automatic_styles(), style);
}

void NumberCells::add_cell_styles(const std::string &name) {
  XmlNode *known = style_named(name);
  if (name == plain_style && !known) {
    known = &document_.new_element("style:style");
    document_.set_attribute(*known, "style:name", name);
    document_.set_attribute(*known, "style:family", "table-cell");
    document_.append(automatic_styles(), *known);
  }
  for (const bool percent : {false, true})
    for (std::size_t decimals = 0; decimals < number_cell_decimals; ++decimals) {
      XmlNode &style = known ? document_.clone(*known) : document_.new_element("style:style");
      std::string suffix = percent ? "SLP" : "SLN";
      suffix += std::to_string(decimals);
      document_.set_attribute(style, "style:name", std::string(name).append("_").append(suffix));
      document_.set_attribute(style, "style:family", "table-cell");
      document_.set_attribute(style, "style:data-style-name", suffix);
      if (!known)
        document_.set_attribute(style, "style:parent-style-name", name);
      document_.append(automatic_styles(), style);
    }
}

XmlNode *NumberCells::style_named(const std::string &name) {
  const Names &n = Names::get();
  static const odf::XmlName family = odf::xml_name("style:family");
  for (XmlNode *style = automatic_styles().first; style; style = style->next) {
    if (style->kind != XmlNode::Kind::element)
      continue;
    const std::string *own = style->attribute(n.style_style_name);
    const std::string *kind = style->attribute(family);
    if (own && kind && *own == name && *kind == "table-cell")
      return style;
  }
  return nullptr;
}

} // namespace solieu::binding
