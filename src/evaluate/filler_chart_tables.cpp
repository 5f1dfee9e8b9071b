#include "evaluate/filler.hpp"

#include "odf/formula.hpp"

#include <algorithm>

namespace solieu::evaluate {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

namespace {

std::string own_range(std::size_t column, std::size_t cells) {
  const std::string letters = odf::column_letters(column);
  return "local-table." + letters + "2:." + letters + std::to_string(std::max<std::size_t>(cells, 1) + 1);
}

std::string string_cell(const std::string &xml) {
  return "<table:table-cell office:value-type=\"string\"><text:p>" + xml + "</text:p></table:table-cell>";
}

} // namespace

/// Writer takes one range of a table for each series, so a chart of rows that lie apart has its figures itself.
void Filler::chart_table(const std::string &name) {
  chart_tables_.push_back({add_later(), layout_.current().object});
  put({Piece::Kind::later, false, chart_tables_.back().later});
  Diagnostic finding{Code{"evaluate.chart-keeps-figures"}, Severity::note};
  finding.location.file = parts_.file_name;
  finding.location.place = {diagnostic::PlaceKind::chart, name, 0, 0};
  finding.arguments = {{"chart", name}};
  report_.findings.push_back(std::move(finding));
}

Filler::ChartTable *Filler::chart_table_of(std::uint32_t object) {
  const auto found = std::find_if(chart_tables_.begin(), chart_tables_.end(),
                                  [&](const ChartTable &table) { return table.object == object; });
  return found == chart_tables_.end() ? nullptr : &*found;
}

std::size_t Filler::ChartTable::column(std::uint32_t series, std::size_t copy, bool domain) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column &known) {
    return known.series == series && known.copy == copy && known.domain == domain;
  });
  if (found != columns.end())
    return static_cast<std::size_t>(found - columns.begin());
  columns.push_back({series, copy, domain});
  return columns.size() - 1;
}

std::vector<Filler::DrawnCell> Filler::drawn_cells(const binding::Addresses &addresses,
                                                   const TableLayout::Context &context) const {
  std::vector<DrawnCell> found;
  for (std::size_t i = 0; i < addresses.references.size(); ++i)
    for (const TableLayout::Cells &cells : layout_.cells(addresses, i, context))
      for (std::uint32_t row = cells.first_row; row <= cells.last_row; ++row)
        for (std::uint32_t column = cells.first_column; column <= cells.last_column; ++column) {
          const auto cell = drawn_.find({cells.sheet, row, column});
          found.push_back(cell == drawn_.end() ? DrawnCell{} : cell->second);
        }
  return found;
}

/// Takes what a series shows into the chart's own table, and says where it stands there.
std::string Filler::chart_range(const binding::Addresses &addresses, const TableLayout::Context &context,
                                std::size_t copy) {
  using Part = binding::ChartColumn::Part;
  ChartTable *table = chart_table_of(context.object);
  if (table == nullptr)
    return {};
  std::vector<DrawnCell> cells = drawn_cells(addresses, context);
  if (addresses.column->part == Part::categories) {
    table->categories = std::move(cells);
    return own_range(0, table->categories.size());
  }
  const std::size_t number = table->column(addresses.column->series, copy, addresses.column->part == Part::domain);
  ChartTable::Column &column = table->columns[number];
  if (addresses.column->part != Part::label) {
    column.cells = std::move(cells);
    return own_range(number + 1, column.cells.size());
  }
  for (const DrawnCell &cell : cells)
    column.label += (column.label.empty() || cell.text.empty() ? "" : " ") + cell.text;
  return "local-table." + odf::column_letters(number + 1) + "1";
}

std::string Filler::ChartTable::xml() const {
  std::size_t rows = categories.size();
  std::string text = "<table:table table:name=\"local-table\"><table:table-header-columns><table:table-column/>"
                     "</table:table-header-columns><table:table-columns>";
  std::string head = "<table:table-cell><text:p/></table:table-cell>";
  for (const Column &column : columns) {
    rows = std::max(rows, column.cells.size());
    text += "<table:table-column/>";
    head += string_cell(column.label);
  }
  text += "</table:table-columns><table:table-header-rows><table:table-row>" + head +
          "</table:table-row></table:table-header-rows><table:table-rows>";
  for (std::size_t row = 0; row < rows; ++row) {
    text += "<table:table-row>" + string_cell(row < categories.size() ? categories[row].text : std::string());
    for (const Column &column : columns) {
      const bool known = row < column.cells.size() && column.cells[row].number;
      const std::string number = known ? column.cells[row].number->text() : "NaN";
      text += "<table:table-cell office:value-type=\"float\" office:value=\"" + number + "\"><text:p>" + number +
              "</text:p></table:table-cell>";
    }
    text += "</table:table-row>";
  }
  return text + "</table:table-rows></table:table>";
}

} // namespace solieu::evaluate
