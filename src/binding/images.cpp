#include "binding/draft.hpp"
#include "binding/statement_units.hpp"

namespace solieu::binding {

using diagnostic::Code;

namespace {

bool says_image(const expression::NodePtr &expression) {
  const expression::Node *node = expression.get();
  while (node) {
    const auto *filter = std::get_if<expression::Filter>(&node->data);
    if (!filter || filter->name == "image")
      return filter != nullptr;
    node = filter->input.get();
  }
  return false;
}

/// A picture of a sheet stands in its cell and not in a paragraph.
void into_cell(odf::XmlDocument &document, DraftMarker &marker, odf::XmlNode &cell) {
  odf::XmlNode &slot = *marker.slot;
  document.remove(slot);
  document.remove(*marker.host);
  document.append(cell, slot);
}

} // namespace

void bind_images(Draft &draft) {
  for (DraftMarker &marker : draft.markers) {
    const auto *value = std::get_if<expression::ValueMarker>(&marker.marker.data);
    if (!value || !says_image(value->expression))
      continue;
    DraftPart &part = draft.parts[marker.part];
    const bool text = part.kind == DraftPart::Kind::content || part.kind == DraftPart::Kind::styles;
    odf::XmlNode *cell = marker.host ? parent_element(*marker.host) : nullptr;
    const bool in_cell = draft.out->kind == DocumentKind::calc && part.kind == DraftPart::Kind::content && cell &&
                         cell->is(Names::get().cell) && only_value(draft, *cell) == &marker;
    if (draft.out->kind != DocumentKind::writer && !in_cell) {
      draft.error(Code{"binding.image-needs-cell"}, marker);
      continue;
    }
    if (!text) {
      draft.error(Code{"binding.image-needs-text"}, marker);
      continue;
    }
    if (in_cell)
      into_cell(*part.document, marker, *cell);
    for (const char *name : {"draw:frame", "svg:width", "xlink:href"}) // their namespaces are declared
      part.document->new_element(name);
  }
}

} // namespace solieu::binding
