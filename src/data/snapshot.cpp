#include "data/snapshot.hpp"

#include "data/gather.hpp"
#include "data/kept_answers.hpp"
#include "data/raw_row.hpp"
#include "data/sqlite_session.hpp"
#include "diagnostic/failure.hpp"
#include "diagnostic/system_cause.hpp"

#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Statement.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <sqlite3.h>

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using model::Observation;
using Poco::Data::Keywords::bind;
using Poco::Data::Keywords::into;
using Poco::Data::Keywords::now;

namespace {

std::string slice_text(const model::Slice &slice, const model::Catalogue &catalogue) {
  std::string text;
  for (const auto &coordinate : slice)
    text += (text.empty() ? "" : ";") + catalogue.at(coordinate.breakdown).code + "=" + coordinate.member;
  return text;
}

void create_tables(Poco::Data::Session &session) {
  std::string columns;
  for (const auto &name : column_names({}))
    columns += (columns.empty() ? "\"" : ", \"") + name + "\" TEXT";
  session << "CREATE TABLE observations (" + columns + ")", now;
  session << "CREATE TABLE " + std::string(snapshot_table) + " (snapshot_id TEXT NOT NULL, read_at TEXT NOT NULL)", now;
}

[[noreturn]] void fail(const fs::path &path, const std::string &detail) {
  throw Failure(Diagnostic{Code{"data.snapshot-not-written"},
                           Severity::error,
                           {.file = path.string()},
                           {{"file", path.string()}, {"detail", detail}}});
}

fs::path part_of(const fs::path &path) {
  auto part = path;
  part += ".part";
  return part;
}

} // namespace

/// The open file and its one statement, of SQLite's own: Poco's would be parsed anew for every row.
struct SnapshotWriter::Writing {
  Writing(const std::string &file, const model::Catalogue &all)
      : session(open_writable(file)), catalogue(all), names(all) {
    session << "PRAGMA journal_mode = OFF", now; // the file is thrown away when it is not finished
    session << "PRAGMA synchronous = OFF", now;
    session.begin();
    create_tables(session);
    std::string text = "INSERT INTO observations VALUES (?";
    for (std::size_t i = 1; i < field_count; ++i)
      text += ", ?";
    text += ")";
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database(), text.c_str(), -1, &statement, nullptr) != SQLITE_OK)
      throw Poco::IOException(sqlite3_errmsg(database()));
    insert.reset(statement);
  }

  sqlite3 *database() { return Poco::Data::SQLite::Utility::dbHandle(session); }

  /// The text must stand until the row is written; an empty one is NULL.
  void put(Field field, std::string_view text) {
    const int place = static_cast<int>(field) + 1;
    if (text.empty())
      sqlite3_bind_null(insert.get(), place);
    else
      sqlite3_bind_text(insert.get(), place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }

  void write(const Observation &row) {
    const auto &key = row.key;
    const auto slice = slice_text(key.slice, catalogue);
    const auto low = row.low ? row.low->text() : std::string();
    const auto high = row.high ? row.high->text() : std::string();
    const auto as_of = row.as_of ? row.as_of->iso() : std::string();
    put(Field::row_id, row.row_id);
    put(Field::indicator, catalogue.at(key.indicator).code);
    put(Field::territory, names.territory(key.territory));
    put(Field::period, names.period(key.period));
    put(Field::clock, model::clock_name(key.clock));
    put(Field::slice, slice);
    put(Field::kind, model::name_of(key.kind));
    put(Field::measure, model::name_of(key.measure));
    put(Field::low, low);
    put(Field::high, high);
    put(Field::bound, model::name_of(row.bound));
    put(Field::wording, row.wording);
    put(Field::unit, row.unit.text);
    put(Field::status, model::name_of(row.status));
    put(Field::as_of, as_of);
    put(Field::source, row.source.str());
    put(Field::text, row.text);
    put(Field::synthetic, row.synthetic ? "yes" : "no");
    const int stepped = sqlite3_step(insert.get());
    sqlite3_reset(insert.get());
    if (stepped != SQLITE_DONE)
      throw Poco::IOException(sqlite3_errmsg(database()));
  }

  Poco::Data::Session session;
  std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> insert{nullptr, sqlite3_finalize};
  const model::Catalogue &catalogue;
  CanonicalWriter names;
};

SnapshotWriter::SnapshotWriter(fs::path path, const model::Catalogue &catalogue)
    : path_(std::move(path)), catalogue_(catalogue) {
  const auto part = part_of(path_);
  std::error_code error;
  fs::remove(part, error);
  if (!std::ofstream(part)) // the library would try for seconds
    fail(path_, diagnostic::system_cause(errno));
  try {
    writing_ = std::make_unique<Writing>(part.string(), catalogue_);
  } catch (const Poco::Exception &exception) {
    fs::remove(part, error);
    fail(path_, exception.message());
  } catch (const Failure &) {
    fs::remove(part, error);
    fail(path_, "");
  }
}

SnapshotWriter::~SnapshotWriter() {
  if (!writing_)
    return;
  writing_.reset();
  std::error_code error;
  fs::remove(part_of(path_), error);
}

void SnapshotWriter::take(Observation observation) {
  try {
    writing_->write(observation);
  } catch (const Poco::Exception &exception) {
    fail(path_, exception.message());
  }
}

void SnapshotWriter::finish(const std::string &snapshot_id, const std::string &read_at, const KeptAnswers &answers) {
  try {
    auto &session = writing_->session;
    session << "INSERT INTO " + std::string(snapshot_table) + " VALUES (?, ?)", bind(snapshot_id), bind(read_at), now;
    session << "CREATE INDEX observations_key ON observations (territory, indicator, period)", now;
    write_answers(session, answers);
    session.commit();
    writing_->insert.reset();
    session.close();
  } catch (const Poco::Exception &exception) {
    fail(path_, exception.message());
  }
  writing_.reset();
  std::error_code error;
  fs::rename(part_of(path_), path_, error);
  if (error) {
    const auto detail = diagnostic::system_cause(error.value());
    fs::remove(part_of(path_), error);
    fail(path_, detail);
  }
}

void write_snapshot(const model::Dataset &dataset, const model::Catalogue &catalogue, const fs::path &path,
                    const KeptAnswers &answers) {
  SnapshotWriter writer(path, catalogue);
  RowDigest digest;
  CanonicalWriter canonical(catalogue);
  for (const auto &observation : dataset.all()) {
    if (dataset.snapshot_id.empty())
      digest.add(canonical.row(observation));
    writer.take(observation);
  }
  writer.finish(dataset.snapshot_id.empty() ? digest.text() : dataset.snapshot_id, dataset.read_at, answers);
}

SnapshotInfo snapshot_info(const fs::path &path) {
  const auto file = path.string();
  auto session = open_snapshot(path);
  try {
    SnapshotInfo info;
    session << "SELECT snapshot_id, read_at FROM main." + std::string(snapshot_table), into(info.id),
        into(info.read_at), now;
    session << "SELECT CAST(count(*) AS TEXT), CAST(count(DISTINCT indicator) AS TEXT), CAST(count(DISTINCT territory) "
               "AS TEXT), coalesce(min(period), ''), coalesce(max(period), '') FROM main.observations",
        into(info.rows), into(info.indicators), into(info.territories), into(info.first_period), into(info.last_period),
        now;
    return info;
  } catch (const Poco::Exception &exception) {
    raise_failure(exception, file, std::string(snapshot_table));
  }
}

} // namespace solieu::data
