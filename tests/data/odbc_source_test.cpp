#include "data/data_source.hpp"
#include "data/odbc_text.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/postgresql_server.hpp"
#include "support/program.hpp"
#include "support/small_sources.hpp"
#include "support/tcp_proxy.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>

using namespace solieu;
using support::PostgresqlServer;
using support::TcpProxy;
using Clock = std::chrono::steady_clock;

namespace {

PostgresqlServer &server() { return PostgresqlServer::instance(); }

model::SourceSettings through_odbc(const std::string &table) {
  auto settings = server().reader();
  settings.kind = "odbc";
  settings.server.odbc_driver = "PostgreSQL Unicode";
  settings.table = table;
  return settings;
}

/// A table of its own with many rows.
model::SourceSettings table(const std::string &name, int rows) {
  server().sql("solieu", "DROP TABLE IF EXISTS " + name + "; CREATE TABLE " + name +
                             " AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, '2025-03' AS period, "
                             "n::numeric AS value, 'dòng ' || n AS row_id FROM generate_series(1, " +
                             std::to_string(rows) + ") AS n; GRANT SELECT ON " + name + " TO reader");
  return through_odbc(name);
}

/// A view whose rows take minutes.
model::SourceSettings slow_view() {
  server().sql("solieu", "CREATE OR REPLACE VIEW odbc_slow AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS "
                         "territory, '2025' AS period, n AS value, pg_sleep(0.01)::text AS text FROM "
                         "generate_series(1, 100000) n; GRANT SELECT ON odbc_slow TO reader");
  return through_odbc("odbc_slow");
}

std::string failure(const model::SourceSettings &settings) { return support::failure_of(settings, "en"); }

/// Sessions of the reader that still do something, or hold a transaction open.
std::string sessions() {
  return server().sql("solieu", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader'");
}

std::string running_queries() {
  return server().sql("solieu", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active' "
                                "AND query LIKE '%odbc_slow%'");
}

/// Waits for what the server does a moment later.
bool soon(const std::function<bool()> &condition) {
  for (int i = 0; i < 200; ++i) {
    if (condition())
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

std::string place(int port) { return "the server 127.0.0.1:" + std::to_string(port); }

} // namespace

BOOST_AUTO_TEST_SUITE(odbc_source)

BOOST_AUTO_TEST_CASE(cancel_answers_within_a_second_and_leaves_no_query) {
  const auto source = data::open_source(slow_view());
  const auto read =
      support::cancelled_read(*source, [] { static_cast<void>(soon([] { return running_queries() != "0"; })); });
  BOOST_CHECK_EQUAL(read.code, "data.cancelled");
  BOOST_CHECK(read.took < std::chrono::seconds(1));
  BOOST_CHECK(soon([] { return sessions() == "0"; }));
}

BOOST_AUTO_TEST_CASE(cancel_leaves_a_peer_that_is_silent_and_nothing_on_its_server) {
  auto settings = slow_view();
  const TcpProxy proxy(server().port(), {.stall_after = 3000});
  settings.server.port = proxy.port();
  settings.timeout_seconds = 60;
  const auto source = data::open_source(settings);
  const auto read =
      support::cancelled_read(*source, [] { std::this_thread::sleep_for(std::chrono::milliseconds(700)); });
  BOOST_CHECK_EQUAL(read.code, "data.cancelled");
  BOOST_CHECK(read.took < std::chrono::seconds(1));
  BOOST_CHECK(soon([] { return sessions() == "0"; }));
}

BOOST_AUTO_TEST_CASE(a_query_that_takes_too_long_is_left_at_the_deadline) {
  auto settings = slow_view();
  settings.timeout_seconds = 1;
  const auto start = Clock::now();
  BOOST_CHECK_EQUAL(failure(settings), "Source “server”: " + place(server().port()) +
                                           " did not answer within 1 seconds; no figures were used. Try again or "
                                           "raise “timeout_seconds” in sources.json.");
  BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2000));
  BOOST_CHECK(soon([] { return sessions() == "0"; }));
}

BOOST_AUTO_TEST_CASE(a_peer_that_stalls_or_drips_is_left_at_the_deadline) {
  auto settings = table("odbc_stalled", 3000);
  settings.timeout_seconds = 1;
  for (const TcpProxy::Behaviour behaviour : {TcpProxy::Behaviour{.stall_after = 0},
                                              {.stall_after = 20},
                                              {.stall_after = 2000},
                                              {.stall_after = 50'000},
                                              {.bytes_a_second = 5000}}) {
    const TcpProxy proxy(server().port(), behaviour);
    settings.server.port = proxy.port();
    const auto start = Clock::now();
    BOOST_CHECK_EQUAL(failure(settings),
                      behaviour.bytes_a_second > 0
                          ? "Source “server”: " + place(proxy.port()) +
                                " answers too slowly, after 1 seconds not everything had arrived; no figures were "
                                "used. Raise “timeout_seconds” in sources.json or check the network."
                          : "Source “server”: " + place(proxy.port()) +
                                " did not answer within 1 seconds; no figures were used. Try again or raise "
                                "“timeout_seconds” in sources.json.");
    BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2000));
  }
  BOOST_CHECK(soon([] { return sessions() == "0"; }));
}

