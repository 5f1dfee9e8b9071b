#include "evaluate/table_layout.hpp"

#include <algorithm>
#include <utility>

namespace solieu::evaluate {

using binding::no_index;
using odf::FormulaReference;

namespace {

constexpr std::int64_t last_sheet_row = 1'048'575;
constexpr std::int64_t last_sheet_column = 16'383;

} // namespace

void TableLayout::begin_sheet(std::uint32_t sheet, std::string name) {
  outer_.push_back({sheet_, rows.leave(), columns.leave()});
  sheet_ = static_cast<std::uint32_t>(instances_.size());
  const binding::Sheet &compiled = parts_.sheets[sheet];
  const std::uint32_t row_root = rows.begin_root(compiled.rows);
  instances_.push_back({sheet, row_root, columns.begin_root(compiled.columns), std::move(name)});
  of_sheet_.resize(parts_.sheets.size());
  of_sheet_[sheet].push_back(sheet_);
}

void TableLayout::end_sheet() {
  sheet_ = outer_.back().sheet;
  rows.restore(std::move(outer_.back().rows));
  columns.restore(std::move(outer_.back().columns));
  outer_.pop_back();
}

std::vector<std::string> TableLayout::names() const {
  std::vector<std::string> list;
  list.reserve(instances_.size());
  for (const Instance &instance : instances_)
    list.push_back(instance.name);
  return list;
}

AxisLayout::Extent TableLayout::column_range(std::uint32_t first, std::uint32_t last) const {
  const std::uint32_t root = instances_[sheet_].columns;
  const std::int64_t from = columns.find(root, first, columns.current(), false).value_or(first);
  const std::int64_t to = columns.find(root, last, columns.current(), true).value_or(last);
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(std::max(from, to))};
}

/// The copy that we are in, or all of them.
std::vector<std::uint32_t> TableLayout::instances_of(std::uint32_t sheet, const Context &context) const {
  if (context.sheet != no_index && instances_[context.sheet].sheet == sheet)
    return {context.sheet};
  return sheet < of_sheet_.size() ? of_sheet_[sheet] : std::vector<std::uint32_t>{};
}

std::optional<TableLayout::Area> TableLayout::area(std::uint32_t instance, const FormulaReference &reference,
                                                   const Context &context) const {
  const odf::CellAddress &last = reference.last ? *reference.last : reference.first;
  const Instance &at = instances_[instance];
  const bool inside = instance == context.sheet;
  using Ends = std::optional<std::pair<std::int64_t, std::int64_t>>;
  const auto ends = [&](const AxisLayout &axis, std::uint32_t root, std::size_t from, std::size_t to,
                        std::uint32_t copy, std::int64_t limit) -> Ends {
    const auto begin = axis.find(root, from, inside ? copy : no_index, false);
    const auto end = axis.find(root, to, inside ? copy : no_index, true);
    if (!begin || !end)
      return std::nullopt;
    return std::pair{std::min(*begin, limit), std::min(std::max(*begin, *end), limit)};
  };
  const Ends row = ends(rows, at.rows, reference.first.row, last.row, context.row_copy, last_sheet_row);
  const Ends column =
      ends(columns, at.columns, reference.first.column, last.column, context.column_copy, last_sheet_column);
  if (!row || !column)
    return std::nullopt;
  return Area{row->first, row->second, column->first, column->second};
}

std::uint32_t TableLayout::sheet_of(const binding::Addresses &addresses, std::size_t reference,
                                    const Context &context) const {
  const std::uint32_t sheet = addresses.sheets[reference];
  const bool own = sheet == no_index && addresses.references[reference].first.sheet.empty();
  return own && context.sheet != no_index ? instances_[context.sheet].sheet : sheet;
}

bool TableLayout::settled(const binding::Addresses &addresses, const Context &context) const {
  for (std::size_t i = 0; i < addresses.references.size(); ++i) {
    const std::uint32_t sheet = sheet_of(addresses, i, context);
    if (sheet == no_index)
      continue;
    const bool own = context.sheet != no_index && instances_[context.sheet].sheet == sheet;
    if (!own || !area(context.sheet, addresses.references[i], context))
      return false;
  }
  return true;
}

void TableLayout::keep(const Context &context) {
  rows.keep(context.row_copy);
  columns.keep(context.column_copy);
}

bool TableLayout::move(FormulaReference &reference, std::uint32_t sheet, const Context &context) const {
  const std::vector<std::uint32_t> list = instances_of(sheet, context);
  if (list.empty())
    return true;
  const std::optional<Area> found = area(list.front(), reference, context);
  for (const std::uint32_t other : list)
    if (area(other, reference, context) != found)
      return false;
  const Area moved = found.value();
  const bool range = moved.last_row > moved.first_row || moved.last_column > moved.first_column || list.size() > 1;
  if (!reference.last && range) {
    reference.last = reference.first;
    reference.last->sheet.clear();
    reference.last->sheet_absolute = false;
  }
  const std::string template_name = reference.first.sheet;
  if (!template_name.empty())
    reference.first.sheet = instances_[list.front()].name;
  reference.first.row = static_cast<std::size_t>(moved.first_row);
  reference.first.column = static_cast<std::size_t>(moved.first_column);
  if (!reference.last)
    return true;
  if (reference.last->sheet == template_name && !template_name.empty())
    reference.last->sheet = reference.first.sheet;
  if (list.size() > 1) { // all copies, side by side
    reference.last->sheet = instances_[list.back()].name;
    reference.last->sheet_absolute = reference.first.sheet_absolute;
  }
  reference.last->row = static_cast<std::size_t>(moved.last_row);
  reference.last->column = static_cast<std::size_t>(moved.last_column);
  return true;
}

std::optional<std::string> TableLayout::moved(const binding::Addresses &addresses, const Context &context) const {
  std::string result;
  std::size_t done = 0;
  for (std::size_t i = 0; i < addresses.references.size(); ++i) {
    FormulaReference reference = addresses.references[i];
    result.append(addresses.text, done, reference.offset - done);
    done = reference.offset + reference.length;
    const std::uint32_t sheet = sheet_of(addresses, i, context);
    if (sheet != no_index && !move(reference, sheet, context))
      return std::nullopt;
    if (addresses.single)
      reference.last.reset();
    const std::string text = odf::reference_text(reference);
    result += addresses.brackets ? text : text.substr(1, text.size() - 2);
  }
  result.append(addresses.text, done);
  return result;
}

} // namespace solieu::evaluate
