// Servers that answer what no honest server does.
#include "data/data_source.hpp"
#include "support/mysql_server.hpp"
#include "support/postgresql_server.hpp"
#include "support/small_sources.hpp"
#include "support/tcp_proxy.hpp"
#include "support/web_server.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <random>

using namespace solieu;
using support::MysqlServer;
using support::PostgresqlServer;
using support::TcpProxy;
using Clock = std::chrono::steady_clock;

namespace {

std::string failure(const model::SourceSettings &settings) { return support::failure_of(settings, "en"); }

model::SourceSettings postgresql() {
  auto &server = PostgresqlServer::instance();
  server.sql("solieu", "DROP TABLE IF EXISTS hostile; CREATE TABLE hostile AS SELECT 'JOB' AS indicator, "
                       "'VN-NSO/2025-01-01/22' AS territory, '2025-03' AS period, n::numeric AS value FROM "
                       "generate_series(1, 30) n; GRANT SELECT ON hostile TO reader");
  auto settings = server.reader();
  settings.table = "hostile";
  return settings;
}

model::SourceSettings mysql() {
  auto &server = MysqlServer::instance();
  server.sql("DROP TABLE IF EXISTS hostile");
  server.sql("CREATE TABLE hostile AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, '2025-03' AS "
             "period, seq AS value FROM seq_1_to_30");
  auto settings = server.reader();
  settings.table = "hostile";
  return settings;
}

/// Reads through a proxy that turns one byte of the server's answers into another, many times.
void read_altered_answers(model::SourceSettings settings, unsigned rounds) {
  const int port = settings.server.port;
  const TcpProxy whole(port, {.plain = true});
  settings.server.port = whole.port();
  BOOST_REQUIRE_EQUAL(failure(settings), "");
  const auto all = whole.passed();
  settings.timeout_seconds = 1;
  std::mt19937 numbers(20250314);
  unsigned refused = 0;
  for (unsigned round = 0; round < rounds; ++round) {
    const auto place = numbers() % all;
    const auto value = static_cast<char>(round % 3 == 0 ? 0xFF : numbers() % 256);
    const TcpProxy proxy(port, {.alter_at = place, .alter_to = value, .plain = true});
    settings.server.port = proxy.port();
    const auto start = Clock::now();
    const auto message = failure(settings);
    refused += message.empty() ? 0U : 1U;
    BOOST_TEST_CONTEXT("byte " << place << " = " << int(value) << ": " << message) {
      BOOST_CHECK(Clock::now() - start < std::chrono::milliseconds(2500));
      BOOST_CHECK(message.empty() || message.starts_with("Source “server”: ") || message.starts_with("The table "));
      BOOST_CHECK(message.find("CANARY") == std::string::npos);
      BOOST_CHECK(message.find_first_of("\n\x1b\x07") == std::string::npos);
    }
  }
  BOOST_CHECK(refused > 0 && refused < rounds);
}

} // namespace

BOOST_AUTO_TEST_SUITE(hostile_server)

BOOST_AUTO_TEST_CASE(an_altered_byte_of_postgresql_is_an_error_or_another_value_and_never_more) {
  read_altered_answers(postgresql(), 36);
}

BOOST_AUTO_TEST_CASE(an_altered_byte_of_mariadb_is_an_error_or_another_value_and_never_more) {
  read_altered_answers(mysql(), 36);
}

BOOST_AUTO_TEST_CASE(another_program_listens_at_the_port) {
  const support::WebServer web(
      [](const support::WebRequest &) { return support::WebPage{.body = "[]", .headers = {}}; });
  const auto other = [](int port) {
    return "Source “server”: at 127.0.0.1:" + std::to_string(port) +
           " there is another program and no server of this kind; correct “kind”, address or port in sources.json.";
  };
  auto settings = postgresql();
  settings.timeout_seconds = 1;
  settings.server.port = MysqlServer::instance().port();
  BOOST_CHECK_EQUAL(failure(settings), other(settings.server.port));
  settings.kind = "odbc";
  settings.server.odbc_driver = "PostgreSQL Unicode";
  BOOST_CHECK_EQUAL(failure(settings), other(settings.server.port));
  settings = mysql();
  settings.timeout_seconds = 1;
  settings.server.port = PostgresqlServer::instance().port();
  BOOST_CHECK_MESSAGE(failure(settings).find("did not answer within 1 seconds") != std::string::npos,
                      failure(settings)); // it waits for the client's first word
  settings.server.port = web.port();
  BOOST_CHECK_MESSAGE(failure(settings).find("did not answer within 1 seconds") != std::string::npos,
                      failure(settings));
}

BOOST_AUTO_TEST_SUITE_END()
