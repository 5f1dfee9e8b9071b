#include "binding/axis_view.hpp"
#include "binding/draft.hpp"

#include <algorithm>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

/// Merged cells downwards in one table.
class RowSpans {
public:
  RowSpans(Draft &draft, odf::XmlDocument &document, std::uint32_t table)
      : draft_(draft), out_(*draft.out), document_(document), table_(table),
        rows_(out_.sheets, &Sheet::rows, out_.row_bodies, out_.row_blocks) {}

  void run(XmlNode &table) {
    const Names &n = Names::get();
    std::uint32_t row = 0, column = 0;
    walk(table, [&](XmlNode &node) {
      if (node.is(n.row)) {
        const auto numbers = draft_.rows.find(&node);
        row = numbers == draft_.rows.end() ? 0 : numbers->second.first;
        column = 0;
      }
      if (!node.is(n.cell) && !node.is(n.covered))
        return node.kind == XmlNode::Kind::block || node.kind == XmlNode::Kind::element;
      const std::uint32_t span = repeat_count(node, n.rows_spanned);
      if (span > 1)
        bind(node, row, row + span - 1, column);
      column += repeat_count(node, n.columns_repeated);
      return false;
    });
  }

private:
  void bind(XmlNode &cell, std::uint32_t first, std::uint32_t last, std::uint32_t column) {
    const std::vector<std::uint32_t> from = rows_.blocks_around(table_, first);
    const std::vector<std::uint32_t> to = rows_.blocks_around(table_, last);
    if (!lies_well(from, to, last))
      return refuse(first, column);
    if (!reaches_over_block(from, first, last))
      return;
    Addresses made;
    odf::FormulaReference rows;
    rows.first.row = first;
    rows.last = rows.first;
    rows.last->row = last;
    made.references.push_back(rows);
    made.sheets.push_back(table_);
    made.row_count = true;
    out_.addresses.push_back(std::move(made));
    const auto index = static_cast<std::uint32_t>(out_.addresses.size() - 1);
    document_.set_attribute(cell, "table:number-rows-spanned",
                            draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::reference, index}}));
  }

  /// It begins outside of every block that it reaches over, and ends with that block or behind it.
  [[nodiscard]] bool lies_well(const std::vector<std::uint32_t> &from, const std::vector<std::uint32_t> &to,
                               std::uint32_t last) const {
    if (from.size() > to.size() || !std::equal(from.begin(), from.end(), to.begin()))
      return false;
    return std::all_of(to.begin() + static_cast<std::ptrdiff_t>(from.size()), to.end(),
                       [&](std::uint32_t block) { return out_.row_blocks[block].last == last; });
  }

  /// Something between its rows may have more or fewer rows than the template.
  [[nodiscard]] bool reaches_over_block(const std::vector<std::uint32_t> &from, std::uint32_t first,
                                        std::uint32_t last) const {
    const std::uint32_t body = from.empty() ? out_.sheets[table_].rows : body_of(from.back(), first);
    const std::vector<RowItem> &items = out_.row_bodies[body].items;
    return std::any_of(items.begin(), items.end(), [&](const RowItem &item) {
      return item.kind != RowItem::Kind::plain && item.first <= last && item.first + item.count > first;
    });
  }

  [[nodiscard]] std::uint32_t body_of(std::uint32_t block, std::uint32_t row) const {
    const std::vector<std::uint32_t> &bodies = out_.row_blocks[block].bodies;
    const auto found = std::find_if(bodies.begin(), bodies.end(), [&](std::uint32_t body) {
      const std::vector<RowItem> &items = out_.row_bodies[body].items;
      return !items.empty() && items.front().first <= row && row < items.back().first + items.back().count;
    });
    return found == bodies.end() ? bodies.front() : *found;
  }

  void refuse(std::uint32_t row, std::uint32_t column) {
    const bool sheet = out_.kind == DocumentKind::calc;
    diagnostic::Diagnostic finding{Code{"binding.rows-cross-merged"}};
    finding.location.file = out_.file_name;
    finding.location.place = {sheet ? diagnostic::PlaceKind::sheet_cell : diagnostic::PlaceKind::table_cell,
                              out_.sheets[table_].name, row + 1U, column + 1U};
    finding.arguments = {{"cell", odf::column_letters(column) + std::to_string(row + 1)}};
    draft_.findings.push_back(std::move(finding));
  }

  Draft &draft_;
  CompiledParts &out_;
  odf::XmlDocument &document_;
  std::uint32_t table_;
  AxisView rows_;
};

} // namespace

void bind_row_spans(Draft &draft) {
  for (DraftPart &part : draft.parts) {
    if (part.kind == DraftPart::Kind::meta)
      continue;
    std::vector<XmlNode *> tables;
    walk(part.document->root(), [&](XmlNode &node) {
      if (draft.tables.contains(&node))
        tables.push_back(&node);
      return node.kind == XmlNode::Kind::element || node.kind == XmlNode::Kind::block;
    });
    for (XmlNode *table : tables)
      RowSpans(draft, *part.document, draft.tables.at(table)).run(*table);
  }
}

} // namespace solieu::binding
