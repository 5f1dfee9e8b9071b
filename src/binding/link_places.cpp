#include "binding/link_places.hpp"

#include "binding/filled_report.hpp"
#include "binding/places.hpp"
#include "odf/formula.hpp"

#include <optional>

namespace solieu::binding {

using diagnostic::Place;
using diagnostic::PlaceKind;

namespace {

/// The cell of "$'Phụ lục'.$D$6"; nothing for other text.
std::optional<Place> cell_of(const std::string &address) {
  const auto references = odf::formula_references("[" + address + "]");
  if (references.size() != 1)
    return std::nullopt;
  const odf::CellAddress &cell = references.front().first;
  return Place{PlaceKind::sheet_cell, cell.sheet, cell.row + 1, cell.column + 1};
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
