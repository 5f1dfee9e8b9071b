#include "binding/chart_ranges.hpp"
#include "binding/statement_units.hpp"
#include "binding/table_rows.hpp"

#include <set>
#include <unordered_set>

namespace solieu::binding {

using odf::XmlNode;

namespace {

constexpr const char *plain_style = "SLC"; ///< of a cell that has none

/// Gives the cells that hold one value the styles that say how their number is written: Writer forgets a number
/// without one.
class NumberCells {
public:
  NumberCells(Draft &draft, odf::XmlDocument &document) : draft_(draft), document_(document) {}

  void bind(XmlNode &table) {
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

  void add_styles() {
    if (styles_.empty())
      return;
    for (const bool percent : {false, true})
      for (std::size_t decimals = 0; decimals < number_cell_decimals; ++decimals)
        add_number_style(percent, decimals);
    for (const std::string &name : styles_)
      add_cell_styles(name);
  }

private:
  void bind_cell(XmlNode &cell, std::uint32_t marker) {
    const std::string *style = cell.attribute(Names::get().style_name);
    const std::string name = style ? *style : plain_style;
    styles_.insert(name);
    draft_.out->number_cells.push_back({marker, name});
    const auto index = static_cast<std::uint32_t>(draft_.out->number_cells.size() - 1);
    for (const char *attribute : {"office:value-type", "office:value", "office:string-value", "calcext:value-type"})
      document_.remove_attribute(cell, attribute);
    document_.set_attribute(cell, "table:style-name",
                            draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::number_cell, index}}));
    document_.new_element("office:value"); // its namespace is declared
  }

  XmlNode &automatic_styles() {
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

  std::string locale(std::uint32_t which) {
    return draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::locale, which}});
  }

  void add_number_style(bool percent, std::size_t decimals) {
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

  void add_cell_styles(const std::string &name) {
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

  XmlNode *style_named(const std::string &name) {
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

  Draft &draft_;
  odf::XmlDocument &document_;
  std::set<std::string> styles_;
};

/// Merged cells downwards in a table that has blocks of rows.
bool spans_rows(const Draft &draft, XmlNode &table) {
  const Names &n = Names::get();
  bool spans = false, blocks = false;
  walk(table, [&](XmlNode &node) {
    if (node.kind == XmlNode::Kind::block && draft.marks[node.mark].kind == Mark::Kind::group)
      blocks = blocks || draft.groups[draft.marks[node.mark].index].repeats_rows;
    spans = spans || (node.is(n.cell) && repeat_count(node, n.rows_spanned) > 1);
    return (!spans || !blocks) && !node.is(n.cell);
  });
  return spans && blocks;
}

} // namespace

void bind_tables(Draft &draft) {
  if (draft.out->kind != DocumentKind::writer)
    return;
  const Names &n = Names::get();
  std::unordered_set<std::string> shown;
  for (DraftPart &part : draft.parts)
    if (part.kind == DraftPart::Kind::object)
      for (std::string &name : shown_tables(part.document->root()))
        shown.insert(std::move(name));
  for (DraftPart &part : draft.parts) {
    if (part.kind != DraftPart::Kind::content && part.kind != DraftPart::Kind::styles)
      continue;
    std::vector<XmlNode *> tables;
    walk(part.document->root(), [&](XmlNode &node) {
      if (node.is(n.table))
        tables.push_back(&node);
      return node.kind == XmlNode::Kind::element || node.kind == XmlNode::Kind::block;
    });
    NumberCells cells(draft, *part.document);
    for (XmlNode *table : tables) {
      const std::string *name = table->attribute(n.table_name);
      const bool in_chart = name && part.kind == DraftPart::Kind::content && shown.contains(*name);
      if (in_chart)
        cells.bind(*table);
      if (in_chart || draft.column_bodies.contains(table) || spans_rows(draft, *table))
        read_table(draft, *part.document, *table, false);
    }
    cells.add_styles();
  }
}

} // namespace solieu::binding