BOOST_AUTO_TEST_CASE(a_connection_cut_anywhere_gives_an_error_and_no_rows) {
  auto settings = table("odbc_cut", 3000);
  const TcpProxy whole(server().port(), {});
  settings.server.port = whole.port();
  BOOST_CHECK_EQUAL(failure(settings), "");
  const auto all = whole.passed();
  for (std::size_t part = 1; part < 20; ++part) {
    const TcpProxy proxy(server().port(), {.cut_after = 1 + all * part / 20});
    settings.server.port = proxy.port();
    const auto message = failure(settings);
    BOOST_CHECK_MESSAGE(message.find("was lost") != std::string::npos ||
                            message.find("closed it before the login was done") != std::string::npos,
                        part << ": " << message);
  }
}

BOOST_AUTO_TEST_CASE(what_is_wrong_at_the_server_is_said) {
  const auto good = table("odbc_few", 3);
  const auto host = place(server().port());
  auto wrong = good;
  wrong.server.database = "solieu2";
  BOOST_CHECK_EQUAL(failure(wrong),
                    "Source “server”: " + host + " has no database “solieu2”; correct “database” in sources.json.");
  wrong = good;
  ::setenv("SOLIEU_TEST_WRONG", "nh;ầ}m{", 1);
  wrong.server.password_variable = "SOLIEU_TEST_WRONG";
  BOOST_CHECK_EQUAL(failure(wrong),
                    "Source “server”: " + host + " refuses the user “reader”; check user name and password.");
  wrong = good;
  wrong.server.user = "nobody";
  BOOST_CHECK_EQUAL(failure(wrong),
                    "Source “server”: " + host + " refuses the user “nobody”; check user name and password.");
  wrong = good;
  wrong.server.port = support::free_port();
  BOOST_CHECK(failure(wrong).starts_with("Source “server”: no server takes connections at 127.0.0.1:"));
  wrong = good;
  wrong.server.host = "unknown.test";
  BOOST_CHECK(failure(wrong).starts_with("Source “server”: the address of the server unknown.test:" +
                                         std::to_string(server().port()) + " cannot be found: "));
  wrong = good;
  wrong.server.odbc_driver = "No Such Driver";
  BOOST_CHECK(failure(wrong).starts_with("Source “server”: the ODBC driver cannot be used: "));
  wrong.server.odbc_driver = "PostgreSQL ANSI";
  BOOST_CHECK_EQUAL(failure(wrong),
                    "Source “server”: the ODBC driver cannot be used: this one takes no letters with diacritics; use "
                    "the Unicode one (“PostgreSQL Unicode”). Check “driver” or “dsn” in sources.json and the machine's "
                    "odbcinst.ini and odbc.ini.");
  wrong = good;
  wrong.server.odbc_options = {{"sslmode", "verify-full"}};
  BOOST_CHECK(failure(wrong).starts_with("Source “server”: no encrypted connection to " + host + " could be made: "));
  wrong = good;
  wrong.table = "odbc_fewer";
  BOOST_CHECK(failure(wrong).find("has no table or view “odbc_fewer” that the user “reader” can see (only: ") !=
              std::string::npos);
  server().sql("solieu", "CREATE TABLE IF NOT EXISTS closed (indicator text)");
  wrong.table = "closed";
  BOOST_CHECK_EQUAL(failure(wrong), "Source “server”: the user “reader” may not read the table “closed”; ask the "
                                    "administrator for the right SELECT.");
  BOOST_CHECK_EQUAL(failure(good), "");
}

