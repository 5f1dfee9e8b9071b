#include "binding/draft.hpp"

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

} // namespace

void bind_images(Draft &draft) {
  for (DraftMarker &marker : draft.markers) {
    const auto *value = std::get_if<expression::ValueMarker>(&marker.marker.data);
    if (!value || !says_image(value->expression))
      continue;
    DraftPart &part = draft.parts[marker.part];
    const bool text = part.kind == DraftPart::Kind::content || part.kind == DraftPart::Kind::styles;
    if (draft.out->kind != DocumentKind::writer || !text) {
      draft.error(Code{"binding.image-needs-text"}, marker);
      continue;
    }
    for (const char *name : {"draw:frame", "svg:width", "xlink:href"}) // their namespaces are declared
      part.document->new_element(name);
  }
}

} // namespace solieu::binding
