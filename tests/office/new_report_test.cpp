#include "office/shipped_report.hpp"
#include "support/uno_exceptions.hpp"

#include "odf/package.hpp"
#include "refresh/record.hpp"

#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/beans/XPropertySetInfo.hpp>
#include <com/sun/star/container/XIndexAccess.hpp>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/sheet/XCellRangeData.hpp>
#include <com/sun/star/sheet/XSheetCellCursor.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>
#include <com/sun/star/table/XCellRange.hpp>
#include <com/sun/star/text/XBookmarksSupplier.hpp>
#include <com/sun/star/text/XTextContent.hpp>
#include <com/sun/star/text/XTextDocument.hpp>
#include <com/sun/star/util/XCloseable.hpp>
#include <com/sun/star/util/XModifiable.hpp>

#include <boost/test/unit_test.hpp>

#include <map>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

/// One office for the cases that leave it as it was.
struct SharedOffice {
  SharedOffice() : start(empty_writer(office)) {}
  OfficeInstance office{OfficeOptions{.headless = true}};
  Document start;
  static SharedOffice &get() {
    static SharedOffice shared;
    return shared;
  }
};

/// A document of New report, closed with this object.
struct MadeReport {
  explicit MadeReport(const std::string &report_template) : MadeReport(first_quarter(report_template)) {}
  explicit MadeReport(const Named &arguments) {
    SharedOffice &shared = SharedOffice::get();
    const std::vector<Document> before = shared.office.documents();
    shared.office.dispatch(shared.start, "vn.solieu:NewReport", arguments);
    document = new_document(shared.office, before);
    BOOST_TEST_REQUIRE(document.is());
  }
  ~MadeReport() { close(document); }
  MadeReport(const MadeReport &) = delete;
  MadeReport &operator=(const MadeReport &) = delete;
  static void close(const Document &document) {
    if (document.is()) {
      Reference<css::util::XCloseable>(document, UNO_QUERY_THROW)->close(true);
    }
  }
  Document document;
};

std::string whole_text(const Document &document) {
  return utf8(Reference<css::text::XTextDocument>(document, UNO_QUERY_THROW)->getText()->getString());
}

/// The texts of the figures by the names of their bookmarks, as the document has them now.
std::map<std::string, std::string> figures_in(const Document &document) {
  const auto bookmarks = Reference<css::text::XBookmarksSupplier>(document, UNO_QUERY_THROW)->getBookmarks();
  std::map<std::string, std::string> figures;
  for (const rtl::OUString &name : bookmarks->getElementNames()) {
    if (name.startsWith("SL_")) {
      const Reference<css::text::XTextContent> mark(bookmarks->getByName(name), UNO_QUERY_THROW);
      figures[utf8(name)] = utf8(mark->getAnchor()->getString());
    }
  }
  return figures;
}

std::map<std::string, std::string> properties_of(const Document &document) {
  const Reference<css::beans::XPropertySet> set(
      Reference<css::document::XDocumentPropertiesSupplier>(document, UNO_QUERY_THROW)
          ->getDocumentProperties()
          ->getUserDefinedProperties(),
      UNO_QUERY_THROW);
  std::map<std::string, std::string> all;
  for (const css::beans::Property &property : set->getPropertySetInfo()->getProperties()) {
    rtl::OUString value;
    set->getPropertyValue(property.Name) >>= value;
    all[utf8(property.Name)] = utf8(value);
  }
  return all;
}

refresh::Record record_of(const Document &document) {
  return refresh::from_text(refresh::from_properties(properties_of(document)));
}

/// Every cell of every sheet, a line a row.
std::string cells_of(const Document &document) {
  const Reference<css::container::XIndexAccess> sheets(
      Reference<css::sheet::XSpreadsheetDocument>(document, UNO_QUERY_THROW)->getSheets(), UNO_QUERY_THROW);
  std::string text;
  for (sal_Int32 i = 0; i < sheets->getCount(); ++i) {
    const Reference<css::sheet::XSpreadsheet> sheet(sheets->getByIndex(i), UNO_QUERY_THROW);
    const auto cursor = sheet->createCursor();
    Reference<css::sheet::XUsedAreaCursor>(cursor, UNO_QUERY_THROW)->gotoEndOfUsedArea(true);
    for (const auto &row : Reference<css::sheet::XCellRangeData>(cursor, UNO_QUERY_THROW)->getDataArray()) {
      for (const css::uno::Any &cell : row) {
        double number = 0;
        rtl::OUString words;
        text += (cell >>= number) ? std::to_string(number) : (cell >>= words) ? utf8(words) : "";
        text += "|";
      }
      text += "\n";
    }
  }
  return text;
}

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

} // namespace

using support::UnoExceptions;
BOOST_TEST_GLOBAL_FIXTURE(UnoExceptions);

BOOST_AUTO_TEST_SUITE(new_report)

BOOST_AUTO_TEST_CASE(every_service_of_the_extension_is_made) {
  const OfficeInstance &office = SharedOffice::get().office;
  for (const char *name : {"vn.solieu.Reports", "vn.solieu.PanelFactory", "vn.solieu.impl.Dispatcher"}) {
    const Reference<css::lang::XServiceInfo> made(office.service(name), css::uno::UNO_QUERY);
    BOOST_TEST(made.is(), name);
  }
}

