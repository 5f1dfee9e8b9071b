// The lists of a workspace, opened, edited and saved by an administrator in Calc.
#include "office/shipped_report.hpp"
#include "support/document_text.hpp"

#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XCellRange.hpp>
#include <com/sun/star/text/XTextRange.hpp>
#include <com/sun/star/util/XCloseable.hpp>

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Any;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

namespace fs = std::filesystem;
using Edit = std::function<void(const Reference<css::table::XCellRange> &)>;

/// Comma, quotation mark, UTF-8, all columns as they come, numbers in the office's own writing.
const char *const text_options = "44,34,76,1,,0,false,true,false";

/// Opens the list, changes it and saves it under its own name, as Ctrl+S does.
void edit_in_calc(const OfficeInstance &office, const fs::path &list, const Edit &edit) {
  const std::vector<css::beans::PropertyValue> arguments{
      {"Hidden", 0, Any(true), {}},
      {"FilterName", 0, Any(rtl::OUString("Text - txt - csv (StarCalc)")), {}},
      {"FilterOptions", 0, Any(rtl::OUString::createFromAscii(text_options)), {}}};
  const Document document = office.desktop()->loadComponentFromURL(
      url(list), "_blank", 0,
      css::uno::Sequence<css::beans::PropertyValue>(arguments.data(), static_cast<sal_Int32>(arguments.size())));
  const Reference<css::sheet::XSpreadsheetDocument> sheets(document, UNO_QUERY_THROW);
  const Reference<css::container::XIndexAccess> by_number(sheets->getSheets(), UNO_QUERY_THROW);
  edit(Reference<css::table::XCellRange>(by_number->getByIndex(0), UNO_QUERY_THROW));
  Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)->store();
  Reference<css::util::XCloseable>(document, UNO_QUERY_THROW)->close(true);
}

/// Gives the cell right of the one with this text another text.
Edit beside(const std::string &known, const std::string &words) {
  return [=](const Reference<css::table::XCellRange> &sheet) {
    for (sal_Int32 row = 0; row < 200; ++row) {
      const Reference<css::text::XTextRange> cell(sheet->getCellByPosition(0, row), UNO_QUERY_THROW);
      if (utf8(cell->getString()) == known) {
        Reference<css::text::XTextRange>(sheet->getCellByPosition(1, row), UNO_QUERY_THROW)->setString(text(words));
        return;
      }
    }
    throw std::runtime_error("no cell " + known);
  };
}

std::vector<fs::path> lists_of(const std::string &workspace) {
  std::vector<fs::path> lists;
  for (const auto &entry : fs::directory_iterator(workspace)) {
    if (entry.path().extension() == ".csv") {
      lists.push_back(entry.path());
    }
  }
  std::sort(lists.begin(), lists.end());
  return lists;
}

support::Ended report(const OwnWorkspace &workspace, const std::string &output) {
  return workspace.solieu({"fill", "BC03", "--period", "2025-Q1", "--territory", quang_ninh, "--number", "05",
                           "--issue-date", "2025-03-20", "-o", output});
}

} // namespace

BOOST_AUTO_TEST_SUITE(workspace_in_calc)

BOOST_AUTO_TEST_CASE(lists_saved_by_calc_read_the_same_and_an_edit_shows_in_the_report) {
  for (const char *language : {"vi", "en-US"}) {
    BOOST_TEST_CONTEXT(language) {
      const OwnWorkspace workspace;
      OfficeInstance office({.language = language, .headless = true, .extensions = {}});
      const auto lists = lists_of(workspace.path());
      BOOST_TEST(lists.size() == 8U);
      std::map<fs::path, std::string> before;
      for (const fs::path &list : lists) {
        before[list] = support::read_file(list);
        edit_in_calc(office, list, [](const auto &) {});
        BOOST_TEST(support::read_file(list) == before[list], list);
      }
      edit_in_calc(office, workspace.path() + "/phrases.vi.csv", beside("wording.tren", "quá {number}"));
      const support::Ended checked = workspace.solieu({"workspace", "check"});
      BOOST_TEST(checked.status == 0, checked.err);
      BOOST_TEST(checked.err == "");
      const std::string file = workspace.folder.file("report.odt");
      const support::Ended filled = report(workspace, file);
      BOOST_TEST(filled.status == 0, filled.err);
      const std::string words = support::DocumentText::of(support::read_file(file));
      BOOST_TEST(words.find("tăng thêm quá 7.650 người") != std::string::npos, words);
      office.quit();
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
