#include "render/notice.hpp"

#include "odf/xml_document.hpp"

#include <algorithm>
#include <array>

namespace solieu::render {

namespace {

/// Prefixes that a template may not have declared are declared where they are used.
constexpr std::string_view frame_style =
    "<style:style xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
    "style:name=\"SL_notice_frame\" style:family=\"graphic\"><style:graphic-properties "
    "style:wrap=\"run-through\" style:run-through=\"foreground\" style:vertical-pos=\"from-top\" "
    "style:vertical-rel=\"page\" style:horizontal-pos=\"center\" style:horizontal-rel=\"page\" fo:border=\"none\" "
    "draw:stroke=\"none\" draw:fill=\"none\" "
    "fo:padding=\"0cm\"/></style:style>";
constexpr std::string_view text_style =
    "<style:style xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" style:name=\"SL_notice\" "
    "style:family=\"paragraph\"><style:paragraph-properties "
    "fo:text-align=\"center\"/><style:text-properties fo:color=\"#c00000\" fo:font-size=\"11pt\" "
    "fo:font-weight=\"bold\"/></style:style>";

std::string escaped(std::string_view text) {
  std::string out;
  odf::escape_xml(text, false, out);
  return out;
}

void add_styles(std::string &xml, std::string_view styles) {
  constexpr std::string_view end = "</office:automatic-styles>";
  constexpr std::string_view empty = "<office:automatic-styles/>";
  if (const auto at = xml.find(end); at != std::string::npos)
    xml.insert(at, styles);
  else if (const auto alone = xml.find(empty); alone != std::string::npos)
    xml.replace(alone, empty.size(), "<office:automatic-styles>" + std::string(styles) + std::string(end));
}

/// What has to come before everything else in a text (ODF 1.3, 3.4).
constexpr std::array<std::string_view, 9> declarations{"office:forms",
                                                       "text:tracked-changes",
                                                       "text:variable-decls",
                                                       "text:sequence-decls",
                                                       "text:user-field-decls",
                                                       "text:dde-connection-decls",
                                                       "text:alphabetical-index-auto-mark-file",
                                                       "table:calculation-settings",
                                                       "table:content-validations"};

/// The end of the element whose tag begins here; nothing when it has none.
std::size_t end_of_element(const std::string &xml, std::size_t at, std::string_view name) {
  const auto tag_end = xml.find('>', at);
  if (tag_end == std::string::npos || xml[tag_end - 1] == '/')
    return tag_end == std::string::npos ? tag_end : tag_end + 1;
  const auto close = "</" + std::string(name) + ">";
  const auto found = xml.find(close, tag_end);
  return found == std::string::npos ? found : found + close.size();
}

/// Where the text itself begins, after its declarations.
std::size_t text_begin(const std::string &xml) {
  const auto open = xml.find("<office:text");
  auto at = open == std::string::npos ? open : xml.find('>', open);
  if (at == std::string::npos || xml[at - 1] == '/')
    return std::string::npos;
  ++at;
  for (;;) {
    const auto next = xml.find('<', at);
    if (next == std::string::npos)
      return next;
    const std::string_view name(xml.data() + next + 1, xml.find_first_of(" />", next + 1) - next - 1);
    if (std::ranges::find(declarations, name) == declarations.end())
      return at;
    at = end_of_element(xml, next, name);
    if (at == std::string::npos)
      return at;
  }
}

/// Anchored at the first page: no text moves.
void add_frame(std::string &xml, std::string_view notice) {
  const auto at = text_begin(xml);
  if (at == std::string::npos)
    return;
  xml.insert(at, "<draw:frame xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
                 "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" draw:name=\"SL_notice\" "
                 "draw:style-name=\"SL_notice_frame\" text:anchor-type=\"page\" "
                 "text:anchor-page-number=\"1\" svg:y=\"0.5cm\" svg:width=\"17cm\" svg:height=\"0.7cm\" "
                 "draw:z-index=\"0\"><draw:text-box><text:p text:style-name=\"SL_notice\">" +
                     escaped(notice) + "</text:p></draw:text-box></draw:frame>");
  add_styles(xml, std::string(frame_style) + std::string(text_style));
}

/// The place for a paragraph inside a page header: its middle region, else its first one, else its beginning.
std::size_t inside_header(const std::string &xml, std::size_t begin, std::size_t end) {
  for (const std::string_view region : {"<style:region-center>", "<style:region-left>", "<style:region-right>"})
    if (const auto at = xml.find(region, begin); at < end)
      return at + region.size();
  return begin;
}

/// Every page header that is shown, and the plain one of every page style even when it was not.
void add_to_headers(std::string &xml, std::string_view notice) {
  constexpr std::string_view hidden = " style:display=\"false\"";
  const auto line = "<text:p>" + escaped(notice) + "</text:p>";
  for (auto at = xml.find("<style:header"); at != std::string::npos; at = xml.find("<style:header", at + 1)) {
    const auto name_end = xml.find_first_of(" />", at);
    const auto tag_end = xml.find('>', at);
    if (name_end == std::string::npos || tag_end == std::string::npos)
      return;
    const auto name = xml.substr(at + 1, name_end - at - 1);
    const bool plain = name == "style:header";
    if (!plain && name != "style:header-first" && name != "style:header-left")
      continue;
    auto tag = xml.substr(at, tag_end + 1 - at);
    if (const auto off = tag.find(hidden); off != std::string::npos) {
      if (!plain)
        continue;
      tag.erase(off, hidden.size());
    }
    const bool alone = tag.ends_with("/>");
    if (alone) {
      tag.replace(tag.size() - 2, 2, ">").append(line).append("</").append(name).append(">");
      xml.replace(at, tag_end + 1 - at, tag);
      continue;
    }
    xml.replace(at, tag_end + 1 - at, tag);
    const auto begin = at + tag.size();
    xml.insert(inside_header(xml, begin, xml.find("</" + name + ">", begin)), line);
  }
}

void add_to_title(std::string &xml, std::string_view notice) {
  constexpr std::string_view open = "<dc:title>";
  const auto text = "[" + escaped(notice) + "]";
  if (const auto at = xml.find(open); at != std::string::npos) {
    xml.insert(at + open.size(), text + " ");
  } else if (const auto end = xml.find("</office:meta>"); end != std::string::npos) {
    xml.insert(end, "<dc:title xmlns:dc=\"http://purl.org/dc/elements/1.1/\">" + text + "</dc:title>");
  }
}

} // namespace

bool takes_notice(std::string_view entry, bool writer) noexcept {
  return entry == "meta.xml" || entry == (writer ? "content.xml" : "styles.xml");
}

std::string with_notice(std::string xml, std::string_view entry, bool writer, std::string_view notice) {
  if (notice.empty())
    return xml;
  if (entry == "meta.xml")
    add_to_title(xml, notice);
  else if (writer)
    add_frame(xml, notice);
  else
    add_to_headers(xml, notice);
  return xml;
}

} // namespace solieu::render
