#include "border/text.hpp"
#include "border/values.hpp"
#include "support/document_text.hpp"
#include "support/program.hpp"

#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/task/XJob.hpp>
#include <com/sun/star/task/XStatusIndicator.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <com/sun/star/util/XCancellable.hpp>
#include <cppuhelper/bootstrap.hxx>
#include <cppuhelper/implbase1.hxx>
#include <rtl/bootstrap.hxx>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <map>

using namespace solieu;
using border::Arguments;
using border::NamedValues;
using css::uno::Reference;
using css::uno::UNO_QUERY_THROW;

namespace {

const std::string stage = SOLIEU_BINARY_DIR "/oxt/solieu";
const std::string shipped = SOLIEU_BINARY_DIR "/workspace";

/// The UNO runtime of this process with the components of the extension beside the office's own.
Reference<css::uno::XComponentContext> context() {
  static const support::Folder profile;
  static const Reference<css::uno::XComponentContext> made = [] {
    const std::string program = SOLIEU_OFFICE_PROGRAM;
    ::setenv("URE_BOOTSTRAP", ("vnd.sun.star.pathname:" + program + "/fundamentalrc").c_str(), 1);
    rtl::Bootstrap::set("UserInstallation", border::url_of(profile.path().string()));
    rtl::Bootstrap::set("UNO_SERVICES",
                        border::to_oustring("file://" + program + "/services.rdb file://" + program +
                                            "/services/services.rdb file://" + stage + "/solieu.components"));
    return cppu::defaultBootstrap_InitialComponentContext();
  }();
  return made;
}

Reference<css::uno::XInterface> service(const char *name) {
  return context()->getServiceManager()->createInstanceWithContext(rtl::OUString::createFromAscii(name), context());
}

NamedValues named(const std::map<std::string, std::string> &texts) {
  border::Results values;
  for (const auto &[name, text] : texts) {
    values.text(name.c_str(), text);
  }
  return values.values();
}

NamedValues execute(const NamedValues &arguments) {
  NamedValues answer;
  Reference<css::task::XJob>(service("vn.solieu.Reports"), UNO_QUERY_THROW)->execute(arguments) >>= answer;
  return answer;
}

css::uno::Sequence<NamedValues> list(const NamedValues &answer, const char *name) {
  css::uno::Sequence<NamedValues> records;
  Arguments(answer).any(name) >>= records;
  return records;
}

std::map<std::string, std::string> first_quarter() {
  return {{"Task", "fill"},
          {"Workspace", shipped},
          {"Template", "BC03"},
          {"Period", "2025-Q1"},
          {"IssueDate", "2025-03-20"},
          {"Language", "vi"},
          {"Number", "05"},
          {"Territory", "VN-NSO/2025-01-01/22"}};
}

std::string document(const NamedValues &answer) {
  css::uno::Sequence<sal_Int8> bytes;
  Arguments(answer).any("Document") >>= bytes;
  return {reinterpret_cast<const char *>(bytes.getConstArray()), static_cast<std::size_t>(bytes.getLength())};
}

class Progress : public cppu::WeakImplHelper1<css::task::XStatusIndicator> {
public:
  explicit Progress(std::vector<sal_Int32> &values) : values_(values) {}
  void SAL_CALL start(const rtl::OUString &, sal_Int32) override {}
  void SAL_CALL end() override {}
  void SAL_CALL setText(const rtl::OUString &) override {}
  void SAL_CALL setValue(sal_Int32 value) override { values_.push_back(value); }
  void SAL_CALL reset() override {}

private:
  std::vector<sal_Int32> &values_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(components)

BOOST_AUTO_TEST_CASE(every_component_of_the_package_is_made) {
  for (const char *name : {"vn.solieu.Reports", "vn.solieu.PanelFactory", "vn.solieu.impl.Dispatcher"}) {
    const Reference<css::lang::XServiceInfo> info(service(name), css::uno::UNO_QUERY);
    BOOST_TEST_REQUIRE(info.is(), name);
    for (const rtl::OUString &supported : info->getSupportedServiceNames()) {
      BOOST_TEST(info->supportsService(supported));
    }
    BOOST_TEST(!info->supportsService("vn.solieu.Other"));
  }
}

BOOST_AUTO_TEST_CASE(only_constructors_are_exported) {
  for (const auto &[library, expected] :
       std::map<std::string, std::string>{{"solieu_core", "vn_solieu_Reports_get\n"},
                                          {"solieu_front", "vn_solieu_Dispatcher_get\nvn_solieu_PanelFactory_get\n"}}) {
    const support::Ended names = support::run("/bin/sh", {"-c", "nm -D --defined-only '" + stage + "/" + library +
                                                                    ".uno.so' | awk '$2 ~ /[A-Zu]/ {print $3}'"});
    BOOST_TEST(names.out == expected);
  }
}

BOOST_AUTO_TEST_CASE(the_front_library_needs_nothing_but_the_uno_runtime) {
  const support::Ended needed = support::run(
      "/bin/sh", {"-c", "readelf -d '" + stage + "/solieu_front.uno.so' | sed -n 's/.*NEEDED.*\\[\\(.*\\)\\]/\\1/p'"});
  for (const char *absent : {"libPoco", "libicu", "libqpdf", "libsqlite"}) {
    BOOST_TEST(needed.out.find(absent) == std::string::npos, needed.out);
  }
  BOOST_TEST(needed.out.find("libuno_cppuhelper") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(fill_gives_the_document_and_its_name) {
  const NamedValues answer = execute(named(first_quarter()));
  BOOST_TEST(Arguments(answer).flag("Good"));
  BOOST_TEST(Arguments(answer).text("Extension") == "odt");
  BOOST_TEST(Arguments(answer).text("FileName") == "BC03_Quảng Ninh_2025-Q1");
  BOOST_TEST(list(answer, "Findings").getLength() == 0);
  BOOST_TEST(list(answer, "Checks").getLength() == 1);
  const std::string text = support::DocumentText::of(document(answer));
  BOOST_TEST(text.find("trên 7.650 người, đạt 25,5% kế hoạch năm") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_accepted_check_comes_with_who_when_and_why) {
  const support::Folder folder;
  std::filesystem::copy(shipped, folder.path() / "workspace", std::filesystem::copy_options::recursive);
  std::ofstream(folder.path() / "workspace" / "accepted.csv")
      << "rule,period,territory,figure,reason,who,date\n"
      << "SHARES_100,2020/2024,VN-NSO/2025-01-01/22,,Giữ nguyên như nguồn,Nguyễn Văn A,2025-06-20\n";
  auto asked = first_quarter();
  asked["Workspace"] = folder.file("workspace");
  asked["Template"] = "BC12";
  asked["Period"] = "2020/2024";
  const NamedValues answer = execute(named(asked));
  bool found = false;
  for (const NamedValues &record : list(answer, "Checks")) {
    const Arguments check(record);
    if (check.text("Outcome") == "accepted") {
      found = true;
      BOOST_TEST(check.text("Rule") == "SHARES_100");
      BOOST_TEST(check.text("Reason") == "Giữ nguyên như nguồn");
      BOOST_TEST(check.text("Who") == "Nguyễn Văn A");
      BOOST_TEST(check.text("Date") == "2025-06-20");
    }
  }
  BOOST_TEST(found);
}

BOOST_AUTO_TEST_CASE(fill_tells_its_progress) {
  std::vector<sal_Int32> values;
  NamedValues arguments = named(first_quarter());
  arguments.realloc(arguments.getLength() + 1);
  arguments.getArray()[arguments.getLength() - 1] =
      css::beans::NamedValue("Progress", css::uno::Any(Reference<css::task::XStatusIndicator>(new Progress(values))));
  BOOST_TEST(Arguments(execute(arguments)).flag("Good"));
  BOOST_TEST_REQUIRE(!values.empty());
  BOOST_TEST(values.back() == 100);
}

BOOST_AUTO_TEST_CASE(choices_offer_templates_periods_and_territories) {
  const NamedValues answer =
      execute(named({{"Task", "choices"}, {"Workspace", shipped}, {"Language", "vi"}, {"Today", "2025-03-20"}}));
  BOOST_TEST(Arguments(answer).flag("Good"));
  const auto templates = list(answer, "Templates");
  BOOST_TEST_REQUIRE(templates.getLength() >= 2);
  BOOST_TEST(Arguments(templates[0]).text("Name") == "BC03");
  const auto periods = list(templates[0], "Periods");
  BOOST_TEST_REQUIRE(periods.getLength() > 0);
  BOOST_TEST(Arguments(periods[0]).text("Title") == "quý I năm 2025");
  BOOST_TEST(list(answer, "Territories").getLength() > 10);
  BOOST_TEST(Arguments(answer).text("DefaultTerritory") == "VN-NSO/2025-07-01/22");
}

BOOST_AUTO_TEST_CASE(periods_names_those_that_the_source_has_figures_for) {
  const NamedValues answer = execute(named({{"Task", "periods"},
                                            {"Workspace", shipped},
                                            {"Language", "vi"},
                                            {"Template", "BC03"},
                                            {"Territory", "VN-NSO/2025-01-01/22"},
                                            {"Today", "2025-12-20"}}));
  BOOST_TEST(Arguments(answer).flag("Good"));
  BOOST_TEST(Arguments(answer).flag("Known"));
  css::uno::Sequence<rtl::OUString> ids;
  Arguments(answer).any("Periods") >>= ids;
  BOOST_TEST_REQUIRE(ids.getLength() == 1);
  BOOST_TEST(border::to_utf8(ids[0]) == "2025-Q1");
}

BOOST_AUTO_TEST_CASE(diagnose_has_a_line_for_each_source_that_can_be_read) {
  const NamedValues answer = execute(named({{"Task", "diagnose"}, {"Workspace", shipped}, {"Language", "en"}}));
  css::uno::Sequence<rtl::OUString> lines;
  Arguments(answer).any("Lines") >>= lines;
  BOOST_TEST_REQUIRE(lines.getLength() >= 2);
  BOOST_TEST(border::to_utf8(lines[0]).find("published: ") == 0U);
}

BOOST_AUTO_TEST_CASE(what_a_person_can_mend_is_a_finding) {
  auto arguments = first_quarter();
  arguments["Template"] = "BC99";
  const NamedValues answer = execute(named(arguments));
  BOOST_TEST(!Arguments(answer).flag("Good"));
  const auto findings = list(answer, "Findings");
  BOOST_TEST_REQUIRE(findings.getLength() == 1);
  BOOST_TEST(Arguments(findings[0]).text("Severity") == "error");
  BOOST_TEST(Arguments(findings[0]).text("Text").find("BC99") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(wrong_arguments_are_refused) {
  using Wrong = css::lang::IllegalArgumentException;
  BOOST_CHECK_THROW(execute(named({{"Task", "dance"}, {"Workspace", shipped}})), Wrong);
  BOOST_CHECK_THROW(execute(named({{"Workspace", shipped}})), Wrong);
  auto arguments = first_quarter();
  arguments["IssueDate"] = "20/03/2025";
  BOOST_CHECK_THROW(execute(named(arguments)), Wrong);
  NamedValues number = named(first_quarter());
  number.getArray()[0].Value <<= sal_Int32(1);
  BOOST_CHECK_THROW(execute(number), Wrong);
  NamedValues surrogate = named(first_quarter());
  const sal_Unicode half = 0xD800;
  surrogate.getArray()[0].Value <<= rtl::OUString(&half, 1);
  BOOST_CHECK_THROW(execute(surrogate), Wrong);
}

BOOST_AUTO_TEST_CASE(a_cancelled_instance_answers_that_it_was_cancelled) {
  const Reference<css::uno::XInterface> reports = service("vn.solieu.Reports");
  Reference<css::util::XCancellable>(reports, UNO_QUERY_THROW)->cancel();
  NamedValues answer;
  Reference<css::task::XJob>(reports, UNO_QUERY_THROW)->execute(named(first_quarter())) >>= answer;
  BOOST_TEST(!Arguments(answer).flag("Good"));
  const auto findings = list(answer, "Findings");
  BOOST_TEST_REQUIRE(findings.getLength() == 1);
  BOOST_TEST(Arguments(findings[0]).text("Code") == "job.cancelled");
}

BOOST_AUTO_TEST_SUITE_END()
