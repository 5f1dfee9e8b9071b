#include "data/data_source.hpp"
#include "data/snapshot.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sqlite3.h>
#include <thread>

using namespace solieu;
namespace fs = std::filesystem;

namespace {

/// A database in a fresh folder, opened for writing as long as the object lives.
class Database {
public:
  Database() : path_(fs::path(SOLIEU_BINARY_DIR) / "test-files" / "data" / "one.sqlite") {
    fs::remove_all(path_.parent_path());
    fs::create_directories(path_.parent_path());
    sqlite3_open(path_.c_str(), &handle_);
  }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database &) = delete;
  Database &operator=(const Database &) = delete;

  Database &run(const char *sql) {
    BOOST_REQUIRE_MESSAGE(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(handle_));
    return *this;
  }
  [[nodiscard]] model::SourceSettings settings() const {
    model::SourceSettings made;
    made.alias = "test";
    made.kind = "sqlite";
    made.path = path_.string();
    made.timeout_seconds = 0;
    return made;
  }
  [[nodiscard]] const fs::path &path() const { return path_; }

private:
  fs::path path_;
  sqlite3 *handle_ = nullptr;
};

constexpr const char *table = "CREATE TABLE observations (indicator TEXT, territory TEXT, period TEXT, value NUMERIC);"
                              "INSERT INTO observations VALUES ('JOB', 'VN-NSO/2025-01-01/22', '2025-Q1', 7650)";

model::Catalogue catalogue() {
  model::Catalogue made;
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  job.decimals = 2; // any number may stand in the tests
  made.add(std::move(job));
  model::Territory unit;
  unit.name = "Quảng Ninh";
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

data::ReadResult read(const model::SourceSettings &settings, const data::Selection &selection = {}) {
  return data::open_source(settings)->read(selection, catalogue());
}

std::string failure(const model::SourceSettings &settings) {
  try {
    static_cast<void>(read(settings));
  } catch (const diagnostic::Failure &failed) {
    auto text = format::message(failed.findings().front(), "en");
    const auto at = text.find(settings.path);
    return settings.path.empty() || at == std::string::npos ? text : text.replace(at, settings.path.size(), "FILE");
  }
  return "";
}

std::string value(const data::ReadResult &result) {
  return result.dataset.size() == 1 && result.dataset.at(0).low ? result.dataset.at(0).low->text() : "";
}

void write(const fs::path &path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(sqlite_source)

BOOST_AUTO_TEST_CASE(whole_and_binary_numbers_are_read_as_written) {
  Database database;
  database.run(table);
  BOOST_CHECK_EQUAL(value(read(database.settings())), "7650");
  database.run("UPDATE observations SET value = 0.1");
  BOOST_CHECK_EQUAL(value(read(database.settings())), "0.1");
  database.run("UPDATE observations SET value = 1e15");
  BOOST_CHECK_EQUAL(value(read(database.settings())), "1000000000000000");
  database.run("UPDATE observations SET value = -0.0");
  BOOST_CHECK_EQUAL(value(read(database.settings())), "0");
  database.run("UPDATE observations SET value = 9223372036854775807");
  BOOST_CHECK_EQUAL(value(read(database.settings())), "9223372036854775807");
}

BOOST_AUTO_TEST_CASE(a_number_that_lost_digits_in_the_database_is_left_out) {
  Database database;
  database.run(table).run("UPDATE observations SET value = 1234567890123456.78");
  const auto result = read(database.settings());
  BOOST_CHECK_EQUAL(result.dataset.size(), 0U);
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.number-inexact");
}

BOOST_AUTO_TEST_CASE(a_binary_fraction_is_taken_with_15_digits_and_noted) {
  Database database;
  database.run(table).run("UPDATE observations SET value = 0.1 + 0.2");
  const auto result = read(database.settings());
  BOOST_CHECK_EQUAL(value(result), "0.3");
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1U);
  BOOST_CHECK_EQUAL(result.findings[0].code.name, "data.number-rounded");
  BOOST_CHECK(result.findings[0].severity == diagnostic::Severity::note);
}

BOOST_AUTO_TEST_CASE(a_view_is_read_like_a_table) {
  Database database;
  database.run(table).run("CREATE VIEW report AS SELECT * FROM observations");
  auto settings = database.settings();
  settings.table = "report";
  BOOST_CHECK_EQUAL(value(read(settings)), "7650");
}

BOOST_AUTO_TEST_CASE(a_table_name_is_never_run_as_a_statement) {
  Database database;
  database.run(table);
  auto settings = database.settings();
  settings.table = "observations\"; DROP TABLE observations; --";
  BOOST_CHECK(failure(settings).find("has no table or view") != std::string::npos);
  BOOST_CHECK_EQUAL(value(read(database.settings())), "7650");
}

BOOST_AUTO_TEST_CASE(a_locked_database_says_so) {
  Database database;
  database.run(table).run("BEGIN EXCLUSIVE");
  BOOST_CHECK_EQUAL(
      failure(database.settings()),
      "The database FILE is locked by another program; close that program or try again in a few minutes.");
  database.run("ROLLBACK");
  BOOST_CHECK_EQUAL(failure(database.settings()), "");
}

BOOST_AUTO_TEST_CASE(a_cancel_ends_a_read_and_the_waiting_for_a_lock) {
  const auto stopped = [](const model::SourceSettings &settings) {
    const auto source = data::open_source(settings);
    std::thread canceller([&source] {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      source->cancel();
    });
    const auto start = std::chrono::steady_clock::now();
    std::string code;
    try {
      static_cast<void>(source->read({}, catalogue()));
    } catch (const diagnostic::Failure &failed) {
      code = failed.findings().front().code.name;
    }
    canceller.join();
    BOOST_CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(1200));
    return code;
  };
  Database database;
  database.run(table);
  auto settings = database.settings();
  settings.timeout_seconds = 30;
  settings.sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT 'JOB' AS "
                 "indicator, '22' AS territory, '2025' AS period, count(*) AS value FROM n";
  BOOST_CHECK_EQUAL(stopped(settings), "data.cancelled");
  settings.timeout_seconds = 1;
  BOOST_CHECK_EQUAL(failure(settings),
                    "Source “test”: the data file FILE gave no row within 1 seconds; correct “sql” or "
                    "raise “timeout_seconds” in sources.json.");
  settings.sql.clear();
  settings.timeout_seconds = 30;
  database.run("BEGIN EXCLUSIVE");
  BOOST_CHECK_EQUAL(stopped(settings), "data.cancelled");
}

