// Workbooks as LibreOffice itself saves them, as sources of figures.
#include "office/shipped_report.hpp"

#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/sheet/XSpreadsheetDocument.hpp>
#include <com/sun/star/table/XCellRange.hpp>
#include <com/sun/star/util/XCloseable.hpp>

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Any;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

const std::string xlsx_filter = "Calc MS Excel 2007 XML";
const std::vector<std::pair<std::string, std::string>> formats = {
    {"ods", "calc8"}, {"xlsx", xlsx_filter}, {"xls", "MS Excel 97"}};

/// A title, a header on row 3, a formula, a number of words, and a total that is no row of the table.
const std::vector<std::vector<std::string>> form = {
    {"Biểu tổng hợp việc làm quý I năm 2025"},
    {},
    {"indicator", "territory", "period", "slice", "kind", "value"},
    {"JOB_ADDED", quang_ninh, "2025-Q1", "channel=COAL", "actual", "=400+100"},
    {"JOB_ADDED", quang_ninh, "2025-Q1", "", "actual", "trên 7.650"},
    {"JOB_ADDED", quang_ninh, "2025", "", "plan", "30000"}};

Document make_form(const OfficeInstance &office) {
  const Document document = office.load("private:factory/scalc", true);
  const Reference<css::sheet::XSpreadsheetDocument> sheets(document, UNO_QUERY_THROW);
  const Reference<css::container::XIndexAccess> by_number(sheets->getSheets(), UNO_QUERY_THROW);
  const Reference<css::table::XCellRange> sheet(by_number->getByIndex(0), UNO_QUERY_THROW);
  for (std::size_t row = 0; row < form.size(); ++row) {
    for (std::size_t column = 0; column < form[row].size(); ++column) {
      sheet->getCellByPosition(static_cast<sal_Int32>(column), static_cast<sal_Int32>(row))
          ->setFormula(text(form[row][column]));
    }
  }
  return document;
}

template <typename Item> css::uno::Sequence<Item> sequence(const std::vector<Item> &items) {
  return {items.data(), static_cast<sal_Int32>(items.size())};
}

void save(const Document &document, const std::string &file, const std::string &filter, const std::string &password) {
  std::vector<css::beans::PropertyValue> arguments{{"FilterName", 0, Any(text(filter)), {}}};
  if (!password.empty() && filter == xlsx_filter) { // what the window of passwords gives to this filter
    const std::vector<css::beans::NamedValue> encryption{{"CryptoType", Any(rtl::OUString("Standard"))},
                                                         {"OOXPassword", Any(text(password))}};
    arguments.push_back({"EncryptionData", 0, Any(sequence(encryption)), {}});
  } else if (!password.empty()) {
    arguments.push_back({"Password", 0, Any(text(password)), {}});
  }
  Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)
      ->storeToURL(url(file), css::uno::Sequence<css::beans::PropertyValue>(arguments.data(),
                                                                            static_cast<sal_Int32>(arguments.size())));
}

/// The shipped workspace with these forms as the source "forms".
struct Forms {
  explicit Forms(const std::string &path) {
    workspace.change("sources.json", "\"sources\": [",
                     "\"sources\": [ {\"alias\": \"forms\", \"kind\": \"workbook\", \"locale\": \"vi\", \"path\": \"" +
                         path + "\"},");
  }
  [[nodiscard]] std::string figure(const std::string &expression) const {
    const support::Ended asked = workspace.solieu(
        {"figure", expression, "--period", "2025-Q1", "--territory", quang_ninh, "--source", "forms", "--lang", "vi"});
    return asked.status == 0 ? asked.out.substr(0, asked.out.find('\n')) : asked.err;
  }
  OwnWorkspace workspace;
};

} // namespace

BOOST_AUTO_TEST_SUITE(workbooks)

BOOST_AUTO_TEST_CASE(saved_by_the_office_in_each_format_they_give_the_same_figures) {
  const support::Folder folder;
  OfficeInstance office({.headless = true, .extensions = {}});
  const Document document = make_form(office);
  for (const auto &[ending, filter] : formats) {
    save(document, folder.file("form." + ending), filter, "");
  }
  office.quit();
  for (const auto &[ending, filter] : formats) {
    BOOST_TEST_CONTEXT(ending) {
      const Forms forms(folder.file("form." + ending));
      BOOST_TEST(forms.figure("JOB_ADDED[channel=COAL]") == "500");
      BOOST_TEST(forms.figure("JOB_ADDED | phrase | with_unit") == "trên 7.650 người");
      BOOST_TEST(forms.figure("JOB_ADDED | plan_trend") == "đạt 25,5% kế hoạch năm");
    }
  }
}

BOOST_AUTO_TEST_CASE(with_a_password_they_are_refused_and_it_is_said_what_to_do) {
  const support::Folder folder;
  OfficeInstance office({.headless = true, .extensions = {}});
  const Document document = make_form(office);
  for (const auto &[ending, filter] : formats) {
    save(document, folder.file("locked." + ending), filter, "mật khẩu 2025");
  }
  office.quit();
  for (const auto &[ending, filter] : formats) {
    BOOST_TEST_CONTEXT(ending) {
      const std::string file = folder.file("locked." + ending);
      const support::Ended tested = Forms(file).workspace.solieu({"source", "test", "forms"}, "vi_VN.UTF-8");
      BOOST_TEST(tested.status == 3);
      BOOST_TEST(tested.err.find(file + " được bảo vệ bằng mật khẩu; hãy mở bằng LibreOffice hoặc Excel rồi lưu lại "
                                        "không có mật khẩu.") != std::string::npos,
                 tested.err);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
