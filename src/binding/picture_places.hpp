#pragma once

#include "binding/style_book.hpp"

namespace solieu::binding {

/// What a page leaves between its margins, header and footer: the least of the pages that the text uses.
[[nodiscard]] PicturePlace place_on_page(Draft &draft);

/// What the place leaves for a picture that is put there by a marker of the text: a text box, a cell, else the page.
[[nodiscard]] PicturePlace place_in_text(Draft &draft, const StyleBook &styles, const PicturePlace &page,
                                         DraftMarker &marker);

/// A cell of a sheet, with the columns and rows that it spans.
[[nodiscard]] PicturePlace place_in_sheet(const StyleBook &styles, std::uint32_t part, odf::XmlNode &cell);

} // namespace solieu::binding
