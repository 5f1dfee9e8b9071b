#pragma once

#include "binding/style_book.hpp"

namespace solieu::binding {

/// What the place leaves for a picture that is put there by a marker of the text: a text box or a cell; nothing in the
/// running text of a document.
[[nodiscard]] std::optional<PicturePlace> place_in_text(Draft &draft, const StyleBook &styles, DraftMarker &marker);

/// A cell of a sheet, with the columns and rows that it spans.
[[nodiscard]] PicturePlace place_in_sheet(const StyleBook &styles, std::uint32_t part, odf::XmlNode &cell);

} // namespace solieu::binding
