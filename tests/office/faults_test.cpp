#include "office/locked_database.hpp"
#include "office/shipped_report.hpp"
#include "support/uno_exceptions.hpp"

#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/text/XTextDocument.hpp>
#include <com/sun/star/util/XCloseable.hpp>

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::office_test;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

/// An office with windows in memory and an open Writer document, working on a workspace of its own.
struct Desk {
  Desk() : start(empty_writer(office)) { office.set("Folder", workspace.path()); }
  void new_report() const { office.dispatch(start, "vn.solieu:NewReport", first_quarter("BC03")); }
  OwnWorkspace workspace;
  OfficeInstance office;
  Document start;
};

constexpr const char *not_made = "Không lập được báo cáo. Không có tài liệu nào bị thay đổi.";
constexpr const char *stopped = "Đã dừng theo yêu cầu. Không có tài liệu nào bị thay đổi.";
constexpr const char *progress_title = "Đang lập báo cáo";

} // namespace

using support::UnoExceptions;
BOOST_TEST_GLOBAL_FIXTURE(UnoExceptions);

BOOST_AUTO_TEST_SUITE(faults)

BOOST_AUTO_TEST_CASE(what_is_wrong_is_listed_with_its_place_and_the_office_goes_on) {
  Desk desk;
  std::filesystem::rename(desk.workspace.path(), desk.workspace.path() + ".away");
  desk.office.dispatch(desk.start, "vn.solieu:NewReport");
  std::string text = told(desk.office);
  BOOST_TEST(has(text, "Không mở được không gian làm việc."), text);
  BOOST_TEST(has(text, desk.workspace.path()), text);
  std::filesystem::rename(desk.workspace.path() + ".away", desk.workspace.path());

  std::filesystem::rename(desk.workspace.database(), desk.workspace.database() + ".away");
  desk.new_report();
  text = told(desk.office);
  BOOST_TEST(has(text, not_made), text);
  BOOST_TEST(has(text, "observations.sqlite"), text);
  std::filesystem::rename(desk.workspace.database() + ".away", desk.workspace.database());

  const std::string broken = desk.workspace.path() + "/BC03/template.ott";
  const std::string whole = support::read_file(broken);
  BOOST_TEST_REQUIRE(!whole.empty());
  support::write_file(broken, whole.substr(0, whole.size() / 2));
  desk.new_report();
  text = told(desk.office);
  BOOST_TEST(has(text, not_made), text);
  BOOST_TEST(has(text, "BC03"), text);
  support::write_file(broken, whole);

  desk.new_report();
  BOOST_TEST(new_document(desk.office, {desk.start}).is());
}

BOOST_AUTO_TEST_CASE(cancel_in_the_progress_window_stops_the_work) {
  Desk desk;
  const std::size_t threads_before = desk.office.threads();
  Locked locked(desk.workspace.database());
  desk.new_report();
  const auto progress = window(desk.office, progress_title);
  BOOST_TEST_REQUIRE(progress.has_value());
  const auto cancel = progress->find("Thôi");
  BOOST_TEST_REQUIRE(cancel.has_value(), progress->tree());
  cancel->press();
  const std::string text = told(desk.office); // at once, though the source is still busy
  locked.release();
  BOOST_TEST(has(text, stopped), text);
  BOOST_TEST(gone(desk.office, progress_title));
  BOOST_TEST(desk.office.documents().size() == 1U);
  BOOST_TEST(eventually([&] { return desk.office.threads() <= threads_before + 1; }));
}

BOOST_AUTO_TEST_CASE(a_document_closed_during_the_work_loses_nothing) {
  Desk desk;
  const Document other = empty_writer(desk.office);
  Locked locked(desk.workspace.database());
  desk.new_report();
  BOOST_TEST_REQUIRE(window(desk.office, progress_title).has_value());
  Reference<css::util::XCloseable>(desk.start, UNO_QUERY_THROW)->close(true);
  locked.release();
  BOOST_TEST(eventually([&] { return desk.office.documents().size() == 2U; }));
}

