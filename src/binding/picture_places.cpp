#include "binding/picture_places.hpp"
#include "binding/statement_units.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace solieu::binding {

using odf::XmlNode;

namespace {

struct SizeNames {
  static const SizeNames &get() {
    static const SizeNames names;
    return names;
  }
  odf::XmlName width = odf::xml_name("svg:width"), height = odf::xml_name("svg:height"),
               least_width = odf::xml_name("fo:min-width"), least_height = odf::xml_name("fo:min-height"),
               frame_style = odf::xml_name("draw:style-name"), text_style = odf::xml_name("text:style-name");
};

std::uint32_t positive(std::int64_t length) {
  constexpr std::int64_t longest = 200'000; // 2 m
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(length, 0, longest));
}

std::int64_t attribute_length(const XmlNode &node, odf::XmlName name) {
  const std::string *text = node.attribute(name);
  return text ? odf_length(*text).value_or(0) : 0;
}

XmlNode *around(const XmlNode &node, odf::XmlName wanted) {
  XmlNode *above = parent_element(node);
  while (above && !above->is(wanted))
    above = parent_element(*above);
  return above;
}

/// Lengths of `count` columns or rows of a table from number `first` on; 0 when one of them is not known.
template <class Length>
std::int64_t stretch(XmlNode &table, odf::XmlName kind, odf::XmlName repeated, std::size_t first, std::size_t count,
                     Length length) {
  std::size_t at = 0;
  std::int64_t sum = 0;
  bool known = true;
  walk(table, [&](XmlNode &node) {
    if (node.is(Names::get().table) && &node != &table)
      return false;
    if (!node.is(kind))
      return at < first + count && !node.is(Names::get().row);
    const std::size_t end = at + repeat_count(node, repeated);
    const std::size_t from = std::max(at, first), to = std::min(end, first + count);
    const std::size_t inside = to > from ? to - from : 0;
    at = end;
    if (inside == 0)
      return false;
    const std::int64_t one = length(node);
    known = known && one > 0;
    sum += one * static_cast<std::int64_t>(inside);
    return false;
  });
  return known && at >= first + count ? sum : 0;
}

std::size_t column_of(const XmlNode &cell, XmlNode &row) {
  const Names &n = Names::get();
  std::size_t column = 0;
  bool met = false;
  walk(row, [&](XmlNode &node) {
    met = met || &node == &cell;
    const bool counts = node.is(n.cell) || node.is(n.covered);
    if (!met && counts)
      column += repeat_count(node, n.columns_repeated);
    return !met && !counts;
  });
  return column;
}

std::int64_t cell_width(const StyleBook &styles, std::uint32_t part, XmlNode &cell) {
  const Names &n = Names::get();
  XmlNode *row = around(cell, n.row), *table = around(cell, n.table);
  if (!row || !table)
    return 0;
  return stretch(*table, n.column, n.columns_repeated, column_of(cell, *row), repeat_count(cell, n.columns_spanned),
                 [&](const XmlNode &column) {
                   return styles.length(part, "table-column", column.attribute(n.style_name),
                                        "style:table-column-properties", "style:column-width");
                 });
}

/// Rows of a sheet have a height; those of a text's table only when it is fixed.
std::int64_t cell_height(const StyleBook &styles, std::uint32_t part, XmlNode &cell) {
  const Names &n = Names::get();
  XmlNode *row = around(cell, n.row), *table = around(cell, n.table);
  if (!row || !table)
    return 0;
  std::size_t above = 0;
  bool met = false;
  walk(*table, [&](XmlNode &node) {
    met = met || &node == row;
    if (!met && node.is(n.row))
      above += repeat_count(node, n.rows_repeated);
    return !met && !node.is(n.row);
  });
  return stretch(*table, n.row, n.rows_repeated, above, repeat_count(cell, n.rows_spanned), [&](const XmlNode &one) {
    return styles.length(part, "table-row", one.attribute(n.style_name), "style:table-row-properties",
                         "style:row-height");
  });
}

/// Names of the page styles that the text uses: the first one, those that a paragraph or table begins, and what follows
/// on them.
std::set<std::string> used_pages(Draft &draft) {
  static const odf::XmlName begins = odf::xml_name("style:master-page-name"),
                            follows = odf::xml_name("style:next-style-name");
  std::set<std::string> used;
  std::map<std::string, std::string> next;
  for (const DraftPart &part : draft.parts)
    walk(part.document->root(), [&](XmlNode &node) {
      if (const std::string *page = node.kind == XmlNode::Kind::element ? node.attribute(begins) : nullptr)
        used.insert(*page);
      if (!node.is(Names::get().master_page))
        return true;
      const std::string *name = node.attribute(Names::get().style_style_name), *after = node.attribute(follows);
      if (name && next.empty())
        used.insert(*name);
      if (name)
        next[*name] = after ? *after : *name;
      return false;
    });
  for (std::size_t before = 0; before < used.size();) {
    before = used.size();
    for (const auto &[name, after] : next)
      if (used.contains(name))
        used.insert(after);
  }
  return used;
}

