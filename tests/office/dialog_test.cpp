#include "office/shipped_report.hpp"
#include "support/uno_exceptions.hpp"

#include <com/sun/star/accessibility/AccessibleRole.hpp>
#include <com/sun/star/text/XTextDocument.hpp>

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;
namespace role = css::accessibility::AccessibleRole;

namespace {

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

struct Desk {
  explicit Desk(const std::string &language = "vi")
      : office(OfficeOptions{.language = language}), start(empty_writer(office)) {}
  [[nodiscard]] std::optional<Seen> dialog(const std::string &title) const {
    office.dispatch(start, "vn.solieu:NewReport");
    return window(office, title);
  }
  OfficeInstance office;
  Document start;
};

} // namespace

using support::UnoExceptions;
BOOST_TEST_GLOBAL_FIXTURE(UnoExceptions);

BOOST_AUTO_TEST_SUITE(dialog)

BOOST_AUTO_TEST_CASE(new_report_asks_for_template_period_and_territory) {
  const Desk desk;
  const auto dialog = desk.dialog("Tạo báo cáo từ mẫu");
  BOOST_TEST_REQUIRE(dialog.has_value());
  const std::string text = dialog->everything();
  for (const char *word : {"Mẫu:", "Kỳ báo cáo:", "Tìm địa bàn:", "Địa bàn:", "Số văn bản:", "Tạo báo cáo", "Thôi",
                           "BC03 – Báo cáo quý, 6 tháng, 9 tháng về kết quả tạo việc làm", "Quảng Ninh (tỉnh)"}) {
    BOOST_TEST(has(text, word), std::string(word) + " is not in\n" + dialog->tree());
  }
  dialog->find("Thôi")->press();
  BOOST_TEST(gone(desk.office, "Tạo báo cáo từ mẫu"));
  BOOST_TEST(desk.office.documents().size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_english_window_has_no_vietnamese_label) {
  const Desk desk("en-US");
  const auto dialog = desk.dialog("New Report from Template");
  BOOST_TEST_REQUIRE(dialog.has_value());
  const std::string text = dialog->everything();
  for (const char *word :
       {"Template:", "Period:", "Find territory:", "Territory:", "Number:", "Make Report", "Cancel"}) {
    BOOST_TEST(has(text, word), std::string(word) + " is not in\n" + dialog->tree());
  }
  dialog->find("Cancel")->press();
  BOOST_TEST(gone(desk.office, "New Report from Template"));
}

BOOST_AUTO_TEST_CASE(a_territory_is_found_with_and_without_diacritics) {
  const Desk desk;
  const auto dialog = desk.dialog("Tạo báo cáo từ mẫu");
  BOOST_TEST_REQUIRE(dialog.has_value());
  const auto search = dialog->find("Tìm địa bàn:", role::TEXT);
  BOOST_TEST_REQUIRE(search.has_value(), dialog->tree());
  for (const char *typed : {"quang ninh", "Quảng Ninh", "QUẢNG NINH", "Qua\xCC\x89ng"}) {
    search->type(typed);
    BOOST_TEST(eventually([&] { return has(dialog->everything(), "Quảng Ninh (tỉnh)"); }, std::chrono::seconds(5)),
               typed << "\n"
                     << dialog->tree());
  }
  search->type("không có tên này");
  BOOST_TEST(eventually([&] { return !has(dialog->everything(), "Quảng Ninh (tỉnh)"); }));
  dialog->find("Thôi")->press();
}

BOOST_AUTO_TEST_CASE(an_offered_period_without_figures_is_refused_and_names_the_last_with_them) {
  const Desk desk; // offered is the last closed period, by today's date; the figures are of 2024 and 2025
  const auto dialog = desk.dialog("Tạo báo cáo từ mẫu");
  BOOST_TEST_REQUIRE(dialog.has_value());
  dialog->find("Tạo báo cáo", role::PUSH_BUTTON)->press();
  const std::string findings = told(desk.office);
  BOOST_TEST(has(findings, "Không lập được báo cáo. Không có tài liệu nào bị thay đổi."), findings);
  BOOST_TEST(has(findings, "Không có số liệu nào cho Quảng Ninh, kỳ 20"), findings);
  BOOST_TEST(desk.office.documents().size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
