#include "data/workbook_form.hpp"

#include "data/server_query.hpp"
#include "diagnostic/failure.hpp"
#include "format/text.hpp"
#include "format/text_encoding.hpp"
#include "model/decimal.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::PlaceKind;
using diagnostic::Severity;
using odf::SheetCell;
using Kind = SheetCell::Kind;

namespace {

constexpr std::size_t rows_for_header = 60; ///< the header begins in one of the first rows that hold something
constexpr std::size_t deepest_header = 3;
constexpr std::string_view joint = " / ";
constexpr std::array<std::string_view, 6> total_words{"tong cong", "tong so", "tong", "cong", "total", "sum"};

bool is_number_field(std::size_t field) noexcept { return Field{field} == Field::low || Field{field} == Field::high; }

bool holds(const std::vector<std::string> &list, const std::string &name) {
  return std::ranges::find(list, name) != list.end();
}

/// Row and column, from 1, of "C3"; nothing for other text.
std::optional<std::pair<std::size_t, std::size_t>> place_of(std::string_view name) {
  std::size_t row = 0;
  std::size_t column = 0;
  constexpr std::size_t most = 1'000'000;
  for (const char c : name) {
    const bool letter = c >= 'A' && c <= 'Z';
    const bool digit = c >= '0' && c <= '9';
    if ((!letter && !digit) || (letter && row > 0) || (digit && column == 0) || row > most || column > most)
      return std::nullopt;
    if (letter)
      column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    else
      row = row * 10 + static_cast<std::size_t>(c - '0');
  }
  return row > 0 && column > 0 ? std::optional(std::pair(row, column)) : std::nullopt;
}

/// "A", "(1)", "2", "3=1+2": how forms number their columns in a row below the header.
bool is_column_number(std::string_view text) {
  if (text.starts_with('(') && text.ends_with(')'))
    text = text.substr(1, text.size() - 2);
  text = text.substr(0, text.find('='));
  const bool letter = text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z';
  const bool digits =
      !text.empty() && text.size() <= 2 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return letter || digits;
}

/// The binary number that a cell holds, cut to its 15 sure digits, as the source writes numbers.
std::string number_text(const std::string &stored, bool percentage, model::Writing writing, bool &inexact) {
  auto digits = sure_digits(stored);
  inexact = inexact || digits.has_value();
  auto value = model::Decimal::parse(digits.value_or(stored));
  if (!value)
    return stored;
  auto text = (percentage ? value->shifted(2) : *value).text();
  if (writing == model::Writing::vietnamese)
    std::ranges::replace(text, '.', ',');
  return percentage ? text + "%" : text;
}

} // namespace

WorkbookForm::WorkbookForm(const fs::path &file, const model::SourceSettings &settings, Gatherer &gatherer)
    : file_(file), settings_(settings), gatherer_(gatherer) {
  const auto names = column_names(settings.columns);
  const auto usual = column_names({});
  const auto given = parts_given(settings.file);
  for (std::size_t i = 0; i < field_count; ++i) {
    if (given.at(i) || names.at(i).empty())
      continue;
    possible_.push_back(names.at(i));
    if (is_required(Field{i}) || names.at(i) != usual.at(i))
      wanted_.push_back(names.at(i));
  }
  for (const auto &value : settings.file.values) {
    possible_.push_back(value.column);
    wanted_.push_back(value.column);
  }
}

bool WorkbookForm::begin_sheet(std::string_view name) {
  close_sheet();
  sheet_ = format::normalised(name);
  sheets_.push_back(sheet_);
  open_ = !done_ && (settings_.file.sheet.empty() || settings_.file.sheet == sheet_);
  held_.clear();
  return open_;
}

/// Rows are held until the header is found among them.
void WorkbookForm::row(std::size_t number, std::span<const SheetCell> cells) {
  HeldRow row{number, {cells.begin(), cells.end()}};
  if (done_)
    return data_row(row);
  if (held_.size() == rows_for_header + deepest_header)
    return; // the sheet has no table of ours
  held_.push_back(std::move(row));
  if (held_.size() < deepest_header)
    return;
  if (const auto header = find_header(false))
    begin_table(*header);
}

void WorkbookForm::close_sheet() {
  if (!open_)
    return;
  if (!done_)
    if (const auto header = find_header(true))
      begin_table(*header);
  open_ = false;
}