BOOST_AUTO_TEST_CASE(files_that_are_no_database_say_so) {
  Database database;
  const auto settings = database.settings();
  write(database.path(), "");
  BOOST_CHECK_EQUAL(failure(settings), "The data file FILE is empty; load data into it or choose another source.");
  write(database.path(), "indicator,territory\n");
  BOOST_CHECK_EQUAL(failure(settings), "FILE is no SQLite database; check path and kind in sources.json.");
  fs::remove(database.path());
  BOOST_CHECK_EQUAL(failure(settings), "The data file FILE does not exist; check the path in sources.json.");
  BOOST_CHECK(!fs::exists(database.path()));
  fs::create_directory(database.path());
  BOOST_CHECK_EQUAL(failure(settings),
                    "FILE is no regular file (but a folder, a pipe or a device) and is not read; correct the path in "
                    "sources.json, or take it out of the source's folder.");
}

BOOST_AUTO_TEST_CASE(a_damaged_database_is_a_failure_and_no_crash) {
  Database database;
  database.run(table);
  std::fstream file(database.path(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100);
  file << std::string(4000, '\xFF');
  file.close();
  BOOST_CHECK_EQUAL(failure(database.settings()), "The database FILE is damaged; restore it from a backup.");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_not_there_is_named_with_the_nearest) {
  Database database;
  database.run(table);
  auto settings = database.settings();
  settings.table = "observation";
  BOOST_CHECK(
      failure(settings).starts_with("The file FILE has no table or view “observation” (only: observations); correct "
                                    "“table” in sources.json."));
}

BOOST_AUTO_TEST_CASE(findings_are_bounded) {
  Database database;
  database.run(table).run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) INSERT INTO "
                          "observations SELECT 'NONE', '22', '2025', 1 FROM n");
  const auto result = read(database.settings());
  BOOST_CHECK_EQUAL(result.findings.size(), 1001U);
  BOOST_CHECK_EQUAL(format::message(result.findings.back(), "en"),
                    "500 more errors in the table “observations” are not listed; correct those above and run again.");
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_cannot_be_written_leaves_nothing) {
  Database database;
  database.run(table);
  const auto result = read(database.settings());
  const auto folder = database.path().parent_path() / "none";
  BOOST_CHECK_THROW(data::write_snapshot(result.dataset, catalogue(), folder / "kept.sqlite"), diagnostic::Failure);
  BOOST_CHECK(!fs::exists(folder));
}

BOOST_AUTO_TEST_SUITE_END()
