#include "binding/draft.hpp"
#include "binding/statement_units.hpp"

#include <unordered_set>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

bool says_merge(const expression::NodePtr &expression) {
  const expression::Node *node = expression.get();
  while (node) {
    const auto *filter = std::get_if<expression::Filter>(&node->data);
    if (!filter || filter->name == "merge")
      return filter != nullptr;
    node = filter->input.get();
  }
  return false;
}

/// Every row of the table says that it begins, so that neighbours are known.
void count_rows(Draft &draft, odf::XmlDocument &document, XmlNode &table) {
  const Names &n = Names::get();
  std::vector<XmlNode *> rows;
  walk(table, [&](XmlNode &node) {
    if (node.is(n.row))
      rows.push_back(&node);
    return !node.is(n.row);
  });
  for (XmlNode *row : rows)
    document.insert_before(*row, document.new_slot(draft.mark({Mark::Kind::step, 0, 0, {StepKind::table_row}})));
}

} // namespace

void bind_merges(Draft &draft) {
  const Names &n = Names::get();
  std::unordered_set<const XmlNode *> tables;
  for (std::size_t i = 0; i < draft.markers.size(); ++i) {
    DraftMarker &marker = draft.markers[i];
    const auto *value = std::get_if<expression::ValueMarker>(&marker.marker.data);
    if (!value || !says_merge(value->expression))
      continue;
    XmlNode *cell = parent_element(*marker.host);
    if (!cell || !cell->is(n.cell) || !marker.slot || only_value(draft, *cell) != &marker) {
      draft.error(Code{"binding.merge-needs-cell"}, marker);
      continue;
    }
    odf::XmlDocument &document = *draft.parts[marker.part].document;
    document.remove_attribute(*cell, "table:number-rows-spanned");
    Merge merge{static_cast<std::uint32_t>(i), cell->attribute(n.columns_spanned) ? 0U : 1U, cell->raw_name, {}};
    const std::size_t colon = merge.cell.find(':');
    merge.covered = merge.cell.substr(0, colon == std::string::npos ? 0 : colon + 1) + "covered-table-cell";
    draft.out->merges.push_back(std::move(merge));
    const auto index = static_cast<std::uint32_t>(draft.out->merges.size() - 1);
    cell->raw_name = draft.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::merge_tag, index}});
    cell->changed = true;
    cell->end = cell->inner; // its end tag is written anew too
    XmlNode *table = cell;
    while (!table->is(n.table))
      table = parent_element(*table);
    if (tables.insert(table).second)
      count_rows(draft, document, *table);
  }
}

} // namespace solieu::binding