void WorkbookForm::finish() {
  close_sheet();
  if (!done_)
    fail_shape();
}

/// Old fonts write other letters than they show.
std::string WorkbookForm::clean(const SheetCell &cell) const {
  if (cell.kind != Kind::text)
    return cell.text;
  const auto &encoding = settings_.file.encoding;
  const bool old_font = encoding == "tcvn3" || encoding == "vni";
  return format::normalised(old_font ? format::from_old_font(cell.text, encoding) : cell.text);
}

/// The names of the columns when the header has `rows` rows from the held row `first` on: what stands above one
/// another, a merged cell over each of its columns, joined by " / ". A name that is wanted may be the lowest part
/// alone.
WorkbookForm::Header WorkbookForm::header_at(std::size_t first, std::size_t rows) const {
  Header header{.first = first, .rows = rows, .names = {}};
  std::size_t columns = 0;
  for (std::size_t i = first; i < first + rows; ++i)
    columns = std::max(columns, held_[i].cells.size());
  for (std::size_t column = 0; column < columns; ++column) {
    std::string name;
    std::string lowest;
    for (std::size_t i = first; i < first + rows; ++i) {
      auto part = column < held_[i].cells.size() ? clean(held_[i].cells[column]) : std::string();
      if (part.empty() || part == lowest)
        continue;
      name += (name.empty() ? "" : std::string(joint)) + part;
      lowest = std::move(part);
    }
    header.names.push_back(!holds(possible_, name) && holds(possible_, lowest) ? lowest : name);
  }
  header.matches = static_cast<std::size_t>(
      std::ranges::count_if(wanted_, [&](const auto &name) { return holds(header.names, name); }));
  header.complete = header.matches == wanted_.size();
  return header;
}

/// The first row from which on all the columns wanted are found, in up to three rows; merged cells say when it is more
/// than one.
std::optional<WorkbookForm::Header> WorkbookForm::find_header(bool at_end) {
  const auto last = at_end ? held_.size() : held_.size() - deepest_header + 1;
  const auto begin = at_end ? 0 : last - 1;
  for (std::size_t first = begin; first < last; ++first) {
    const auto wanted_row = settings_.file.header_row;
    if (wanted_row != 0 && held_[first].number != wanted_row)
      continue;
    for (std::size_t rows = 1; rows <= deepest_header && first + rows <= held_.size(); ++rows) {
      if (held_[first + rows - 1].number != held_[first].number + rows - 1)
        break;
      auto header = header_at(first, rows);
      if (header.complete) {
        std::size_t deep = rows;
        for (std::size_t i = 0; i < rows; ++i)
          for (const auto &cell : held_[first + i].cells)
            deep = std::max(deep, cell.covered ? 1 : i + cell.rows);
        return deep > rows && deep <= deepest_header && first + deep <= held_.size() ? header_at(first, deep) : header;
      }
      if (header.matches > best_.matches || best_sheet_.empty()) {
        best_ = std::move(header);
        best_row_ = held_[first + rows - 1].number;
        best_sheet_ = sheet_;
      }
    }
  }
  return std::nullopt;
}

void WorkbookForm::begin_table(const Header &header) {
  try {
    shape_.emplace(header.names, settings_, file_);
  } catch (const Failure &failure) {
    auto finding = failure.findings().front();
    finding.location.place = {PlaceKind::sheet_cell, sheet_, held_[header.first].number, 0};
    throw Failure(std::move(finding));
  }
  read_cells_above(*shape_);
  done_ = true;
  RowOrigin origin{.file = file_.string(),
                   .table = file_.stem().string(),
                   .columns = shape_->names(),
                   .writing = settings_.writing,
                   .sheet = sheet_};
  for (std::size_t i = 0; i < field_count; ++i)
    origin.cell_columns.at(i) = shape_->column(i) == RowShape::absent ? 0 : shape_->column(i) + 1;
  gatherer_.begin(std::move(origin));
  last_row_ = held_[header.first + header.rows - 1].number;
  for (std::size_t i = header.first + header.rows; i < held_.size(); ++i)
    data_row(held_[i]);
}

