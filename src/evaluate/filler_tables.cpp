#include "evaluate/filler.hpp"

#include "diagnostic/failure.hpp"
#include "odf/xml_document.hpp"

#include <algorithm>
#include <utility>

namespace solieu::evaluate {

using binding::no_index;
using diagnostic::Code;
using expression::Value;

namespace {

constexpr std::size_t max_columns = 16'384;                // of a sheet of the office
constexpr std::string_view streamed_entry = "content.xml"; // rows repeat nowhere else

std::string lower(std::string_view name) {
  std::string result(name);
  for (char &c : result)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

/// A name that Calc takes for a sheet: without the characters of addresses, no apostrophe at its ends.
std::string legal_sheet_name(std::string name) {
  for (char &c : name)
    if (std::string_view("[]*?:/\\\n\t\r").find(c) != std::string_view::npos)
      c = '-';
  while (!name.empty() && (name.front() == '\'' || name.front() == ' '))
    name.erase(0, 1);
  while (!name.empty() && (name.back() == '\'' || name.back() == ' '))
    name.pop_back();
  return name.empty() ? "-" : name;
}

} // namespace

/// The column elements of a table come before its rows: here the items are chosen, for all of them.
void Filler::define_columns(const binding::Loop &loop) {
  ColumnItems chosen;
  LoopItems items = chosen_items(loop);
  for (std::size_t i = 0; i < items.size(); ++i)
    chosen.items.push_back(items.at(i));
  if (chosen.items.size() > max_columns)
    stop({Code{"evaluate.too-many-columns"},
          diagnostic::Severity::error,
          {},
          {{"limit", std::to_string(max_columns)}, {"columns", std::to_string(chosen.items.size())}}},
         {loop.text, loop.place, loop.file});
  chosen.kept = chosen.items.empty() && loop.kept != no_index;
  const std::uint32_t instance = layout_.columns.begin_block(loop.columns);
  const std::uint32_t inside = parts_.column_blocks[loop.columns].bodies.front();
  for (const Value &item : chosen.items) {
    const std::size_t names = environment_.variables.mark();
    environment_.variables.push(loop.variable, item);
    layout_.columns.begin_copy(inside);
    body(loop.body);
    layout_.columns.end_copy();
    environment_.variables.release(names);
  }
  if (chosen.kept)
    body(loop.kept);
  layout_.columns.end_block(chosen.kept);
  column_items_[instance] = std::move(chosen);
}

void Filler::repeat_columns(const binding::Loop &loop) {
  const std::uint32_t instance = layout_.columns.instance(loop.columns);
  const ColumnItems &chosen = column_items_.at(instance);
  if (chosen.kept && loop.kept != no_index)
    body(loop.kept);
  std::uint32_t copy = layout_.columns.first_copy(instance);
  for (std::size_t i = 0; i < chosen.items.size(); ++i, copy = layout_.columns.next_copy(copy)) {
    const std::size_t names = environment_.variables.mark();
    environment_.variables.push(loop.variable, chosen.items[i]);
    if (loop.uses_loop)
      environment_.variables.push("loop", loop_row(i + 1, chosen.items.size(), context_.formatter));
    keys_.push_back(key_of(chosen.items[i], context_.catalogue, printer_));
    begin_copy(loop);
    const std::uint32_t outer = layout_.columns.enter(copy);
    body(loop.body);
    layout_.columns.enter(outer);
    repetitions_.pop_back();
    keys_.pop_back();
    environment_.variables.release(names);
  }
}

void Filler::column_span(const binding::ColumnSpan &span) {
  const AxisLayout::Extent columns = layout_.column_range(span.first, span.last);
  put_text(Piece::Kind::attribute, std::to_string(columns.end - columns.first + 1), no_index, false);
}

void Filler::begin_sheet(std::uint32_t index) {
  std::string name = std::exchange(next_sheet_name_, {});
  if (name.empty())
    name = parts_.sheets[index].name;
  layout_.begin_sheet(index, std::move(name), repetitions_);
}

void Filler::sheet_name(std::uint32_t index) {
  const binding::Sheet &sheet = parts_.sheets[index];
  std::string name = sheet.name_parts.empty() ? sheet.name : std::string();
  for (const binding::Sheet::NamePart &part : sheet.name_parts) {
    name += part.text;
    if (part.site == no_index)
      continue;
    const binding::Site &site = parts_.sites[part.site];
    const Marker marker{site.text, site.place, site.file};
    const Printed printed = printer_.print(evaluate(*site.expression, marker));
    report(marker, printed);
    name += readable(printed.text, marker);
  }
  next_sheet_name_ = unique_sheet_name(legal_sheet_name(std::move(name)));
  put_text(Piece::Kind::attribute, next_sheet_name_, no_index, false);
}

void Filler::sheet_things(std::uint32_t index) {
  things_.push_back({add_later(), index});
  put({Piece::Kind::later, false, things_.back().later});
}

std::string Filler::rest_of_name(const binding::SheetThing &thing, std::uint32_t sheet) const {
  const std::size_t copy = layout_.number_of(sheet);
  return copy == 1 ? std::string() : thing.separator + std::to_string(copy);
}

/// Once all sheets are there.
void Filler::place_sheet_things() {
  for (const DeferredThings &waiting : things_) {
    const binding::SheetThing &thing = parts_.sheet_things[waiting.things];
    std::string text;
    for (const TableLayout::Context &place : layout_.copies_of_sheet(thing.sheet))
      for (const binding::Step &step : parts_.bodies[thing.body]) {
        if (step.kind == binding::StepKind::literal)
          text.append(parts_.literals, step.index, step.length);
        else if (step.kind == binding::StepKind::reference)
          odf::escape_xml(moved(parts_.addresses[step.index], place), true, text);
        else if (step.kind == binding::StepKind::sheet_thing_name)
          odf::escape_xml(rest_of_name(thing, place.sheet), true, text);
      }
    report_.parts->later[waiting.later] = std::move(text);
  }
}

std::string Filler::unique_sheet_name(std::string name) {
  if (sheet_names_.empty())
    for (const binding::Sheet &sheet : parts_.sheets)
      if (sheet.name_parts.empty() && !sheet.repeated)
        sheet_names_.insert(lower(sheet.name));
  const std::string wanted = name;
  for (std::size_t copy = 2; !sheet_names_.insert(lower(name)).second; ++copy)
    name = parts_.kind == binding::DocumentKind::calc ? wanted + " (" + std::to_string(copy) + ")"
                                                      : wanted + "_" + std::to_string(copy);
  return name;
}

/// Start and end tag of a cell: it is covered when the row just above has the same text in it.
void Filler::merge_tag(std::uint32_t index) {
  const binding::Merge &merge = parts_.merges[index];
  if (merging_.open) {
    put_text(Piece::Kind::raw, merging_.covered ? merge.covered : merge.cell, no_index, false);
    merging_.open = false;
    held_.site = nullptr;
    return;
  }
  const binding::Site &site = parts_.sites[merge.site];
  held_.value = evaluate(*site.expression, {site.text, site.place, site.file});
  held_.site = &site;
  merging_.open = true;
  std::string text = printer_.print(held_.value).text;
  const auto [found, first] = merging_.last.try_emplace({index, layout_.columns.current()}, merging_.cells.size());
  MergedCell *above = first ? nullptr : &merging_.cells[found->second];
  merging_.covered = above && above->last_row + 1 == merging_.row && above->text == text;
  if (merging_.covered) {
    ++above->rows;
    above->last_row = merging_.row;
    return put_text(Piece::Kind::raw, merge.covered, no_index, false);
  }
  found->second = merging_.cells.size();
  merging_.cells.push_back(
      {output_, report_.parts->parts[output_].pieces.size(), index, 1, merging_.row, no_index, false, std::move(text)});
  put({Piece::Kind::raw});
}

std::string Filler::merged_tag(const MergedCell &cell) const {
  const binding::Merge &merge = parts_.merges[cell.merge];
  std::string tag = merge.cell;
  if (cell.rows > 1) {
    tag += " table:number-rows-spanned=\"" + std::to_string(cell.rows) + "\"";
    if (merge.columns == 1)
      tag += " table:number-columns-spanned=\"1\"";
  }
  return tag;
}

void Filler::place_merged_cell(const MergedCell &cell) {
  const std::string tag = merged_tag(cell);
  if (cell.later != no_index) {
    report_.parts->later[cell.later] = tag;
    return;
  }
  Piece &piece = report_.parts->parts[cell.part].pieces[cell.piece];
  piece.offset = store(tag);
  piece.length = static_cast<std::uint32_t>(tag.size());
}

void Filler::place_merged_cells() {
  for (const MergedCell &cell : merging_.cells)
    place_merged_cell(cell);
}

/// Before the pieces go: cells whose neighbours below are known get their tags, the others will have them later.
void Filler::settle_merged_cells() {
  std::vector<MergedCell> open;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> last;
  for (auto &[column, index] : merging_.last) {
    MergedCell &cell = merging_.cells[index];
    if (cell.last_row + 1 < merging_.row)
      continue;
    if (cell.later == no_index) {
      cell.later = add_later();
      Piece &piece = report_.parts->parts[cell.part].pieces[cell.piece];
      piece.kind = Piece::Kind::later;
      piece.link = cell.later;
    }
    last.emplace(column, open.size());
    open.push_back(cell);
    cell.placed = true;
  }
  for (const MergedCell &cell : merging_.cells)
    if (!cell.placed)
      place_merged_cell(cell);
  merging_.cells = std::move(open);
  merging_.last = std::move(last);
}

/// Pieces of a long part go to whoever takes them as soon as there are many.
void Filler::hand_over_when_many() {
  binding::FilledPart &part = report_.parts->parts[output_];
  if (sink_ == nullptr || part.pieces.size() < sink_->room() || parts_.parts[part.part].entry != streamed_entry)
    return;
  if (gathered_ != 0 || (!headings_.empty() && headings_.back().open)) // their text is wanted at their end
    return;
  settle_merged_cells();
  sink_->take(report_, part);
  part.pieces.clear();
  report_.parts->texts.resize(part_begin_.texts);
  report_.parts->cells.resize(part_begin_.cells);
}

std::uint32_t Filler::add_later() {
  report_.parts->later.emplace_back();
  return static_cast<std::uint32_t>(report_.parts->later.size() - 1);
}

} // namespace solieu::evaluate
