#include "binding/table_rows.hpp"

#include <algorithm>

namespace solieu::binding {

using odf::XmlNode;

namespace {

constexpr std::uint32_t max_columns = 16'384;

/// Reads the rows of one table into bodies and blocks.
class RowReader {
public:
  RowReader(Draft &draft, odf::XmlDocument &document, bool sheet)
      : draft_(draft), out_(*draft.out), document_(document), sheet_(sheet) {}

  std::uint32_t read_table(XmlNode &table) {
    const std::string *name = table.attribute(Names::get().table_name);
    const std::uint32_t body = new_body(no_index);
    const auto columns = draft_.column_bodies.find(&table);
    Sheet made{name ? *name : std::string(), body, columns == draft_.column_bodies.end() ? no_index : columns->second};
    std::vector<std::uint32_t> loops = loops_around(draft_, table);
    made.repeated = !loops.empty();
    draft_.table_loops.resize(out_.sheets.size());
    draft_.table_loops.push_back(std::move(loops));
    const auto sheet = static_cast<std::uint32_t>(out_.sheets.size());
    out_.sheets.push_back(std::move(made));
    const auto markers = draft_.sheet_names.find(&table);
    if (markers != draft_.sheet_names.end())
      out_.sheets.back().name_parts = markers->second;
    if (out_.sheets.back().repeated || markers != draft_.sheet_names.end())
      document_.set_attribute(table, "table:name",
                              draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::sheet_name, sheet}}));
    read(table, body);
    XmlNode &slot = document_.new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::sheet, sheet}}));
    if (table.first)
      document_.insert_before(*table.first, slot);
    else
      document_.append(table, slot);
    document_.append(table, document_.new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::sheet_end, sheet}})));
    draft_.tables[&table] = sheet;
    return sheet;
  }

