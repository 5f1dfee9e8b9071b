#include "binding/table_formulas.hpp"
#include "binding/followed_blocks.hpp"

#include <algorithm>

namespace solieu::binding {

using diagnostic::Code;
using odf::FormulaReference;
using odf::XmlNode;

namespace {

/// Where a cell of a table of a text stands. Writer gives a cell that is covered from its left no letter.
struct CellPosition {
  std::uint32_t row = 0, column = 0;
};

/// Visits the cells of a table and not those of tables inside them.
template <class Visit> void for_each_cell(Draft &draft, XmlNode &table, Visit visit) {
  const Names &n = Names::get();
  const bool moving_columns = draft.column_bodies.contains(&table);
  CellPosition position;
  std::uint32_t hidden = 0; ///< cells that are covered from their left
  walk(table, [&](XmlNode &node) {
    if (node.is(n.row)) {
      const auto numbers = draft.rows.find(&node);
      position = {numbers == draft.rows.end() ? 0 : numbers->second.first, 0};
      hidden = 0;
    }
    if (!node.is(n.cell) && !node.is(n.covered))
      return node.kind == XmlNode::Kind::block || node.kind == XmlNode::Kind::element;
    if (node.is(n.covered) && hidden > 0) {
      --hidden;
      return false;
    }
    const CellPosition here = position;
    position.column += repeat_count(node, n.columns_repeated);
    const std::uint32_t spanned = repeat_count(node, n.columns_spanned);
    hidden = moving_columns ? 0 : spanned - 1;
    if (node.is(n.cell))
      visit(node, here);
    return false;
  });
}

class FormulaBinder {
public:
  FormulaBinder(Draft &draft, const std::vector<ReadTable> &tables, const std::vector<std::string> &names,
                const NumberFormats &formats, std::vector<WatchedArea> watched)
      : draft_(draft), out_(*draft.out), tables_(tables), names_(names), formats_(formats), blocks_(draft),
        watched_(std::move(watched)) {}

  void run() {
    for (const ReadTable &table : tables_)
      for_each_cell(draft_, *table.table, [&](XmlNode &cell, const CellPosition &at) {
        const std::string *formula = cell.attribute(Names::get().formula);
        if (formula && odf::is_table_formula(*formula))
          bind(table, cell, at, *formula);
      });
    settle_lasting();
    for (const ReadTable &table : tables_)
      for_each_cell(draft_, *table.table, [&](XmlNode &cell, const CellPosition &at) { watch(table, cell, at); });
  }

private:
  /// What a formula takes: watched_[begin … end).
  struct Taken {
    std::uint32_t sheet;
    CellPosition at;
    std::size_t begin, end;
    bool waits = false; ///< for rows that come later, perhaps
  };

  void bind(const ReadTable &table, XmlNode &cell, const CellPosition &at, const std::string &formula) {
    odf::TableFormula read = odf::table_formula(formula);
    if (read.references.empty())
      return;
    TableFormula made;
    made.place = {diagnostic::PlaceKind::table_cell, out_.sheets[table.sheet].name, at.row + 1U, at.column + 1U};
    made.row = at.row;
    made.column = at.column;
    Addresses addresses;
    addresses.text = formula;
    addresses.references = std::move(read.references);
    addresses.table = true;
    const BlocksAround around = blocks_.around(table.sheet, at.row, at.column);
    taken_.push_back({table.sheet, at, watched_.size(), 0});
    for (const FormulaReference &reference : addresses.references)
      addresses.sheets.push_back(follow(table, made, around, addresses, reference));
    taken_.back().end = watched_.size();
    made.steps = std::move(read.steps);
    made.addresses = static_cast<std::uint32_t>(out_.addresses.size());
    out_.addresses.push_back(std::move(addresses));
    const std::string *style = cell.attribute(Names::get().style_name);
    const std::string name = style ? *style : std::string();
    made.format = formats_.format_of(name);
    made.style = made.format.decimals ? name : table.cells->take_style(cell);
    const auto index = static_cast<std::uint32_t>(out_.table_formulas.size());
    out_.table_formulas.push_back(std::move(made));
    formulas_[&cell] = index;
    write(*table.document, cell, index);
  }