BOOST_AUTO_TEST_CASE(a_role_that_may_write_is_warned_about_and_cannot) {
  auto settings = table("odbc_writable", 1);
  BOOST_CHECK_EQUAL(data::open_source(settings)->read({}, support::small_catalogue()).findings.size(), 0U);
  server().sql("solieu", "GRANT INSERT ON odbc_writable TO reader; CREATE OR REPLACE FUNCTION odbc_write() RETURNS "
                         "bigint LANGUAGE sql AS 'INSERT INTO odbc_writable VALUES (''JOB'', ''22'', ''2024'', 9) "
                         "RETURNING 9::bigint'");
  const std::string warning =
      "Source “server”: the user “reader” may write to the table “odbc_writable”; use one that may only read (SELECT).";
  auto result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"), warning);
  settings.sql = "SELECT * FROM odbc_writable";
  result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"), warning);
  settings.sql = "SELECT w.*, odbc_write() FROM odbc_writable w";
  BOOST_CHECK(failure(settings).find("cannot execute INSERT in a read-only transaction") != std::string::npos);
  BOOST_CHECK_EQUAL(server().sql("solieu", "SELECT count(*) FROM odbc_writable"), "1");
}

BOOST_AUTO_TEST_CASE(everything_of_a_job_sees_one_moment) {
  const auto settings = table("odbc_moment", 2);
  const model::NamedQuery sum{"sum", "SELECT SUM(value) AS tong FROM odbc_moment", {}, {"tong"}, {"tong"}};
  const auto source = data::open_source(settings);
  BOOST_CHECK_EQUAL(source->read({}, support::small_catalogue()).dataset.size(), 2U);
  server().sql("solieu", "INSERT INTO odbc_moment SELECT indicator, territory, period, value + 10, row_id FROM "
                         "odbc_moment");
  BOOST_CHECK_EQUAL(source->read({}, support::small_catalogue()).dataset.size(), 2U);
  BOOST_CHECK_EQUAL(source->query(sum, {}).rows.at(0)[0].value(), "3");
  BOOST_CHECK_EQUAL(data::open_source(settings)->read({}, support::small_catalogue()).dataset.size(), 4U);
}

