#include "gui/screen.hpp"
#include "office/locked_database.hpp"
#include "office/shipped_report.hpp"
#include "support/uno_exceptions.hpp"

#include <com/sun/star/accessibility/AccessibleRole.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/frame/XController2.hpp>
#include <com/sun/star/frame/XLayoutManager.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/text/XTextDocument.hpp>
#include <com/sun/star/ui/XDeck.hpp>
#include <com/sun/star/ui/XDecks.hpp>
#include <com/sun/star/ui/XSidebarProvider.hpp>

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;
using gui_test::Screen;
namespace role = css::accessibility::AccessibleRole;

namespace {

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

/// What differs between the two languages.
struct Words {
  std::string language;
  std::string tools;                ///< key of the Tools menu
  std::string menu;                 ///< key of our menu in it
  std::string command;              ///< key of New report in ours
  std::string dialog;               ///< title of its window
  std::string make;                 ///< its button
  std::string period;               ///< label of the list of periods
  std::string quarter;              ///< the last period with figures
  std::string period_key, date_key; ///< of their fields
  std::string none_yet;             ///< what is said of the period after it
  FindingsWords findings;
  std::string short_name;
  std::string shown_period; ///< line of the panel
};

const Words vietnamese{"vi",
                       "alt+c",
                       "i",
                       "t",
                       "Tạo báo cáo từ mẫu",
                       "Tạo báo cáo",
                       "Kỳ báo cáo:",
                       "quý I năm 2025",
                       "alt+k",
                       "alt+n",
                       "Nguồn chưa có số liệu của kỳ này. Kỳ gần nhất có số liệu: quý I năm 2025.",
                       {},
                       "vi",
                       "Kỳ: quý I năm 2025"};
const Words english{
    "en-US",
    "alt+t",
    "g",
    "n",
    "New Report from Template",
    "Make Report",
    "Period:",
    "the first quarter of 2025",
    "alt+p",
    "alt+d",
    "The source has no figures for this period yet. The last one with figures: the first quarter of 2025.",
    {"Report Figures", "Copy", "Close"},
    "en",
    "Period: quý I năm 2025"};

Reference<css::frame::XController2> controller_of(const Document &document) {
  return {Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentController(), UNO_QUERY_THROW};
}

/// Opens the deck of the extension in the sidebar, which a window that has just come up may not have yet.
void show_panel(const Document &document) {
  BOOST_TEST(eventually([&] {
    try {
      const auto sidebar = controller_of(document)->getSidebar();
      sidebar->showDecks(true);
      Reference<css::ui::XDeck>(sidebar->getDecks()->getByName("SolieuDeck"), UNO_QUERY_THROW)->activate(true);
      return true;
    } catch (const css::uno::RuntimeException &) {
      return false;
    }
  }));
}

/// A Writer or Calc window on a screen.
struct Desk {
  Desk(const Words &words, const std::string &plugin, const std::string &factory = "private:factory/swriter")
      : office(OfficeOptions{.language = words.language, .plugin = plugin, .display = screen.display()}),
        start(office.load(factory)) {}
  /// Through the menu, with keys alone.
  [[nodiscard]] std::optional<Seen> open_by_keys(const Words &words) const {
    std::optional<Seen> dialog;
    for (int attempt = 0; attempt < 3 && !dialog;
         ++attempt) { // the first keys may come before the window has the focus
      screen.key("Escape");
      screen.key(words.tools);
      screen.key(words.menu);
      screen.key(words.command);
      dialog = window(office, words.dialog, std::chrono::seconds(5));
    }
    return dialog;
  }
  Screen screen;
  OfficeInstance office;
  Document start;
};

/// Waits until the list of that label shows it.
bool shows(const Seen &dialog, const std::string &label, const std::string &item) {
  return eventually([&] {
    const auto list = dialog.find(label, role::COMBO_BOX);
    return list && list->chosen() == item;
  });
}

void report_by_keys(const Words &words, const std::string &plugin) {
  const Desk desk(words, plugin);
  const auto dialog = desk.open_by_keys(words);
  if (!dialog) {
    desk.screen.picture("no-dialog-" + words.short_name + "-" + plugin);
  }
  BOOST_TEST_REQUIRE(dialog.has_value());
  BOOST_TEST_REQUIRE(shows(*dialog, words.period, words.quarter), dialog->tree()); // the last one with figures
  desk.screen.key(words.period_key);
  desk.screen.key("Up");
  BOOST_TEST(eventually([&] { return has(dialog->everything(), words.none_yet); }), dialog->tree());
  desk.screen.picture("new-report-no-figures-" + words.short_name + "-" + plugin);
  desk.screen.key("Down");
  BOOST_TEST_REQUIRE(shows(*dialog, words.period, words.quarter), dialog->tree());
  desk.screen.key(words.date_key);
  desk.screen.key("ctrl+a");
  desk.screen.type("05/04/2025");
  desk.screen.picture("new-report-" + words.short_name + "-" + plugin);
  BOOST_TEST(has(dialog->everything(), "Quảng Ninh"), dialog->tree());
  desk.screen.key("Return");
  const Document report = new_document(desk.office, {desk.start});
  if (!report.is()) {
    desk.screen.picture("no-report-" + words.short_name + "-" + plugin);
  }
  BOOST_TEST_REQUIRE(report.is());
  const std::string text = utf8(Reference<css::text::XTextDocument>(report, UNO_QUERY_THROW)->getText()->getString());
  BOOST_TEST(has(text, "trên 7.650 người, đạt 25,5% kế hoạch năm"), text);
  BOOST_TEST(holds(report, "ngày 05 tháng 4 năm 2025"));
  BOOST_TEST(window(desk.office, "LibreOffice Writer").has_value());
  show_panel(report);
  BOOST_TEST((plugin == "gtk3" || eventually([&] { // GTK does not show what is inside the sidebar
                const auto frame = window(desk.office, "BC03_Quảng Ninh_2025-Q1");
                return frame && has(frame->everything(), words.shown_period + "\n");
              })));
  desk.screen.picture("report-" + words.short_name + "-" + plugin);
}

} // namespace

