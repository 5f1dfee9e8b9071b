#include "binding/calc_addresses.hpp"

#include <algorithm>

namespace solieu::binding {

using diagnostic::Code;
using odf::FormulaReference;
using odf::XmlNode;

namespace {

/// Bare addresses in brackets, so that they read like references of a formula; `offsets` move back by the brackets.
Addresses bare_addresses(const std::string &text) {
  Addresses result;
  result.text = text;
  result.brackets = false;
  for (std::size_t begin = 0; begin < text.size();) {
    bool quoted = false;
    std::size_t end = begin;
    while (end < text.size() && (quoted || text[end] != ' ')) {
      quoted = quoted != (text[end] == '\'');
      ++end;
    }
    std::vector<FormulaReference> found = odf::formula_references("[" + text.substr(begin, end - begin) + "]");
    if (found.size() == 1) {
      found.front().offset = begin;
      found.front().length = end - begin;
      found.front().range_argument = true;
      result.references.push_back(found.front());
    }
    begin = end + 1;
  }
  return result;
}

class AddressBinder {
public:
  AddressBinder(Draft &draft, odf::XmlDocument &document) : draft_(draft), out_(*draft.out), document_(document) {}

  void run(XmlNode &spreadsheet) {
    walk(
        spreadsheet, [this](XmlNode &node) { return enter(node); },
        [this](XmlNode &node) { in_table_ = in_table_ && !node.is(Names::get().table); });
  }

private:
  bool enter(XmlNode &node) {
    const Names &n = Names::get();
    if (node.kind == XmlNode::Kind::block)
      return true;
    if (node.kind != XmlNode::Kind::element)
      return false;
    if (node.is(n.table)) {
      in_table_ = true;
      ++sheet_;
      columns_ = 0;
    } else if (node.is(n.row)) {
      const auto numbers = draft_.rows.find(&node);
      row_ = numbers == draft_.rows.end() ? 0 : numbers->second.first;
      columns_ = 0;
    } else if (node.is(n.cell) || node.is(n.covered)) {
      column_ = columns_;
      columns_ += repeat_count(node, n.columns_repeated);
      if (node.attribute(n.formula))
        formula(node);
      return false;
    }
    ranges(node);
    return true;
  }

  /// A formula is written without its last result, so that the office computes it.
  void formula(XmlNode &cell) {
    for (const char *name : {"office:value", "office:value-type", "office:date-value", "office:time-value",
                             "office:boolean-value", "office:string-value", "office:currency", "calcext:value-type"})
      document_.remove_attribute(cell, name);
    for (XmlNode *child = cell.first; child;) {
      XmlNode *next = child->next;
      if (is_paragraph(*child))
        document_.remove(*child);
      child = next;
    }
    if (out_.row_blocks.empty() && !draft_has_gone_rows())
      return;
    Addresses made;
    made.text = *cell.attribute(Names::get().formula);
    made.references = odf::formula_references(made.text);
    if (made.references.empty())
      return;
    const std::vector<std::uint32_t> around = blocks_around(sheet_ - 1, row_);
    for (const FormulaReference &reference : made.references)
      check(made.text, reference, around);
    bind(cell, "table:formula", std::move(made));
  }

  bool draft_has_gone_rows() const {
    return std::any_of(out_.row_bodies.begin(), out_.row_bodies.end(), [](const RowBody &body) {
      return std::any_of(body.items.begin(), body.items.end(),
                         [](const RowItem &item) { return item.kind == RowItem::Kind::gone; });
    });
  }

  void ranges(XmlNode &node) {
    for (const char *name : {"table:cell-range-address", "table:target-range-address", "table:print-ranges",
                             "table:base-cell-address", "calcext:target-range-address", "calcext:base-cell-address"}) {
      const std::string *text = node.attribute(odf::xml_name(name));
      if (!text || (out_.row_blocks.empty() && !draft_has_gone_rows()))
        continue;
      Addresses made = bare_addresses(*text);
      const bool one_cell = std::string_view(name).find("base-cell") != std::string_view::npos;
      for (FormulaReference &reference : made.references) {
        if (!one_cell)
          check(made.text, reference, {});
      }
      if (!one_cell && !made.references.empty())
        bind(node, name, std::move(made));
    }
  }

