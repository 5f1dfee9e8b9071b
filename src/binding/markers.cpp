#include "binding/chart_ranges.hpp"
#include "binding/draft.hpp"
#include "binding/places.hpp"

#include "expression/parser.hpp"
#include "odf/paragraph.hpp"

namespace solieu::binding {

using diagnostic::Code;
using diagnostic::Diagnostics;
using odf::XmlNode;

namespace {

std::string word(std::string_view text, std::size_t number) {
  std::size_t at = 2;
  std::string result;
  for (std::size_t i = 0; i <= number; ++i) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '-'))
      ++at;
    const std::size_t begin = at;
    while (at < text.size() && text[at] != ' ' && text[at] != '%')
      ++at;
    result = std::string(text.substr(begin, at - begin));
  }
  return result;
}

/// Stands for a statement that could not be read, so that its end is not reported as well.
expression::Marker broken(const std::string &text) {
  const std::string keyword = text.starts_with("{%") ? word(text, 0) : "";
  expression::Marker marker{expression::CommentMarker{}, text};
  if (keyword == "for")
    marker.data = expression::ForMarker{word(text, 1), nullptr, nullptr};
  else if (keyword == "if")
    marker.data = expression::IfMarker{};
  else if (keyword == "elif")
    marker.data = expression::ElifMarker{};
  else if (keyword == "set")
    marker.data = expression::SetMarker{word(text, 1), nullptr};
  return marker;
}

/// Finds the markers of one part.
class MarkerFinder {
public:
  MarkerFinder(Draft &draft, std::uint32_t part)
      : draft_(draft), part_(part), document_(*draft.parts[part].document),
        places_(draft.out->kind, draft.parts[part].kind, draft.parts[part].entry),
        cached_(draft.parts[part].kind == DraftPart::Kind::object && !has_own_table(document_.root())) {}

  void run() {
    const std::string &entry = draft_.parts[part_].entry;
    draft_.reading.begin_part(reading_part(draft_.parts[part_].kind), entry.substr(0, entry.find('/')));
    walk(
        document_.root(), [this](XmlNode &node) { return enter(node); }, [this](XmlNode &node) { leave(node); });
  }

private:
  bool enter(XmlNode &node) {
    const Names &n = Names::get();
    if (node.kind == XmlNode::Kind::block)
      begin_include(node);
    if (node.kind != XmlNode::Kind::element)
      return node.kind == XmlNode::Kind::block;
    if (node.is(n.table) && cached_)
      return false;
    if (node.is(n.tracked_changes) || node.is(n.annotation) || node.is(n.table_changes))
      return false;
    places().enter(node);
    note_for_reading(node);
    const bool meta = draft_.parts[part_].kind == DraftPart::Kind::meta;
    if (meta ? node.is(n.title) || node.is(n.subject) : is_paragraph(node) || is_spoken(node))
      read(node, !is_paragraph(node));
    else if (node.is(n.table) && parent_element(node)->is(n.spreadsheet))
      read_sheet_name(node);
    return true;
  }

  /// Title or description of a picture, chart or shape, which a screen reader says.
  static bool is_spoken(const XmlNode &node) {
    static const odf::XmlName title = odf::xml_name("svg:title"), description = odf::xml_name("svg:desc");
    return node.is(title) || node.is(description);
  }

  static ReadingOrder::Part reading_part(DraftPart::Kind kind) {
    using Kind = DraftPart::Kind;
    return kind == Kind::content  ? ReadingOrder::Part::body
           : kind == Kind::styles ? ReadingOrder::Part::headers
           : kind == Kind::meta   ? ReadingOrder::Part::title
                                  : ReadingOrder::Part::chart;
  }

  void note_for_reading(const XmlNode &node) {
    static const odf::XmlName object = odf::xml_name("draw:object"), href = odf::xml_name("xlink:href");
    if (const std::string *target = node.is(object) ? node.attribute(href) : nullptr)
      draft_.reading.show_chart(target->starts_with("./") ? target->substr(2) : *target);
    else if (const std::string *name = node.is(Names::get().table) ? node.attribute(Names::get().table_name) : nullptr)
      draft_.reading.begin_table(draft_.out->files[file()], *name, draft_.out->kind == DocumentKind::calc);
  }

  void leave(XmlNode &node) {
    if (!included_.empty() && included_.back().scope == &node)
      included_.pop_back();
    else
      places().leave(node);
  }

  /// Places inside an included file are counted in that file.
  void begin_include(const XmlNode &block) {
    const Mark &mark = draft_.marks[block.mark];
    if (mark.kind != Mark::Kind::scope)
      return;
    if (included_.empty())
      places_.pass_include();
    included_.push_back({&block, mark.index, PlaceTracker(draft_.out->kind, DraftPart::Kind::content, "content.xml")});
    if (draft_.out->kind == DocumentKind::calc)
      included_.back().places.begin_table(draft_.included_sheets[mark.branch]);
  }

