#include "scale_world.hpp"

#include "model/period.hpp"
#include "support/postgresql_server.hpp"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sqlite3.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace solieu::bench {

namespace fs = std::filesystem;

namespace {

constexpr const char *channels[]{"VBSP_LOAN", "INDUSTRIAL_PARK", "COAL", "TOURISM_SERVICE", "ABROAD", "OTHER"};
constexpr const char *columns = "(indicator TEXT, territory TEXT, period TEXT, clock TEXT, slice TEXT, kind TEXT, "
                                "value TEXT, source TEXT)";
constexpr const char *index = "CREATE INDEX observations_key ON observations (territory, indicator, period)";

/// The series of one commune: indicators of the catalogue with the channels of JOB_ADDED, 80 in all.
std::vector<std::pair<std::string, std::string>> series_of(const model::Catalogue &catalogue) {
  std::vector<std::pair<std::string, std::string>> list;
  for (const char *channel : channels)
    list.emplace_back("JOB_ADDED", std::string("channel=") + channel);
  list.emplace_back("JOB_ADDED", "");
  for (const auto &indicator : catalogue.indicators())
    if (indicator.code != "JOB_ADDED" && list.size() < series_count)
      list.emplace_back(indicator.code, "");
  return list;
}

void execute(sqlite3 *database, const char *text) {
  if (sqlite3_exec(database, text, nullptr, nullptr, nullptr) != SQLITE_OK) {
    std::fprintf(stderr, "%s: %s\n", text, sqlite3_errmsg(database));
    std::exit(1);
  }
}

void insert_month(sqlite3_stmt *insert, const std::string &month, long communes,
                  const std::vector<std::pair<std::string, std::string>> &series) {
  const auto text = [insert](int place, const std::string &value) {
    sqlite3_bind_text(insert, place, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
  };
  text(3, month);
  for (long number = 1; number <= communes; ++number) {
    text(2, scale_commune(number));
    for (const auto &[indicator, slice] : series) {
      text(1, indicator);
      text(4, slice);
      text(5, slice.empty() ? "60" : "10");
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
  }
}

void forget_file(const fs::path &file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY);
  if (descriptor < 0)
    return;
  ::fsync(descriptor);
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  ::close(descriptor);
}

} // namespace

std::string scale_commune(long number) { return "VN-NSO/2025-07-01/" + std::to_string(10'000 + number); }

ScaleWorld::ScaleWorld(fs::path folder, long communes) : folder_(std::move(folder)), communes_(communes) {
  fs::create_directories(folder_);
}

void ScaleWorld::make_workspace(const std::string &source) const {
  fs::remove_all(workspace());
  fs::copy(fs::path(SOLIEU_SOURCE_DIR) / "templates", workspace(), fs::copy_options::recursive);
  std::ofstream territories(workspace() / "territories.csv", std::ios::app);
  for (long number = 1; number <= communes_; ++number)
    territories << scale_commune(number) << ",Xã thử " << number << ",xã,,,,VN-NSO/2025-07-01/22,,\n";
  std::ofstream(workspace() / "sources.json") << R"({"sources": [)" << source << "]}";
}

SqliteWorld::SqliteWorld(const fs::path &folder, long communes) : ScaleWorld(folder, communes) {
  make_workspace(R"({"alias": "published", "kind": "sqlite", "path": ")" + fs::absolute(file()).string() + R"("})");
}

fs::path SqliteWorld::file() const { return folder() / ("large-" + std::to_string(communes()) + ".sqlite"); }

void SqliteWorld::fill(const model::Catalogue &catalogue) {
  if (fs::exists(file()))
    return;
  const auto part = file().string() + ".part";
  fs::remove(part);
  sqlite3 *database = nullptr;
  sqlite3_open(part.c_str(), &database);
  execute(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
  execute(database, ("CREATE TABLE observations " + std::string(columns) + "; BEGIN").c_str());
  sqlite3_stmt *insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO observations VALUES (?, ?, ?, 'admin15', ?, 'actual', ?, 'Số liệu giả')",
                     -1, &insert, nullptr);
  const auto series = series_of(catalogue);
  for (auto month = model::Period::month_of(2023, 1); month <= model::Period::month_of(2026, 10); month = month.next())
    insert_month(insert, month.id(), communes(), series); // by month, as a table grows: not in the order of reports
  sqlite3_finalize(insert);
  execute(database, "COMMIT");
  execute(database, index);
  sqlite3_close(database);
  fs::rename(part, file());
}

void SqliteWorld::forget() { forget_file(file()); }

PostgresqlWorld::PostgresqlWorld(const fs::path &folder, long communes) : ScaleWorld(folder, communes) {
  const auto server = support::PostgresqlServer::instance().reader();
  make_workspace(R"({"alias": "published", "kind": "postgresql", "host": ")" + server.server.host + R"(", "port": )" +
                 std::to_string(server.server.port) + R"(, "database": ")" + server.server.database +
                 R"(", "user": ")" + server.server.user + R"(", "password_variable": ")" +
                 server.server.password_variable + R"(", "timeout_seconds": 600})");
}

void PostgresqlWorld::fill(const model::Catalogue &catalogue) {
  auto &server = support::PostgresqlServer::instance();
  const auto run = [&server](const std::string &text) { server.sql("solieu", text); };
  run("CREATE TABLE observations " + std::string(columns));
  run("CREATE TABLE series (indicator TEXT, slice TEXT)");
  for (const auto &[indicator, slice] : series_of(catalogue))
    server.sql("solieu", "INSERT INTO series VALUES ($1, $2)", {indicator, slice});
  for (auto month = model::Period::month_of(2023, 1); month <= model::Period::month_of(2026, 10); month = month.next())
    run("INSERT INTO observations SELECT indicator, 'VN-NSO/2025-07-01/' || 10000 + number, '" + month.id() +
        "', 'admin15', slice, 'actual', CASE slice WHEN '' THEN '60' ELSE '10' END, 'Số liệu giả' FROM "
        "generate_series(1, " +
        std::to_string(communes()) + ") number, series");
  run(index);
  run("ANALYZE observations");
  run("GRANT SELECT ON observations TO reader");
}

bool PostgresqlWorld::arrange() {
  auto &server = support::PostgresqlServer::instance();
  server.sql("solieu", "CLUSTER observations USING observations_key");
  server.sql("solieu", "ANALYZE observations");
  return true;
}

void PostgresqlWorld::forget() {
  auto &server = support::PostgresqlServer::instance();
  server.sql("solieu", "CHECKPOINT");
  for (const auto &entry : fs::recursive_directory_iterator(server.certificate().parent_path() / "data"))
    if (entry.is_regular_file())
      forget_file(entry.path());
  // The server's own memory then holds another table's pages.
  server.sql("solieu", "CREATE TEMP TABLE pages AS SELECT repeat('x', 1000) FROM generate_series(1, 40000)");
}

} // namespace solieu::bench
