#pragma once

#include "odf/package.hpp"

#include <map>
#include <string>
#include <string_view>

namespace solieu::support {

/// What a document of a test is made of: the inside of its elements, as XML.
struct OdfContent {
  bool calc = false;
  bool is_template = true;
  std::string body{};                            ///< inside office:text or office:spreadsheet
  std::string automatic_styles{};                ///< inside office:automatic-styles of content.xml
  std::string header{};                          ///< inside style:header of the page style "Standard"
  std::string footer{};                          ///< inside its style:footer
  std::string first_header{};                    ///< inside its style:header-first
  std::string subject{};                         ///< inside dc:subject, with the title
  std::string title{};                           ///< inside dc:title; no meta.xml when empty
  std::map<std::string, std::string> objects{};  ///< inside office:chart, by folder
  std::string page{};                            ///< inside its page layout
  std::map<std::string, std::string> pictures{}; ///< bytes, by the name in Pictures/
};

[[nodiscard]] inline std::string document_xml(std::string_view root, std::string_view inside) {
  constexpr std::string_view names =
      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
      " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
      " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
      " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
      " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\""
      " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
      " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
      " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
      " xmlns:chart=\"urn:oasis:names:tc:opendocument:xmlns:chart:1.0\""
      " xmlns:ooow=\"http://openoffice.org/2004/writer\""
      " xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
      " xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\""
      " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\" office:version=\"1.3\">";
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<";
  text.append(root).append(names).append(inside);
  return text.append("</").append(root).append(">");
}

/// The bytes of a Writer or Calc template.
[[nodiscard]] inline std::string make_package(const OdfContent &content) {
  const std::string kind = content.calc ? "spreadsheet" : "text";
  const std::string type = "application/vnd.oasis.opendocument." + kind + (content.is_template ? "-template" : "");
  odf::PackageWriter writer;
  writer.add_stored("mimetype", type);
  writer.add("content.xml",
             document_xml("office:document-content", "<office:automatic-styles>" + content.automatic_styles +
                                                         "</office:automatic-styles><office:body><office:" + kind +
                                                         ">" + content.body + "</office:" + kind + "></office:body>"));
  writer.add("styles.xml",
             document_xml("office:document-styles",
                          "<office:styles/><office:automatic-styles><style:page-layout style:name=\"pm1\">" +
                              content.page +
                              "</style:page-layout></office:automatic-styles><office:master-styles><style:master-page "
                              "style:name=\"Standard\" "
                              "style:page-layout-name=\"pm1\">" +
                              (content.header.empty() ? "" : "<style:header>" + content.header + "</style:header>") +
                              (content.footer.empty() ? "" : "<style:footer>" + content.footer + "</style:footer>") +
                              (content.first_header.empty()
                                   ? ""
                                   : "<style:header-first>" + content.first_header + "</style:header-first>") +
                              "</style:master-page></office:master-styles>"));
  if (!content.title.empty())
    writer.add("meta.xml",
               document_xml("office:document-meta",
                            "<office:meta><dc:title>" + content.title + "</dc:title>" +
                                (content.subject.empty() ? "" : "<dc:subject>" + content.subject + "</dc:subject>") +
                                "</office:meta>"));
  for (const auto &[folder, chart] : content.objects)
    writer.add(folder + "/content.xml",
               document_xml("office:document-content",
                            "<office:automatic-styles><style:style style:name=\"ch1\" style:family=\"chart\">"
                            "<style:chart-properties chart:display-label=\"true\"/><style:graphic-properties "
                            "draw:fill-color=\"#004586\"/></style:style>"
                            "</office:automatic-styles><office:body><office:chart>" +
                                chart + "</office:chart></office:body>"));
  for (const auto &[name, bytes] : content.pictures)
    writer.add("Pictures/" + name, bytes);
  writer.add("Thumbnails/thumbnail.png", "preview");
  const std::string entry = "<manifest:file-entry manifest:full-path=\"";
  std::string manifest =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest "
      "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">" +
      entry + "/\" manifest:version=\"1.3\" manifest:media-type=\"" + type + "\"/>";
  for (const char *name : {"content.xml", "styles.xml"})
    manifest += entry + name + "\" manifest:media-type=\"text/xml\"/>";
  for (const auto &[folder, chart] : content.objects) {
    manifest += entry + folder + "/\" manifest:media-type=\"application/vnd.oasis.opendocument.chart\"/>";
    manifest += entry + folder + "/content.xml\" manifest:media-type=\"text/xml\"/>";
  }
  for (const auto &[name, bytes] : content.pictures)
    manifest += entry + "Pictures/" + name + "\" manifest:media-type=\"image/png\"/>";
  if (!content.title.empty())
    manifest += entry + "meta.xml\" manifest:media-type=\"text/xml\"/>";
  manifest += entry + "Thumbnails/thumbnail.png\" manifest:media-type=\"image/png\"/></manifest:manifest>";
  writer.add("META-INF/manifest.xml", manifest);
  return writer.finish();
}

/// The same package with its entries in the other order, `mimetype` first: an office writes styles.xml before
/// content.xml.
[[nodiscard]] inline std::string turned_round(const std::string &bytes) {
  const odf::Package package = odf::Package::open(bytes, "package");
  odf::PackageWriter writer;
  writer.add_stored("mimetype", package.media_type());
  for (auto entry = package.entries().rbegin(); entry != package.entries().rend(); ++entry)
    if (entry->name != "mimetype")
      writer.copy(*entry);
  return writer.finish();
}

} // namespace solieu::support