/// Of a page: its length less the margins at both ends, and less header and footer.
std::int64_t left_on_page(const XmlNode &layout, bool across) {
  static const odf::XmlName page = odf::xml_name("style:page-layout-properties"),
                            lesser = odf::xml_name("style:header-footer-properties"),
                            margin = odf::xml_name("fo:margin");
  const SizeNames &n = SizeNames::get();
  std::int64_t left = 0;
  for (const XmlNode *child = layout.first; child; child = child->next) {
    if (child->is(page)) {
      left += attribute_length(*child, odf::xml_name(across ? "fo:page-width" : "fo:page-height"));
      for (const char *end :
           across ? std::array{"fo:margin-left", "fo:margin-right"} : std::array{"fo:margin-top", "fo:margin-bottom"})
        left -= attribute_length(*child, child->attribute(odf::xml_name(end)) ? odf::xml_name(end) : margin);
    }
    for (const XmlNode *inside = child->first; inside && !across; inside = inside->next)
      if (inside->is(lesser))
        left -= std::max(attribute_length(*inside, n.height), attribute_length(*inside, n.least_height));
  }
  return left;
}

/// The paragraph takes its part of what a box or cell holds.
PicturePlace within(const StyleBook &styles, const DraftMarker &marker, std::int64_t width, std::int64_t height) {
  const std::string *style = marker.host->attribute(SizeNames::get().text_style);
  const auto taken = [&](bool across) {
    return styles.inset(marker.part, "paragraph", style, "style:paragraph-properties", across);
  };
  PicturePlace place;
  place.width = width > 0 ? positive(std::max<std::int64_t>(width - taken(true), 1)) : 0;
  place.height = height > 0 ? positive(std::max<std::int64_t>(height - taken(false), 1)) : 0;
  place.grows = place.width > 0 && place.height > 0;
  place.narrows = true;
  return place;
}

PicturePlace in_box(const StyleBook &styles, DraftMarker &marker, const XmlNode &box, bool alone) {
  const SizeNames &n = SizeNames::get();
  const XmlNode &frame = *parent_element(box);
  const std::string *style = frame.attribute(n.frame_style);
  const auto inner = [&](std::int64_t outer, bool across) {
    return outer > 0 ? outer - styles.inset(marker.part, "graphic", style, "style:graphic-properties", across) : 0;
  };
  const std::int64_t width = box.attribute(n.least_width) ? 0 : attribute_length(frame, n.width);
  const std::int64_t height = std::max(attribute_length(frame, n.height), attribute_length(box, n.least_height));
  return within(styles, marker, inner(width, true), alone ? inner(height, false) : 0);
}

PicturePlace in_cell(const StyleBook &styles, DraftMarker &marker, XmlNode &cell, bool alone) {
  const std::string *style = cell.attribute(Names::get().style_name);
  const auto inner = [&](std::int64_t outer, bool across) {
    return outer > 0 ? outer - styles.inset(marker.part, "table-cell", style, "style:table-cell-properties", across)
                     : 0;
  };
  const std::int64_t height = alone ? cell_height(styles, marker.part, cell) : 0;
  return within(styles, marker, inner(cell_width(styles, marker.part, cell), true), inner(height, false));
}

} // namespace

PicturePlace place_on_page(Draft &draft) {
  static const odf::XmlName layout = odf::xml_name("style:page-layout"),
                            layout_name = odf::xml_name("style:page-layout-name");
  const std::set<std::string> pages = used_pages(draft);
  std::set<std::string> layouts;
  PicturePlace place;
  const auto lessen = [](std::uint32_t &bound, std::int64_t left) {
    if (left > 0 && (bound == 0 || positive(left) < bound))
      bound = positive(left);
  };
  const auto each = [&](odf::XmlName wanted, const auto &look) {
    for (const DraftPart &part : draft.parts)
      if (part.kind == DraftPart::Kind::styles)
        walk(part.document->root(), [&](XmlNode &node) {
          if (node.is(wanted))
            look(node);
          return node.kind == XmlNode::Kind::element && !is_paragraph(node);
        });
  };
  each(Names::get().master_page, [&](const XmlNode &node) {
    const std::string *name = node.attribute(Names::get().style_style_name), *looks = node.attribute(layout_name);
    if (name && looks && pages.contains(*name))
      layouts.insert(*looks);
  });
  each(layout, [&](const XmlNode &node) {
    const std::string *name = node.attribute(Names::get().style_style_name);
    if (!name || !layouts.contains(*name))
      return;
    lessen(place.width, left_on_page(node, true));
    lessen(place.height, left_on_page(node, false));
  });
  return place;
}

PicturePlace place_in_text(Draft &draft, const StyleBook &styles, const PicturePlace &page, DraftMarker &marker) {
  const Names &n = Names::get();
  for (XmlNode *above = parent_element(*marker.host); above; above = parent_element(*above)) {
    const bool alone = only_value(draft, *above) == &marker;
    if (above->is(n.text_box))
      return in_box(styles, marker, *above, alone);
    if (above->is(n.cell))
      return in_cell(styles, marker, *above, alone);
  }
  return page;
}

PicturePlace place_in_sheet(const StyleBook &styles, std::uint32_t part, XmlNode &cell) {
  PicturePlace place;
  place.width = positive(cell_width(styles, part, cell));
  place.height = positive(cell_height(styles, part, cell));
  place.grows = place.width > 0 && place.height > 0;
  return place;
}

} // namespace solieu::binding
