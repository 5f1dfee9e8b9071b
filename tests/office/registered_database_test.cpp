#include "office/shipped_report.hpp"
#include "support/postgresql_server.hpp"
#include "support/uno_exceptions.hpp"

#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/lang/XSingleServiceFactory.hpp>
#include <com/sun/star/sdb/XDocumentDataSource.hpp>
#include <com/sun/star/task/PasswordContainer.hpp>
#include <com/sun/star/task/XJob.hpp>
#include <com/sun/star/uno/XNamingService.hpp>

#include <boost/test/unit_test.hpp>

using namespace solieu;
using namespace solieu::office_test;
using css::beans::NamedValue;
using css::beans::PropertyValue;
using css::uno::Any;
using css::uno::Reference;
using css::uno::Sequence;
using css::uno::UNO_QUERY_THROW;

namespace {

// Deprecated without a successor that makes a data source.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
/// Registers the folder's CSV files as a database of the office, as Tools ▸ Options ▸ Base ▸ Databases does.
void register_folder(const OfficeInstance &office, const std::filesystem::path &folder, const std::string &name) {
  const auto databases = office.service("com.sun.star.sdb.DatabaseContext");
  const Reference<css::beans::XPropertySet> database(
      Reference<css::lang::XSingleServiceFactory>(databases, UNO_QUERY_THROW)->createInstance(), UNO_QUERY_THROW);
  database->setPropertyValue("URL", Any("sdbc:flat:" + url(folder)));
  const std::vector<PropertyValue> info{
      {"Extension", 0, Any(rtl::OUString("csv")), {}},      {"HeaderLine", 0, Any(true), {}},
      {"FieldDelimiter", 0, Any(rtl::OUString(",")), {}},   {"StringDelimiter", 0, Any(rtl::OUString("\"")), {}},
      {"DecimalDelimiter", 0, Any(rtl::OUString(".")), {}}, {"ThousandDelimiter", 0, Any(rtl::OUString()), {}},
      {"CharSet", 0, Any(rtl::OUString("utf-8")), {}}};
  database->setPropertyValue("Info", Any(Sequence<PropertyValue>(info.data(), static_cast<sal_Int32>(info.size()))));
  const auto document = Reference<css::sdb::XDocumentDataSource>(database, UNO_QUERY_THROW)->getDatabaseDocument();
  Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)
      ->storeAsURL(url(folder / "registered.odb"), Sequence<PropertyValue>());
  Reference<css::uno::XNamingService>(databases, UNO_QUERY_THROW)->registerObject(text(name), database);
}
#pragma GCC diagnostic pop

using Answer = std::map<std::string, Any>;

Answer make(const OfficeInstance &office, const std::string &workspace, const std::string &source) {
  std::vector<NamedValue> arguments;
  const std::map<std::string, std::string> words{
      {"Task", "fill"},     {"Workspace", workspace},    {"Source", source},
      {"Template", "BC03"}, {"Period", "2025-Q1"},       {"Territory", quang_ninh},
      {"Number", "05"},     {"IssueDate", "2025-03-20"}, {"Language", "en"}};
  for (const auto &[name, value] : words) {
    arguments.emplace_back(text(name), Any(text(value)));
  }
  Sequence<NamedValue> values;
  Reference<css::task::XJob>(office.service("vn.solieu.Reports"), UNO_QUERY_THROW)
      ->execute(Sequence<NamedValue>(arguments.data(), static_cast<sal_Int32>(arguments.size()))) >>= values;
  Answer answer;
  for (const NamedValue &value : values) {
    answer[utf8(value.Name)] = value.Value;
  }
  return answer;
}

sal_Int32 number(const Answer &answer, const std::string &name) {
  sal_Int32 value = -1;
  if (const auto found = answer.find(name); found != answer.end()) {
    found->second >>= value;
  }
  return value;
}

