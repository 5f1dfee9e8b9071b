#include "evaluate/filler.hpp"

#include "odf/xml_document.hpp"

#include <algorithm>

namespace solieu::evaluate {

using binding::no_index;
using binding::StepKind;

/// The address of an object in the package; its content is written with the names that are seen at its place. Each
/// further time that it is shown it gets a folder of its own.
void Filler::object(std::uint32_t index) {
  const binding::EmbeddedObject &object = parts_.objects[index];
  const std::size_t copy = ++shown_[index];
  std::string folder = object.folder;
  if (copy > 1) {
    folder += "_" + std::to_string(copy);
    while (parts_.package.find(folder + "/content.xml") != nullptr)
      folder += "_";
  }
  put_text(Piece::Kind::attribute, "./" + folder, no_index, false);
  const std::size_t outer = output_;
  output_ = report_.parts->parts.size();
  report_.parts->parts.push_back({object.part, {}, copy > 1 ? std::move(folder) : std::string()});
  layout_.begin_object(repetitions_);
  body(parts_.parts[object.part].body);
  layout_.end_object();
  output_ = outer;
  part_begin_ = {report_.parts->texts.size(), report_.parts->cells.size()}; // what it holds stays to the end
}

void Filler::series(std::uint32_t index) {
  series_.push_back({add_later(), index, layout_.current()});
  put({Piece::Kind::later, false, series_.back().later});
}

/// A series for each copy of what it shows, each in its colour.
std::string Filler::series_text(const DeferredSeries &waiting) {
  const binding::ChartSeries &series = parts_.series[waiting.series];
  std::string text;
  std::size_t copy = 0, number = 0;
  for (const TableLayout::Context &place : layout_.copies_of(series, waiting.context)) {
    for (const binding::Step &step : parts_.bodies[series.body]) {
      if (step.kind == StepKind::literal)
        text.append(parts_.literals, step.index, step.length);
      else if (step.kind == StepKind::reference)
        odf::escape_xml(moved(parts_.addresses[step.index], place, number), true, text);
      else if (step.kind == StepKind::series_style)
        odf::escape_xml(copy == 0 ? series.style
                                  : series.style + "_SL" + std::to_string(copy % binding::series_colours),
                        true, text);
    }
    copy = (copy + 1) % binding::series_colours;
    ++number;
  }
  return text;
}

void Filler::place_charts_and_contents() {
  for (const DeferredSeries &waiting : series_)
    report_.parts->later[waiting.later] = series_text(waiting);
  for (const ChartTable &table : chart_tables_)
    report_.parts->later[table.later] = table.xml();
  for (const DeferredContents &waiting : contents_) {
    const binding::Contents &contents = parts_.contents[waiting.contents];
    const std::size_t depth = std::min<std::size_t>(contents.depth, contents.levels.size());
    std::string &text = report_.parts->later[waiting.later];
    for (std::size_t i = 0; i < headings_.size(); ++i)
      if (headings_[i].level >= 1 && headings_[i].level <= depth)
        text += contents_entry(contents.levels[headings_[i].level - 1], i);
  }
}

/// Writer keeps the number of a cell only with a format that prints it; the format is the one that gives the text that
/// the report prints, else the cell is text.
void Filler::number_cell(const binding::NumberCell &cell) {
  const binding::Site &site = parts_.sites[cell.site];
  held_ = {&site, evaluate(*site.expression, {site.text, site.place, site.file})};
  const Printed printed = printer_.print(held_.value);
  const bool percent = printed.text.ends_with('%');
  const std::string_view digits = std::string_view(printed.text).substr(0, printed.text.size() - (percent ? 1U : 0U));
  const std::optional<std::size_t> decimals = context_.formatter.decimals_of(digits);
  const std::string number = !percent ? printed.cell.value : printed.share ? printed.share->text() : std::string();
  std::string text;
  odf::escape_xml(cell.style, true, text);
  const bool plain = printed.number && !number.empty() && decimals && *decimals < binding::number_cell_decimals;
  if (cell.watched != no_index)
    watch(cell.watched,
          plain ? CellValue{CellValue::Kind::number, percent, static_cast<std::uint8_t>(*decimals),
                            model::Decimal::parse(number).value_or(0)}
                : CellValue{},
          escaped(printed.text));
  if (!plain)
    text += "\" office:value-type=\"string";
  else
    text += (percent ? "_SLP" : "_SLN") + std::to_string(*decimals) + "\" office:value-type=\"" +
            (percent ? "percentage" : "float") + "\" office:value=\"" + number;
  put_text(Piece::Kind::raw, text, no_index, false);
}

} // namespace solieu::evaluate
