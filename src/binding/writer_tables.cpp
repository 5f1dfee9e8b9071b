#include "binding/chart_ranges.hpp"
#include "binding/table_formulas.hpp"
#include "binding/table_rows.hpp"

#include <memory>
#include <unordered_set>

namespace solieu::binding {

using odf::XmlNode;

namespace {

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

/// The tables of a text, those that something follows read as sheets are.
class TextTables {
public:
  explicit TextTables(Draft &draft) : draft_(draft) {}

  void run() {
    find();
    for (DraftPart &part : draft_.parts)
      if (part.kind == DraftPart::Kind::object)
        for (std::string &name : shown_tables(part.document->root()))
          shown_.insert(std::move(name));
    for (const Table &table : tables_)
      follow_formulas(table);
    std::vector<ReadTable> read;
    for (const Table &table : tables_)
      read_one(table, read);
    NumberFormats formats;
    for (DraftPart &part : draft_.parts)
      if (part.kind == DraftPart::Kind::content || part.kind == DraftPart::Kind::styles)
        formats.read(part.document->root());
    std::vector<std::string> names;
    names.reserve(tables_.size());
    for (const Table &table : tables_)
      names.push_back(table.name);
    bind_table_formulas(draft_, read, names, formats, shown_apart());
    for (const auto &cells : cells_)
      cells->add_styles();
  }

private:
  struct Table {
    XmlNode *node;
    std::string name;
    DraftPart *part;
    NumberCells *cells;
    bool live; ///< holds something that changes
  };

  void find() {
    const Names &n = Names::get();
    for (DraftPart &part : draft_.parts) {
      if (part.kind != DraftPart::Kind::content && part.kind != DraftPart::Kind::styles)
        continue;
      NumberCells &cells = *cells_.emplace_back(std::make_unique<NumberCells>(draft_, *part.document));
      walk(part.document->root(), [&](XmlNode &node) {
        if (node.is(n.table)) {
          const std::string *name = node.attribute(n.table_name);
          tables_.push_back({&node, name ? *name : std::string(), &part, &cells, is_live(node)});
        }
        return node.kind == XmlNode::Kind::element || node.kind == XmlNode::Kind::block;
      });
    }
  }

  static bool is_live(XmlNode &table) {
    bool live = false;
    walk(table, [&](XmlNode &node) {
      live = live || node.kind == XmlNode::Kind::block || node.kind == XmlNode::Kind::slot;
      return !live;
    });
    return live;
  }

  /// A formula and the tables that it takes cells from, when any of them changes.
  void follow_formulas(const Table &table) {
    const Names &n = Names::get();
    walk(*table.node, [&](XmlNode &node) {
      const std::string *formula = node.is(n.cell) ? node.attribute(n.formula) : nullptr;
      if (formula && odf::is_table_formula(*formula))
        follow_formula(table, *formula);
      return node.kind == XmlNode::Kind::block || (node.kind == XmlNode::Kind::element && &node == table.node) ||
             !node.is(n.table);
    });
  }

  void follow_formula(const Table &table, const std::string &formula) {
    std::vector<const Table *> taken = {&table};
    bool live = table.live;
    for (const std::string &name : tables_of_formula(formula))
      for (const Table &other : tables_)
        if (!name.empty() && other.name == name) {
          taken.push_back(&other);
          live = live || other.live;
        }
    for (const Table *one : taken) {
      if (!live)
        continue;
      in_formulas_.insert(one->node);
      one->part->needed = true;
    }
  }

  void read_one(const Table &table, std::vector<ReadTable> &read) {
    const bool in_chart = table.part->kind == DraftPart::Kind::content && shown_.contains(table.name);
    const bool in_formula = in_formulas_.contains(table.node);
    if (in_chart || in_formula)
      table.cells->bind(*table.node);
    if (!in_chart && !in_formula && !draft_.column_bodies.contains(table.node) && !spans_rows(draft_, *table.node))
      return;
    const std::uint32_t sheet = read_table(draft_, *table.part->document, *table.node, false);
    if (in_formula || in_chart)
      read.push_back({table.node, table.part->document.get(), table.cells, sheet});
  }

  /// What charts draw that lies apart.
  std::vector<WatchedArea> shown_apart() {
    std::vector<WatchedArea> areas;
    for (DraftPart &part : draft_.parts) {
      std::vector<ShownCells> shown;
      if (part.kind != DraftPart::Kind::object || !draws_apart(draft_, part.document->root(), shown))
        continue;
      part.own_figures = true;
      for (const ShownCells &cells : shown)
        areas.push_back({cells.sheet, cells.first, cells.last, true, true});
    }
    return areas;
  }

  Draft &draft_;
  std::vector<std::unique_ptr<NumberCells>> cells_; ///< of each part
  std::vector<Table> tables_;
  std::unordered_set<std::string> shown_; ///< by charts
  std::unordered_set<const XmlNode *> in_formulas_;
};

} // namespace

void bind_tables(Draft &draft) {
  if (draft.out->kind == DocumentKind::writer)
    TextTables(draft).run();
}

} // namespace solieu::binding