  /// The table that a reference goes to.
  std::uint32_t follow(const ReadTable &table, const TableFormula &formula, const BlocksAround &around,
                       const Addresses &addresses, const FormulaReference &reference) {
    const bool own = reference.first.sheet.empty() || reference.first.sheet == out_.sheets[table.sheet].name;
    const std::uint32_t sheet = own ? table.sheet : sheet_named(reference.first.sheet);
    if (sheet == no_index) {
      refuse(Code{"binding.unknown-table"}, formula, addresses.text, reference,
             {{"table", reference.first.sheet}, {"nearest", diagnostic::nearest_name(reference.first.sheet, names_)}});
      return sheet;
    }
    const odf::CellAddress &last = reference.last ? *reference.last : reference.first;
    const bool range = reference.last || reference.range_argument;
    const bool together = own || repeats_with(sheet, table.sheet);
    if (!together || !blocks_.follow(sheet, reference.first, last, own ? around : BlocksAround{}, range)) {
      const std::string cell = odf::table_reference_text(reference);
      refuse(Code{"binding.table-formula-into-loop"}, formula, addresses.text, reference,
             {{"cell", cell.substr(1, cell.size() - 2)}});
      return sheet;
    }
    watched_.push_back({sheet, reference.first, last, !own || lasting(sheet, reference, last, around, formula)});
    return sheet;
  }

  [[nodiscard]] std::uint32_t sheet_named(const std::string &name) const {
    for (const ReadTable &table : tables_)
      if (out_.sheets[table.sheet].name == name)
        return table.sheet;
    return no_index;
  }

  /// What repeats the other table repeats this one too, so that each copy has its own.
  [[nodiscard]] bool repeats_with(std::uint32_t other, std::uint32_t table) const {
    const std::vector<std::uint32_t> &loops = draft_.table_loops[other], &around = draft_.table_loops[table];
    return std::all_of(loops.begin(), loops.end(), [&](std::uint32_t loop) {
      return std::find(around.begin(), around.end(), loop) != around.end();
    });
  }

  /// False when all that it takes stands before the formula in the same copy of the same rows.
  [[nodiscard]] bool lasting(std::uint32_t sheet, const FormulaReference &reference, const odf::CellAddress &last,
                             const BlocksAround &around, const TableFormula &formula) const {
    const bool before = last.row < formula.row || (last.row == formula.row && last.column < formula.column);
    const BlocksAround from = blocks_.around(sheet, reference.first.row, reference.first.column);
    return !before || from.rows != around.rows || from.columns != around.columns ||
           reference.first.row != formula.row || last.row != formula.row;
  }

  /// A formula that waits for one cell is computed in the end: it needs all its cells then, and what takes its own
  /// result waits as well.
  void settle_lasting() {
    for (bool changed = true; changed;) {
      changed = false;
      for (Taken &formula : taken_) {
        if (formula.waits || !may_wait(formula))
          continue;
        formula.waits = changed = true;
        for (std::size_t i = formula.begin; i < formula.end; ++i)
          watched_[i].lasting = true;
      }
    }
  }

  [[nodiscard]] bool may_wait(const Taken &formula) const {
    for (std::size_t i = formula.begin; i < formula.end; ++i) {
      const WatchedArea &area = watched_[i];
      if (area.lasting || std::any_of(taken_.begin(), taken_.end(), [&](const Taken &other) {
            return other.waits && holds(area, other.sheet, other.at);
          }))
        return true;
    }
    return false;
  }

  static bool holds(const WatchedArea &area, std::uint32_t sheet, const CellPosition &at) {
    return area.sheet == sheet && at.row >= area.first.row && at.row <= area.last.row &&
           at.column >= area.first.column && at.column <= area.last.column;
  }