/// The sentences of the errors.
std::string errors(const Answer &answer) {
  Sequence<Sequence<NamedValue>> findings;
  std::string all;
  if (const auto found = answer.find("Findings"); found != answer.end()) {
    found->second >>= findings;
  }
  for (const auto &finding : findings) {
    std::map<std::string, std::string> parts;
    for (const NamedValue &part : finding) {
      rtl::OUString value;
      part.Value >>= value;
      parts[utf8(part.Name)] = utf8(value);
    }
    if (parts["Severity"] == "error") {
      all += parts["Text"];
    }
  }
  return all;
}

} // namespace

using support::UnoExceptions;
BOOST_TEST_GLOBAL_FIXTURE(UnoExceptions);

BOOST_AUTO_TEST_SUITE(registered_database)

BOOST_AUTO_TEST_CASE(a_report_from_a_database_of_the_office_is_the_same) {
  const OfficeInstance office{OfficeOptions{.headless = true}};
  const OwnWorkspace workspace;
  const std::filesystem::path tables = workspace.folder.path() / "tables";
  std::filesystem::create_directories(tables);
  std::filesystem::copy(workspace.path() + "/observations.csv", tables / "observations.csv");
  register_folder(office, tables, "Số liệu của phòng");
  support::write_file(workspace.path() + "/sources.json", R"({"sources": [
    {"alias": "published", "kind": "sqlite", "path": "observations.sqlite"},
    {"alias": "office", "kind": "libreoffice", "database": "Số liệu của phòng"},
    {"alias": "unknown", "kind": "libreoffice", "database": "Không có"},
    {"alias": "other", "kind": "libreoffice", "database": "Số liệu của phòng", "table": "observation"}]})");
  const Answer plain = make(office, workspace.path(), "published");
  const Answer registered = make(office, workspace.path(), "office");
  BOOST_TEST(errors(registered) == "");
  BOOST_TEST(number(registered, "Figures") > 20);
  BOOST_TEST(number(registered, "Figures") == number(plain, "Figures"));
  BOOST_TEST(number(registered, "Missing") == number(plain, "Missing"));
  const std::string unknown = errors(make(office, workspace.path(), "unknown"));
  BOOST_TEST(
      unknown.find("Source “unknown”: no database is registered in LibreOffice under the name “Không có” (only: ") == 0,
      unknown);
  BOOST_TEST(unknown.find("Số liệu của phòng") != std::string::npos, unknown);
  const std::string missing = errors(make(office, workspace.path(), "other"));
  BOOST_TEST(missing.find("has no table or view “observation”") != std::string::npos, missing);
}

BOOST_AUTO_TEST_CASE(a_password_comes_from_the_office_s_own_container) {
  auto &server = support::PostgresqlServer::instance();
  server.sql("solieu", "DROP TABLE IF EXISTS observations; CREATE TABLE observations (indicator text, territory text, "
                       "period text, value numeric); INSERT INTO observations VALUES ('JOB_ADDED', "
                       "'VN-NSO/2025-01-01/22', '2025-Q1', 7650); GRANT SELECT ON observations TO reader");
  const OfficeInstance office{OfficeOptions{.headless = true}};
  const OwnWorkspace workspace;
  support::write_file(workspace.path() + "/sources.json",
                      R"({"sources": [{"alias": "published", "kind": "postgresql", "host": "127.0.0.1", "port": )" +
                          std::to_string(server.port()) + R"(, "database": "solieu", "user": "reader"}]})");
  const std::string refused = errors(make(office, workspace.path(), "published"));
  BOOST_TEST(refused.find("refuses the user “reader”") != std::string::npos, refused);
  const rtl::OUString password = text(support::PostgresqlServer::password);
  css::task::PasswordContainer::create(office.context())
      ->add("solieu:published", "reader", Sequence<rtl::OUString>(&password, 1), nullptr);
  const std::string read = errors(make(office, workspace.path(), "published"));
  BOOST_TEST(read.find("refuses the user") == std::string::npos, read);
}

BOOST_AUTO_TEST_SUITE_END()
