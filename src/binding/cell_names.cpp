#include "binding/cell_names.hpp"
#include "binding/axis_view.hpp"
#include "binding/calc_addresses.hpp"

#include <algorithm>

namespace solieu::binding {

using odf::FormulaReference;
using odf::XmlNode;

void CellNames::find(XmlNode &spreadsheet) {
  const RangeNames &r = RangeNames::get();
  std::uint32_t sheet = no_index, next = 0;
  walk(
      spreadsheet,
      [&](XmlNode &node) {
        if (node.is(Names::get().table))
          sheet = next++;
        const bool range = node.is(r.range), filter = node.is(r.filter);
        const bool thing = range || filter || node.is(r.pivot) || node.is(r.validation);
        const std::string *name = thing ? node.attribute(r.name) : nullptr;
        const std::string *text = name && (range || filter) ? node.attribute(range ? r.address : r.target) : nullptr;
        if (!name)
          return !node.is(Names::get().row);
        taken_.push_back(*name);
        for (const FormulaReference &cells : address_list(text ? *text : std::string()).references)
          if (filter || (cells.first.row_absolute && cells.first.column_absolute))
            named_.emplace(*name, NamedCells{sheet, cells});
        return !node.is(Names::get().row);
      },
      [&](XmlNode &node) { sheet = node.is(Names::get().table) ? no_index : sheet; });
}

void CellNames::add_cells(Addresses &formula, std::uint32_t sheet) const {
  if (named_.empty())
    return;
  for (const odf::FormulaName &word : odf::formula_names(formula.text)) {
    const FormulaReference *cells = word.range_argument ? cells_of(word.name, sheet) : nullptr;
    if (!cells || !is_part_of_blocks(*cells))
      continue;
    FormulaReference &reference = formula.references.emplace_back(*cells);
    reference.offset = word.offset;
    reference.length = word.name.size();
    reference.named = true;
  }
  std::ranges::sort(formula.references, {}, &FormulaReference::offset);
}

/// The sheet's own name goes before that of the document.
const FormulaReference *CellNames::cells_of(const std::string &name, std::uint32_t sheet) const {
  const FormulaReference *found = nullptr;
  const auto [begin, end] = named_.equal_range(name);
  for (auto named = begin; named != end; ++named)
    if (named->second.scope == sheet || (named->second.scope == no_index && !found))
      found = &named->second.cells;
  return found;
}

/// True unless nothing repeats them, or one block of rows that is all theirs.
bool CellNames::is_part_of_blocks(const FormulaReference &cells) const {
  const auto sheet = std::ranges::find(out_.sheets, cells.first.sheet, &Sheet::name);
  if (sheet == out_.sheets.end())
    return false;
  const auto number = static_cast<std::uint32_t>(sheet - out_.sheets.begin());
  const odf::CellAddress &last = cells.last ? *cells.last : cells.first;
  const AxisView rows(out_.sheets, &Sheet::rows, out_.row_bodies, out_.row_blocks),
      columns(out_.sheets, &Sheet::columns, out_.column_bodies, out_.column_blocks);
  if (!columns.blocks_around(number, static_cast<std::uint32_t>(cells.first.column)).empty())
    return true;
  const std::vector<std::uint32_t> around = rows.blocks_around(number, static_cast<std::uint32_t>(cells.first.row));
  if (around.size() != 1)
    return !around.empty();
  const RowBlock &block = out_.row_blocks[around.front()];
  return block.first != cells.first.row || block.last != last.row;
}

std::string CellNames::separator(const std::string &name) const {
  std::string between = "_";
  while (std::ranges::any_of(taken_, [&](const std::string &other) { return other.starts_with(name + between); }))
    between += "_";
  return between;
}

} // namespace solieu::binding
