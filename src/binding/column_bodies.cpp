#include "binding/draft.hpp"

#include <algorithm>

namespace solieu::binding {

using odf::XmlNode;

namespace {

bool is_cell(const XmlNode &node) { return node.is(Names::get().cell) || node.is(Names::get().covered); }

/// Describes the columns of one table whose columns repeat.
class ColumnReader {
public:
  ColumnReader(Draft &draft, XmlNode &table, std::uint32_t part)
      : draft_(draft), out_(*draft.out), table_(table), document_(*draft.parts[part].document) {}

  std::uint32_t run() {
    const std::uint32_t body = new_body(no_index);
    read(table_, body);
    bind_spans();
    return body;
  }

private:
  std::uint32_t new_body(std::uint32_t block) {
    out_.column_bodies.push_back({{}, block, 0});
    return static_cast<std::uint32_t>(out_.column_bodies.size() - 1);
  }

  /// Column elements below `parent`; blocks nest no deeper than the limit on nesting.
  void read(XmlNode &parent, std::uint32_t body) {
    const Names &n = Names::get();
    walk(parent, [&](XmlNode &node) {
      if (&node == &parent)
        return true;
      if (node.kind == XmlNode::Kind::block && draft_.marks[node.mark].kind == Mark::Kind::group)
        group(node, body);
      else if (node.kind == XmlNode::Kind::slot && draft_.marks[node.mark].kind == Mark::Kind::gone_cell)
        add(body, {RowItem::Kind::gone, column_, 1});
      else if (node.is(n.column))
        add(body, {RowItem::Kind::plain, column_, repeat_count(node, n.columns_repeated)});
      else
        return node.is(n.columns) || node.is(n.header_columns) || node.is(n.column_group);
      return false;
    });
  }

  void add(std::uint32_t body, RowItem item) {
    if (item.kind != RowItem::Kind::block)
      column_ += item.count;
    out_.column_bodies[body].append(item);
  }

  void group(XmlNode &node, std::uint32_t parent) {
    const DraftGroup &group = draft_.groups[draft_.marks[node.mark].index];
    if (group.column_loop == no_index) // a block of rows
      return;
    const auto number = static_cast<std::uint32_t>(out_.column_blocks.size());
    RowBlock made;
    made.parent = parent;
    made.repeats = true;
    made.plain_since = out_.column_bodies[parent].plain_at_end;
    made.order = out_.column_bodies[parent].blocks();
    made.first = column_;
    out_.column_blocks.push_back(made);
    draft_.column_loops[group.column_loop].block = number;
    const std::uint32_t body = new_body(number);
    out_.column_blocks[number].bodies.push_back(body);
    read(*node.first, body);
    out_.column_blocks[number].last = std::max(column_, made.first + 1) - 1;
    add(parent, {RowItem::Kind::block, made.first, column_ - made.first, number});
  }

  /// A merged cell that reaches over repeated columns grows with them.
  void bind_spans() {
    const Names &n = Names::get();
    std::uint32_t column = 0;
    walk(table_, [&](XmlNode &node) {
      if (node.is(n.row))
        column = 0;
      if (node.kind == XmlNode::Kind::slot && draft_.marks[node.mark].kind == Mark::Kind::gone_cell)
        ++column;
      if (!is_cell(node))
        return &node == &table_ || !node.is(n.table);
      const std::uint32_t span = repeat_count(node, n.columns_spanned);
      if (span > 1) {
        out_.column_spans.push_back({column, column + span - 1});
        const auto index = static_cast<std::uint32_t>(out_.column_spans.size() - 1);
        document_.set_attribute(node, "table:number-columns-spanned",
                                draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::column_span, index}}));
      }
      column += repeat_count(node, n.columns_repeated);
      return false;
    });
  }

  Draft &draft_;
  CompiledParts &out_;
  XmlNode &table_;
  odf::XmlDocument &document_;
  std::uint32_t column_ = 0;
};

} // namespace

void bind_columns(Draft &draft) {
  for (const ColumnLoop &loop : draft.column_loops) {
    odf::XmlDocument &document = *draft.parts[loop.part].document;
    for (XmlNode *node : loop.gone) {
      if (!node->parent)
        continue; // its row vanished
      document.insert_before(*node, document.new_slot(draft.mark({Mark::Kind::gone_cell})));
      document.remove(*node);
    }
  }
  for (const ColumnLoop &loop : draft.column_loops) {
    if (draft.column_bodies.contains(loop.table))
      continue;
    draft.column_bodies[loop.table] = ColumnReader(draft, *loop.table, loop.part).run();
  }
}

} // namespace solieu::binding
