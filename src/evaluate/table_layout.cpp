#include "evaluate/table_layout.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <utility>

namespace solieu::evaluate {

using binding::no_index;
using odf::FormulaReference;

namespace {

constexpr std::int64_t last_sheet_row = 1'048'575;
constexpr std::int64_t last_sheet_column = 16'383;

constexpr std::size_t most_arguments = 255; // of a function in LibreOffice
constexpr std::size_t most_parts = 4000;    // of a formula: it has 8,192 tokens at most, two for each part

/// What a function does with several ranges in one of its places.
enum class Parting : std::uint8_t {
  list,   ///< takes as many as one likes, and they mean the same in any place
  joined, ///< takes them as one, joined by `~`
  looked, ///< looks something up in them or counts what meets a condition: rows between do no harm
  none,
};

std::string_view function_around(std::string_view formula, std::size_t offset) {
  std::size_t depth = 0, at = offset;
  while (at-- > 0) {
    if (formula[at] == ')')
      ++depth;
    else if (formula[at] == '(' && depth-- == 0)
      break;
  }
  if (at >= formula.size())
    return {};
  std::size_t begin = at;
  while (begin > 0 && std::isalpha(static_cast<unsigned char>(formula[begin - 1])) != 0)
    --begin;
  return formula.substr(begin, at - begin);
}

/// A reference of a formula of a text's table that stands alone between brackets or bars.
bool is_list_item(std::string_view formula, const FormulaReference &reference) {
  const std::size_t before = formula.find_last_not_of(' ', reference.offset - 1);
  const std::size_t after = formula.find_first_not_of(' ', reference.offset + reference.length);
  return before != std::string_view::npos && (formula[before] == '(' || formula[before] == '|') &&
         after != std::string_view::npos && (formula[after] == ')' || formula[after] == '|');
}

Parting parting_of(std::string_view function) {
  using Names = std::initializer_list<std::string_view>;
  const auto among = [&](Names names) { return std::find(names.begin(), names.end(), function) != names.end(); };
  if (among({"SUM",  "AVERAGE",  "COUNT",  "COUNTA",   "MAX",     "MIN",     "PRODUCT", "MAXA",
             "MINA", "AVERAGEA", "SUMSQ",  "STDEV",    "VAR",     "STDEVP",  "VARP",    "STDEVA",
             "VARA", "STDEVPA",  "VARPA",  "MEDIAN",   "GEOMEAN", "HARMEAN", "MODE",    "AND",
             "OR",   "XOR",      "CONCAT", "SUBTOTAL", "SKEW",    "KURT",    "AVEDEV",  "DEVSQ"}))
    return Parting::list;
  if (among({"LARGE", "SMALL", "RANK", "PERCENTILE", "QUARTILE", "PERCENTRANK", "COUNTIF"}))
    return Parting::joined;
  return among({"SUMIF", "SUMIFS", "COUNTIFS", "AVERAGEIF", "AVERAGEIFS", "MAXIFS", "MINIFS", "INDEX", "MATCH",
                "LOOKUP", "VLOOKUP", "HLOOKUP"})
             ? Parting::looked
             : Parting::none;
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

std::vector<TableLayout::Context> TableLayout::copies_of_sheet(std::uint32_t sheet) const {
  std::vector<Context> places;
  for (const std::uint32_t copy : sheet < of_sheet_.size() ? of_sheet_[sheet] : std::vector<std::uint32_t>{})
    places.push_back({copy, no_index, no_index, no_index});
  return places;
}

std::size_t TableLayout::number_of(std::uint32_t copy) const {
  const std::vector<std::uint32_t> &copies = of_sheet_[instances_[copy].sheet];
  return static_cast<std::size_t>(std::ranges::lower_bound(copies, copy) - copies.begin()) + 1;
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
  const bool in_text = parts_.kind == binding::DocumentKind::writer && context.sheet != no_index;
  if ((context.object != no_index || in_text) && sheet < of_sheet_.size() && of_sheet_[sheet].size() > 1) {
    const Path &path = context.object != no_index ? objects_[context.object] : instances_[context.sheet].path;
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
    if (!own || addresses.references[i].named || !area(context.sheet, addresses.references[i], context))
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

/// Where a reference stands for rows or columns of a block between whose copies other ones lie (the sums of groups,
/// say): one range for each stretch of copies. One range alone when there is nothing between; none when they are more
/// than a formula takes.
std::vector<FormulaReference> TableLayout::stretches(const binding::Addresses &addresses, std::size_t number,
                                                     const FormulaReference &moved, const Context &context) const {
  const FormulaReference &original = addresses.references[number];
  const std::uint32_t sheet = sheet_of(addresses, number, context);
  const std::vector<std::uint32_t> list =
      original.range_argument && sheet != no_index ? instances_of(sheet, context) : std::vector<std::uint32_t>{};
  if (list.size() != 1 || !moved.last)
    return {moved};
  const odf::CellAddress &last = original.last ? *original.last : original.first;
  const bool inside = list.front() == context.sheet;
  const Instance &at = instances_[list.front()];
  const auto of_axis = [&](const AxisLayout &axis, std::uint32_t root, std::size_t from, std::size_t to,
                           std::uint32_t copy, std::size_t first, std::size_t end) {
    std::vector<AxisLayout::Extent> found = axis.stretches(root, from, to, inside ? copy : no_index);
    if (found.size() < 2)
      found = {{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)}};
    return found;
  };
  const auto row_parts =
      of_axis(rows, at.rows, original.first.row, last.row, context.row_copy, moved.first.row, moved.last->row);
  const auto column_parts = of_axis(columns, at.columns, original.first.column, last.column, context.column_copy,
                                    moved.first.column, moved.last->column);
  std::vector<FormulaReference> parts;
  if (row_parts.size() > most_parts / column_parts.size())
    return parts;
  for (const AxisLayout::Extent &row : row_parts)
    for (const AxisLayout::Extent &column : column_parts) {
      FormulaReference &part = parts.emplace_back(moved);
      part.first.row = row.first;
      part.last->row = row.end;
      part.first.column = column.first;
      part.last->column = column.end;
      if (row.first == row.end && column.first == column.end && !original.last)
        part.last.reset();
    }
  return parts;
}

const std::vector<FormulaReference> &TableLayout::named_stretches(const binding::Addresses &addresses,
                                                                  std::size_t number, const FormulaReference &moved,
                                                                  const Context &context) const {
  const auto [known, added] = named_stretches_.try_emplace({&addresses, number, context.sheet});
  if (added)
    known->second = stretches(addresses, number, moved, context);
  return known->second;
}

/// The text of a reference that was moved.
std::string TableLayout::parted(const binding::Addresses &addresses, std::size_t number, const FormulaReference &moved,
                                const Context &context, Moved &result) const {
  const Parting parting = addresses.table       ? Parting::list
                          : !addresses.brackets ? addresses.listed ? Parting::list : Parting::looked
                                                : parting_of(function_around(addresses.text, moved.offset));
  const auto text_of = [&](const FormulaReference &reference) {
    if (&reference == &moved && moved.named)
      return addresses.text.substr(moved.offset, moved.length);
    if (addresses.table)
      return odf::table_reference_text(reference);
    const std::string text = odf::reference_text(reference);
    return addresses.brackets ? text : text.substr(1, text.size() - 2);
  };
  if (parting == Parting::looked)
    return text_of(moved);
  const std::vector<FormulaReference> parts =
      moved.named ? named_stretches(addresses, number, moved, context) : stretches(addresses, number, moved, context);
  if (moved.named && parts.size() == 1)
    return text_of(moved);
  if (parting == Parting::none && parts.size() != 1) {
    result.rows_between = true;
    return text_of(moved);
  }
  if (parts.empty()) { // formats and charts take the rows between as well
    result.trouble = addresses.brackets ? Moved::Trouble::too_many_parts : Moved::Trouble::none;
    result.rows_between = !addresses.brackets;
    return text_of(moved);
  }
  const char *between = addresses.table                                               ? "|"
                        : !addresses.brackets                                         ? " "
                        : parting == Parting::joined || parts.size() > most_arguments ? "~"
                                                                                      : ";";
  std::string text;
  for (const FormulaReference &part : parts) {
    text += text.empty() ? "" : between;
    text += text_of(part);
  }
  return addresses.table && parts.size() > 1 && !is_list_item(addresses.text, addresses.references[number])
             ? "(" + text + ")"
             : text;
}

std::vector<TableLayout::Cells> TableLayout::cells(const binding::Addresses &addresses, std::size_t number,
                                                   const Context &context) const {
  const std::uint32_t sheet = sheet_of(addresses, number, context);
  const std::vector<std::uint32_t> list =
      sheet == no_index ? std::vector<std::uint32_t>{} : instances_of(sheet, context);
  FormulaReference reference = addresses.references[number];
  if (list.empty() || !move(reference, sheet, context))
    return {};
  std::vector<FormulaReference> parts = stretches(addresses, number, reference, context);
  if (parts.empty())
    parts.push_back(reference);
  std::vector<Cells> found;
  for (const FormulaReference &part : parts) {
    const odf::CellAddress &last = part.last ? *part.last : part.first;
    found.push_back({list.front(), static_cast<std::uint32_t>(part.first.row), static_cast<std::uint32_t>(last.row),
                     static_cast<std::uint32_t>(part.first.column), static_cast<std::uint32_t>(last.column)});
  }
  return found;
}

TableLayout::Moved TableLayout::moved(const binding::Addresses &addresses, const Context &place) const {
  Moved result;
  Context context = place;
  if (context.sheet == no_index && addresses.seen_from < of_sheet_.size() && !of_sheet_[addresses.seen_from].empty())
    context.sheet = of_sheet_[addresses.seen_from].front();
  if (addresses.row_count) {
    const std::optional<Area> covered = area(context.sheet, addresses.references.front(), context);
    result.text = std::to_string(covered ? covered->last_row - covered->first_row + 1 : 1);
    return result;
  }
  std::size_t done = 0;
  for (std::size_t i = 0; i < addresses.references.size(); ++i) {
    FormulaReference reference = addresses.references[i];
    result.text.append(addresses.text, done, reference.offset - done);
    done = reference.offset + reference.length;
    const std::uint32_t sheet = sheet_of(addresses, i, context);
    // A name means all its cells wherever it stands.
    const Context from = reference.named ? Context{context.sheet, no_index, no_index, no_index} : context;
    if (sheet != no_index && !move(reference, sheet, from)) {
      result.trouble = Moved::Trouble::sheets_differ;
      return result;
    }
    if (addresses.single)
      reference.last.reset();
    result.text += parted(addresses, i, reference, from, result);
  }
  result.text.append(addresses.text, done);
  return result;
}

} // namespace solieu::evaluate
