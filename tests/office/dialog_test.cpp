#include "office/locked_database.hpp"
#include "office/shipped_report.hpp"
#include "support/uno_exceptions.hpp"

#include <com/sun/star/accessibility/AccessibleRole.hpp>
#include <com/sun/star/text/XTextDocument.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <ctime>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;
namespace role = css::accessibility::AccessibleRole;

namespace {

const std::string title = "Tạo báo cáo từ mẫu";

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

/// Waits until the window says it, somewhere.
bool says(const Seen &dialog, const std::string &words) {
  return eventually([&] { return has(dialog.everything(), words); }, std::chrono::seconds(10));
}

/// As the window writes it: "05/04/2025".
std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::localtime_r(&now, &parts);
  std::array<char, 16> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%d/%m/%Y", &parts);
  return {text.data(), length};
}

struct Desk {
  explicit Desk(const std::string &language = "vi")
      : office(OfficeOptions{.language = language}), start(empty_writer(office)) {}
  [[nodiscard]] std::optional<Seen> dialog(const std::string &wanted) const {
    office.dispatch(start, "vn.solieu:NewReport");
    return window(office, wanted);
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
  const auto dialog = desk.dialog(title);
  BOOST_TEST_REQUIRE(dialog.has_value());
  const std::string text = dialog->everything();
  for (const char *word :
       {"Mẫu:", "Kỳ báo cáo:", "Tìm địa bàn:", "Địa bàn:", "Số văn bản:", "Ngày ban hành:", "Tạo báo cáo", "Thôi",
        "BC03 – Báo cáo quý, 6 tháng, 9 tháng về kết quả tạo việc làm", "Quảng Ninh (tỉnh)"}) {
    BOOST_TEST(has(text, word), std::string(word) + " is not in\n" + dialog->tree());
  }
  dialog->find("Thôi")->press();
  BOOST_TEST(gone(desk.office, title));
  BOOST_TEST(desk.office.documents().size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_english_window_has_no_vietnamese_label) {
  const Desk desk("en-US");
  const auto dialog = desk.dialog("New Report from Template");
  BOOST_TEST_REQUIRE(dialog.has_value());
  const std::string text = dialog->everything();
  for (const char *word : {"Template:", "Period:", "Find territory:", "Territory:", "Number:", "Date of issue:",
                           "Make Report", "Cancel"}) {
    BOOST_TEST(has(text, word), std::string(word) + " is not in\n" + dialog->tree());
  }
  BOOST_TEST(says(*dialog, "The source has figures for this period."), dialog->tree());
  dialog->find("Period:", role::COMBO_BOX)->choose("the third quarter of 2025");
  BOOST_TEST(says(*dialog,
                  "The source has no figures for this period yet. The last one with figures: the first quarter "
                  "of 2025."),
             dialog->tree());
  dialog->find("Cancel")->press();
  BOOST_TEST(gone(desk.office, "New Report from Template"));
}

BOOST_AUTO_TEST_CASE(a_territory_is_found_with_and_without_diacritics) {
  const Desk desk;
  const auto dialog = desk.dialog(title);
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

BOOST_AUTO_TEST_CASE(offered_is_the_last_period_with_figures_and_a_report_is_made_of_it) {
  const Desk desk; // the figures are of 2024 and 2025; closed periods without any came after them
  const auto dialog = desk.dialog(title);
  BOOST_TEST_REQUIRE(dialog.has_value());
  BOOST_TEST(says(*dialog, "Nguồn có số liệu của kỳ này."), dialog->tree());
  BOOST_TEST(dialog->find("Kỳ báo cáo:", role::COMBO_BOX)->chosen() == "quý I năm 2025");
  BOOST_TEST(dialog->find("Ngày ban hành:", role::TEXT)->text() == today());
  dialog->find("Ngày ban hành:", role::TEXT)->type("05/04/2025");
  dialog->find("Tạo báo cáo", role::PUSH_BUTTON)->press();
  const Document report = new_document(desk.office, {desk.start});
  BOOST_TEST_REQUIRE(report.is());
  const std::string text = utf8(Reference<css::text::XTextDocument>(report, UNO_QUERY_THROW)->getText()->getString());
  BOOST_TEST(has(text, "trên 7.650 người, đạt 25,5% kế hoạch năm"), text);
  BOOST_TEST(holds(report, "ngày 05 tháng 4 năm 2025"));
}

BOOST_AUTO_TEST_CASE(without_a_date_of_issue_the_report_is_of_today) {
  const Desk desk;
  const auto dialog = desk.dialog(title);
  BOOST_TEST_REQUIRE(dialog.has_value());
  BOOST_TEST(says(*dialog, "Nguồn có số liệu của kỳ này."), dialog->tree());
  dialog->find("Ngày ban hành:", role::TEXT)->type("");
  dialog->find("Tạo báo cáo", role::PUSH_BUTTON)->press();
  const Document report = new_document(desk.office, {desk.start});
  BOOST_TEST_REQUIRE(report.is());
  BOOST_TEST(holds(report, "ngày " + today().substr(0, 2) + " tháng "));
  BOOST_TEST(holds(report, " năm " + today().substr(6)));
}

BOOST_AUTO_TEST_CASE(a_period_without_figures_is_told_at_once_and_refused_with_the_last_that_has_them) {
  const Desk desk;
  const auto dialog = desk.dialog(title);
  BOOST_TEST_REQUIRE(dialog.has_value());
  BOOST_TEST(says(*dialog, "Nguồn có số liệu của kỳ này."), dialog->tree());
  dialog->find("Kỳ báo cáo:", role::COMBO_BOX)->choose("quý III năm 2025");
  BOOST_TEST(says(*dialog, "Nguồn chưa có số liệu của kỳ này. Kỳ gần nhất có số liệu: quý I năm 2025."),
             dialog->tree());
  dialog->find("Tạo báo cáo", role::PUSH_BUTTON)->press();
  const std::string findings = told(desk.office);
  BOOST_TEST(has(findings, "Không lập được báo cáo. Không có tài liệu nào bị thay đổi."), findings);
  BOOST_TEST(has(findings, "Không có số liệu nào cho Quảng Ninh, kỳ 2025-Q3"), findings);
  BOOST_TEST(has(findings, "Kỳ gần nhất có số liệu là 2025-Q1."), findings);
  BOOST_TEST(desk.office.documents().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_period_that_a_person_chose_stays_and_each_territory_has_its_own_figures) {
  const Desk desk;
  const auto dialog = desk.dialog(title);
  BOOST_TEST_REQUIRE(dialog.has_value());
  BOOST_TEST(says(*dialog, "Nguồn có số liệu của kỳ này."), dialog->tree());
  const auto period = dialog->find("Kỳ báo cáo:", role::COMBO_BOX);
  period->choose("quý III năm 2025");
  dialog->find("Tìm địa bàn:", role::TEXT)->type("an giang");
  BOOST_TEST(says(*dialog, "Nguồn không có số liệu nào của địa bàn này trong các kỳ trên."), dialog->tree());
  dialog->find("Tìm địa bàn:", role::TEXT)->type("quang ninh");
  BOOST_TEST(says(*dialog, "Nguồn chưa có số liệu của kỳ này. Kỳ gần nhất có số liệu: quý I năm 2025."),
             dialog->tree());
  BOOST_TEST(period->chosen() == "quý III năm 2025");
  dialog->find("Thôi")->press();
}

BOOST_AUTO_TEST_CASE(a_source_that_cannot_be_read_is_told_in_the_window) {
  const OwnWorkspace workspace;
  const Desk desk;
  desk.office.set("Folder", workspace.path());
  std::filesystem::remove(workspace.database());
  const auto dialog = desk.dialog(title);
  BOOST_TEST_REQUIRE(dialog.has_value());
  BOOST_TEST(
      says(*dialog, "Không có tệp dữ liệu " + workspace.database() + "; hãy kiểm tra đường dẫn trong sources.json."),
      dialog->tree());
  dialog->find("Thôi")->press();
  BOOST_TEST(gone(desk.office, title));
}

BOOST_AUTO_TEST_CASE(a_window_that_closes_while_the_source_is_asked_leaves_nothing_behind) {
  const OwnWorkspace workspace;
  workspace.change("sources.json", "\"timeout_seconds\": 10", "\"timeout_seconds\": 600");
  Desk desk;
  desk.office.set("Folder", workspace.path());
  const Locked locked(workspace.database());
  const auto dialog = desk.dialog(title);
  BOOST_TEST_REQUIRE(dialog.has_value());
  BOOST_TEST(says(*dialog, "Đang xem nguồn có số liệu của những kỳ nào…"), dialog->tree());
  dialog->find("Thôi")->press();
  BOOST_TEST(gone(desk.office, title));
  BOOST_TEST(desk.office.quit() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
