// What `solieu source test` says of a server that is not there, refuses, breaks off, falls silent or is slow, for every
// kind of server and in both languages.
#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/mysql_server.hpp"
#include "support/postgresql_server.hpp"
#include "support/small_sources.hpp"
#include "support/tcp_proxy.hpp"
#include "support/web_server.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>

using namespace solieu;
using support::MysqlServer;
using support::PostgresqlServer;
using support::TcpProxy;
using Clock = std::chrono::steady_clock;

namespace {

/// A kind of server with a table of 3,000 rows.
struct Kind {
  std::string name;
  model::SourceSettings settings;
  int port = 0;
  std::size_t login_bytes = 0; ///< from the server, less than a login takes

  [[nodiscard]] model::SourceSettings at(int other_port) const {
    auto made = settings;
    made.server.port = other_port;
    if (!made.web.url.empty())
      made.web.url = "http://127.0.0.1:" + std::to_string(other_port) + "/api";
    return made;
  }
};

Kind postgresql() {
  auto &server = PostgresqlServer::instance();
  server.sql("solieu", "DROP TABLE IF EXISTS faults; CREATE TABLE faults AS SELECT 'JOB' AS indicator, "
                       "'VN-NSO/2025-01-01/22' AS territory, '2025-03' AS period, n::numeric AS value FROM "
                       "generate_series(1, 3000) n; GRANT SELECT ON faults TO reader");
  auto settings = server.reader();
  settings.table = "faults";
  return {"postgresql", settings, server.port(), 1};
}

Kind odbc() {
  auto kind = postgresql();
  kind.name = "odbc";
  kind.settings.kind = "odbc";
  kind.settings.server.odbc_driver = "PostgreSQL Unicode";
  return kind;
}

Kind mysql() {
  auto &server = MysqlServer::instance();
  server.sql("DROP TABLE IF EXISTS faults");
  server.sql("CREATE TABLE faults AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, '2025-03' AS "
             "period, seq AS value FROM seq_1_to_3000");
  auto settings = server.reader();
  settings.table = "faults";
  return {"mysql", settings, server.port(), 20};
}

Kind http() {
  static const support::WebServer server([](const support::WebRequest &request) {
    if (request.path != "/api")
      return support::WebPage{.status = 404, .body = {}, .headers = {}};
    if (!request.authorization.empty())
      return support::WebPage{.status = 401, .body = {}, .headers = {}};
    std::string rows;
    for (int i = 0; i < 3000; ++i)
      rows += std::string(i == 0 ? "[" : ",") + R"({"indicator":"JOB","territory":"22","period":"2025","value":1})";
    return support::WebPage{.body = rows + "]", .headers = {}};
  });
  model::SourceSettings settings;
  settings.alias = "server";
  settings.kind = "http";
  settings.timeout_seconds = 20;
  settings.web.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/api";
  settings.web.local_addresses = true;
  return {"http", settings, server.port(), 0};
}

const std::vector<Kind> &kinds() {
  static const std::vector<Kind> all{postgresql(), mysql(), odbc(), http()};
  return all;
}

/// What a test says in Vietnamese, a line break, and in English; "" when all is well.
std::string said(const model::SourceSettings &settings) {
  try {
    static_cast<void>(data::open_source(settings)->test(support::small_catalogue()));
  } catch (const diagnostic::Failure &failed) {
    return format::message(failed.findings().front(), "vi") + "\n" + format::message(failed.findings().front(), "en");
  }
  return "";
}

std::string host(int port) { return "127.0.0.1:" + std::to_string(port); }

/// With the place of `proxy` for PLACE.
std::string at(int port, std::string text) {
  for (auto place = text.find("PLACE"); place != std::string::npos; place = text.find("PLACE"))
    text.replace(place, 5, host(port));
  return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(source_faults)

BOOST_AUTO_TEST_CASE(all_is_well) {
  for (const auto &kind : kinds())
    BOOST_TEST_CONTEXT(kind.name)
  BOOST_CHECK_EQUAL(said(kind.settings), "");
}

BOOST_AUTO_TEST_CASE(nobody_listens) {
  for (const auto &kind : kinds()) {
    const int port = support::free_port();
    BOOST_TEST_CONTEXT(kind.name)
    BOOST_CHECK_EQUAL(said(kind.at(port)),
                      at(port, "Nguồn “server”: ở PLACE không có máy chủ nào nhận kết nối; hãy kiểm tra máy chủ có "
                               "đang chạy, địa chỉ và cổng trong sources.json.\n"
                               "Source “server”: no server takes connections at PLACE; check that it runs, and "
                               "address and port in sources.json."));
  }
}

BOOST_AUTO_TEST_CASE(the_password_is_wrong) {
  ::setenv("SOLIEU_TEST_WRONG", "nhầm", 1);
  for (const auto &kind : kinds()) {
    auto wrong = kind.settings;
    wrong.server.password_variable = "SOLIEU_TEST_WRONG";
    wrong.server.user = "reader";
    BOOST_TEST_CONTEXT(kind.name)
    BOOST_CHECK_EQUAL(
        said(wrong),
        at(kind.port,
           kind.name == "http"
               ? "Nguồn “server”: máy chủ PLACE từ chối truy cập (HTTP 401); hãy kiểm tra tên người dùng, mật khẩu "
                 "hoặc mã truy cập.\n"
                 "Source “server”: the server PLACE refuses access (HTTP 401); check user name, password or token."
               : "Nguồn “server”: máy chủ PLACE từ chối người dùng “reader”; hãy kiểm tra tên người dùng và mật khẩu.\n"
                 "Source “server”: the server PLACE refuses the user “reader”; check user name and password."));
  }
}

BOOST_AUTO_TEST_CASE(the_database_is_not_there) {
  for (const auto &kind : kinds()) {
    auto wrong = kind.settings;
    wrong.server.database = "nothing";
    wrong.web.url += "2";
    BOOST_TEST_CONTEXT(kind.name)
    BOOST_CHECK_EQUAL(
        said(wrong),
        at(kind.port,
           kind.name == "http"
               ? "Nguồn “server”: máy chủ PLACE trả lời HTTP 404 thay vì số liệu; hãy kiểm tra “url” trong "
                 "sources.json.\n"
                 "Source “server”: the server PLACE answers HTTP 404 instead of figures; check “url” in sources.json."
               : "Nguồn “server”: máy chủ PLACE không có cơ sở dữ liệu “nothing”; hãy sửa “database” trong "
                 "sources.json.\n"
                 "Source “server”: the server PLACE has no database “nothing”; correct “database” in sources.json."));
  }
}

BOOST_AUTO_TEST_CASE(it_is_silent) {
  for (const auto &kind : kinds()) {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{300}}) {
      const TcpProxy proxy(kind.port, {.stall_after = bytes, .plain = true});
      auto settings = kind.at(proxy.port());
      settings.timeout_seconds = 1;
      const auto start = Clock::now();
      BOOST_TEST_CONTEXT(kind.name << " after " << bytes)
      BOOST_CHECK_EQUAL(
          said(settings),
          at(proxy.port(),
             "Nguồn “server”: máy chủ PLACE không trả lời trong 1 giây; chưa dùng số liệu nào. Hãy thử lại hoặc tăng "
             "“timeout_seconds” trong sources.json.\n"
             "Source “server”: the server PLACE did not answer within 1 seconds; no figures were used. Try again or "
             "raise “timeout_seconds” in sources.json."));
      BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2500));
    }
  }
}

