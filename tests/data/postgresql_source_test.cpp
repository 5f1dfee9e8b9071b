#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/postgresql_server.hpp"
#include "support/small_sources.hpp"
#include "support/tcp_proxy.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <thread>

using namespace solieu;
using support::PostgresqlServer;
using support::TcpProxy;
using Clock = std::chrono::steady_clock;

namespace {

PostgresqlServer &server() { return PostgresqlServer::instance(); }

/// A table of its own with many rows.
model::SourceSettings table(const std::string &name, int rows) {
  server().sql("solieu", "DROP TABLE IF EXISTS " + name + "; CREATE TABLE " + name +
                             " AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, '2025-03' AS period, "
                             "n::numeric AS value, 'dòng ' || n AS row_id FROM generate_series(1, " +
                             std::to_string(rows) + ") AS n; GRANT SELECT ON " + name + " TO reader");
  auto settings = server().reader();
  settings.table = name;
  return settings;
}

std::string failure(const model::SourceSettings &settings) { return support::failure_of(settings, "en"); }

std::string running_queries() {
  return server().sql("solieu", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state <> 'idle'");
}

/// Waits for what the server does a moment later.
bool soon(const std::function<bool()> &condition) {
  for (int i = 0; i < 100; ++i) {
    if (condition())
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

} // namespace

BOOST_AUTO_TEST_SUITE(postgresql_source)

BOOST_AUTO_TEST_CASE(numbers_of_every_type_arrive_to_the_digit) {
  server().sql("solieu",
               "DROP TABLE IF EXISTS numbers; CREATE TABLE numbers (indicator varchar(10), territory char(25), period "
               "text, value numeric, value_high double precision, as_of date, synthetic boolean, row_id bigint); "
               "INSERT INTO numbers VALUES "
               "('JOB', 'VN-NSO/2025-01-01/22', '2025', 1234567890123456.78, NULL, NULL, NULL, 1), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2024', 0.1, 0.1, '2025-03-14', true, 9007199254740993), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2023', NULL, NULL, NULL, false, NULL), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2022', 0.1, 0.1::float8 + 0.2::float8, NULL, NULL, 4), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2021', 1, 9007199254740992, NULL, NULL, 5), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2020', 'NaN', NULL, NULL, NULL, 6); "
               "GRANT SELECT ON numbers TO reader");
  auto settings = server().reader();
  settings.table = "numbers";
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  const std::vector<std::string> expected{"2022 0.1..0.3", "2023 NULL",
                                          "2024 0.1 2025-03-14 synthetic 9007199254740993", "2025 1234567890123456.78"};
  std::vector<std::string> found;
  for (const auto &o : result.dataset.all())
    found.push_back(o.key.period.id() + " " + (o.low ? o.low->text() : "NULL") + (o.high ? ".." + o.high->text() : "") +
                    (o.as_of ? " " + o.as_of->iso() : "") + (o.synthetic ? " synthetic " + o.row_id : ""));
  std::ranges::sort(found);
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
  std::vector<std::string> codes;
  std::ranges::transform(result.findings, std::back_inserter(codes), [](const auto &one) { return one.code.name; });
  const std::vector<std::string> told{"data.number-rounded", "data.number-rounded", "data.number-rounded",
                                      "data.number-inexact", "data.number-unreadable"};
  BOOST_CHECK_EQUAL_COLLECTIONS(codes.begin(), codes.end(), told.begin(), told.end());
}

BOOST_AUTO_TEST_CASE(more_rows_than_one_fetch_arrive_each_once) {
  const auto settings = table("many", 25'001);
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_CHECK_EQUAL(result.dataset.size(), 25'001U);
  BOOST_CHECK_EQUAL(data::open_source(settings)->test(support::small_catalogue()).rows, 25001U);
  data::Selection selection;
  selection.first_year = 2026;
  BOOST_CHECK_EQUAL(data::open_source(settings)->read(selection, support::small_catalogue()).dataset.size(), 0U);
  std::ifstream log(server().log());
  const std::string text(std::istreambuf_iterator<char>(log), {});
  BOOST_CHECK(text.find("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") != std::string::npos);
  BOOST_CHECK(text.find("WHERE (\"period\" >= $1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_at_the_server_is_said) {
  const auto good = table("few", 3);
  auto wrong = good;
  wrong.server.database = "solieu2";
  BOOST_CHECK_EQUAL(failure(wrong), "Source “server”: the server 127.0.0.1:" + std::to_string(server().port()) +
                                        " has no database “solieu2”; correct “database” in sources.json.");
  wrong = good;
  ::setenv("SOLIEU_TEST_WRONG", "nhầm", 1);
  wrong.server.password_variable = "SOLIEU_TEST_WRONG";
  BOOST_CHECK_EQUAL(failure(wrong), "Source “server”: the server 127.0.0.1:" + std::to_string(server().port()) +
                                        " refuses the user “reader”; check user name and password.");
  wrong = good;
  wrong.server.port = support::free_port();
  BOOST_CHECK(failure(wrong).find("no server takes connections at 127.0.0.1:") != std::string::npos);
  wrong = good;
  wrong.table = "fewer";
  BOOST_CHECK(failure(wrong).find("has no table or view “fewer” that the user “reader” can see (only: ") !=
              std::string::npos);
  wrong.table = "few\"; DROP TABLE few; --";
  BOOST_CHECK(failure(wrong).find("has no table or view") != std::string::npos);
  server().sql("solieu", "CREATE TABLE IF NOT EXISTS closed (indicator text)");
  wrong.table = "closed";
  BOOST_CHECK_EQUAL(failure(wrong), "Source “server”: the user “reader” may not read the table “closed”; ask the "
                                    "administrator for the right SELECT.");
  BOOST_CHECK_EQUAL(failure(good), "");
}

BOOST_AUTO_TEST_CASE(a_retyped_column_is_named) {
  const auto settings = table("retyped", 2);
  server().sql("solieu", "ALTER TABLE retyped ALTER COLUMN value TYPE text USING 'số ' || value");
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_CHECK_EQUAL(result.dataset.size(), 0U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 2U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"),
                    "Table “retyped”, row 1 is left out: “số 1” (column “value”) is no number; write it like 1234.5 "
                    "(set by “locale” in sources.json), at most 38 digits.");
  server().sql("solieu", "ALTER TABLE retyped RENAME COLUMN period TO ky");
  BOOST_CHECK_EQUAL(failure(settings), "The table “retyped” of server has no column “period”; correct “columns” in "
                                       "sources.json or add the column.");
}

BOOST_AUTO_TEST_CASE(a_role_that_may_write_is_warned_about) {
  const auto settings = table("writable", 1);
  server().sql("solieu", "GRANT INSERT ON writable TO reader");
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"),
                    "Source “server”: the user “reader” may write to the table “writable”; use one that may only read "
                    "(SELECT).");
}

BOOST_AUTO_TEST_CASE(a_connection_cut_anywhere_gives_an_error_and_no_rows) {
  auto settings = table("cut", 3000);
  const TcpProxy whole(server().port(), {});
  settings.server.port = whole.port();
  BOOST_CHECK_EQUAL(failure(settings), "");
  const auto all = whole.passed();
  for (std::size_t part = 1; part < 40; ++part) {
    const TcpProxy proxy(server().port(), {.cut_after = 1 + all * part / 40});
    settings.server.port = proxy.port();
    const auto message = failure(settings);
    BOOST_CHECK_MESSAGE(message.find("was lost") != std::string::npos ||
                            message.find("closed it before the login was done") != std::string::npos,
                        part << ": " << message);
  }
}

BOOST_AUTO_TEST_CASE(a_peer_that_stalls_is_left_at_the_deadline) {
  auto settings = table("stalled", 3000);
  settings.timeout_seconds = 1;
  for (const std::size_t bytes : {0U, 20U, 2000U, 50'000U}) {
    const TcpProxy proxy(server().port(), {.stall_after = bytes});
    settings.server.port = proxy.port();
    const auto start = Clock::now();
    BOOST_CHECK_EQUAL(failure(settings),
                      "Source “server”: the server 127.0.0.1:" + std::to_string(proxy.port()) +
                          " did not answer within 1 seconds; no figures were used. Try again or raise "
                          "“timeout_seconds” in sources.json.");
    BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2000));
  }
  BOOST_CHECK(soon([] { return running_queries() == "0"; }));
}

BOOST_AUTO_TEST_CASE(cancel_answers_within_a_second_and_leaves_no_query) {
  server().sql("solieu",
               "CREATE OR REPLACE VIEW slow AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, "
               "'2025' AS period, n AS value, pg_sleep(0.01)::text AS text FROM generate_series(1, 100000) n; "
               "GRANT SELECT ON slow TO reader");
  auto settings = server().reader();
  settings.table = "slow";
  const auto source = data::open_source(settings);
  const auto read =
      support::cancelled_read(*source, [] { static_cast<void>(soon([] { return running_queries() != "0"; })); });
  BOOST_CHECK_EQUAL(read.code, "data.cancelled");
  BOOST_CHECK(read.took < std::chrono::seconds(1));
  BOOST_CHECK(soon([] { return running_queries() == "0"; }));
}

BOOST_AUTO_TEST_CASE(everything_of_a_job_sees_one_moment) {
  support::check_one_moment(table("moment", 2), [](const std::string &sql) { server().sql("solieu", sql); });
}

BOOST_AUTO_TEST_CASE(a_name_that_nobody_resolves_is_left_at_the_deadline) {
  auto settings = server().reader();
  settings.timeout_seconds = 1;
  settings.server.host = "stalled.test";
  settings.server.certificate_file = server().certificate().string();
  const auto start = Clock::now();
  BOOST_CHECK(failure(settings).find("did not answer within 1 seconds") != std::string::npos);
  BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2000));
  settings.server.host = "unknown.test";
  BOOST_CHECK_EQUAL(failure(settings),
                    "Source “server”: the address of the server unknown.test:" + std::to_string(server().port()) +
                        " cannot be found: Name or service not known. Check the server's name in "
                        "sources.json and the network.");
}

BOOST_AUTO_TEST_CASE(a_slow_server_is_left_at_the_deadline) {
  auto settings = table("dribble", 20'000);
  settings.timeout_seconds = 1;
  const TcpProxy proxy(server().port(), {.bytes_a_second = 20'000});
  settings.server.port = proxy.port();
  BOOST_CHECK(failure(settings).find("answers too slowly, after 1 seconds") != std::string::npos);
  BOOST_CHECK(soon([] { return running_queries() == "0"; }));
}

BOOST_AUTO_TEST_CASE(the_certificate_is_verified) {
  auto settings = table("secure", 1);
  settings.server.host = "localhost";
  settings.server.verify_on_loopback = true;
  BOOST_CHECK(failure(settings).find("certificate of the server localhost") != std::string::npos);
  settings.server.certificate_file = server().certificate().string();
  BOOST_CHECK_EQUAL(failure(settings), "");
  settings.server.host = "127.0.0.1";
  BOOST_CHECK_MESSAGE(failure(settings).find("is made out to another name") != std::string::npos, failure(settings));
}

BOOST_AUTO_TEST_CASE(a_server_on_this_machine_is_asked_encrypted_where_it_can) {
  const model::NamedQuery encrypted{
      "tls", "SELECT CAST(ssl AS text) AS ma FROM pg_stat_ssl WHERE pid = pg_backend_pid()", {}, {"ma"}, {}};
  auto settings = table("encrypted", 1);
  BOOST_CHECK_EQUAL(data::open_source(settings)->query(encrypted, {}).rows.at(0)[0].value(), "true");
  const TcpProxy plain(server().port(), {.plain = true});
  settings.server.port = plain.port();
  BOOST_CHECK_EQUAL(data::open_source(settings)->query(encrypted, {}).rows.at(0)[0].value(), "false");
}

BOOST_AUTO_TEST_CASE(the_password_stands_nowhere) {
  const auto good = table("secret", 1);
  auto wrong = good;
  wrong.server.user = "nobody";
  std::string said = failure(wrong);
  wrong = good;
  wrong.server.database = PostgresqlServer::password;
  wrong.server.database.clear();
  said += failure(wrong);
  const TcpProxy proxy(server().port(), {.cut_after = 100});
  wrong = good;
  wrong.server.port = proxy.port();
  said += failure(wrong);
  std::ifstream log(server().log());
  said.append(std::istreambuf_iterator<char>(log), {});
  std::ifstream arguments("/proc/self/cmdline");
  said.append(std::istreambuf_iterator<char>(arguments), {});
  const auto created = said.find("CREATE ROLE reader");
  BOOST_REQUIRE(created != std::string::npos);
  said.erase(created, said.find('\n', created) - created);
  BOOST_CHECK(said.find("CANARY") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