BOOST_AUTO_TEST_CASE(more_rows_than_one_fetch_arrive_each_once) {
  const auto settings = table("odbc_many", 25'001);
  BOOST_CHECK_EQUAL(data::open_source(settings)->read({}, support::small_catalogue()).dataset.size(), 25'001U);
  BOOST_CHECK_EQUAL(data::open_source(settings)->test(support::small_catalogue()).rows, 25001U);
}

BOOST_AUTO_TEST_CASE(vietnamese_names_of_tables_and_columns) {
  const support::Folder folder;
  const std::string make = "CREATE TABLE \"quan sát\" (\"chỉ tiêu\" text, \"tỉnh\" text, \"kỳ báo cáo\" text, "
                           "\"số liệu\" text); ";
  const std::string fill = "INSERT INTO \"quan sát\" VALUES ('JOB', '22', '2025', '5')";
  server().sql("solieu",
               "DROP TABLE IF EXISTS \"quan sát\"; " + make + fill + "; GRANT SELECT ON \"quan sát\" TO reader");
  sqlite3 *database = nullptr;
  sqlite3_open(folder.file("số liệu.sqlite").c_str(), &database);
  BOOST_REQUIRE_EQUAL(sqlite3_exec(database, (make + fill).c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
  const auto wide = through_odbc("quan sát");
  model::SourceSettings sqlite;
  sqlite.alias = "server";
  sqlite.kind = "odbc";
  sqlite.table = "quan sát";
  sqlite.server.odbc_driver = "SQLite3";
  sqlite.server.database = folder.file("số liệu.sqlite");
  for (auto settings : {wide, sqlite}) {
    BOOST_TEST_CONTEXT(settings.server.odbc_driver) {
      settings.columns.indicator = "chỉ tiêu";
      settings.columns.territory = "tỉnh";
      settings.columns.period = "kỳ báo cáo";
      settings.columns.low = "số liệu";
      BOOST_REQUIRE_EQUAL(failure(settings), "");
      const auto result = data::open_source(settings)->read({}, support::small_catalogue());
      BOOST_REQUIRE_EQUAL(result.dataset.size(), 1U);
      BOOST_CHECK_EQUAL(result.dataset.at(0).low->text(), "5");
      settings.columns.low = "số liêu";
      BOOST_CHECK_EQUAL(failure(settings), "The table “quan sát” of server has no column “số liêu”; correct “columns” "
                                           "in sources.json or add the column. Did you mean “số liệu”?");
      settings.table = "quan sat";
      BOOST_CHECK(failure(settings).find("has no table or view “quan sat”") != std::string::npos);
      BOOST_CHECK(failure(settings).find("quan sát") != std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_password_stands_nowhere) {
  const auto good = table("odbc_secret", 1);
  auto wrong = good;
  wrong.server.user = "nobody";
  std::string said = failure(wrong);
  const TcpProxy proxy(server().port(), {.cut_after = 100});
  wrong = good;
  wrong.server.port = proxy.port();
  said += failure(wrong);
  BOOST_CHECK_EQUAL(failure(good), "");
  said += support::read_file(server().log());
  said += support::read_file("/proc/self/cmdline");
  const auto created = said.find("CREATE ROLE reader");
  BOOST_REQUIRE(created != std::string::npos);
  said.erase(created, said.find('\n', created) - created);
  BOOST_CHECK(said.find("CANARY") == std::string::npos);
  for (const auto &entry :
       std::filesystem::directory_iterator("/tmp")) // where the driver keeps what it was told to log
    BOOST_CHECK_MESSAGE(!entry.path().filename().string().ends_with(std::to_string(::getpid()) + ".log"),
                        entry.path().string());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_not_made) {
  const support::Folder folder;
  model::SourceSettings settings;
  settings.alias = "server";
  settings.kind = "odbc";
  settings.server.odbc_driver = "SQLite3";
  settings.server.database = folder.file("gone.sqlite");
  BOOST_CHECK(failure(settings).starts_with("Source “server”: "));
  BOOST_CHECK(!std::filesystem::exists(folder.file("gone.sqlite")));
}

BOOST_AUTO_TEST_CASE(signs_of_a_connection_s_words_mean_nothing_in_a_value) {
  BOOST_CHECK_EQUAL(data::connection_value("127.0.0.1"), "127.0.0.1");
  BOOST_CHECK_EQUAL(data::connection_value("a;PWD=b"), "{a;PWD=b}");
  BOOST_CHECK_EQUAL(data::connection_value("a}b"), "{a}}b}");
  BOOST_CHECK_EQUAL(data::connection_value(" a"), "{ a}");
  server().sql("solieu", "DROP ROLE IF EXISTS odbc_signs; CREATE ROLE odbc_signs LOGIN PASSWORD 'a;b}c{d=é @1'");
  ::setenv("SOLIEU_TEST_SIGNS", "a;b}c{d=é @1", 1);
  auto settings = table("odbc_signs", 1);
  server().sql("solieu", "GRANT SELECT ON odbc_signs TO odbc_signs");
  settings.server.user = "odbc_signs";
  settings.server.password_variable = "SOLIEU_TEST_SIGNS";
  BOOST_CHECK_EQUAL(failure(settings), "");
}

BOOST_AUTO_TEST_SUITE_END()
