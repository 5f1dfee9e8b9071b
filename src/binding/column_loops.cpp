#include "binding/draft.hpp"
#include "binding/statement_units.hpp"

#include <algorithm>
#include <unordered_map>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

bool is_cell(const XmlNode &node) { return node.is(Names::get().cell) || node.is(Names::get().covered); }

bool is_row_part(const XmlNode &node) {
  const Names &n = Names::get();
  return node.is(n.row) || node.is(n.rows) || node.is(n.header_rows) || node.is(n.row_group);
}

XmlNode *above(XmlNode &node, odf::XmlName name) {
  XmlNode *at = &node;
  while (at && !at->is(name))
    at = parent_element(*at);
  return at;
}

/// The cells of one row, or the column elements of a table, with the template columns they stand for.
struct Line {
  struct Entry {
    XmlNode *node;
    std::uint32_t column, count;
  };
  std::vector<Entry> entries;
  [[nodiscard]] std::uint32_t width() const {
    return entries.empty() ? 0 : entries.back().column + entries.back().count;
  }
};

class ColumnWrapper {
public:
  ColumnWrapper(Draft &draft, std::uint32_t group)
      : draft_(draft), group_(group), first_(marker(0)), last_(marker(draft.groups[group].statements.size() - 1)),
        document_(*draft.parts[first_.part].document) {}

  void run() {
    const Names &n = Names::get();
    XmlNode *row = above(*first_.host, n.row);
    const XmlNode *first_cell = above(*first_.host, n.cell), *last_cell = above(*last_.host, n.cell);
    table_ = row ? above(*row, n.table) : nullptr;
    if (table_)
      read_lines();
    if (!row || !rows_.contains(row) || row != above(*last_.host, n.row) || !first_cell || !last_cell)
      return draft_.error(Code{"binding.columns-one-row"}, first_, {{"closed", last_.marker.text}});
    if (draft_.groups[group_].statements.size() > 2)
      return draft_.error(Code{"binding.columns-without-else"}, marker(1), {{"opened", first_.marker.text}});
    const std::uint32_t begin = column_of(row, *first_cell);
    const std::uint32_t end = column_of(row, *last_cell) + repeat_count(*last_cell, n.columns_spanned) - 1;
    range_ = {begin, end};
    ends_merged_ = repeat_count(*last_cell, n.columns_spanned) > 1;
    made_.table = table_;
    made_.part = first_.part;
    find_gone();
    made_.first = range_.first;
    made_.last = range_.second;
    if (!lies_apart())
      return;
    for (Line &line : lines_)
      if (!fits(line))
        return;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      wrap(lines_[i], i == 0);
    const auto number = static_cast<std::uint32_t>(draft_.column_loops.size());
    for (const std::uint32_t index : made_.groups)
      draft_.groups[index].column_loop = number;
    draft_.column_loops.push_back(std::move(made_));
  }

private:
  DraftMarker &marker(std::size_t k) { return draft_.markers[draft_.groups[group_].statements[k]]; }

  /// The column elements before the rows first, then every row of this table (not of tables inside).
  void read_lines() {
    const Names &n = Names::get();
    lines_.emplace_back();
    bool before_rows = true;
    walk(*table_, [&](XmlNode &node) {
      before_rows = before_rows && !is_row_part(node);
      if (node.is(n.column) && before_rows)
        add(lines_.front(), node);
      return node.kind == XmlNode::Kind::block || &node == table_ || node.is(n.columns) || node.is(n.header_columns) ||
             node.is(n.column_group);
    });
    walk(*table_, [&](XmlNode &node) {
      if (node.is(n.row)) {
        lines_.emplace_back();
        walk(node, [&](XmlNode &cell) {
          if (is_cell(cell))
            add(lines_.back(), cell);
          return !is_cell(cell);
        });
        rows_[&node] = lines_.size() - 1;
      }
      return node.kind == XmlNode::Kind::block || &node == table_ || (is_row_part(node) && !node.is(n.row));
    });
  }