  PlaceTracker &places() { return included_.empty() ? places_ : included_.back().places; }
  [[nodiscard]] std::uint32_t file() const { return included_.empty() ? 0 : included_.back().file; }

  /// Value markers in the text of a sheet's tab.
  void read_sheet_name(XmlNode &sheet) {
    const std::string *name = sheet.attribute(Names::get().table_name);
    if (!name || name->find('{') == std::string::npos)
      return;
    const diagnostic::Place place{diagnostic::PlaceKind::sheet_name, *name, 0, 0};
    Diagnostics errors;
    std::vector<Sheet::NamePart> parts;
    std::size_t done = 0;
    const std::vector<expression::MarkerSpan> spans = expression::find_markers(*name, errors);
    draft_.reading.read(draft_.out->files[file()], place, *name, spans);
    for (const expression::MarkerSpan &span : spans) {
      DraftMarker marker = parse(name->substr(span.offset, span.length), sheet, errors);
      marker.place = place;
      marker.site.plain = true;
      if (!std::holds_alternative<expression::ValueMarker>(marker.marker.data)) {
        draft_.error(Code{"binding.sheet-name-statement"}, marker);
        continue;
      }
      parts.push_back({name->substr(done, span.offset - done), static_cast<std::uint32_t>(draft_.markers.size())});
      done = span.offset + span.length;
      draft_.markers.push_back(std::move(marker));
    }
    parts.push_back({name->substr(done)});
    locate(errors, place);
    draft_.sheet_names[&sheet] = std::move(parts);
    draft_.parts[part_].needed = true;
  }

  void read(XmlNode &paragraph, bool plain) {
    odf::ParagraphText text(document_, paragraph);
    if (text.text().find('{') == std::string::npos)
      return;
    Diagnostics errors;
    const std::string whole = text.text();
    const std::vector<expression::MarkerSpan> spans = expression::find_markers(whole, errors);
    draft_.reading.read(draft_.out->files[file()], places().place(paragraph), whole, spans);
    std::vector<DraftMarker> found;
    found.reserve(spans.size());
    for (const expression::MarkerSpan &span : spans)
      found.push_back(parse(whole.substr(span.offset, span.length), paragraph, errors));
    locate(errors, places().place(paragraph));
    const std::size_t first = draft_.markers.size();
    for (std::size_t i = 0; i < spans.size(); ++i) {
      DraftMarker &marker = found[i];
      const char before = spans[i].offset == 0 ? ' ' : whole[spans[i].offset - 1];
      marker.site.at_start = before == ' ' || before == '\n';
      marker.site.plain = plain;
      marker.slot = &document_.new_slot(draft_.mark({Mark::Kind::marker, static_cast<std::uint32_t>(first + i)}));
    }
    std::vector<odf::ParagraphText::Replacement> replacements;
    for (std::size_t i = 0; i < spans.size(); ++i)
      replacements.push_back({spans[i].offset, spans[i].length, found[i].slot});
    text.replace_all(replacements);
    for (DraftMarker &marker : found)
      draft_.markers.push_back(std::move(marker));
    draft_.parts[part_].needed = draft_.parts[part_].needed || !spans.empty();
  }

  DraftMarker parse(const std::string &text, XmlNode &paragraph, Diagnostics &errors) {
    DraftMarker result;
    result.host = &paragraph;
    result.place = places().place(paragraph);
    result.part = part_;
    result.file = file();
    result.field_group = field_group();
    if (auto marker = expression::parse_marker(text, errors, draft_.context.expressions))
      result.marker = std::move(*marker);
    else
      result.marker = broken(text);
    return result;
  }

  std::uint32_t field_group() {
    if (!places_.header())
      return no_index;
    if (places_.header() != header_) {
      header_ = places_.header();
      group_ = draft_.out->field_groups++;
    }
    return group_;
  }

  void locate(Diagnostics &errors, const diagnostic::Place &place) {
    for (diagnostic::Diagnostic &error : errors) {
      error.location.file = draft_.out->files[file()];
      error.location.place = place;
    }
    append(draft_.findings, std::move(errors));
  }

  Draft &draft_;
  std::uint32_t part_;
  odf::XmlDocument &document_;
  PlaceTracker places_;
  struct Included {
    const XmlNode *scope;
    std::uint32_t file;
    PlaceTracker places;
  };
  std::vector<Included> included_;
  bool cached_; ///< the table of a chart only repeats what it showed last
  const XmlNode *header_ = nullptr;
  std::uint32_t group_ = no_index;
};

} // namespace

void find_part_markers(Draft &draft, std::uint32_t part) { MarkerFinder(draft, part).run(); }

} // namespace solieu::binding
