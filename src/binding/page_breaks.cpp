#include "binding/draft.hpp"
#include "binding/statement_units.hpp"
#include "binding/style_book.hpp"

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

constexpr const char *style_name = "SL_PageBreak";

/// An automatic style of a paragraph too small to see; its properties of a paragraph. Null where no style can stand.
XmlNode *add_style(odf::XmlDocument &document, const std::string &name) {
  static const odf::XmlName automatic = odf::xml_name("office:automatic-styles"), body = odf::xml_name("office:body");
  XmlNode *styles = nullptr;
  for (XmlNode *child = document.root().first; child && !styles; child = child->next) {
    if (child->is(body)) {
      styles = &document.new_element("office:automatic-styles");
      document.insert_before(*child, *styles);
    } else if (child->is(automatic)) {
      styles = child;
    }
  }
  if (!styles)
    return nullptr;
  XmlNode &style = document.new_element("style:style");
  document.append(*styles, style);
  document.set_attribute(style, "style:name", name);
  document.set_attribute(style, "style:family", "paragraph");
  XmlNode &paragraph = document.new_element("style:paragraph-properties");
  document.append(style, paragraph);
  document.set_attribute(paragraph, "fo:margin-top", "0cm");
  document.set_attribute(paragraph, "fo:margin-bottom", "0cm");
  XmlNode &text = document.new_element("style:text-properties");
  document.append(style, text);
  document.set_attribute(text, "fo:font-size", "1pt");
  return &paragraph;
}

/// The nearest of the paragraph's style and those above it that says a break or a page style.
const XmlNode *breaking_style(const StyleBook &book, std::uint32_t part, const std::string *name) {
  static const odf::XmlName parent = odf::xml_name("style:parent-style-name"),
                            page = odf::xml_name("style:master-page-name"),
                            properties = odf::xml_name("style:paragraph-properties"),
                            before = odf::xml_name("fo:break-before");
  for (int step = 0; name && step < 32; ++step) {
    const XmlNode *style = book.find(part, "paragraph", *name);
    if (!style)
      return nullptr;
    const std::string *master = style->attribute(page);
    if (master && !master->empty())
      return style;
    for (const XmlNode *child = style->first; child; child = child->next)
      if (child->is(properties) && child->attribute(before))
        return *child->attribute(before) == "auto" ? nullptr : style;
    name = style->attribute(parent);
  }
  return nullptr;
}

/// What follows a paragraph, into the blocks that begin there; null at the end.
XmlNode *following(XmlNode &paragraph) {
  XmlNode *node = paragraph.next;
  while (node && node->kind != XmlNode::Kind::element)
    node = node->kind == XmlNode::Kind::block && node->first ? node->first : node->next;
  return node;
}

} // namespace

void place_page_breaks(Draft &draft) {
  std::vector<bool> styled(draft.parts.size(), false);
  std::unordered_map<const XmlNode *, std::size_t> in_host;
  for (const DraftMarker &marker : draft.markers)
    ++in_host[marker.host];
  for (DraftMarker &marker : draft.markers) {
    if (!std::holds_alternative<expression::PageBreakMarker>(marker.marker.data))
      continue;
    const bool alone = in_host[marker.host] == 1 && only_statements(draft, *marker.host);
    if (!alone || marker.place.kind != diagnostic::PlaceKind::paragraph) {
      draft.error(Code{"binding.page-break-not-alone"}, marker);
      continue;
    }
    odf::XmlDocument &document = *draft.parts[marker.part].document;
    if (XmlNode *style = styled[marker.part] ? nullptr : add_style(document, style_name))
      document.set_attribute(*style, "fo:break-after", "page");
    styled[marker.part] = true;
    document.set_attribute(*marker.host, "text:style-name", style_name);
    document.remove(*marker.slot); // no statement is left in it, so the paragraph stays
  }
}

bool keep_page_break(Draft &draft, const StyleBook &book, std::uint32_t part, XmlNode &paragraph,
                     const std::string &name) {
  static const odf::XmlName style_attribute = odf::xml_name("text:style-name"),
                            properties = odf::xml_name("style:paragraph-properties");
  const XmlNode *style = breaking_style(book, part, paragraph.attribute(style_attribute));
  const XmlNode *above = parent_element(paragraph);
  XmlNode *next = following(paragraph);
  if (!style || !next || !above ||
      !(above->is(odf::xml_name("office:text")) || above->is(odf::xml_name("text:section"))))
    return false;
  odf::XmlDocument &document = *draft.parts[part].document;
  XmlNode *made = add_style(document, name);
  if (!made)
    return false;
  if (const std::string *master = style->attribute(odf::xml_name("style:master-page-name")))
    document.set_attribute(*made->parent, "style:master-page-name", *master);
  for (const XmlNode *child = style->first; child; child = child->next)
    if (child->is(properties))
      for (const char *const kept : {"fo:break-before", "style:page-number"})
        if (const std::string *value = child->attribute(odf::xml_name(kept)))
          document.set_attribute(*made, kept, *value);
  XmlNode &holder = document.new_element("text:p");
  document.set_attribute(holder, "text:style-name", name);
  document.insert_before(*next, holder);
  return true;
}

} // namespace solieu::binding
