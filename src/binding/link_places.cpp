#include "binding/link_places.hpp"

#include "binding/places.hpp"

#include <optional>

namespace solieu::binding {

using diagnostic::Place;
using diagnostic::PlaceKind;

namespace {

constexpr std::string_view link_prefix = "SL_";

/// The cell of "$'Phụ lục'.$D$6"; nothing for other text.
std::optional<Place> cell_of(std::string_view address) {
  const auto point = address.rfind('.');
  if (point == std::string_view::npos)
    return std::nullopt;
  std::string_view sheet = address.substr(0, point);
  if (sheet.starts_with('$'))
    sheet.remove_prefix(1);
  const bool quoted = sheet.size() >= 2 && sheet.front() == '\'';
  Place place{PlaceKind::sheet_cell, "", 0, 0};
  for (std::size_t i = quoted ? 1 : 0; i < sheet.size() - (quoted ? 1U : 0U); ++i) {
    place.name += sheet[i];
    i += sheet[i] == '\'' ? 1U : 0U; // doubled
  }
  for (const char c : address.substr(point + 1))
    if (c >= 'A' && c <= 'Z')
      place.column = place.column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    else if (c >= '0' && c <= '9')
      place.row = place.row * 10 + static_cast<std::size_t>(c - '0');
  return place;
}

} // namespace

std::unordered_map<std::string, Place> link_places(const odf::Package &report, const std::string &file) {
  std::unordered_map<std::string, Place> places;
  const odf::PackageEntry *content = report.find("content.xml");
  if (content == nullptr)
    return places;
  const auto document = odf::XmlDocument::parse(report.read(*content), file, content->name);
  const odf::XmlName named_range = odf::xml_name("table:named-range"),
                     address = odf::xml_name("table:cell-range-address"), name = odf::xml_name("text:name"),
                     sheet = odf::xml_name("office:spreadsheet");
  const Names &n = Names::get();
  DocumentKind kind = DocumentKind::writer;
  walk(document->root(), [&](odf::XmlNode &node) {
    kind = node.is(sheet) ? DocumentKind::calc : kind;
    return kind == DocumentKind::writer && node.kind == odf::XmlNode::Kind::element;
  });
  PlaceTracker tracker(kind, DraftPart::Kind::content, "content.xml");
  const odf::XmlNode *paragraph = nullptr;
  const auto keep = [&](const std::string *link, const std::optional<Place> &place) {
    if (link != nullptr && place && link->starts_with(link_prefix))
      places.try_emplace(link->substr(link_prefix.size()), *place);
  };
  walk(
      document->root(),
      [&](odf::XmlNode &node) {
        if (node.kind != odf::XmlNode::Kind::element)
          return false;
        tracker.enter(node);
        if (is_paragraph(node))
          paragraph = &node;
        if (node.is(n.bookmark_start) && paragraph != nullptr)
          keep(node.attribute(name), tracker.place(*paragraph));
        else if (const std::string *where = node.is(named_range) ? node.attribute(address) : nullptr)
          keep(node.attribute(n.table_name), cell_of(*where));
        return true;
      },
      [&](odf::XmlNode &node) { tracker.leave(node); });
  return places;
}

} // namespace solieu::binding