BOOST_AUTO_TEST_CASE(reports_that_end_while_their_progress_is_drawn_open) {
  Desk desk;
  for (int i = 0; i < 8; ++i) {
    Locked locked(desk.workspace.database());
    desk.new_report();
    BOOST_TEST_REQUIRE(window(desk.office, progress_title).has_value());
    locked.release();
    const Document report = new_document(desk.office, {desk.start});
    BOOST_TEST_REQUIRE(report.is());
    Reference<css::util::XCloseable>(report, UNO_QUERY_THROW)->close(true);
    BOOST_TEST(gone(desk.office, progress_title));
  }
}

BOOST_AUTO_TEST_CASE(two_windows_make_a_report_each_at_once) {
  Desk desk;
  const Document other = empty_writer(desk.office);
  desk.new_report();
  desk.office.dispatch(other, "vn.solieu:NewReport", first_quarter("BC03-PL"));
  BOOST_TEST(eventually([&] { return desk.office.documents().size() == 4U; }));
}

BOOST_AUTO_TEST_CASE(quitting_during_the_work_stops_it_and_ends_with_0) {
  Desk desk;
  Locked locked(desk.workspace.database());
  desk.new_report();
  BOOST_TEST_REQUIRE(window(desk.office, progress_title).has_value());
  desk.office.ask_to_quit();
  locked.release();
  BOOST_TEST(desk.office.wait_for_end() == 0);
}

BOOST_AUTO_TEST_CASE(quitting_after_reports_ends_with_0) {
  Desk desk;
  desk.new_report();
  const Document report = new_document(desk.office, {desk.start});
  BOOST_TEST_REQUIRE(report.is());
  Reference<css::util::XCloseable>(report, UNO_QUERY_THROW)->close(true);
  BOOST_TEST(desk.office.quit() == 0);
}

BOOST_AUTO_TEST_CASE(without_the_core_diagnostics_says_what_is_missing) {
  const support::Folder folder;
  std::filesystem::copy(SOLIEU_BINARY_DIR "/oxt", folder.path(), std::filesystem::copy_options::recursive);
  std::filesystem::rename(folder.path() / "solieu/solieu_core.uno.so", folder.path() / "solieu/away.so");
  OfficeInstance office{OfficeOptions{.extensions = folder.path()}};
  const Document start = empty_writer(office);
  office.dispatch(start, "vn.solieu:Diagnostics");
  std::string text = told(office);
  BOOST_TEST(has(text, "Phần lõi: KHÔNG nạp được"), text);
  BOOST_TEST(has(text, "solieu_core.uno.so: cannot open shared object file"), text);
  BOOST_TEST(has(text, "apt install"), text);
  office.dispatch(start, "vn.solieu:NewReport");
  text = told(office);
  BOOST_TEST(has(text, "Phần lõi của Số Liệu không nạp được"), text);
  BOOST_TEST(office.quit() == 0);
}

BOOST_AUTO_TEST_CASE(diagnostics_tells_versions_workspace_and_sources_in_english_too) {
  OfficeInstance office{OfficeOptions{.language = "en-US"}};
  const Document start = empty_writer(office);
  office.dispatch(start, "vn.solieu:Diagnostics");
  const std::string text = told(office, {"Report Figures", "Copy", "Close"});
  BOOST_TEST(has(text, "State of Report Figures on this machine"), text);
  BOOST_TEST(has(text, "Core: loaded"), text);
  BOOST_TEST(has(text, "LibreOffice: 7."), text);
  BOOST_TEST(has(text, "/solieu/workspace"), text);
  BOOST_TEST(has(text, "published"), text);
}

BOOST_AUTO_TEST_CASE(nothing_is_loaded_before_it_is_used) {
  OfficeInstance office;
  BOOST_TEST(!office.has_loaded("solieu_front"));
  BOOST_TEST(!office.has_loaded("solieu_core"));
  const Document start = empty_writer(office);
  BOOST_TEST(!office.has_loaded("solieu_core"));
  office.dispatch(start, "vn.solieu:NewReport", first_quarter("BC03"));
  BOOST_TEST(new_document(office, {start}).is());
  BOOST_TEST(office.has_loaded("solieu_core"));
}

BOOST_AUTO_TEST_SUITE_END()
