#include "evaluate/table_layout.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace solieu::evaluate {

using binding::no_index;
using odf::FormulaReference;

namespace {

constexpr std::int64_t last_sheet_row = 1'048'575;
constexpr std::int64_t last_sheet_column = 16'383;

constexpr std::size_t most_arguments = 255; // of a function in LibreOffice

/// True when the function around a reference takes as many ranges as one likes, and they mean the same in any place.
bool takes_list(std::string_view formula, std::size_t offset) {
  static constexpr std::array names = {"SUM",     "AVERAGE", "COUNT", "COUNTA",   "MAX",     "MIN",
                                       "PRODUCT", "MAXA",    "MINA",  "AVERAGEA", "SUMSQ",   "STDEV",
                                       "VAR",     "STDEVP",  "VARP",  "MEDIAN",   "GEOMEAN", "HARMEAN",
                                       "MODE",    "AND",     "OR",    "XOR",      "CONCAT",  "SUBTOTAL"};
  std::size_t depth = 0, at = offset;
  while (at-- > 0) {
    if (formula[at] == ')')
      ++depth;
    else if (formula[at] == '(' && depth-- == 0)
      break;
  }
  if (at == std::string_view::npos || at >= formula.size())
    return false;
  std::size_t begin = at;
  while (begin > 0 && std::isalpha(static_cast<unsigned char>(formula[begin - 1])) != 0)
    --begin;
  const std::string_view name = formula.substr(begin, at - begin);
  return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

void TableLayout::begin_sheet(std::uint32_t sheet, std::string name, const Path &path) {
  outer_.push_back({sheet_, rows.leave(), columns.leave()});
  sheet_ = static_cast<std::uint32_t>(instances_.size());
  const binding::Sheet &compiled = parts_.sheets[sheet];
  const std::uint32_t row_root = rows.begin_root(compiled.rows);
  instances_.push_back({sheet, row_root, columns.begin_root(compiled.columns), std::move(name), path});
  of_sheet_.resize(parts_.sheets.size());
  of_sheet_[sheet].push_back(sheet_);
}

void TableLayout::end_sheet() {
  sheet_ = outer_.back().sheet;
  rows.restore(std::move(outer_.back().rows));
  columns.restore(std::move(outer_.back().columns));
  outer_.pop_back();
}

void TableLayout::begin_object(const Path &path) {
  object_ = static_cast<std::uint32_t>(objects_.size());
  objects_.push_back(path);
}

void TableLayout::end_object() { object_ = no_index; }

std::vector<TableLayout::Context> TableLayout::copies_of(const binding::ChartSeries &series,
                                                         const Context &context) const {
  std::vector<Context> places;
  for (const std::uint32_t instance : instances_of(series.sheet, context)) {
    const Instance &at = instances_[instance];
    const AxisLayout &axis = series.columns ? columns : rows;
    for (const std::uint32_t copy : axis.copies_of(series.columns ? at.columns : at.rows, series.block))
      places.push_back({instance, series.columns ? at.rows : copy, series.columns ? copy : at.columns, context.object});
  }
  return places;
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
  if (context.object != no_index && sheet < of_sheet_.size() && of_sheet_[sheet].size() > 1) {
    const Path &path = objects_[context.object];
    const auto together = [&](std::uint32_t instance) {
      const Path &other = instances_[instance].path;
      return std::mismatch(path.begin(), path.end(), other.begin(), other.end()).first - path.begin();
    };
    return {*std::max_element(of_sheet_[sheet].begin(), of_sheet_[sheet].end(),
                              [&](std::uint32_t a, std::uint32_t b) { return together(a) < together(b); })};
  }
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
  if (!reference.last && range && reference.range_argument) {
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

/// The text of a reference that was moved. Where it stands for rows of a block between whose copies other rows lie (the
/// sums of groups, say), it becomes one reference for each stretch of copies, if its function takes a list of them.
std::string TableLayout::parted(const binding::Addresses &addresses, std::size_t number, const FormulaReference &moved,
                                const Context &context) const {
  const FormulaReference &original = addresses.references[number];
  const std::uint32_t sheet = sheet_of(addresses, number, context);
  if (!addresses.brackets || !original.range_argument || sheet == no_index ||
      !takes_list(addresses.text, original.offset))
    return odf::reference_text(moved);
  const std::vector<std::uint32_t> list = instances_of(sheet, context);
  if (list.size() != 1)
    return odf::reference_text(moved);
  const odf::CellAddress &last = original.last ? *original.last : original.first;
  const std::uint32_t copy = list.front() == context.sheet ? context.row_copy : no_index;
  const std::vector<AxisLayout::Extent> stretches =
      rows.stretches(instances_[list.front()].rows, original.first.row, last.row, copy);
  if (stretches.size() < 2)
    return odf::reference_text(moved);
  std::string text;
  for (const AxisLayout::Extent &stretch : stretches) {
    FormulaReference part = moved;
    part.first.row = stretch.first;
    if (part.last)
      part.last->row = stretch.end;
    if (part.last && stretch.end == stretch.first && part.last->column == part.first.column && !original.last)
      part.last.reset();
    if (!text.empty())
      text += stretches.size() > most_arguments ? '~' : ';';
    text += odf::reference_text(part);
  }
  return text;
}

std::optional<std::string> TableLayout::moved(const binding::Addresses &addresses, const Context &context) const {
  if (addresses.row_count) {
    const std::optional<Area> covered = area(context.sheet, addresses.references.front(), context);
    return std::to_string(covered ? covered->last_row - covered->first_row + 1 : 1);
  }
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
    const std::string text = parted(addresses, i, reference, context);
    result += addresses.brackets ? text : text.substr(1, text.size() - 2);
  }
  result.append(addresses.text, done);
  return result;
}

} // namespace solieu::evaluate
