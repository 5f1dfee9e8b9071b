#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/mysql_server.hpp"
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
using support::MysqlServer;
using support::TcpProxy;
using Clock = std::chrono::steady_clock;

namespace {

MysqlServer &server() { return MysqlServer::instance(); }

/// A table of its own with many rows.
model::SourceSettings table(const std::string &name, int rows) {
  server().sql("DROP TABLE IF EXISTS " + name);
  server().sql("CREATE TABLE " + name +
               " AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, '2025-03' AS period, CAST(seq AS "
               "DECIMAL(30, 2)) AS value, CONCAT('dòng ', seq) AS row_id FROM seq_1_to_" +
               std::to_string(rows));
  auto settings = server().reader();
  settings.table = name;
  return settings;
}

std::string failure(const model::SourceSettings &settings) { return support::failure_of(settings, "en"); }

std::string running_queries() {
  return server().sql(
      "SELECT count(*) FROM information_schema.PROCESSLIST WHERE USER = 'reader' AND COMMAND <> 'Sleep'");
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

BOOST_AUTO_TEST_SUITE(mysql_source)

BOOST_AUTO_TEST_CASE(numbers_of_every_type_arrive_to_the_digit) {
  server().sql("DROP TABLE IF EXISTS numbers");
  server().sql("CREATE TABLE numbers (indicator varchar(10), territory char(25), period text, value decimal(38, 18), "
               "value_high double, as_of date, synthetic tinyint, row_id bigint unsigned, text longtext)");
  server().sql("INSERT INTO numbers VALUES "
               "('JOB', 'VN-NSO/2025-01-01/22', '2025', 1234567890123456.78, NULL, NULL, NULL, 1, REPEAT('ă', 700)), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2024', 0.1, 0.1, '2025-03-14', 1, 9007199254740993, NULL), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2023', NULL, NULL, NULL, 0, NULL, ''), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2022', 0.1, 0.1e0 + 0.2e0, NULL, NULL, 4, 'x'), "
               "('JOB', 'VN-NSO/2025-01-01/22', '2021', 1, 9007199254740992, NULL, NULL, 5, NULL)");
  auto settings = server().reader();
  settings.table = "numbers";
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  const std::vector<std::string> expected{"2022 0.1..0.3 x1", "2023 NULL x0",
                                          "2024 0.1 x0 2025-03-14 synthetic 9007199254740993",
                                          "2025 1234567890123456.78 x1400"};
  std::vector<std::string> found;
  for (const auto &o : result.dataset.all())
    found.push_back(o.key.period.id() + " " + (o.low ? o.low->text() : "NULL") + (o.high ? ".." + o.high->text() : "") +
                    " x" + std::to_string(o.text.size()) + (o.as_of ? " " + o.as_of->iso() : "") +
                    (o.synthetic ? " synthetic " + o.row_id : ""));
  std::ranges::sort(found);
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
  BOOST_REQUIRE(!result.findings.empty());
  BOOST_CHECK_EQUAL(result.findings.back().code.name, "data.number-inexact");
}

BOOST_AUTO_TEST_CASE(more_rows_than_one_fetch_arrive_each_once) {
  const auto settings = table("many", 25'001);
  BOOST_CHECK_EQUAL(data::open_source(settings)->read({}, support::small_catalogue()).dataset.size(), 25'001U);
  BOOST_CHECK_EQUAL(data::open_source(settings)->test(support::small_catalogue()).rows, 25001U);
  data::Selection selection;
  selection.first_year = 2026;
  BOOST_CHECK_EQUAL(data::open_source(settings)->read(selection, support::small_catalogue()).dataset.size(), 0U);
  std::ifstream log(server().log());
  const std::string text(std::istreambuf_iterator<char>(log), {});
  BOOST_CHECK(text.find("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY") != std::string::npos);
  BOOST_CHECK(text.find("WHERE (`period` >= ") != std::string::npos);
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
  wrong.table = "few`; DROP TABLE few; --";
  BOOST_CHECK(failure(wrong).find("has no table or view") != std::string::npos);
  wrong.table = "fewer";
  BOOST_CHECK(failure(wrong).find("has no table or view “fewer” that the user “reader” can see (only: ") !=
              std::string::npos);
  BOOST_CHECK_EQUAL(failure(good), "");
}

BOOST_AUTO_TEST_CASE(a_role_that_may_write_is_warned_about) {
  const auto settings = table("writable", 1);
  server().sql("GRANT INSERT ON solieu.writable TO reader");
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"),
                    "Source “server”: the user “reader” may write to the table “writable”; use one that may only read "
                    "(SELECT).");
  server().sql("REVOKE INSERT ON solieu.writable FROM reader");
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
  for (const std::size_t bytes : {0U, 20U, 500U, 50'000U}) {
    const TcpProxy proxy(server().port(), {.stall_after = bytes});
    settings.server.port = proxy.port();
    const auto start = Clock::now();
    BOOST_CHECK(failure(settings).find("did not answer within 1 seconds") != std::string::npos);
    BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2000));
  }
}

BOOST_AUTO_TEST_CASE(cancel_answers_within_a_second_and_leaves_no_query) {
  server().sql("CREATE OR REPLACE VIEW slow AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, '2025' "
               "AS period, seq AS value, SLEEP(0.01) AS text FROM seq_1_to_100000");
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
  support::check_one_moment(table("moment", 2), [](const std::string &sql) { server().sql(sql); });
}

BOOST_AUTO_TEST_CASE(a_name_that_nobody_resolves_is_left_at_the_deadline) {
  auto settings = server().reader();
  settings.timeout_seconds = 1;
  settings.server.host = "stalled.test";
  settings.server.certificate_file = server().certificate().string();
  const auto start = Clock::now();
  const auto said = failure(settings);
  BOOST_CHECK_MESSAGE(said.find("did not answer within 1 seconds") != std::string::npos, said);
  BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2000));
  settings.server.host = "unknown.test";
  const auto message = failure(settings);
  BOOST_CHECK_MESSAGE(message.find("the server unknown.test:") != std::string::npos &&
                          message.find("cannot be reached") != std::string::npos,
                      message);
}

