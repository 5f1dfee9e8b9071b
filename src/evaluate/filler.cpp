#include "evaluate/filler.hpp"

#include "diagnostic/failure.hpp"
#include "expression/evaluation.hpp"
#include "figures/total.hpp"
#include "format/diagnostic_text.hpp"
#include "model/sha256.hpp"
#include "odf/xml_document.hpp"

#include <array>
#include <limits>
#include <utility>

namespace solieu::evaluate {

using binding::no_index;
using binding::Site;
using binding::StepKind;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;
using expression::Value;

namespace {

constexpr std::size_t id_digits = 12;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Characters that XML 1.0 forbids, one after the other; npos when there is none.
std::size_t forbidden_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
      return i;
    if (c == 0xEF && (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF"))
      return i;
  }
  return std::string_view::npos;
}

/// What a link is called whose path this is. Reports of one template have the same paths, so the last ones are kept.
const std::string &id_of(const std::string &path) {
  constexpr std::size_t most_kept = 4096;
  thread_local std::unordered_map<std::string, std::string> kept;
  if (kept.size() >= most_kept)
    kept.clear();
  const auto [found, added] = kept.try_emplace(path);
  if (added)
    found->second = model::sha256(path).substr(0, id_digits);
  return found->second;
}

/// The text of a marker without braces and the spaces inside them.
std::string inside_braces(std::string_view marker) {
  if (marker.size() < 4)
    return std::string(marker);
  marker = marker.substr(2, marker.size() - 4);
  const std::size_t first = marker.find_first_not_of(' ');
  const std::size_t last = marker.find_last_not_of(' ');
  return first == std::string_view::npos ? std::string() : std::string(marker.substr(first, last - first + 1));
}

} // namespace

Filler::Filler(const binding::CompiledParts &parts, const FillContext &context, binding::PieceSink *sink)
    : parts_(parts), context_(context), sink_(sink), lookup_(context.figures),
      printer_(context), environment_{context.catalogue, context.report, lookup_, printer_}, layout_(parts),
      blocks_(parts.block_links.size()), copies_(parts.loops.size()) {
  environment_.allow(context.limits.steps);
  environment_.queries = context.queries;
  environment_.trace = context.trace ? &trace_ : nullptr;
  report_.parts->fields.resize(parts.field_groups);
}

binding::FilledReport Filler::run() {
  std::array<diagnostic::Diagnostics, 3> findings; // body, headers and footers, title
  for (std::uint32_t i = 0; i < parts_.parts.size(); ++i) {
    if (parts_.parts[i].embedded)
      continue;
    output_ = report_.parts->parts.size();
    report_.parts->parts.push_back({i, {}});
    part_begin_ = {report_.parts->texts.size(), report_.parts->cells.size()};
    body(parts_.parts[i].body);
    const std::string &entry = parts_.parts[i].entry;
    const std::size_t read = entry == "content.xml" ? 0 : entry == "styles.xml" ? 1 : 2;
    diagnostic::append(findings.at(read), std::exchange(report_.findings, {}));
  }
  for (diagnostic::Diagnostics &found : findings)
    diagnostic::append(report_.findings, std::move(found));
  place_table_formulas();
  place_formulas();
  place_sheet_things();
  place_charts_and_contents();
  place_merged_cells();
  report_.parts->sheet_names = layout_.names();
  return std::move(report_);
}

/// Bodies nest no deeper than the compiler's limit.
void Filler::body(std::uint32_t index) {
  if (index == no_index)
    return;
  const std::size_t names = environment_.variables.mark();
  for (const binding::Step &next : parts_.bodies[index])
    step(next);
  environment_.variables.release(names);
}

void Filler::step(const binding::Step &step) {
  std::vector<Piece> &pieces = report_.parts->parts[output_].pieces;
  switch (step.kind) {
  case StepKind::literal:
    return put({Piece::Kind::literal, false, no_index, step.index, step.length});
  case StepKind::value:
    return value(parts_.sites[step.index]);
  case StepKind::cell_type:
    return cell_type(parts_.sites[step.index]);
  case StepKind::cell_text:
    return cell_text();
  case StepKind::loop:
    return loop(parts_.loops[step.index]);
  case StepKind::choice:
    return choice(parts_.choices[step.index]);
  case StepKind::set:
    return assign(parts_.assignments[step.index]);
  case StepKind::sheet:
    return begin_sheet(step.index);
  case StepKind::sheet_end:
    return layout_.end_sheet();
  case StepKind::sheet_name:
    return sheet_name(step.index);
  case StepKind::sheet_things:
    return sheet_things(step.index);
  case StepKind::sheet_thing_name:
    return put_text(Piece::Kind::attribute, rest_of_name(parts_.sheet_things[step.index], layout_.sheet()), no_index,
                    false);
  case StepKind::column_span:
    return column_span(parts_.column_spans[step.index]);
  case StepKind::merge_tag:
    return merge_tag(step.index);
  case StepKind::table_row:
    ++merging_.row;
    return;
  case StepKind::object:
    return object(step.index);
  case StepKind::series:
    return series(step.index);
  case StepKind::series_style: // written with its series
    return;
  case StepKind::number_cell:
    return number_cell(parts_.number_cells[step.index]);
  case StepKind::table_formula:
    return table_formula(step.index);
  case StepKind::table_formula_text:
    return table_formula_text();
  case StepKind::watched_cell:
    if (step.length == 0)
      gathered_ = report_.parts->parts[output_].pieces.size() + 1;
    else
      watched_cell(parts_.watched_cells[step.index], step.index);
    return;
  case StepKind::chart_table:
    return chart_table(parts_.objects[step.index].folder);
  case StepKind::locale:
    return put_text(Piece::Kind::attribute, locale(step.index == 1), no_index, false);
  case StepKind::heading:
    return heading(step.index, step.length == 1);
  case StepKind::contents:
    return contents(step.index);
  case StepKind::picture:
    return frame_picture(parts_.sites[step.index]);
  case StepKind::picture_part:
    return frame_part(static_cast<binding::PicturePart>(step.index));
  case StepKind::copied_name:
    return copied_name(parts_.copied_names[step.index]);
  case StepKind::reference:
    return reference(step.index);
  case StepKind::block_open:
    return block_end(step, true);
  case StepKind::block_close:
    return block_end(step, false);
  case StepKind::named_ranges:
    return put({Piece::Kind::named_ranges, false, no_index, 0, step.length});
  case StepKind::database_ranges:
    return put({Piece::Kind::database_ranges, false, no_index, 0, step.length});
  case StepKind::field_declarations:
    return put({Piece::Kind::field_declarations, false, no_index, step.index, step.length});
  case StepKind::properties:
    pieces.push_back({Piece::Kind::properties});
    return;
  }
}

void Filler::copied_name(const binding::CopiedName &name) {
  if (const std::size_t copy = copies_[name.loop]; copy > 1)
    put_text(Piece::Kind::attribute, name.separator + std::to_string(copy), no_index, false);
}

std::string_view Filler::locale(bool country) const {
  const std::string &language = context_.formatter.language();
  if (!country)
    return language;
  return language == "vi" ? "VN" : "US";
}

std::string Filler::escaped(std::string_view text) {
  std::string result;
  odf::escape_xml(text, false, result);
  return result;
}

void Filler::put(Piece piece) {
  if (++pieces_ > context_.limits.output_pieces) {
    Diagnostic finding{Code{"evaluate.output-too-large"}};
    finding.location.file = parts_.file_name;
    finding.arguments = {
        {"limit", std::to_string(context_.limits.output_pieces)}, {"file", parts_.file_name}, {"limit_key", "pieces"}};
    throw diagnostic::Failure(std::move(finding));
  }
  report_.parts->parts[output_].pieces.push_back(piece);
}

std::uint32_t Filler::store(std::string_view text) {
  std::string &texts = report_.parts->texts;
  if (texts.size() + text.size() > std::numeric_limits<std::uint32_t>::max()) {
    Diagnostic finding{Code{"evaluate.text-too-large"}};
    finding.location.file = parts_.file_name;
    finding.arguments = {{"file", parts_.file_name}};
    throw diagnostic::Failure(std::move(finding));
  }
  const auto offset = static_cast<std::uint32_t>(texts.size());
  texts += text;
  return offset;
}

void Filler::put_text(Piece::Kind kind, std::string_view text, std::uint32_t link, bool at_start) {
  put({kind, at_start, link, store(text), static_cast<std::uint32_t>(text.size())});
}

/// A value that is there already is not copied.
const Value &Filler::value_of(const Site &site, const Marker &marker, Value &storage) {
  if (held_.site == &site)
    return held_.value;
  if (context_.trace) {
    storage = evaluate(*site.expression, marker);
    return storage;
  }
  environment_.text = marker.text;
  const Value &result = expression::operand(*site.expression, environment_, storage);
  if (!environment_.notes.empty())
    take_notes(marker);
  return result;
}

Value Filler::evaluate(const expression::Node &expression, const Marker &marker) {
  trace_.clear();
  environment_.text = marker.text;
  Value result = expression::evaluate(expression, environment_);
  if (context_.trace)
    put_beside(result, std::exchange(trace_, {}));
  take_notes(marker);
  return result;
}

/// What the language noted gets the marker it was met at.
void Filler::take_notes(const Marker &marker) {
  for (Diagnostic &note : environment_.notes) {
    const bool error = note.severity == Severity::error; // told once, whatever the number of rows
    if (error && !wrong_.emplace(&marker.text, note.location.offset, note.code.name).second)
      continue;
    note.location.file = parts_.files[marker.file];
    note.location.place = marker.place;
    note.location.text = marker.text;
    if (note.location.length == 0)
      note.location.length = marker.text.size();
    report_.findings.push_back(std::move(note));
  }
  environment_.notes.clear();
}

void Filler::report(const Marker &marker, const Printed &printed) {
  if (!printed.missing && !printed.estimate)
    return;
  Diagnostic finding = printed.forecast   ? Diagnostic{Code{"evaluate.forecast-used"}, Severity::note}
                       : !printed.missing ? Diagnostic{Code{"evaluate.estimate-used"}, Severity::note}
                       : printed.absent != nullptr && figures::contradicted(*printed.absent)
                           ? Diagnostic{Code{"evaluate.contradicted-figure"}, Severity::error}
                           : Diagnostic{Code{"evaluate.missing-figure"}, Severity::warning};
  finding.location = {parts_.files[marker.file], marker.place, 0, 0, marker.text, 0, marker.text.size()};
  std::string path;
  for (const std::string &key : keys_)
    path += (path.empty() ? "" : "/") + key;
  finding.arguments = {{"marker", marker.text}, {"loop", std::move(path)}};
  if (printed.absent != nullptr) { // the reason is a code: its sentence is made in the reader's language
    finding.arguments.emplace_back("reason", printed.absent->reason);
    finding.arguments.insert(finding.arguments.end(), printed.absent->reason_arguments.begin(),
                             printed.absent->reason_arguments.end());
  } else if (printed.missing) {
    finding.arguments.emplace_back("reason", Code{"evaluate.empty-value"}.name);
  }
  report_.findings.push_back(std::move(finding));
}

/// Text that XML can hold; what it cannot becomes U+FFFD and is reported.
std::string Filler::readable(std::string whole, const Marker &marker) {
  std::string_view text = whole;
  std::size_t at = forbidden_character(text);
  if (at == std::string_view::npos)
    return whole;
  Diagnostic finding{Code{"evaluate.control-character"}, Severity::warning};
  finding.location = {parts_.files[marker.file], marker.place, 0, 0, marker.text, 0, marker.text.size()};
  finding.arguments = {{"marker", marker.text}};
  report_.findings.push_back(std::move(finding));
  std::string result;
  while (at != std::string_view::npos) {
    result += text.substr(0, at);
    result += replacement;
    text.remove_prefix(at + (static_cast<unsigned char>(text[at]) == 0xEF ? 3U : 1U));
    at = forbidden_character(text);
  }
  return result.append(text);
}

std::uint32_t Filler::add_link(std::uint32_t number, const Marker &marker) {
  if (!context_.link_ids) {
    report_.links.emplace_back();
    report_.links.back().expression = inside_braces(marker.text);
    report_.links.back().place = marker.place;
    return static_cast<std::uint32_t>(report_.links.size() - 1);
  }
  std::string path = std::to_string(number);
  for (const std::string &key : keys_)
    path += "/" + key;
  std::string id = id_of(path);
  const std::string first = path;
  for (std::size_t copy = 2; !ids_.insert(id).second; ++copy) { // equal keys in one loop
    path = first + "~" + std::to_string(copy);
    id = id_of(path);
  }
  binding::Link link;
  link.id = std::move(id);
  link.path = std::move(path);
  link.expression = inside_braces(marker.text);
  link.place = marker.place;
  report_.links.push_back(std::move(link));
  return static_cast<std::uint32_t>(report_.links.size() - 1);
}

void Filler::fill_link(std::uint32_t index, const Value &value, const Printed &printed,
                       const binding::CellValue &cell) {
  binding::Link &link = report_.links[index];
  link.text = printed.text;
  link.figure = figure_of(value);
  link.beside = value.beside;
  const bool number = cell.type != binding::CellValue::Type::text;
  link.value = number ? cell.value : printed.cell.value;
  const bool date = printed.cell.type == binding::CellValue::Type::date;
  const bool percentage = cell.type == binding::CellValue::Type::percentage;
  link.value_type = link.value.empty() ? "string" : date ? "date" : percentage ? "percentage" : "float";
}

void Filler::count(const Site &site, const Printed &printed) {
  report_.figures += site.linked || printed.missing ? 1U : 0U;
  report_.missing += printed.missing ? 1U : 0U;
}

void Filler::value(const Site &site) {
  const Marker marker{site.text, site.place, site.file};
  if (merging_.open && merging_.covered && held_.site == &site)
    return;
  Value storage;
  const Value &result = value_of(site, marker, storage);
  Printed printed = printer_.print(result);
  printed.text = readable(std::move(printed.text), marker);
  count(site, printed);
  report(marker, printed);
  const bool linked = site.linked && site.carrier != binding::Carrier::none;
  const std::uint32_t link = linked ? add_link(site.number, marker) : no_index;
  if (linked)
    fill_link(link, result, printed, {});
  const bool picture = result.presentation && result.presentation->image_width && !site.plain;
  if (picture && !printed.missing)
    return image(site, printed.text, *result.presentation->image_width);
  if (picture && parts_.kind == binding::DocumentKind::calc) // no paragraph is around it
    return put_text(Piece::Kind::raw, "<text:p>" + escaped(printed.text) + "</text:p>", no_index, false);
  if (site.plain)
    return put_text(Piece::Kind::plain, printed.text, no_index, false);
  if (!linked)
    return put_text(Piece::Kind::text, printed.text, no_index, site.at_start);
  if (site.carrier == binding::Carrier::field) {
    report_.parts->fields[site.group].push_back(link);
    return put_text(Piece::Kind::field, printed.text, link, site.at_start);
  }
  put({Piece::Kind::link_open, false, link});
  put_text(Piece::Kind::text, printed.text, no_index, site.at_start);
  put({Piece::Kind::link_close, false, link});
}

void Filler::cell_type(const Site &site) {
  const Marker marker{site.text, site.place, site.file};
  if (merging_.open && merging_.covered && held_.site == &site) {
    cell_.text.clear();
    put({Piece::Kind::cell, false, static_cast<std::uint32_t>(report_.parts->cells.size())});
    report_.parts->cells.emplace_back();
    return;
  }
  Value storage;
  const Value &result = value_of(site, marker, storage);
  Printed printed = printer_.print(result);
  printed.text = readable(std::move(printed.text), marker);
  count(site, printed);
  report(marker, printed);
  binding::CellValue cell = printed.cell;
  if (site.percentage && printed.share)
    cell = {binding::CellValue::Type::percentage, printed.share->text()};
  if (site.linked) {
    const std::uint32_t link = add_link(site.number, marker);
    fill_link(link, result, printed, cell);
    const std::uint32_t row = layout_.rows.row(site.row);
    const std::uint32_t column = layout_.columns.row(site.column);
    report_.parts->named_ranges.push_back({link, layout_.sheet(), row, row, column, column});
  }
  put({Piece::Kind::cell, false, static_cast<std::uint32_t>(report_.parts->cells.size())});
  report_.parts->cells.push_back(std::move(cell));
  cell_.text = std::move(printed.text);
}

void Filler::cell_text() { put_text(Piece::Kind::text, cell_.text, no_index, true); }

void Filler::assign(const binding::Assignment &assignment) {
  const Marker marker{assignment.text, assignment.place, assignment.file};
  environment_.variables.push(assignment.variable, evaluate(*assignment.value, marker));
}

/// What depends on rows still to come waits for them.
void Filler::reference(std::uint32_t index) {
  const binding::Addresses &addresses = parts_.addresses[index];
  const TableLayout::Context context = addresses.next_sheet ? layout_.next_sheet() : layout_.current();
  if (!addresses.column && !addresses.next_sheet && layout_.settled(addresses, context))
    return put_text(Piece::Kind::attribute, moved(addresses, context), no_index, false);
  if (!addresses.next_sheet)
    layout_.keep(context);
  deferred_.push_back({add_later(), index, context});
  put({Piece::Kind::later, false, deferred_.back().later});
}

/// `copy` counts the copies of a series.
std::string Filler::moved(const binding::Addresses &addresses, const TableLayout::Context &context, std::size_t copy) {
  if (addresses.column)
    return chart_range(addresses, context, copy);
  using Trouble = TableLayout::Moved::Trouble;
  TableLayout::Moved moved = layout_.moved(addresses, context);
  if (moved.trouble != Trouble::none) {
    const std::string shown = addresses.shown().text;
    stop({moved.trouble == Trouble::sheets_differ ? Code{"evaluate.sheets-differ"} : Code{"evaluate.too-many-groups"},
          Severity::error,
          {},
          {{"formula", shown}}},
         {shown, addresses.place});
  }
  if (moved.rows_between && told_.insert(&addresses).second) {
    const std::string shown = addresses.shown().text;
    Diagnostic finding{Code{"evaluate.rows-between"}, Severity::warning};
    finding.location = {parts_.file_name, addresses.place, 0, 0, shown, 0, shown.size()};
    finding.arguments = {{"formula", shown}};
    report_.findings.push_back(std::move(finding));
  }
  return std::move(moved.text);
}

void Filler::place_formulas() {
  for (const Deferred &waiting : deferred_)
    odf::escape_xml(moved(parts_.addresses[waiting.addresses], waiting.context), true,
                    report_.parts->later[waiting.later]);
}

void Filler::stop(Diagnostic finding, const Marker &marker) const {
  finding.location = {parts_.files[marker.file], marker.place, 0, 0, marker.text, 0, marker.text.size()};
  throw diagnostic::Failure(std::move(finding));
}

} // namespace solieu::evaluate
