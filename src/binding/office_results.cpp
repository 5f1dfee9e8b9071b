#include "binding/office_results.hpp"
#include "binding/calc_addresses.hpp"

#include <algorithm>
#include <array>

namespace solieu::binding {

using odf::XmlNode;

namespace {

constexpr std::array value_attributes = {"office:value",      "office:value-type",    "office:date-value",
                                         "office:time-value", "office:boolean-value", "office:string-value",
                                         "office:currency",   "calcext:value-type"};

/// Takes the value and the text of a cell; notes and shapes in it stay.
void empty(odf::XmlDocument &document, XmlNode &cell) {
  for (const char *name : value_attributes)
    document.remove_attribute(cell, name);
  for (XmlNode *child = cell.first; child;) {
    XmlNode *next = child->next;
    if (is_paragraph(*child))
      document.remove(*child);
    child = next;
  }
}

/// A pivot table with the cells that it reads and those that it fills.
struct Pivot {
  odf::FormulaReference source, output;
  PivotOutput told;
  bool of_markers = false; ///< one of these cells holds a marker
};

std::vector<Pivot> pivots_of(XmlNode &root) {
  static const odf::XmlName pivot = odf::xml_name("table:data-pilot-table"), name = odf::xml_name("table:name"),
                            target = odf::xml_name("table:target-range-address"),
                            source = odf::xml_name("table:source-cell-range"),
                            address = odf::xml_name("table:cell-range-address");
  const auto first_of = [](const std::string *text) {
    const std::vector<odf::FormulaReference> list = address_list(text ? *text : std::string()).references;
    return list.empty() ? odf::FormulaReference{} : list.front();
  };
  std::vector<Pivot> pivots;
  walk(root, [&](XmlNode &node) {
    if (node.is(pivot)) {
      const std::string *own = node.attribute(name);
      Pivot made{{}, first_of(node.attribute(target)), {own ? *own : std::string()}};
      made.told.output = made.output.first;
      pivots.push_back(std::move(made));
    } else if (node.is(source) && !pivots.empty()) {
      pivots.back().source = first_of(node.attribute(address));
    }
    return !node.is(Names::get().table);
  });
  return pivots;
}

/// Follows a walk through the cells of the sheets.
struct CellCounter {
  std::string sheet;
  std::size_t row = 0, next_row = 0, column = 0, next_column = 0;

  void enter(const XmlNode &node) {
    const Names &n = Names::get();
    if (node.is(n.table)) {
      const std::string *name = node.attribute(n.table_name);
      *this = {name ? *name : std::string()};
    } else if (node.is(n.row)) {
      row = next_row;
      next_row += repeat_count(node, n.rows_repeated);
      next_column = 0;
    } else if (node.is(n.cell) || node.is(n.covered)) {
      column = next_column;
      next_column += repeat_count(node, n.columns_repeated);
    }
  }

  [[nodiscard]] bool inside(const odf::FormulaReference &area) const {
    const odf::CellAddress &first = area.first, &last = area.last ? *area.last : area.first;
    return sheet == first.sheet && first.row <= row && row <= last.row && first.column <= column &&
           column <= last.column;
  }
};

/// Every cell of the sheets with its address.
template <class Visit> void for_each_cell(XmlNode &root, Visit visit) {
  CellCounter at;
  walk(root, [&](XmlNode &node) {
    if (node.kind != XmlNode::Kind::element)
      return false;
    at.enter(node);
    if (node.is(Names::get().cell))
      visit(node, at);
    return !node.is(Names::get().cell);
  });
}

bool holds_marker(XmlNode &cell) {
  bool found = false;
  walk(cell, [&](XmlNode &node) {
    found = found || (node.kind == XmlNode::Kind::text && node.text.find('{') != std::string::npos);
    return !found;
  });
  return found;
}

} // namespace

std::vector<PivotOutput> drop_results(odf::XmlDocument &document) {
  for_each_cell(document.root(), [&](XmlNode &cell, const CellCounter &) {
    if (cell.attribute(Names::get().formula))
      empty(document, cell);
  });
  std::vector<PivotOutput> dropped;
  std::vector<Pivot> pivots = pivots_of(document.root());
  if (pivots.empty())
    return dropped;
  for_each_cell(document.root(), [&](XmlNode &cell, const CellCounter &at) {
    for (Pivot &pivot : pivots)
      pivot.of_markers =
          pivot.of_markers || ((at.inside(pivot.source) || at.inside(pivot.output)) && holds_marker(cell));
  });
  for_each_cell(document.root(), [&](XmlNode &cell, const CellCounter &at) {
    if (std::ranges::any_of(pivots, [&](const Pivot &pivot) { return pivot.of_markers && at.inside(pivot.output); }))
      empty(document, cell);
  });
  for (Pivot &pivot : pivots)
    if (pivot.of_markers)
      dropped.push_back(std::move(pivot.told));
  return dropped;
}

} // namespace solieu::binding