using support::UnoExceptions;
BOOST_TEST_GLOBAL_FIXTURE(UnoExceptions);

BOOST_AUTO_TEST_SUITE(menu)

BOOST_AUTO_TEST_CASE(a_report_is_made_with_keys_in_vietnamese) { report_by_keys(vietnamese, "gen"); }

BOOST_AUTO_TEST_CASE(a_report_is_made_with_keys_in_english) { report_by_keys(english, "gen"); }

BOOST_AUTO_TEST_CASE(a_report_is_made_with_keys_in_a_gtk_window) { report_by_keys(vietnamese, "gtk3"); }

BOOST_AUTO_TEST_CASE(diagnostics_shows_in_a_window) {
  for (const Words &words : {vietnamese, english}) {
    const Desk desk(words, "gen");
    desk.office.dispatch(desk.start, "vn.solieu:Diagnostics");
    const auto found = window(desk.office, words.findings.title);
    desk.screen.picture("diagnostics-" + words.short_name);
    BOOST_TEST_REQUIRE(found.has_value(), titles(desk.office) << desk.office.log());
    BOOST_TEST(has(told(desk.office, words.findings), "/solieu/workspace"));
  }
}

BOOST_AUTO_TEST_CASE(what_takes_long_shows_its_progress_and_can_be_cancelled_by_keys) {
  const OwnWorkspace workspace;
  const Desk desk(vietnamese, "gen");
  desk.office.set("Folder", workspace.path());
  const Locked locked(workspace.database());
  desk.office.dispatch(desk.start, "vn.solieu:NewReport", first_quarter("BC03"));
  BOOST_TEST_REQUIRE(window(desk.office, "Đang lập báo cáo").has_value());
  desk.screen.picture("progress-vi");
  desk.screen.key("Return");
  BOOST_TEST(has(told(desk.office), "Đã dừng theo yêu cầu."));
}

BOOST_AUTO_TEST_CASE(toolbar_and_panel_stand_in_writer_and_calc) {
  for (const auto &[words, factory] : {std::pair{vietnamese, "swriter"}, std::pair{english, "scalc"}}) {
    const Desk desk(words, "gen", std::string("private:factory/") + factory);
    const auto controller = controller_of(desk.start);
    Reference<css::frame::XLayoutManager> layout;
    Reference<css::beans::XPropertySet>(controller->getFrame(), UNO_QUERY_THROW)->getPropertyValue("LayoutManager") >>=
        layout;
    BOOST_TEST(layout->isElementVisible("private:resource/toolbar/addon_vn.solieu.toolbar"));
    show_panel(desk.start);
    const std::string button = words.language == "vi" ? "Tạo báo cáo…" : "New Report…";
    const auto frame = window(desk.office, "LibreOffice");
    BOOST_TEST_REQUIRE(frame.has_value());
    BOOST_TEST(eventually([&] { return frame->find(button, role::PUSH_BUTTON).has_value(); }), frame->tree());
    desk.screen.picture(std::string("panel-") + factory);
    frame->find(button, role::PUSH_BUTTON)->press();
    const auto dialog = window(desk.office, words.dialog);
    BOOST_TEST(dialog.has_value());
  }
}

BOOST_AUTO_TEST_SUITE_END()
