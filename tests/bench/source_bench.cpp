// Times reading observations from an SQLite file and from servers of its own beside the client library's bare fetch of
// the same rows. Usage: source_bench [OBSERVATIONS=1000000] [sqlite|postgresql|mysql]. One line a source: seconds bare
// and here, on the clock and of this process's processors; the ratio on the clock; peak memory.

#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "support/mysql_server.hpp"
#include "support/postgresql_server.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

namespace solieu::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int no_limit_seconds = 3600;

/// On the clock, and of this process's processors: what else runs on the machine does not count there.
struct Took {
  double seconds = 0;
  double processor = 0;
};

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval &time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

Took took(const std::function<void()> &work) {
  const auto processor = processor_seconds();
  const auto start = Clock::now();
  work();
  return {std::chrono::duration<double>(Clock::now() - start).count(), processor_seconds() - processor};
}

/// Rows that are only counted.
class Counter : public data::ObservationSink {
public:
  void take(model::Observation &&) override { ++count; }
  std::size_t count = 0;
};

model::Catalogue catalogue() {
  model::Catalogue made;
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  job.decimals = 1; // the values below have a tenth
  job.decimals = 2; // any number may stand in the tests
  made.add(std::move(job));
  model::Territory unit;
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

void compare(const char *name, model::SourceSettings settings, std::size_t rows, const std::function<void()> &bare) {
  settings.timeout_seconds = no_limit_seconds;
  const auto library = took(bare);
  Counter counter;
  const auto here = took([&] { static_cast<void>(data::open_source(settings)->stream({}, catalogue(), counter)); });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "%-12s %9zu rows   bare %7.2f s (%.2f s processor)   here %7.2f s (%.2f s)   ratio %5.2f   peak %ld MB%s\n", name,
      counter.count, library.seconds, library.processor, here.seconds, here.processor, here.seconds / library.seconds,
      usage.ru_maxrss / 1024, counter.count == rows ? "" : "   ROWS MISSING");
}

void bare_postgresql(const model::SourceSettings &settings) {
  const auto text =
      "host=127.0.0.1 sslmode=prefer dbname=solieu user=reader port=" + std::to_string(settings.server.port) +
      " password=" + support::PostgresqlServer::password;
  PGconn *const connection = PQconnectdb(text.c_str());
  PQclear(PQexec(connection, "BEGIN"));
  PQclear(PQexec(connection, "DECLARE c NO SCROLL CURSOR FOR SELECT * FROM bench"));
  int rows = 1;
  while (rows > 0) {
    PGresult *const result = PQexec(connection, "FETCH 10000 FROM c");
    rows = PQntuples(result);
    PQclear(result);
  }
  PQfinish(connection);
}

void bare_mysql(const model::SourceSettings &settings) {
  MYSQL *const connection = mysql_init(nullptr);
  mysql_real_connect(connection, "127.0.0.1", "reader", support::MysqlServer::password, "solieu",
                     static_cast<unsigned>(settings.server.port), nullptr, 0);
  mysql_query(connection, "SELECT * FROM bench");
  MYSQL_RES *const result = mysql_use_result(connection);
  while (mysql_fetch_row(result) != nullptr) {
  }
  mysql_free_result(result);
  mysql_close(connection);
}

void execute(sqlite3 *database, const std::string &sql) {
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database));
}

void bare_sqlite(const model::SourceSettings &settings) {
  sqlite3 *database = nullptr;
  sqlite3_stmt *statement = nullptr;
  sqlite3_open(settings.path.c_str(), &database);
  sqlite3_prepare_v2(database, "SELECT * FROM observations", -1, &statement, nullptr);
  while (sqlite3_step(statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
      static_cast<void>(sqlite3_column_text(statement, i));
  sqlite3_finalize(statement);
  sqlite3_close(database);
}

model::SourceSettings sqlite_table(const std::string &count) {
  model::SourceSettings settings;
  settings.kind = "sqlite";
  settings.path =
      (std::filesystem::temp_directory_path() / ("solieu-source-bench-" + std::to_string(::getpid()))).string();
  sqlite3 *database = nullptr;
  sqlite3_open(settings.path.c_str(), &database);
  execute(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE observations (indicator TEXT, "
                    "territory TEXT, period TEXT, value TEXT, row_id INTEGER); WITH RECURSIVE n(i) AS (SELECT 1 UNION "
                    "ALL SELECT i + 1 FROM n WHERE i < " +
                        count +
                        ") INSERT INTO observations SELECT 'JOB', 'VN-NSO/2025-01-01/22', printf('%d-%02d', 2000 + i % "
                        "25, 1 + i % 12), printf('%d.%d', i / 10, i % 10), i FROM n");
  sqlite3_close(database);
  return settings;
}

void run_sqlite(std::size_t rows) {
  auto file = sqlite_table(std::to_string(rows));
  compare("SQLite", file, rows, [&] { bare_sqlite(file); });
  std::filesystem::remove(file.path);
}

void run_postgresql(std::size_t rows) {
  auto &postgresql = support::PostgresqlServer::instance();
  postgresql.sql("solieu",
                 "CREATE TABLE bench AS SELECT 'JOB'::text AS indicator, 'VN-NSO/2025-01-01/22'::text AS "
                 "territory, (2000 + n % 25 || '-' || lpad((1 + n % 12)::text, 2, '0')) AS period, n::numeric "
                 "/ 10 AS value, n AS row_id FROM generate_series(1, " +
                     std::to_string(rows) + ") AS n; GRANT SELECT ON bench TO reader");
  auto settings = postgresql.reader();
  settings.table = "bench";
  compare("PostgreSQL", settings, rows, [&] { bare_postgresql(settings); });
}

void run_mysql(std::size_t rows) {
  auto &mysql = support::MysqlServer::instance();
  mysql.sql("CREATE TABLE bench AS SELECT 'JOB' AS indicator, 'VN-NSO/2025-01-01/22' AS territory, CONCAT(2000 + seq % "
            "25, '-', LPAD(1 + seq % 12, 2, '0')) AS period, CAST(seq / 10 AS DECIMAL(20, 1)) AS value, seq AS row_id "
            "FROM seq_1_to_" +
            std::to_string(rows));
  auto settings = mysql.reader();
  settings.table = "bench";
  compare("MariaDB", settings, rows, [&] { bare_mysql(settings); });
}

/// Every kind when none is named.
void run(std::size_t rows, std::string_view kind) {
  if (kind.empty() || kind == "sqlite")
    run_sqlite(rows);
  if (kind.empty() || kind == "postgresql")
    run_postgresql(rows);
  if (kind.empty() || kind == "mysql")
    run_mysql(rows);
}

} // namespace
} // namespace solieu::bench

int main(int count, char **words) {
  try {
    solieu::bench::run(count > 1 ? std::strtoul(words[1], nullptr, 10) : 1'000'000, count > 2 ? words[2] : "");
    return 0;
  } catch (const solieu::diagnostic::Failure &failure) {
    for (const auto &finding : failure.findings())
      std::fprintf(stderr, "%s\n", solieu::format::message(finding, "en").c_str());
  } catch (const std::exception &exception) {
    std::fprintf(stderr, "%s\n", exception.what());
  }
  return 1;
}
