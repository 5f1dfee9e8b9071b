#include "binding/picture_frames.hpp"
#include "binding/picture_places.hpp"
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
void into_cell(Draft &draft, const StyleBook &styles, DraftMarker &marker, odf::XmlNode &cell) {
  odf::XmlDocument &document = *draft.parts[marker.part].document;
  document.remove(*marker.slot);
  document.remove(*marker.host);
  document.append(cell, *marker.slot);
  draft.out->picture_places.push_back(place_in_sheet(styles, marker.part, cell));
  marker.site.picture = static_cast<std::uint32_t>(draft.out->picture_places.size() - 1);
}

/// A picture in the text of Writer, or alone in a cell of Calc.
void bind_in_text(Draft &draft, const StyleBook &styles, const PicturePlace &page, DraftMarker &marker) {
  DraftPart &part = draft.parts[marker.part];
  const bool text = part.kind == DraftPart::Kind::content || part.kind == DraftPart::Kind::styles;
  odf::XmlNode *cell = marker.host ? parent_element(*marker.host) : nullptr;
  const bool in_cell = draft.out->kind == DocumentKind::calc && part.kind == DraftPart::Kind::content && cell &&
                       cell->is(Names::get().cell) && only_value(draft, *cell) == &marker;
  if (draft.out->kind != DocumentKind::writer && !in_cell)
    return draft.error(Code{"binding.image-needs-cell"}, marker);
  if (!text)
    return draft.error(Code{"binding.image-needs-text"}, marker);
  if (in_cell) {
    into_cell(draft, styles, marker, *cell);
  } else {
    draft.out->picture_places.push_back(place_in_text(draft, styles, page, marker));
    marker.site.picture = static_cast<std::uint32_t>(draft.out->picture_places.size() - 1);
  }
  for (const char *name : {"draw:frame", "svg:width", "xlink:href"}) // their namespaces are declared
    part.document->new_element(name);
}

} // namespace

void bind_images(Draft &draft) {
  std::vector<DraftMarker *> pictures;
  for (DraftMarker &marker : draft.markers)
    if (const auto *value = std::get_if<expression::ValueMarker>(&marker.marker.data);
        value && says_image(value->expression))
      pictures.push_back(&marker);
  if (pictures.empty())
    return;
  StyleBook styles(draft);
  const PicturePlace page = place_on_page(draft);
  PictureFrames frames(draft, styles);
  for (DraftMarker *marker : pictures) {
    if (marker->host && PictureFrames::speaks(*marker->host))
      frames.bind(*marker);
    else
      bind_in_text(draft, styles, page, *marker);
  }
  frames.drop_unseen();
}

} // namespace solieu::binding
