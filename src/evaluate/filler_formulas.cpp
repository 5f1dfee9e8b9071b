#include "evaluate/filler.hpp"

#include "odf/xml_document.hpp"

#include <algorithm>

namespace solieu::evaluate {

using binding::no_index;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

namespace {

constexpr std::size_t most_rounds = 64; // of formulas that wait for formulas

} // namespace

/// `text` is XML.
void Filler::watch(std::uint32_t watched, CellValue value, std::string_view text) {
  const binding::WatchedCell &cell = parts_.watched_cells[watched];
  const std::uint32_t row = layout_.rows.row(cell.row), column = layout_.columns.row(cell.column);
  values_.put(layout_.sheet(), row, column, watched, cell.lasting, value);
  if (!cell.shown)
    return;
  DrawnCell &drawn = drawn_[{layout_.sheet(), row, column}];
  drawn.text = text;
  if (value.kind == CellValue::Kind::number)
    drawn.number = value.number;
}

/// A cell that is no single marker: what it says in the template, or text.
void Filler::watched_cell(const binding::WatchedCell &cell, std::uint32_t index) {
  CellValue value;
  if (const auto number = model::Decimal::parse(cell.number)) {
    const int decimals = std::clamp(number->scale() - (cell.percent ? 2 : 0), 0, 2);
    value = {CellValue::Kind::number, cell.percent, static_cast<std::uint8_t>(decimals), *number};
  }
  watch(index, value, cell.shown ? heading_text(gathered_ - 1) : std::string());
  gathered_ = 0;
}

bool Filler::written_before(const binding::TableFormula &formula, const TableLayout::Context &context) const {
  const binding::Addresses &addresses = parts_.addresses[formula.addresses];
  if (!layout_.settled(addresses, context))
    return false;
  const std::uint32_t row = layout_.rows.row(formula.row), column = layout_.columns.row(formula.column);
  for (std::size_t i = 0; i < addresses.references.size(); ++i)
    for (const TableLayout::Cells &cells : layout_.cells(addresses, i, context))
      if (cells.last_row > row || (cells.last_row == row && cells.last_column >= column))
        return false;
  return true;
}

TableResult Filler::result_of(const binding::TableFormula &formula, const TableLayout::Context &context) const {
  const binding::Addresses &addresses = parts_.addresses[formula.addresses];
  const CellsOf cells_of = [&](std::size_t reference) {
    std::vector<CellValue> found;
    for (const TableLayout::Cells &cells : layout_.cells(addresses, reference, context))
      for (std::uint32_t column = cells.first_column; column <= cells.last_column; ++column)
        values_.each(cells.sheet, column, cells.first_row, cells.last_row,
                     [&](const CellValue &value) { found.push_back(value); });
    return found;
  };
  return compute(formula.steps, cells_of, context_.formatter.language() == "vi" ? ',' : '.');
}

std::string Filler::formula_text(const CellValue &value, const binding::NumberFormat &format) const {
  const bool percent = format.decimals ? format.percent : value.percent;
  const model::Decimal shown = percent ? value.number.shifted(2) : value.number;
  const int decimals = format.decimals.value_or(value.decimals);
  std::string text = context_.formatter.number(shown, decimals);
  if (format.decimals && !format.grouping) {
    text = shown.fixed(decimals);
    std::replace(text.begin(), text.end(), '.', context_.formatter.language() == "vi" ? ',' : '.');
  }
  return percent ? text + "%" : text;
}

/// The rest of a cell's tag behind the name of its style, and its text.
Filler::WrittenFormula Filler::written(const binding::TableFormula &formula, const TableLayout::Context &context,
                                       const TableResult &result) {
  const binding::Addresses &addresses = parts_.addresses[formula.addresses];
  WrittenFormula out;
  odf::escape_xml(formula.style, true, out.attributes);
  const bool known = result.kind == TableResult::Kind::number;
  if (result.kind == TableResult::Kind::missing) {
    out.attributes += "\" office:value-type=\"string";
    out.text = context_.formatter.phrase("token.missing");
    if (told_.insert(&addresses).second) {
      Diagnostic finding{Code{"evaluate.formula-without-number"}, Severity::warning};
      finding.location = {parts_.file_name, formula.place, 0, 0, addresses.text, 0, addresses.text.size()};
      finding.arguments = {{"formula", addresses.text}};
      report_.findings.push_back(std::move(finding));
    }
    return out;
  }
  out.value = result.value;
  if (known && !formula.format.decimals)
    out.attributes += (result.value.percent ? "_SLP" : "_SLN") + std::to_string(result.value.decimals);
  if (!known || context_.table_formulas) {
    out.attributes += "\" table:formula=\"";
    odf::escape_xml(moved(addresses, context), true, out.attributes);
  }
  if (!known)
    return out;
  const bool percent = formula.format.decimals ? formula.format.percent : result.value.percent;
  out.attributes += percent ? "\" office:value-type=\"percentage" : "\" office:value-type=\"float";
  out.attributes += "\" office:value=\"" + result.value.number.text();
  out.text = formula_text(result.value, formula.format);
  return out;
}

void Filler::table_formula(std::uint32_t index) {
  const binding::TableFormula &formula = parts_.table_formulas[index];
  const TableLayout::Context context = layout_.current();
  TableResult result{TableResult::Kind::waiting, {}};
  if (written_before(formula, context))
    result = result_of(formula, context);
  if (result.kind != TableResult::Kind::waiting) {
    WrittenFormula now = written(formula, context, result);
    put_text(Piece::Kind::raw, now.attributes, no_index, false);
    formula_text_ = {std::move(now.text), no_index};
    if (formula.watched != no_index)
      watch(formula.watched, now.value, escaped(formula_text_.text));
    return;
  }
  layout_.keep(context);
  const std::uint32_t attributes = add_later(), text = add_later();
  table_formulas_.push_back(
      {attributes, text, index, context, layout_.rows.row(formula.row), layout_.columns.row(formula.column)});
  put({Piece::Kind::later, false, attributes});
  formula_text_ = {{}, text};
  if (formula.watched != no_index)
    watch(formula.watched, {CellValue::Kind::waiting}, {});
}

void Filler::table_formula_text() {
  if (formula_text_.later == no_index)
    return put_text(Piece::Kind::text, formula_text_.text, no_index, true);
  put({Piece::Kind::later, false, formula_text_.later});
}

void Filler::place_table_formula(DeferredTableFormula &waiting, const TableResult &result) {
  const binding::TableFormula &formula = parts_.table_formulas[waiting.formula];
  const WrittenFormula now = written(formula, waiting.context, result);
  report_.parts->later[waiting.attributes] = now.attributes;
  report_.parts->later[waiting.text] = escaped(now.text);
  if (const auto drawn = drawn_.find({waiting.context.sheet, waiting.row, waiting.column}); drawn != drawn_.end()) {
    drawn->second.text = escaped(now.text);
    if (now.value.kind == CellValue::Kind::number)
      drawn->second.number = now.value.number;
  }
  values_.replace(waiting.context.sheet, waiting.row, waiting.column, now.value);
  waiting.placed = true;
}

/// Those that need others come after them; what goes in a circle is left to the office, which says so.
void Filler::place_table_formulas() {
  bool progress = true;
  for (std::size_t round = 0; progress && round < most_rounds; ++round) {
    progress = false;
    for (DeferredTableFormula &waiting : table_formulas_) {
      if (waiting.placed)
        continue;
      const TableResult result = result_of(parts_.table_formulas[waiting.formula], waiting.context);
      if (result.kind == TableResult::Kind::waiting)
        continue;
      place_table_formula(waiting, result);
      progress = true;
    }
  }
  for (DeferredTableFormula &waiting : table_formulas_)
    if (!waiting.placed)
      place_table_formula(waiting, {});
}

} // namespace solieu::evaluate