  static void add(Line &line, XmlNode &node) {
    line.entries.push_back({&node, line.width(), repeat_count(node, Names::get().columns_repeated)});
  }

  std::uint32_t column_of(const XmlNode *row, const XmlNode &cell) const {
    for (const Line::Entry &entry : lines_[rows_.at(row)].entries)
      if (entry.node == &cell)
        return entry.column;
    return 0;
  }

  /// A column at an end of the loop that holds nothing but its statements vanishes.
  void find_gone() {
    const auto [begin, end] = range_;
    if (begin == end)
      return;
    const bool first = only_statements_in(begin), last = !ends_merged_ && only_statements_in(end);
    if (begin + (first ? 1U : 0U) + (last ? 1U : 0U) > end)
      return;
    if (last)
      take_gone(end);
    if (first)
      take_gone(begin);
    range_ = {begin + (first ? 1U : 0U), end - (last ? 1U : 0U)};
  }

  bool only_statements_in(std::uint32_t column) {
    for (std::size_t i = 1; i < lines_.size(); ++i)
      for (const Line::Entry &entry : lines_[i].entries) {
        const bool here = entry.column <= column && column < entry.column + entry.count;
        if (here && !is_blank(*entry.node))
          return false;
      }
    return true;
  }

  bool is_blank(XmlNode &cell) const {
    const Names &n = Names::get();
    if (cell.is(n.covered))
      return true;
    if (cell.attribute(n.formula) || cell.attribute(n.columns_spanned))
      return false;
    bool text = false;
    walk(cell, [&](XmlNode &node) {
      text = text || node.kind == XmlNode::Kind::text || node.kind == XmlNode::Kind::slot;
      return !text;
    });
    return !text || only_statements(draft_, cell);
  }

  void take_gone(std::uint32_t column) {
    for (Line &line : lines_) {
      split(line, column);
      split(line, column + 1);
      for (const Line::Entry &entry : line.entries)
        if (entry.column == column)
          made_.gone.push_back(entry.node);
    }
  }

  /// A repeated cell that stands on both sides of a border becomes two.
  void split(Line &line, std::uint32_t border) {
    for (std::size_t i = 0; i < line.entries.size(); ++i) {
      const Line::Entry entry = line.entries[i];
      if (border <= entry.column || border >= entry.column + entry.count)
        continue;
      XmlNode &rest = document_.clone(*entry.node);
      document_.insert_after(*entry.node, rest);
      line.entries[i].count = border - entry.column;
      const std::uint32_t after = entry.count - line.entries[i].count;
      set_count(*entry.node, line.entries[i].count);
      set_count(rest, after);
      line.entries.insert(line.entries.begin() + static_cast<std::ptrdiff_t>(i) + 1, {&rest, border, after});
    }
  }

  void set_count(XmlNode &node, std::uint32_t count) {
    if (count == 1)
      document_.remove_attribute(node, "table:number-columns-repeated");
    else
      document_.set_attribute(node, "table:number-columns-repeated", std::to_string(count));
  }

  /// Loops over columns of one table lie beside or inside one another.
  bool lies_apart() {
    const std::vector<std::size_t> &own = draft_.groups[group_].statements;
    for (const ColumnLoop &other : draft_.column_loops) {
      if (other.table != table_ || other.last < made_.first || other.first > made_.last)
        continue;
      const std::vector<std::size_t> &theirs = draft_.groups[other.groups.front()].statements;
      const bool around = made_.first <= other.first && other.last <= made_.last;
      if (around && own.front() < theirs.front() && theirs.back() < own.back())
        continue;
      draft_.error(Code{"binding.blocks-share"}, first_, {{"other", draft_.markers[theirs.front()].marker.text}});
      return false;
    }
    return true;
  }

