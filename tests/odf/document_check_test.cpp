#include "odf/document_check.hpp"

#include "expect_refusal.hpp"
#include "files.hpp"

#include "odf/xml_document.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace solieu::odf;

namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

const std::string namespaces = " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                               " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
                               " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                               " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
                               " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
                               " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"
                               " xmlns:form='urn:oasis:names:tc:opendocument:xmlns:form:1.0'"
                               " xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0'"
                               " xmlns:chart='urn:oasis:names:tc:opendocument:xmlns:chart:1.0'"
                               " xmlns:script='urn:oasis:names:tc:opendocument:xmlns:script:1.0'"
                               " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"
                               " xmlns:ooo='http://openoffice.org/2004/office'"
                               " xmlns:xlink='http://www.w3.org/1999/xlink'";

std::string content(const std::string &inside) {
  return "<office:document-content" + namespaces + ">" + inside + "</office:document-content>";
}

const std::string png = "\x89PNG\r\n\x1A\n....";

Package package_of(const std::map<std::string, std::string> &entries) {
  PackageWriter writer;
  writer.add("mimetype", "application/vnd.oasis.opendocument.text");
  for (const auto &[name, data] : entries) {
    writer.add(name, data);
  }
  return Package::open(writer.finish(), "mau.odt");
}

Package package_with(const std::string &inside) {
  return package_of({{"content.xml", content(inside)},
                     {"Pictures/a.png", png},
                     {"Pictures/a b.png", png},
                     {"Thumbnails/thumbnail.png", png},
                     {"ObjectReplacements/Object 1", "x"},
                     {"Object 1/content.xml", content("")}});
}

void check_refused(const std::string &inside, const std::string &code, const Arguments &more,
                   DocumentFormat format = DocumentFormat::text) {
  Arguments arguments{{"file", "mau.odt"}, {"entry", "content.xml"}};
  arguments.insert(arguments.end(), more.begin(), more.end());
  BOOST_CHECK_EXCEPTION((void)refuse_unsafe(package_with(inside), format), Failure, refusal(code, arguments));
}

void check_accepted(const std::string &inside, DocumentFormat format = DocumentFormat::text) {
  BOOST_CHECK_NO_THROW((void)refuse_unsafe(package_with(inside), format));
}

void check_entry_refused(const std::string &name, const std::string &data, const std::string &code,
                         const Arguments &arguments) {
  BOOST_CHECK_EXCEPTION(
      (void)refuse_unsafe(package_of({{"content.xml", content("")}, {name, data}}), DocumentFormat::text), Failure,
      refusal(code, arguments));
}

std::string table(const std::string &rows) { return "<table:table>" + rows + "</table:table>"; }

} // namespace

BOOST_AUTO_TEST_SUITE(document_check_test)