/// Parts that stand once in the form, in or above the header.
void WorkbookForm::read_cells_above(RowShape &shape) const {
  const auto cells = column_names(settings_.file.at_cells);
  std::array<std::string, field_count> texts;
  for (std::size_t i = 0; i < field_count; ++i) {
    if (cells.at(i).empty())
      continue;
    const auto place = place_of(cells.at(i)).value_or(std::pair<std::size_t, std::size_t>{0, 0});
    const auto row = std::ranges::find(held_, place.first, &HeldRow::number);
    bool inexact = false;
    const bool there = place.second > 0 && row != held_.end() && place.second <= row->cells.size();
    auto text = there ? text_of(row->cells[place.second - 1], i, inexact) : std::nullopt;
    if (!text)
      throw Failure(
          Diagnostic{Code{"data.cell-missing"},
                     Severity::error,
                     {.file = file_.string(), .place = {PlaceKind::sheet_cell, sheet_, place.first, place.second}},
                     {{"file", file_.string()}, {"cell", cells.at(i)}, {"column", column_names({}).at(i)}}});
    texts.at(i) = *text;
    shape.fix(Field{i}, std::move(*text));
  }
  require_usable(texts, cells);
}

/// A wrong cell is told once, where it stands, and not of every row.
void WorkbookForm::require_usable(const std::array<std::string, field_count> &texts, const ColumnNames &cells) const {
  RowView parts;
  for (std::size_t i = 0; i < field_count; ++i)
    if (!cells.at(i).empty())
      parts.values.at(i) = texts.at(i);
  const auto usual = column_names({});
  for (auto &finding : gatherer_.faults_of(parts, settings_.writing)) {
    const auto said = [&finding](std::string_view name) {
      const auto found = std::ranges::find(finding.arguments, name, [](const auto &one) { return one.first; });
      return found == finding.arguments.end() ? std::string() : found->second;
    };
    const auto field = static_cast<std::size_t>(std::ranges::find(usual, said("column")) - usual.begin());
    if (field == field_count || cells.at(field).empty())
      continue; // of the rows
    const auto place = place_of(cells.at(field)).value_or(std::pair<std::size_t, std::size_t>{0, 0});
    throw Failure(
        Diagnostic{said("candidates").empty() ? Code{"data.cell-unusable"} : Code{"data.cell-ambiguous"},
                   Severity::error,
                   {.file = file_.string(), .place = {PlaceKind::sheet_cell, sheet_, place.first, place.second}},
                   {{"file", file_.string()},
                    {"cell", cells.at(field)},
                    {"column", said("column")},
                    {"value", said("value")},
                    {"candidates", said("candidates")},
                    {"nearest", said("nearest")}}});
  }
}

/// The text of a cell; nothing when it is empty.
std::optional<std::string> WorkbookForm::text_of(const SheetCell &cell, std::size_t field, bool &inexact) const {
  const bool number = cell.kind == Kind::number || cell.kind == Kind::percentage;
  if (cell.kind == Kind::empty || (cell.covered && is_number_field(field)))
    return std::nullopt;
  if (!number)
    return clean(cell);
  bool cut = false;
  const auto writing = is_number_field(field) ? settings_.writing : model::Writing::plain;
  auto text = number_text(cell.text, cell.kind == Kind::percentage, writing, cut);
  inexact = inexact || (cut && is_number_field(field));
  return text;
}

/// Titles inside the table, the row that numbers the columns, totals and what stands below the table are none.
bool WorkbookForm::is_data(const HeldRow &row) {
  below_ = below_ || row.number > last_row_ + 1;
  last_row_ = row.number;
  std::vector<std::string> texts;
  for (const auto &cell : row.cells)
    if (cell.kind != Kind::empty && !cell.covered)
      texts.push_back(clean(cell));
  const bool numbers_columns = first_data_row_ && texts.size() > 1 && std::ranges::all_of(texts, is_column_number);
  first_data_row_ = false;
  if (texts.empty() || numbers_columns)
    return false;
  const auto first = format::search_key(texts.front());
  if (std::ranges::find(total_words, first) != total_words.end() || first.starts_with("tong cong") ||
      (texts.size() > 1 && format::search_key(texts[1]) == "tong cong")) {
    below_ = true;
    return false;
  }
  return below_ ? is_whole(row) : holds_something(row) && !is_heading(row, texts.size());
}