BOOST_AUTO_TEST_CASE(it_is_slow) {
  for (const auto &kind : kinds()) {
    const TcpProxy proxy(kind.port, {.bytes_a_second = 200});
    auto settings = kind.at(proxy.port());
    settings.timeout_seconds = 1;
    BOOST_TEST_CONTEXT(kind.name)
    BOOST_CHECK_EQUAL(said(settings),
                      at(proxy.port(), "Nguồn “server”: máy chủ PLACE trả lời quá chậm, sau 1 giây vẫn chưa gửi xong; "
                                       "chưa dùng số liệu nào. Hãy tăng “timeout_seconds” trong sources.json hoặc kiểm "
                                       "tra đường mạng.\n"
                                       "Source “server”: the server PLACE answers too slowly, after 1 seconds not "
                                       "everything had arrived; no figures were used. Raise “timeout_seconds” in "
                                       "sources.json or check the network."));
  }
}

BOOST_AUTO_TEST_CASE(it_breaks_off) {
  for (const auto &kind : kinds()) {
    if (kind.login_bytes == 0) // a web service knows no login
      continue;
    const TcpProxy proxy(kind.port, {.cut_after = kind.login_bytes});
    BOOST_TEST_CONTEXT(kind.name)
    BOOST_CHECK_EQUAL(said(kind.at(proxy.port())),
                      at(proxy.port(), "Nguồn “server”: máy chủ PLACE nhận kết nối rồi đóng lại khi chưa đăng nhập "
                                       "xong; chưa dùng số liệu nào. Hãy chạy lại; nếu vẫn vậy, hãy hỏi người quản "
                                       "trị máy chủ hoặc mạng (tường lửa, số kết nối).\n"
                                       "Source “server”: the server PLACE took the connection and closed it before "
                                       "the login was done; no figures were used. Run again; if it stays so, ask the "
                                       "administrator of the server or the network (firewall, number of "
                                       "connections)."));
  }
  for (const auto &kind : kinds()) {
    const TcpProxy whole(kind.port, {.plain = true});
    BOOST_CHECK_EQUAL(said(kind.at(whole.port())), "");
    const TcpProxy proxy(kind.port, {.cut_after = whole.passed() * 9 / 10, .plain = true});
    const auto message = said(kind.at(proxy.port()));
    const auto english = message.substr(message.find('\n') + 1);
    BOOST_TEST_CONTEXT(kind.name << ": " << message) {
      BOOST_CHECK(
          message.starts_with(at(proxy.port(), "Nguồn “server”: mất kết nối với máy chủ PLACE khi đang đọc bảng “" +
                                                   kind.settings.table + "”: ")));
      BOOST_CHECK(english.starts_with(
          at(proxy.port(), "Source “server”: the connection to the server PLACE was lost while the table “" +
                               kind.settings.table + "” was read: ")));
      BOOST_CHECK(english.ends_with(". No figures were used; run again."));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