  void refuse(Code code, const TableFormula &formula, const std::string &text, const FormulaReference &reference,
              std::vector<std::pair<std::string, std::string>> arguments) {
    diagnostic::Diagnostic finding{std::move(code)};
    finding.location.file = out_.file_name;
    finding.location.place = formula.place;
    finding.location.text = text;
    finding.location.offset = reference.offset;
    finding.location.length = reference.length;
    finding.arguments = std::move(arguments);
    finding.arguments.emplace_back("marker", text);
    draft_.findings.push_back(std::move(finding));
  }

  /// The stored result gives way to the one of the report.
  void write(odf::XmlDocument &document, XmlNode &cell, std::uint32_t index) {
    for (const char *name :
         {"table:formula", "office:value-type", "office:value", "office:string-value", "calcext:value-type"})
      document.remove_attribute(cell, name);
    document.set_attribute(cell, "table:style-name",
                           draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::table_formula, index}}));
    document.new_element("office:value"); // its namespace is declared
    XmlNode *paragraph = nullptr;
    for (XmlNode *child = cell.first; child;) {
      XmlNode *next = child->next;
      if (!paragraph && is_paragraph(*child))
        paragraph = child;
      else
        document.remove(*child);
      child = next;
    }
    if (!paragraph) {
      paragraph = &document.new_element("text:p");
      document.append(cell, *paragraph);
    }
    while (paragraph->first)
      document.remove(*paragraph->first);
    document.append(*paragraph,
                    document.new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::table_formula_text, index}})));
  }

  void watch(const ReadTable &table, XmlNode &cell, const CellPosition &at) {
    WatchedCell made{at.row, at.column};
    bool wanted = false;
    for (const WatchedArea &area : watched_) {
      const bool inside = holds(area, table.sheet, at);
      wanted = wanted || inside;
      made.lasting = made.lasting || (inside && area.lasting);
      made.shown = made.shown || (inside && area.shown);
    }
    if (!wanted)
      return;
    const auto index = static_cast<std::uint32_t>(out_.watched_cells.size());
    if (const auto formula = formulas_.find(&cell); formula != formulas_.end())
      out_.table_formulas[formula->second].watched = index;
    else if (const std::uint32_t number = table.cells->number_cell(cell); number != no_index)
      out_.number_cells[number].watched = index;
    else
      watch_text(*table.document, cell, made, index);
    out_.watched_cells.push_back(std::move(made));
  }

  void watch_text(odf::XmlDocument &document, XmlNode &cell, WatchedCell &made, std::uint32_t index) {
    const std::string *type = cell.attribute(Names::get().value_type), *value = cell.attribute(Names::get().value);
    if (type && value && *type != "string")
      made.number = *value;
    made.percent = type && *type == "percentage";
    for (const std::uint32_t end : {0U, 1U}) {
      XmlNode &slot = document.new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::watched_cell, index, end}}));
      if (end == 0 && cell.first)
        document.insert_before(*cell.first, slot);
      else
        document.append(cell, slot);
    }
  }

  Draft &draft_;
  CompiledParts &out_;
  const std::vector<ReadTable> &tables_;
  const std::vector<std::string> &names_; ///< of all tables
  const NumberFormats &formats_;
  FollowedBlocks blocks_;
  std::unordered_map<const XmlNode *, std::uint32_t> formulas_; ///< by cell
  std::vector<WatchedArea> watched_;
  std::vector<Taken> taken_;
};

} // namespace

std::vector<std::string> tables_of_formula(std::string_view formula) {
  std::vector<std::string> names;
  for (const FormulaReference &reference : odf::table_formula(formula).references)
    names.push_back(reference.first.sheet);
  return names;
}

void bind_table_formulas(Draft &draft, const std::vector<ReadTable> &tables, const std::vector<std::string> &names,
                         const NumberFormats &formats, std::vector<WatchedArea> watched) {
  FormulaBinder(draft, tables, names, formats, std::move(watched)).run();
}

} // namespace solieu::binding