BOOST_AUTO_TEST_CASE(the_certificate_is_verified) {
  auto settings = table("secure", 1);
  settings.server.host = "localhost";
  settings.server.verify_on_loopback = true;
  BOOST_CHECK(failure(settings).find("certificate of the server localhost") != std::string::npos);
  settings.server.certificate_file = server().certificate().string();
  BOOST_CHECK_EQUAL(failure(settings), "");
  settings.server.host = "127.0.0.1";
  BOOST_CHECK(failure(settings).find("cannot be verified") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_retyped_column_is_named) {
  const auto settings = table("retyped", 2);
  server().sql("ALTER TABLE retyped MODIFY value VARCHAR(40)");
  server().sql("UPDATE retyped SET value = CONCAT('số ', value)");
  const auto result = data::open_source(settings)->read({}, support::small_catalogue());
  BOOST_CHECK_EQUAL(result.dataset.size(), 0U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 2U);
  BOOST_CHECK_EQUAL(format::message(result.findings[0], "en"),
                    "Table “retyped”, row 1 is left out: “số 1.00” (column “value”) is no number; write it like "
                    "1234.5 (set by “locale” in sources.json), at most 38 digits.");
  server().sql("ALTER TABLE retyped RENAME COLUMN period TO ky");
  BOOST_CHECK_EQUAL(failure(settings), "The table “retyped” of server has no column “period”; correct “columns” in "
                                       "sources.json or add the column.");
}

BOOST_AUTO_TEST_CASE(a_slow_server_is_left_at_the_deadline) {
  auto settings = table("dribble", 20'000);
  settings.timeout_seconds = 1;
  const TcpProxy proxy(server().port(), {.bytes_a_second = 20'000});
  settings.server.port = proxy.port();
  BOOST_CHECK(failure(settings).find("answers too slowly, after 1 seconds") != std::string::npos);
  BOOST_CHECK(soon([] { return running_queries() == "0"; }));
}

BOOST_AUTO_TEST_CASE(the_password_stands_nowhere) {
  const auto good = table("secret", 1);
  auto wrong = good;
  wrong.server.user = "nobody";
  std::string said = failure(wrong);
  const TcpProxy proxy(server().port(), {.cut_after = 100});
  wrong = good;
  wrong.server.port = proxy.port();
  said += failure(wrong);
  std::ifstream log(server().log());
  said.append(std::istreambuf_iterator<char>(log), {});
  std::ifstream arguments("/proc/self/cmdline");
  said.append(std::istreambuf_iterator<char>(arguments), {});
  const auto created = said.find("CREATE USER reader");
  BOOST_REQUIRE(created != std::string::npos);
  said.erase(created, said.find('\n', created) - created);
  BOOST_CHECK(said.find("CANARY") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