BOOST_AUTO_TEST_CASE(a_writer_report_has_the_figures_of_the_command) {
  const support::Folder folder;
  BOOST_TEST_REQUIRE(fill("BC03", folder.file("report.odt")).status == 0);
  const MadeReport made("BC03");
  const Document expected = SharedOffice::get().office.load(utf8(url(folder.file("report.odt"))), true);
  BOOST_TEST(whole_text(made.document) == whole_text(expected));
  BOOST_TEST((figures_in(made.document) == figures_in(expected)));
  BOOST_TEST(figures_in(made.document).size() >= 30U);
  BOOST_TEST(has(whole_text(made.document), "trên 7.650 người, đạt 25,5% kế hoạch năm"));
  MadeReport::close(expected);
}

BOOST_AUTO_TEST_CASE(a_calc_report_has_the_figures_of_the_command) {
  const support::Folder folder;
  BOOST_TEST_REQUIRE(fill("BC03-PL", folder.file("annex.ods")).status == 0);
  const MadeReport made("BC03-PL");
  const Document expected = SharedOffice::get().office.load(utf8(url(folder.file("annex.ods"))), true);
  BOOST_TEST(cells_of(made.document) == cells_of(expected));
  BOOST_TEST(has(cells_of(made.document), "7650.000000"));
  MadeReport::close(expected);
}

BOOST_AUTO_TEST_CASE(the_report_is_untitled_not_saved_and_living) {
  const MadeReport made("BC03");
  const Reference<css::frame::XStorable> storable(made.document, UNO_QUERY_THROW);
  BOOST_TEST(!storable->hasLocation());
  BOOST_TEST(Reference<css::util::XModifiable>(made.document, UNO_QUERY_THROW)->isModified());
  const refresh::Record record = record_of(made.document);
  BOOST_TEST(record.template_name == "BC03");
  BOOST_TEST(record.period == "2025-Q1");
  BOOST_TEST(record.territory == quang_ninh);
  const auto figures = figures_in(made.document);
  BOOST_TEST_REQUIRE(!record.links.empty());
  for (const refresh::LinkRecord &link : record.links) {
    const auto mark = figures.find("SL_" + link.id);
    BOOST_TEST_CONTEXT(link.expression) {
      BOOST_TEST_REQUIRE((mark != figures.end()));
      const bool block = link.text.empty(); // around a whole block, whose text is not recorded
      BOOST_TEST((block || mark->second == link.text), mark->second);
    }
  }
}

BOOST_AUTO_TEST_CASE(record_and_bookmarks_survive_saving) {
  const support::Folder folder;
  const MadeReport made("BC03");
  const auto figures = figures_in(made.document);
  const auto properties = properties_of(made.document);
  Reference<css::frame::XStorable>(made.document, UNO_QUERY_THROW)
      ->storeToURL(url(folder.file("saved.odt")), css::uno::Sequence<css::beans::PropertyValue>());
  const Document again = SharedOffice::get().office.load(utf8(url(folder.file("saved.odt"))), true);
  BOOST_TEST((figures_in(again) == figures));
  BOOST_TEST((properties_of(again) == properties));
  MadeReport::close(again);
}

BOOST_AUTO_TEST_CASE(pdf_is_tagged_pdf_a_2b_with_the_sentence) {
  const support::Folder folder;
  const MadeReport made("BC03");
  const std::string file = folder.file("bao cao.pdf");
  SharedOffice::get().office.dispatch(made.document, "vn.solieu:ExportPdf", {{"URL", utf8(url(file))}});
  BOOST_TEST_REQUIRE(eventually([&] { return support::read_file(file).find("%%EOF") != std::string::npos; }));
  const std::string pdf = support::read_file(file);
  BOOST_TEST(has(pdf, "<pdfaid:part>2</pdfaid:part>"));
  BOOST_TEST(has(pdf, "<pdfaid:conformance>B</pdfaid:conformance>"));
  BOOST_TEST(has(pdf, "/StructTreeRoot"));
  BOOST_TEST(has(support::run("/usr/bin/pdftotext", {file, "-"}).out, "đạt 25,5%"));
  BOOST_TEST(support::run("/usr/bin/qpdf", {"--check", file}).status == 0);
}

BOOST_AUTO_TEST_CASE(the_folder_and_the_source_of_the_settings_are_taken) {
  const OwnWorkspace own;
  const OfficeInstance &office = SharedOffice::get().office;
  support::write_file(own.path() + "/sources.json",
                      R"({"sources": [{"alias": "of_the_house", "kind": "csv", "path": "observations.csv"},
                                      {"alias": "published", "kind": "csv", "path": "absent.csv"}]})");
  office.set("Folder", utf8(url(own.path())));
  office.set("Source", "of_the_house");
  {
    const MadeReport made("BC03");
    BOOST_TEST(record_of(made.document).source_alias == "of_the_house");
    BOOST_TEST(has(whole_text(made.document), "trên 7.650 người"));
  }
  office.set("Folder", "");
  office.set("Source", "");
  const MadeReport made("BC03");
  BOOST_TEST(record_of(made.document).source_alias == "published");
}

BOOST_AUTO_TEST_SUITE_END()
