#include "evaluate/filler.hpp"

#include "odf/paragraph.hpp"
#include "odf/xml_document.hpp"

namespace solieu::evaluate {

using binding::no_index;

namespace {

std::string bookmark_name(std::size_t heading) { return "_SoLieu_" + std::to_string(heading + 1); }

std::string bookmark_reference(std::string_view format, const std::string &bookmark, std::string_view text) {
  std::string result = "<text:bookmark-ref text:reference-format=\"";
  result.append(format).append("\" text:ref-name=\"").append(bookmark).append("\">");
  return result.append(text).append("</text:bookmark-ref>");
}

/// Characters of XML, without its tags and what stands in footnotes.
class PlainText {
public:
  void xml(std::string_view bytes) {
    for (const char c : bytes) {
      if (c == '<') {
        tag_ = "<";
      } else if (c == '>' && !tag_.empty()) {
        note_ = tag_.starts_with("<text:note ") || (note_ && tag_ != "</text:note");
        tag_.clear();
      } else if (!tag_.empty()) {
        tag_ += c;
      } else if (!note_) {
        text += c;
      }
    }
  }
  void characters(std::string_view characters) {
    if (!note_)
      odf::escape_xml(characters, false, text);
  }
  std::string text;

private:
  std::string tag_;
  bool note_ = false;
};

} // namespace

/// Begin and end of a heading: a bookmark that the table of contents refers to.
void Filler::heading(std::uint32_t level, bool end) {
  const std::size_t piece = report_.parts->parts[output_].pieces.size();
  if (!end) {
    headings_.push_back({piece, level, true, {}});
  } else {
    headings_.back().text = heading_text(headings_.back().first + 1);
    headings_.back().open = false;
  }
  const std::string name = bookmark_name(headings_.size() - 1);
  put_text(Piece::Kind::raw,
           (end ? "<text:bookmark-end text:name=\"" : "<text:bookmark-start text:name=\"") + name + "\"/>", no_index,
           false);
}

void Filler::contents(std::uint32_t index) {
  contents_.push_back({add_later(), index});
  put({Piece::Kind::later, false, contents_.back().later});
}

/// Of the pieces written since it began.
std::string Filler::heading_text(std::size_t first) const {
  PlainText plain;
  const std::vector<Piece> &pieces = report_.parts->parts[output_].pieces;
  for (std::size_t i = first; i < pieces.size(); ++i) {
    const Piece &piece = pieces[i];
    if (piece.kind == Piece::Kind::literal)
      plain.xml(std::string_view(parts_.literals).substr(piece.offset, piece.length));
    else if (piece.kind == Piece::Kind::text)
      plain.characters(std::string_view(report_.parts->texts).substr(piece.offset, piece.length));
  }
  return std::move(plain.text);
}

/// An entry refers to its heading for number, text and page: the office, which alone knows the pages, fills them in
/// when it lays the text out.
std::string Filler::contents_entry(const binding::ContentsEntry &entry, std::size_t number) const {
  using Kind = binding::ContentsEntry::Piece::Kind;
  const std::string name = bookmark_name(number);
  std::string text = "<text:p";
  if (!entry.style.empty()) {
    text += " text:style-name=\"";
    odf::escape_xml(entry.style, true, text);
    text += "\"";
  }
  text += ">";
  bool linked = false;
  for (const binding::ContentsEntry::Piece &piece : entry.pieces) {
    if (piece.kind == Kind::literal)
      odf::write_inline_text(piece.text, false, text);
    else if (piece.kind == Kind::chapter)
      text += bookmark_reference("number", name, "");
    else if (piece.kind == Kind::text)
      text += bookmark_reference("text", name, headings_[number].text);
    else if (piece.kind == Kind::page)
      text += bookmark_reference("page", name, "1");
    else if (piece.kind == Kind::tab)
      text += "<text:tab/>";
    else if (piece.kind == Kind::link_start && !linked)
      text += "<text:a xlink:type=\"simple\" xlink:href=\"#" + name + "\">";
    else if (piece.kind == Kind::link_end && linked)
      text += "</text:a>";
    linked = piece.kind == Kind::link_start || (linked && piece.kind != Kind::link_end);
  }
  return text + (linked ? "</text:a></text:p>" : "</text:p>");
}

} // namespace solieu::evaluate
