#include "render/part_writer.hpp"

#include "diagnostic/failure.hpp"
#include "odf/formula.hpp"
#include "odf/paragraph.hpp"
#include "odf/xml_document.hpp"

namespace solieu::render {

using binding::CellValue;
using binding::link_prefix;
using binding::LinkedRange;
using binding::Piece;

namespace {

/// A user field holds one line of text.
bool fits_field(std::string_view text) {
  return text.find_first_of("\t\n\r") == std::string_view::npos && text.find("  ") == std::string_view::npos;
}

std::string sheet_address(std::string_view name) {
  std::string quoted = "$'";
  for (const char c : name)
    quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

std::string cell_address(std::string_view sheet, std::uint32_t row, std::uint32_t column) {
  return sheet_address(sheet) + ".$" + odf::column_letters(column) + "$" + std::to_string(row + 1);
}

std::string attribute(std::string_view name, std::string_view value) {
  std::string text = " ";
  text.append(name).append("=\"");
  odf::escape_xml(value, true, text);
  return text + "\"";
}

} // namespace

void PartWriter::check_size(std::size_t size) const {
  if (size <= options_.output_bytes)
    return;
  diagnostic::Diagnostic finding{diagnostic::Code{"render.output-too-large"}};
  finding.location.file = parts_.file_name;
  finding.arguments = {{"file", parts_.file_name},
                       {"limit", std::to_string(options_.output_bytes >> 20U)},
                       {"limit_key", options_.output_limit_key}};
  throw diagnostic::Failure(std::move(finding));
}

void PartWriter::write(const binding::FilledPart &part, std::size_t first, std::size_t last, std::string &out) {
  const std::size_t begin = out.size();
  for (std::size_t i = first; i < last; ++i) {
    const Piece &next = part.pieces[i];
    if (next.kind == Piece::Kind::literal)
      out.append(parts_.literals, next.offset, next.length);
    else
      piece(next, out);
    check_size(written_ + out.size() - begin);
  }
  written_ += out.size() - begin;
}

std::string PartWriter::write(const binding::FilledPart &part) {
  std::size_t expected = 0;
  for (const Piece &next : part.pieces)
    expected += next.length + 16U;
  std::string out;
  out.reserve(std::min(expected, options_.output_bytes));
  write(part, 0, part.pieces.size(), out);
  return out;
}

void PartWriter::piece(const Piece &next, std::string &out) const {
  const bool has_text = next.kind != Piece::Kind::field_declarations && next.kind != Piece::Kind::later;
  const std::string_view text =
      has_text ? std::string_view(filled_.texts).substr(next.offset, next.length) : std::string_view();
  switch (next.kind) {
  case Piece::Kind::literal:
    return;
  case Piece::Kind::text:
    return odf::write_inline_text(text, next.at_start, out);
  case Piece::Kind::plain:
    return odf::escape_xml(text, false, out);
  case Piece::Kind::raw:
    out += text;
    return;
  case Piece::Kind::later:
    out += filled_.later[next.link];
    return;
  case Piece::Kind::attribute:
    return odf::escape_xml(text, true, out);
  case Piece::Kind::cell:
    return cell(filled_.cells[next.link], out);
  case Piece::Kind::link_open:
    return mark("text:bookmark-start", next.link, out);
  case Piece::Kind::link_close:
    return mark("text:bookmark-end", next.link, out);
  case Piece::Kind::field:
    return field(next, text, out);
  case Piece::Kind::field_declarations:
    return declarations(next, out);
  case Piece::Kind::named_ranges:
  case Piece::Kind::database_ranges:
    return ranges(next, out);
  case Piece::Kind::properties:
    return properties(out);
  }
}

/// Inside the quotes of office:value-type.
void PartWriter::cell(const CellValue &value, std::string &out) const {
  if (value.type == CellValue::Type::text) {
    out += "string";
    return;
  }
  if (value.type == CellValue::Type::date)
    out.append("date\" office:date-value=\"");
  else
    out.append(value.type == CellValue::Type::percentage ? "percentage" : "float").append("\" office:value=\"");
  odf::escape_xml(value.value, true, out);
}

void PartWriter::mark(std::string_view element, std::uint32_t link, std::string &out) const {
  if (!options_.links)
    return;
  out.append("<").append(element).append(" text:name=\"").append(link_prefix);
  out.append(report_.links[link].id).append("\"/>");
}

void PartWriter::field(const Piece &next, std::string_view text, std::string &out) const {
  if (!options_.links || !fits_field(text)) {
    odf::write_inline_text(text, next.at_start, out);
    return;
  }
  out.append("<text:user-field-get text:name=\"").append(link_prefix).append(report_.links[next.link].id).append("\">");
  odf::escape_xml(text, false, out);
  out.append("</text:user-field-get>");
}

void PartWriter::declarations(const Piece &next, std::string &out) const {
  if (!options_.links)
    return;
  std::string list;
  for (const std::uint32_t index : filled_.fields[next.offset]) {
    const binding::Link &link = report_.links[index];
    if (!fits_field(link.text))
      continue;
    list.append("<text:user-field-decl office:value-type=\"string\"")
        .append(attribute("office:string-value", link.text));
    list.append(" text:name=\"").append(link_prefix).append(link.id).append("\"/>");
  }
  if (list.empty())
    return;
  out.append(next.length == 1 ? "<text:user-field-decls>" : "").append(list);
  out.append(next.length == 1 ? "</text:user-field-decls>" : "");
}

void PartWriter::ranges(const Piece &next, std::string &out) const {
  const bool names = next.kind == Piece::Kind::named_ranges;
  const std::vector<LinkedRange> &list = names ? filled_.named_ranges : filled_.database_ranges;
  if (!options_.links || list.empty())
    return;
  const std::string_view container = names ? "table:named-expressions" : "table:database-ranges";
  if (next.length == 1)
    out.append("<").append(container).append(">");
  for (const LinkedRange &range : list) {
    const std::string &sheet = filled_.sheet_names[range.sheet];
    const std::string name = std::string(link_prefix) + report_.links[range.link].id;
    const std::string first = cell_address(sheet, range.first_row, range.first_column);
    if (names) {
      out.append("<table:named-range").append(attribute("table:name", name));
      out.append(attribute("table:base-cell-address", first));
      out.append(attribute("table:cell-range-address", first));
    } else {
      out.append("<table:database-range").append(attribute("table:name", name));
      const std::string last = cell_address(sheet, range.last_row, range.last_column);
      out.append(attribute("table:target-range-address", first.substr(1) + ":" + last.substr(1)));
      out.append(" table:contains-header=\"false\"");
    }
    out.append("/>");
  }
  if (next.length == 1)
    out.append("</").append(container).append(">");
}

void PartWriter::properties(std::string &out) const {
  for (const auto &[name, value] : options_.properties) {
    out.append("<meta:user-defined").append(attribute("meta:name", name)).append(" meta:value-type=\"string\">");
    odf::escape_xml(value, false, out);
    out.append("</meta:user-defined>");
  }
}

std::string PartWriter::new_meta() const {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.3\"><office:meta>";
  properties(out);
  return out + "</office:meta></office:document-meta>";
}

} // namespace solieu::render
