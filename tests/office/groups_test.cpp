// Rows that repeat in groups, as LibreOffice opens the report: the points of its charts and the texts of its cells.
#include "office/shipped_report.hpp"
#include "support/chart_template.hpp"

#include <com/sun/star/chart2/XChartDocument.hpp>
#include <com/sun/star/chart2/XChartTypeContainer.hpp>
#include <com/sun/star/chart2/XCoordinateSystemContainer.hpp>
#include <com/sun/star/chart2/XDataSeriesContainer.hpp>
#include <com/sun/star/chart2/data/XDataSource.hpp>
#include <com/sun/star/chart2/data/XNumericalDataSequence.hpp>
#include <com/sun/star/document/XEmbeddedObjectSupplier.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XTableChartsSupplier.hpp>
#include <com/sun/star/text/XTextEmbeddedObjectsSupplier.hpp>
#include <com/sun/star/text/XTextRange.hpp>
#include <com/sun/star/text/XTextTable.hpp>
#include <com/sun/star/text/XTextTablesSupplier.hpp>
#include <com/sun/star/util/XCloseable.hpp>

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

/// The report of a template on the shipped workspace, opened.
Document opened(const OfficeInstance &office, const support::OdfContent &content, const OwnWorkspace &workspace) {
  const std::string made = workspace.folder.file("template") + (content.calc ? ".ots" : ".ott");
  const std::string report = workspace.folder.file("report") + (content.calc ? ".ods" : ".odt");
  support::write_file(made, support::make_package(content));
  const support::Ended ended =
      workspace.solieu({"fill", made, "--period", "2025-Q1", "--territory", quang_ninh, "-o", report});
  BOOST_REQUIRE_MESSAGE(ended.status == 0, ended.err);
  return office.load(utf8(url(report)), true);
}

Reference<css::chart2::XChartDocument> chart_of(const Document &document) {
  if (const Reference<css::text::XTextEmbeddedObjectsSupplier> text(document, css::uno::UNO_QUERY); text.is()) {
    const Reference<css::container::XNameAccess> objects = text->getEmbeddedObjects();
    const Reference<css::document::XEmbeddedObjectSupplier> object(objects->getByName(objects->getElementNames()[0]),
                                                                   UNO_QUERY_THROW);
    return {object->getEmbeddedObject(), UNO_QUERY_THROW};
  }
  const Reference<css::sheet::XSpreadsheetDocument> sheets(document, UNO_QUERY_THROW);
  const Reference<css::container::XIndexAccess> by_number(sheets->getSheets(), UNO_QUERY_THROW);
  const Reference<css::table::XTableChartsSupplier> sheet(by_number->getByIndex(0), UNO_QUERY_THROW);
  const Reference<css::container::XIndexAccess> charts(sheet->getCharts(), UNO_QUERY_THROW);
  const Reference<css::document::XEmbeddedObjectSupplier> object(charts->getByIndex(0), UNO_QUERY_THROW);
  return {object->getEmbeddedObject(), UNO_QUERY_THROW};
}

/// The values that the first series of its chart draws.
std::string points(const Document &document) {
  const Reference<css::chart2::XCoordinateSystemContainer> systems(chart_of(document)->getFirstDiagram(),
                                                                   UNO_QUERY_THROW);
  const Reference<css::chart2::XChartTypeContainer> types(systems->getCoordinateSystems()[0], UNO_QUERY_THROW);
  const Reference<css::chart2::XDataSeriesContainer> series(types->getChartTypes()[0], UNO_QUERY_THROW);
  const Reference<css::chart2::data::XDataSource> source(series->getDataSeries()[0], UNO_QUERY_THROW);
  const Reference<css::chart2::data::XNumericalDataSequence> values(source->getDataSequences()[0]->getValues(),
                                                                    UNO_QUERY_THROW);
  std::string text;
  for (const double value : values->getNumericalData())
    text += std::to_string(static_cast<int>(value)) + " ";
  return text;
}

void close(const Document &document) { Reference<css::util::XCloseable>(document, UNO_QUERY_THROW)->close(true); }

} // namespace

BOOST_AUTO_TEST_SUITE(groups)

BOOST_AUTO_TEST_CASE(charts_draw_the_rows_that_they_point_at_and_formulas_show_their_sums) {
  const OwnWorkspace workspace;
  const OfficeInstance office;
  const std::vector<std::tuple<const char *, const char *, const char *>> cases = {
      {"4", "4", "150 500 150 500 "}, {"3", "3", "650 650 "}, {"3", "4", "650 150 500 650 150 500 "}};
  for (const auto &[first, last, drawn] : cases)
    for (const support::OdfContent &content :
         {support::grouped_sheet(first, last), support::grouped_text(first, last)}) {
      const Document document = opened(office, content, workspace);
      BOOST_TEST(points(document) == drawn, (content.calc ? "sheet " : "text ") << first << " " << last);
      if (!content.calc) {
        const Reference<css::text::XTextTablesSupplier> supplier(document, UNO_QUERY_THROW);
        const Reference<css::text::XTextTable> table(supplier->getTextTables()->getByName(text("Biểu")),
                                                     UNO_QUERY_THROW);
        std::string sums;
        for (const char *cell : {"B2", "B5", "B8"})
          sums +=
              utf8(Reference<css::text::XTextRange>(table->getCellByName(text(cell)), UNO_QUERY_THROW)->getString()) +
              " ";
        BOOST_TEST(sums == "650 650 1.300 ");
      }
      close(document);
    }
}

BOOST_AUTO_TEST_SUITE_END()
