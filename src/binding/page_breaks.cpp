#include "binding/draft.hpp"
#include "binding/statement_units.hpp"

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

constexpr const char *style_name = "SL_PageBreak";

/// The style of a paragraph too small to see that ends its page; what follows starts at the top of the next.
void add_style(odf::XmlDocument &document) {
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
    return;
  XmlNode &style = document.new_element("style:style");
  document.append(*styles, style);
  document.set_attribute(style, "style:name", style_name);
  document.set_attribute(style, "style:family", "paragraph");
  XmlNode &paragraph = document.new_element("style:paragraph-properties");
  document.append(style, paragraph);
  document.set_attribute(paragraph, "fo:margin-top", "0cm");
  document.set_attribute(paragraph, "fo:margin-bottom", "0cm");
  document.set_attribute(paragraph, "fo:break-after", "page");
  XmlNode &text = document.new_element("style:text-properties");
  document.append(style, text);
  document.set_attribute(text, "fo:font-size", "1pt");
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
    if (!styled[marker.part])
      add_style(document);
    styled[marker.part] = true;
    document.set_attribute(*marker.host, "text:style-name", style_name);
    document.remove(*marker.slot); // no statement is left in it, so the paragraph stays
  }
}

} // namespace solieu::binding