  void bind(XmlNode &node, const char *attribute, Addresses made) {
    for (const FormulaReference &reference : made.references)
      made.sheets.push_back(sheet_named(reference.first.sheet));
    out_.addresses.push_back(std::move(made));
    const auto index = static_cast<std::uint32_t>(out_.addresses.size() - 1);
    document_.set_attribute(node, attribute,
                            draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::reference, index}}));
  }

  std::uint32_t sheet_named(const std::string &name) const {
    for (std::uint32_t i = 0; i < out_.sheets.size() && !name.empty(); ++i)
      if (out_.sheets[i].name == name)
        return i;
    return no_index;
  }

  /// The item that holds a template row; null when none does.
  static const RowItem *item_at(const std::vector<RowItem> &items, std::uint32_t row) {
    const auto next = std::upper_bound(items.begin(), items.end(), row,
                                       [](std::uint32_t r, const RowItem &item) { return r < item.first; });
    if (next == items.begin())
      return nullptr;
    const RowItem &item = *std::prev(next);
    return row < item.first + item.count ? &item : nullptr;
  }

  /// Row blocks that hold a template row, outermost first.
  std::vector<std::uint32_t> blocks_around(std::uint32_t sheet, std::uint32_t row) const {
    std::vector<std::uint32_t> around;
    std::uint32_t body = out_.sheets[sheet].rows;
    while (body != no_index) {
      const auto item = item_at(out_.row_bodies[body].items, row);
      const std::uint32_t block = item == nullptr ? no_index : item->block;
      body = no_index;
      if (block == no_index)
        break;
      around.push_back(block);
      for (const std::uint32_t branch : out_.row_blocks[block].bodies)
        if (item_at(out_.row_bodies[branch].items, row))
          body = branch;
    }
    return around;
  }

  void check(const std::string &text, const FormulaReference &reference, const std::vector<std::uint32_t> &around) {
    const std::uint32_t named = sheet_named(reference.first.sheet);
    if (named == no_index && !reference.first.sheet.empty())
      return;
    const std::uint32_t sheet = named == no_index ? sheet_ - 1 : named;
    const auto first = static_cast<std::uint32_t>(reference.first.row);
    const auto last = static_cast<std::uint32_t>(reference.last ? reference.last->row : reference.first.row);
    const std::vector<std::uint32_t> from = blocks_around(sheet, first);
    const std::vector<std::uint32_t> to = blocks_around(sheet, last);
    for (const std::uint32_t block : from) {
      if (std::find(around.begin(), around.end(), block) != around.end())
        continue;
      if (!reference.last && !reference.range_argument && out_.row_blocks[block].repeats) {
        refuse(text, reference);
        return;
      }
      if (std::find(to.begin(), to.end(), block) != to.end())
        keep_row(block);
    }
    keep_spanned(sheet, first, last, around);
  }

  /// A range over a block's rows and the statement rows around it would be empty without the block.
  void keep_spanned(std::uint32_t sheet, std::uint32_t first, std::uint32_t last,
                    const std::vector<std::uint32_t> &around) {
    if (!around.empty())
      return;
    std::uint32_t only = no_index;
    const std::vector<RowItem> &items = out_.row_bodies[out_.sheets[sheet].rows].items;
    auto item = std::partition_point(items.begin(), items.end(),
                                     [first](const RowItem &i) { return i.first + i.count <= first; });
    for (; item != items.end() && item->first <= last; ++item) {
      if (item->kind == RowItem::Kind::gone || item->count == 0)
        continue;
      if (item->kind == RowItem::Kind::plain || only != no_index)
        return;
      only = item->block;
    }
    if (only != no_index)
      keep_row(only);
  }

  void keep_row(std::uint32_t block) {
    for (DraftGroup &group : draft_.groups)
      if (group.rows == block)
        group.kept_row = !group.empty_row.empty();
  }

  void refuse(const std::string &text, const FormulaReference &reference) {
    diagnostic::Diagnostic finding{Code{"binding.reference-into-loop"}};
    finding.location.file = out_.file_name;
    finding.location.place = {diagnostic::PlaceKind::sheet_cell, out_.sheets[sheet_ - 1].name, row_ + 1U, column_ + 1U};
    finding.location.text = text;
    finding.location.offset = reference.offset;
    finding.location.length = reference.length;
    finding.arguments = {
        {"marker", text},
        {"cell", odf::column_letters(reference.first.column) + std::to_string(reference.first.row + 1)}};
    draft_.findings.push_back(std::move(finding));
  }

  Draft &draft_;
  CompiledParts &out_;
  odf::XmlDocument &document_;
  bool in_table_ = false;
  std::uint32_t sheet_ = 0, row_ = 0, column_ = 0, columns_ = 0;
};

} // namespace

void bind_addresses(Draft &draft, odf::XmlDocument &document, XmlNode &spreadsheet) {
  AddressBinder(draft, document).run(spreadsheet);
}

} // namespace solieu::binding