  /// Merged cells lie inside the loop, or reach over all of it and grow with it; they may begin with its first column
  /// when they end behind its last.
  bool fits(Line &line) {
    const Names &n = Names::get();
    for (const Line::Entry &entry : line.entries) {
      const std::uint32_t last = entry.column + repeat_count(*entry.node, n.columns_spanned) - 1;
      const bool inside = entry.column >= range_.first && last <= range_.second;
      const bool around = (entry.column < range_.first && last >= range_.second) || heads(entry);
      const bool beside = last < range_.first || entry.column > range_.second;
      if (inside || around || beside || entry.count > 1)
        continue;
      draft_.error(Code{"binding.columns-cross-merged"}, first_);
      return false;
    }
    return true;
  }

  /// A merged cell that begins with the loop and ends behind it stands once, before the copies.
  [[nodiscard]] bool heads(const Line::Entry &entry) const {
    const std::uint32_t last = entry.column + repeat_count(*entry.node, Names::get().columns_spanned) - 1;
    return entry.column == range_.first && last > range_.second;
  }

  void wrap(Line &line, bool defines) {
    // What is covered by such a cell is repeated in place of the cell itself.
    const bool headed = std::any_of(line.entries.begin(), line.entries.end(), [&](const auto &e) { return heads(e); });
    const std::uint32_t begin = range_.first + (headed ? 1U : 0U), end = range_.second + (headed ? 1U : 0U);
    if (line.width() <= begin && !defines)
      return;
    split(line, begin);
    split(line, end + 1);
    if (line.width() <= end)
      fill_up(line, end);
    XmlNode &left = *std::ranges::lower_bound(line.entries, begin, {}, &Line::Entry::column)->node;
    XmlNode &right = *std::prev(std::ranges::upper_bound(line.entries, end, {}, &Line::Entry::column))->node;
    const XmlNode *parent = parent_element(left);
    if (parent_element(right) != parent) {
      if (defines)
        draft_.error(Code{"binding.columns-cross-group"}, first_);
      return;
    }
    const std::uint32_t index = defines ? group_ : add_group();
    draft_.groups[index].defines_columns = defines;
    made_.groups.push_back(index);
    XmlNode &branch = document_.wrap(*child_of(*parent, left), *child_of(*parent, right),
                                     draft_.mark({Mark::Kind::branch, index, 0}));
    draft_.groups[index].block = &document_.wrap(branch, branch, draft_.mark({Mark::Kind::group, index}));
  }

  std::uint32_t add_group() {
    DraftGroup group;
    group.statements = draft_.groups[group_].statements;
    group.loop = true;
    draft_.groups.push_back(std::move(group));
    return static_cast<std::uint32_t>(draft_.groups.size() - 1);
  }

  /// Elements for columns that the file leaves out.
  void fill_up(Line &line, std::uint32_t last) {
    const bool columns = line.entries.empty() || line.entries.front().node->is(Names::get().column);
    for (std::uint32_t column = line.width(); column <= last; ++column) {
      XmlNode &made = document_.new_element(columns ? "table:table-column" : "table:table-cell");
      if (line.entries.empty() && table_->first)
        document_.insert_before(*table_->first, made);
      else
        document_.insert_after(*outside_blocks(*line.entries.back().node), made);
      line.entries.push_back({&made, column, 1});
    }
  }

  static XmlNode *outside_blocks(XmlNode &node) {
    XmlNode *at = &node;
    while (at->parent->kind == XmlNode::Kind::block)
      at = at->parent;
    return at;
  }

  static XmlNode *child_of(const XmlNode &parent, XmlNode &node) {
    XmlNode *at = &node;
    while (at->parent != &parent)
      at = at->parent;
    return at;
  }

  Draft &draft_;
  std::uint32_t group_;
  DraftMarker &first_, &last_;
  odf::XmlDocument &document_;
  XmlNode *table_ = nullptr;
  std::vector<Line> lines_;
  std::unordered_map<const XmlNode *, std::size_t> rows_;
  std::pair<std::uint32_t, std::uint32_t> range_;
  bool ends_merged_ = false; ///< the cell with {% endfor %} covers several columns
  ColumnLoop made_;
};

} // namespace

void wrap_columns(Draft &draft, std::uint32_t group) { ColumnWrapper(draft, group).run(); }

} // namespace solieu::binding