BOOST_AUTO_TEST_CASE(real_documents_are_accepted_without_what_a_report_does_not_need) {
  const std::map<std::string, std::size_t> documents{
      {"bao_cao.odt", 6}, {"phu_luc.ods", 6}, {"bieu_do.ods", 9}, {"sua_doi.odt", 6}};
  for (const auto &[name, carried] : documents) {
    const auto source = Package::open(document_bytes(name), name);
    const auto format = name.ends_with("s") ? DocumentFormat::spreadsheet : DocumentFormat::text;
    const auto safe = refuse_unsafe(source, format);
    BOOST_TEST(safe.entries().size() == carried, name);
    BOOST_TEST(safe.find("Thumbnails/thumbnail.png") == nullptr);
    BOOST_TEST(safe.find("Configurations2/toolbar/") == nullptr);
    BOOST_TEST(safe.find("manifest.rdf") == nullptr);
    for (const auto &entry : safe.entries()) {
      if (entry.name.ends_with(".xml")) {
        const auto bytes = source.read(entry);
        BOOST_TEST((XmlDocument::parse(bytes, name, entry.name)->text() == bytes), name << " " << entry.name);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_carried) {
  for (const auto *name :
       {"mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml", "Pictures/1.png",
        "Object 1/content.xml", "Object 12/styles.xml", "Object 1/Pictures/2.png", "Biểu đồ/content.xml"}) {
    BOOST_TEST(is_carried(name), name);
  }
  for (const auto *name :
       {"Thumbnails/thumbnail.png", "Configurations2/toolbar/a.xml", "layout-cache", "manifest.rdf",
        "META-INF/documentsignatures.xml", "Pictures/", "ObjectReplacements/Object 1", "Fonts/a.ttf", "Object 1/",
        "Object 1/manifest.rdf", "Versions/1/content.xml", "x/y.xml", "Object 1/x/content.xml", "Content.xml"}) {
    BOOST_TEST(!is_carried(name), name);
  }
}

BOOST_AUTO_TEST_CASE(macros_are_refused) {
  for (const std::string name : {"Basic/Standard/script-lb.xml", "basic/x", "Scripts/python/a.py",
                                 "Dialogs/Standard/d.xml", "Object 1/Basic/script-lc.xml"}) {
    check_entry_refused(name, "x", "odf.macro", {{"file", "mau.odt"}, {"entry", name}, {"element", name}});
  }
  check_refused("<office:scripts><office:script>Sub Main</office:script></office:scripts>", "odf.macro",
                {{"element", "office:script"}});
  check_refused("<office:scripts><office:script><ooo:libraries><ooo:library-embedded/></ooo:libraries></office:script>"
                "</office:scripts>",
                "odf.macro", {{"element", "office:script"}});
  check_refused(
      "<office:scripts><office:event-listeners><script:event-listener/></office:event-listeners></office:scripts>",
      "odf.macro", {{"element", "script:event-listener"}});
  check_refused("<text:p><text:script>x</text:script></text:p>", "odf.macro", {{"element", "text:script"}});
  check_accepted("<office:scripts/>");
  check_accepted(
      "<office:scripts><office:script script:language='ooo:Basic'> <ooo:libraries/> </office:script></office:scripts>");
}

BOOST_AUTO_TEST_CASE(links_to_the_outside_are_refused) {
  for (const std::string link :
       {"http://example.org/a.png", "file:///etc/passwd", "../a.png", "/etc/passwd", "Pictures/b.png",
        "vnd.sun.star.expand:${HOME}", "Thumbnails/thumbnail.png", "Pictures/../content.xml",
        "Pictures/%2E%2E/content.xml", "HTTP://x/", "ftp://x/", "//host/a.png", "Pictures"}) {
    check_refused("<draw:frame><draw:image xlink:href='" + link + "'/></draw:frame>", "odf.linked-content",
                  {{"element", "draw:image"}, {"link", link}});
  }
  for (const std::string element : {"style:background-image", "draw:fill-image", "draw:object", "svg:font-face-uri",
                                    "meta:auto-reload", "text:alphabetical-index-auto-mark-file", "chart:chart"}) {
    check_refused("<" + element + " xlink:href='http://x/'/>", "odf.linked-content",
                  {{"element", element}, {"link", "http://x/"}});
  }
  for (const std::string link : {"file:///etc/passwd", "../a.odt", "javascript:x", "vnd.sun.star.script:a", "http://",
                                 "a.odt", "Pictures/a.png", "macro:///x"}) {
    check_refused("<text:p><text:a xlink:href='" + link + "'>x</text:a></text:p>", "odf.linked-content",
                  {{"element", "text:a"}, {"link", link}});
  }
  check_refused("<text:p xml:base='http://x/'/>", "odf.linked-content", {{"element", "text:p"}, {"link", "http://x/"}});
}

BOOST_AUTO_TEST_CASE(a_link_under_another_prefix_is_still_a_link) {
  check_refused("<draw:image xmlns:l='http://www.w3.org/1999/xlink' l:href='http://x/'/>", "odf.linked-content",
                {{"element", "draw:image"}, {"link", "http://x/"}});
}

BOOST_AUTO_TEST_CASE(links_inside_the_package_and_hyperlinks_are_accepted) {
  for (const std::string link :
       {"Pictures/a.png", "./Pictures/a.png", "Pictures/a%20b.png", "Pictures/a b.png", "#x", ""}) {
    check_accepted("<draw:image xlink:href='" + link + "'/>");
  }
  check_accepted("<draw:object xlink:href='./Object 1'/><draw:image xlink:href='./ObjectReplacements/Object 1'/>");
  for (const std::string link : {"http://gso.gov.vn/", "HTTPS://gso.gov.vn/", "mailto:a@b.vn", "#Bảng", ""}) {
    check_accepted("<text:a xlink:href='" + link + "'>x</text:a><draw:a xlink:href='" + link + "'/>");
  }
  check_accepted("<meta:template xlink:href='../../mau.ott'/>");
}

BOOST_AUTO_TEST_CASE(data_links_are_refused) {
  for (const std::string element :
       {"office:dde-source", "table:dde-link", "text:dde-connection-decl", "text:dde-connection",
        "calcext:data-mappings", "table:database-source-sql", "table:database-source-table",
        "table:database-source-query", "table:source-service", "table:cell-range-source", "table:table-source",
        "text:section-source", "text:database-display"}) {
    check_refused("<" + element + "/>", "odf.data-link", {{"element", element}});
  }
}

BOOST_AUTO_TEST_CASE(active_objects_are_refused) {
  for (const std::string element : {"draw:plugin", "draw:applet", "draw:floating-frame", "draw:object-ole",
                                    "office:binary-data", "form:form", "form:button"}) {
    check_refused("<" + element + "/>", "odf.active-object", {{"element", element}});
  }
  check_accepted("<office:forms form:automatic-focus='false'/>");
  for (const std::string name : {"Object 1", "object2", "Object 1/Object 2/content.xml"}) {
    check_entry_refused(name, "x", "odf.ole-object", {{"file", "mau.odt"}, {"entry", name}});
  }
}

BOOST_AUTO_TEST_CASE(objects_are_examined_too) {
  check_entry_refused(
      "Object 1/content.xml", content("<draw:image xlink:href='http://x/'/>"), "odf.linked-content",
      {{"file", "mau.odt"}, {"entry", "Object 1/content.xml"}, {"element", "draw:image"}, {"link", "http://x/"}});
  check_entry_refused("Object 1/styles.xml", "<!DOCTYPE a><a/>", "odf.xml-doctype", {});
  check_entry_refused("settings.xml", "<!DOCTYPE a><a/>", "odf.xml-doctype", {});
  check_entry_refused("META-INF/manifest.xml", "<!DOCTYPE a><a/>", "odf.xml-doctype", {});
}

BOOST_AUTO_TEST_CASE(a_password_is_named) {
  check_entry_refused("META-INF/manifest.xml",
                      "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry>"
                      "<m:encryption-data/></m:file-entry></m:manifest>",
                      "odf.encrypted", {{"file", "mau.odt"}, {"entry", "META-INF/manifest.xml"}});
}

BOOST_AUTO_TEST_CASE(repeat_bombs_are_refused) {
  const std::string full =
      "<table:table-cell table:number-columns-repeated='1024'><text:p>x</text:p></table:table-cell>";
  const std::string empty = "<table:table-cell table:number-columns-repeated='16384'/>";
  const auto row = [](const std::string &times, const std::string &cells) {
    return "<table:table-row table:number-rows-repeated='" + times + "'>" + cells + "</table:table-row>";
  };
  const Arguments cell{{"element", "table:table-cell"}, {"limit", "5000000"}};
  check_refused(table(row("1048576", full)), "odf.repeat", cell, DocumentFormat::spreadsheet);
  check_refused(table(row("4000", full) + row("4000", full)), "odf.repeat", cell, DocumentFormat::spreadsheet);
  check_refused(table(row("18446744073709551615", full)), "odf.repeat", cell, DocumentFormat::spreadsheet);
  check_refused(table(row("99999999999999999999999", full)), "odf.repeat", cell, DocumentFormat::spreadsheet);
  check_refused(table(row("-1", full)), "odf.repeat", cell, DocumentFormat::spreadsheet);
  check_refused(table(row("1048576", empty)), "odf.repeat", cell, DocumentFormat::text);
  check_accepted(table(row("1048576", empty)), DocumentFormat::spreadsheet);
  check_accepted(table(row("4882", full)), DocumentFormat::spreadsheet);
  check_refused(table(row("4883", full)), "odf.repeat", cell, DocumentFormat::spreadsheet);
  check_refused(table(row("3000", "<table:table-cell>" + table(row("3000", full)) + "</table:table-cell>")),
                "odf.repeat", cell);
  check_refused("<table:table-column table:number-columns-repeated='9999999'/>", "odf.repeat",
                {{"element", "table:table-column"}, {"limit", "5000000"}});
  check_refused("<text:p><text:s text:c='2000000000'/></text:p>", "odf.repeat",
                {{"element", "text:s"}, {"limit", "10000"}});
  check_accepted("<text:p><text:s text:c='10000'/></text:p>");
}

BOOST_AUTO_TEST_CASE(formulas_may_only_compute) {
  const auto cell = [](const std::string &formula) { return "<table:table-cell table:formula='" + formula + "'/>"; };
  for (const std::string formula :
       {"of:=SUM([.C5:.C6])", "of:=IF([.A1]&gt;0;\"WEBSERVICE(\";ROUND([.A1]/[$&apos;Bảng 1&apos;.B2];1))",
        "of:=COM.MICROSOFT.IFS([.A1];1)", "of:=sum ([.A1])", "of:=-(1+2)", "=1"}) {
    check_accepted(cell(formula), DocumentFormat::spreadsheet);
  }
  const std::map<std::string, std::string> refused{{"of:=COM.MICROSOFT.WEBSERVICE(\"http://x/\")", "WEBSERVICE"},
                                                   {"of:=WebService (\"x\")", "WEBSERVICE"},
                                                   {"of:=DDE(\"soffice\";\"a\";\"b\")", "DDE"},
                                                   {"of:=CELL(\"filename\")", "CELL"},
                                                   {"of:=INFO(\"directory\")", "INFO"},
                                                   {"of:=1+HYPERLINK(\"http://x/\")", "HYPERLINK"},
                                                   {"of:=INDIRECT(\"a\")", "INDIRECT"},
                                                   {"of:=MYMACRO()", "MYMACRO"},
                                                   {"msoxl:=CALL(1)", "CALL"}};
  for (const auto &[formula, function] : refused) {
    check_refused(cell(formula), "odf.function", {{"element", "table:table-cell"}, {"function", function}},
                  DocumentFormat::spreadsheet);
  }
  const std::string outside = "of:=['file:///tmp/a.ods'#$Sheet1.A1]";
  check_refused("<table:table-cell table:formula=\"" + outside + "\"/>", "odf.external-reference",
                {{"element", "table:table-cell"}, {"formula", outside}});
  check_refused("<table:named-expression table:expression='WEBSERVICE(1)'/>", "odf.function",
                {{"element", "table:named-expression"}, {"function", "WEBSERVICE"}});
  check_refused("<style:map style:condition='is-true-formula(WEBSERVICE(1))'/>", "odf.function",
                {{"element", "style:map"}, {"function", "WEBSERVICE"}});
  check_accepted("<table:content-validation table:condition='of:cell-content-is-in-list(\"a\";\"b\")'/>");
}

BOOST_AUTO_TEST_CASE(pictures_are_judged_by_their_bytes) {
  for (const std::string &bytes :
       {std::string("\xD7\xCD\xC6\x9A", 4), std::string("\x01\0\0\0", 4), std::string("\x1F\x8B", 2),
        std::string("VCLMTF"), std::string("%PDF-1.7"), std::string(), std::string("BM")}) {
    check_entry_refused("Pictures/a.png", bytes, "odf.picture-kind",
                        {{"file", "mau.odt"}, {"entry", "Pictures/a.png"}});
  }
  for (const std::string &bytes :
       {png, std::string("\xFF\xD8\xFF\xE0"), std::string("GIF89a"), std::string("RIFF....WEBPVP8 ")}) {
    BOOST_CHECK_NO_THROW((void)refuse_unsafe(package_of({{"Pictures/a.emf", bytes}}), DocumentFormat::text));
  }
}

BOOST_AUTO_TEST_CASE(an_svg_picture_may_not_point_out_of_itself) {
  const auto svg = [](const std::string &inside) {
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>" + inside + "</svg>";
  };
  const auto refused = [&](const std::string &picture, const std::string &element, const std::string &link) {
    check_entry_refused("Pictures/a.svg", picture, "odf.svg-link",
                        {{"file", "mau.odt"}, {"entry", "Pictures/a.svg"}, {"element", element}, {"link", link}});
  };
  refused(svg("<image xlink:href='file:///etc/a.png'/>"), "svgp:image", "file:///etc/a.png");
  refused(svg("<image href='http://x/a.png'/>"), "svgp:image", "http://x/a.png");
  refused(svg("<use xlink:href='b.svg#x'/>"), "svgp:use", "b.svg#x");
  refused(svg("<image href='data:image/svg+xml;base64,AAAA'/>"), "svgp:image", "data:image/svg+xml;base64,AAAA");
  refused(svg("<rect style='fill:url( \"http://x/#a\")'/>"), "svgp:rect", "fill:url( \"http://x/#a\")");
  refused(svg("<rect fill='url(file:///a#b)'/>"), "svgp:rect", "url(file:///a#b)");
  refused(svg("<style>@import 'http://x/';</style>"), "svgp:style", "@import 'http://x/';");
  refused(svg("<style>a{fill:u\\72l(http://x/)}</style>"), "svgp:style", "a{fill:u\\72l(http://x/)}");
  refused(svg("<script>x</script>"), "svgp:script", "svgp:script");
  refused("<?xml-stylesheet href='http://x/'?>" + svg(""), "?", "xml-stylesheet");
  check_entry_refused("Pictures/a.svg", "<!DOCTYPE svg>" + svg(""), "odf.xml-doctype", {});
  BOOST_CHECK_NO_THROW((void)refuse_unsafe(
      package_of({{"Pictures/a.svg", svg("<style>a{fill:url(#b)}</style><rect fill='url(#b)'/><use xlink:href='#c'/>"
                                         "<image href='data:image/png;base64,AAAA'/>")}}),
      DocumentFormat::text));
}

BOOST_AUTO_TEST_CASE(a_deep_part_is_refused) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) {
    deep += "<text:section>";
  }
  BOOST_CHECK_EXCEPTION((void)refuse_unsafe(package_with(deep), DocumentFormat::text), Failure,
                        refusal("odf.xml-too-deep"));
  BOOST_CHECK_EXCEPTION((void)refuse_unsafe(package_with(deep.substr(0, 14 * 300)), DocumentFormat::text), Failure,
                        refusal("odf.xml-too-deep"));
}

BOOST_AUTO_TEST_SUITE_END()