/// The cell of a part; null when it stands in no column or has nothing.
const SheetCell *WorkbookForm::cell_of(const HeldRow &row, Field field) const {
  const auto at = [&row](std::size_t column) {
    const bool here = column < row.cells.size() && row.cells[column].kind != Kind::empty;
    return here ? &row.cells[column] : nullptr;
  };
  if (field != Field::low || shape_->values().empty())
    return at(shape_->column(static_cast<std::size_t>(field)));
  for (const ValuePlace &place : shape_->values()) // the first of a wide table
    if (const auto *const cell = at(place.column))
      return cell;
  return nullptr;
}

bool WorkbookForm::holds_something(const HeldRow &row) const {
  for (std::size_t i = 0; i < field_count; ++i)
    if (cell_of(row, Field{i}) != nullptr)
      return true;
  return false;
}

/// "I. Thành thị": the row's only text, or one that covers the value's column too.
bool WorkbookForm::is_heading(const HeldRow &row, std::size_t texts) const {
  const auto *const indicator = cell_of(row, Field::indicator);
  const auto *const value = cell_of(row, Field::low);
  if (value == nullptr)
    return texts == 1;
  return value->covered && indicator != nullptr && indicator->text == value->text;
}

/// Below the table stand signatures; a row there is one of data when it has every required part and a digit as value.
bool WorkbookForm::is_whole(const HeldRow &row) const {
  for (std::size_t i = 0; i < field_count; ++i)
    if (is_required(Field{i}) && shape_->column(i) != RowShape::absent && cell_of(row, Field{i}) == nullptr)
      return false;
  const auto *const value = cell_of(row, Field::low);
  return value == nullptr || value->text.find_first_of("0123456789") != std::string::npos;
}

void WorkbookForm::refuse_error(const HeldRow &row, std::size_t column, std::string_view value_column) {
  gatherer_.reject({Code{"data.cell-error"},
                    Severity::warning,
                    {.file = file_.string(), .place = {PlaceKind::sheet_cell, sheet_, row.number, column + 1}},
                    {{"table", file_.stem().string()},
                     {"row", std::to_string(row.number)},
                     {"value", row.cells[column].text},
                     {"value_column", std::string(value_column)},
                     {"what", (value_column.empty() ? Code{"data.row-left-out"} : Code{"data.value-left-out"}).name}}});
}

void WorkbookForm::data_row(const HeldRow &row) {
  if (!is_data(row))
    return;
  std::vector<std::string> texts(row.cells.size());
  bool inexact = false;
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto column = shape_->column(i);
    if (column >= row.cells.size())
      continue;
    if (row.cells[column].kind == Kind::error)
      return refuse_error(row, column);
    texts[column] = text_of(row.cells[column], i, inexact).value_or("");
  }
  std::set<std::size_t> wrong, cut; // of a wide table, from 1
  for (const ValuePlace &place : shape_->values()) {
    if (place.column >= row.cells.size())
      continue;
    if (row.cells[place.column].kind == Kind::error) {
      refuse_error(row, place.column, place.name);
      wrong.insert(place.column + 1);
      continue;
    }
    bool inexact_value = false;
    const auto text = text_of(row.cells[place.column], static_cast<std::size_t>(Field::low), inexact_value);
    texts[place.column] = text.value_or("");
    if (inexact_value)
      cut.insert(place.column + 1);
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  shape_->rows(views, row.number, [&](RowView &view) {
    view.inexact = inexact || cut.contains(view.value_column);
    if (!wrong.contains(view.value_column))
      gatherer_.add(view);
  });
}

/// No sheet has the columns: says what the most likely header lacks.
void WorkbookForm::fail_shape() {
  if (!settings_.file.sheet.empty() && !holds(sheets_, settings_.file.sheet)) {
    std::string all;
    for (const auto &name : sheets_)
      all += (all.empty() ? "" : ", ") + name;
    fail_file("data.sheet-missing", file_,
              {{"sheet", settings_.file.sheet},
               {"sheets", all},
               {"nearest", diagnostic::nearest_name(settings_.file.sheet, sheets_)}});
  }
  if (best_sheet_.empty())
    fail_file("data.table-empty", file_, {{"table", file_.stem().string()}});
  try {
    const RowShape shape(best_.names, settings_, file_);
  } catch (const Failure &failure) {
    auto finding = failure.findings().front();
    finding.location.place = {PlaceKind::sheet_cell, best_sheet_, best_row_, 0};
    throw Failure(std::move(finding));
  }
  fail_file("data.table-empty", file_, {{"table", file_.stem().string()}});
}

} // namespace solieu::data