private:
  std::uint32_t new_body(std::uint32_t block) {
    out_.row_bodies.push_back({{}, block, 0});
    return static_cast<std::uint32_t>(out_.row_bodies.size() - 1);
  }

  /// Rows below `parent`, in document order; blocks nest no deeper than the limit on nesting.
  void read(XmlNode &parent, std::uint32_t body) {
    const Names &n = Names::get();
    walk(parent, [&](XmlNode &node) {
      if (&node == &parent)
        return true;
      if (node.kind == XmlNode::Kind::block && draft_.marks[node.mark].kind == Mark::Kind::scope)
        return true;
      if (node.kind == XmlNode::Kind::block)
        read_group(node, body);
      else if (node.kind == XmlNode::Kind::slot)
        gone(draft_.marks[node.mark], body);
      else if (node.is(n.row))
        plain(node, body);
      else
        return node.is(n.rows) || node.is(n.header_rows) || node.is(n.row_group);
      return false;
    });
  }

  void add(std::uint32_t body, RowItem item) {
    RowBody &rows = out_.row_bodies[body];
    if (item.count == 0) // a block without rows still has its place
      item.first = rows.items.empty() ? 0 : rows.items.back().first + rows.items.back().count;
    rows.append(item);
  }

  void plain(const XmlNode &row, std::uint32_t body) {
    const auto numbers = draft_.rows.find(&row);
    if (numbers != draft_.rows.end())
      add(body, {RowItem::Kind::plain, numbers->second.first, numbers->second.second});
  }

  void gone(const Mark &mark, std::uint32_t body) {
    if (mark.kind == Mark::Kind::gone_row)
      add(body, {RowItem::Kind::gone, mark.index, mark.step.length});
  }

  void read_group(XmlNode &group_node, std::uint32_t parent) {
    const std::uint32_t group_index = draft_.marks[group_node.mark].index;
    if (!draft_.groups[group_index].repeats_rows)
      return;
    const auto number = static_cast<std::uint32_t>(out_.row_blocks.size());
    RowBlock made;
    made.parent = parent;
    made.repeats = draft_.groups[group_index].loop;
    made.plain_since = out_.row_bodies[parent].plain_at_end;
    made.order = out_.row_bodies[parent].blocks();
    out_.row_blocks.push_back(made);
    draft_.groups[group_index].rows = number;
    std::uint32_t first = no_index, end = 0;
    for (XmlNode *branch = group_node.first; branch; branch = branch->next) {
      if (branch->kind != XmlNode::Kind::block)
        continue;
      const std::uint32_t body = new_body(number);
      out_.row_blocks[number].bodies.push_back(body);
      read(*branch, body);
      const RowBody &rows = out_.row_bodies[body];
      if (rows.items.empty())
        continue;
      first = std::min(first, rows.items.front().first);
      end = rows.items.back().first + rows.items.back().count;
    }
    RowBlock &block = out_.row_blocks[number];
    block.first = first == no_index ? 0 : first;
    block.last = end == 0 ? 0 : end - 1;
    add(parent, {RowItem::Kind::block, block.first, end - block.first, number});
    describe(draft_.groups[group_index], group_index, group_node);
  }

  /// The block's link and the empty row that may have to stand for it.
  void describe(DraftGroup &group, std::uint32_t, XmlNode &node) {
    const Names &n = Names::get();
    XmlNode *row = nullptr;
    walk(node, [&](XmlNode &child) {
      row = row ? row : child.is(n.row) ? &child : nullptr;
      return row == nullptr;
    });
    if (!row)
      return;
    std::uint32_t columns = 0;
    for (const XmlNode *cell = row->first; cell; cell = cell->next)
      if (cell->is(n.cell) || cell->is(n.covered))
        columns += repeat_count(*cell, n.columns_repeated);
    columns = std::clamp(columns, 1U, max_columns);
    const std::string *style = row->attribute(n.style_name);
    group.empty_row = "<table:table-row";
    if (style) {
      group.empty_row += " table:style-name=\"";
      odf::escape_xml(*style, true, group.empty_row);
      group.empty_row += "\"";
    }
    group.empty_row +=
        "><table:table-cell table:number-columns-repeated=\"" + std::to_string(columns) + "\"/></table:table-row>";
    if (!group.loop || !sheet_)
      return;
    const DraftMarker &marker = draft_.markers[group.statements.front()];
    group.link = static_cast<std::uint32_t>(out_.block_links.size());
    out_.block_links.push_back({marker.marker.text, static_cast<std::uint32_t>(group.statements.front() + 1),
                                marker.place, marker.file, 0, used_columns(*row) - 1});
  }

  /// Columns up to the last cell that holds something.
  static std::uint32_t used_columns(const XmlNode &row) {
    const Names &n = Names::get();
    std::uint32_t column = 0, used = 1;
    for (const XmlNode *cell = row.first; cell; cell = cell->next) {
      if (!cell->is(n.cell) && !cell->is(n.covered))
        continue;
      column += repeat_count(*cell, n.columns_repeated);
      if (cell->first || cell->attribute(n.formula))
        used = column;
    }
    return used;
  }

  Draft &draft_;
  CompiledParts &out_;
  odf::XmlDocument &document_;
  bool sheet_; ///< of a spreadsheet: its blocks are linked
};

} // namespace

std::uint32_t read_table(Draft &draft, odf::XmlDocument &document, XmlNode &table, bool sheet) {
  return RowReader(draft, document, sheet).read_table(table);
}

void number_rows(Draft &draft, odf::XmlDocument &document) {
  const Names &n = Names::get();
  std::vector<std::uint32_t> next; // row of each table around
  walk(
      document.root(),
      [&](XmlNode &node) {
        if (node.is(n.table))
          next.push_back(0);
        if (node.is(n.row) && !next.empty()) {
          const std::uint32_t count = repeat_count(node, n.rows_repeated);
          draft.rows[&node] = {next.back(), count};
          next.back() += count;
        }
        return node.kind == XmlNode::Kind::element || node.kind == XmlNode::Kind::block;
      },
      [&](XmlNode &node) {
        if (node.is(n.table))
          next.pop_back();
      });
}

std::vector<std::uint32_t> loops_around(const Draft &draft, const XmlNode &node) {
  std::vector<std::uint32_t> loops;
  for (const XmlNode *above = node.parent; above; above = above->parent) {
    if (above->kind != XmlNode::Kind::block || draft.marks[above->mark].kind != Mark::Kind::group)
      continue;
    const std::uint32_t group = draft.marks[above->mark].index;
    if (draft.groups[group].loop)
      loops.insert(loops.begin(), group);
  }
  return loops;
}

} // namespace solieu::binding
