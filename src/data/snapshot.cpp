#include "data/snapshot.hpp"

#include "data/gather.hpp"
#include "data/raw_row.hpp"
#include "data/sqlite_session.hpp"
#include "diagnostic/failure.hpp"

#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>

#include <algorithm>
#include <cerrno>
#include <fstream>

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
using Poco::Data::Keywords::use;

namespace {

using Cell = Poco::Nullable<std::string>;
using Cells = std::array<Cell, field_count>;

Cell cell(std::string_view text) { return text.empty() ? Cell() : Cell(std::string(text)); }

std::string slice_text(const model::Slice &slice, const model::Catalogue &catalogue) {
  std::string text;
  for (const auto &coordinate : slice)
    text += (text.empty() ? "" : ";") + catalogue.at(coordinate.breakdown).code + "=" + coordinate.member;
  return text;
}

/// The cells in the order of Field.
Cells cells_of(const Observation &observation, const model::Catalogue &catalogue) {
  const auto &key = observation.key;
  return {cell(observation.row_id),
          cell(catalogue.at(key.indicator).code),
          cell(catalogue.territories.at(key.territory).keys.front().text()),
          cell(key.period.id()),
          cell(model::clock_name(key.clock)),
          cell(slice_text(key.slice, catalogue)),
          cell(model::name_of(key.kind)),
          cell(model::name_of(key.measure)),
          observation.low ? cell(observation.low->text()) : Cell(),
          observation.high ? cell(observation.high->text()) : Cell(),
          cell(model::name_of(observation.bound)),
          cell(observation.wording),
          cell(observation.unit.text),
          cell(model::name_of(observation.status)),
          observation.as_of ? cell(observation.as_of->iso()) : Cell(),
          cell(observation.source),
          cell(observation.text),
          cell(observation.synthetic ? "yes" : "no")};
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

/// The open file and its one statement; the cells are what the statement is bound to.
struct SnapshotWriter::Writing {
  explicit Writing(const std::string &file) : session(open_writable(file)), insert(session) {
    session << "PRAGMA journal_mode = OFF", now; // the file is thrown away when it is not finished
    session << "PRAGMA synchronous = OFF", now;
    session.begin();
    create_tables(session);
    std::string places;
    for (std::size_t i = 0; i < cells.size(); ++i)
      places += i == 0 ? "?" : ", ?";
    insert << "INSERT INTO observations VALUES (" + places + ")";
    for (auto &one : cells)
      insert, use(one);
  }

  Poco::Data::Session session;
  Poco::Data::Statement insert;
  Cells cells;
};

SnapshotWriter::SnapshotWriter(fs::path path, const model::Catalogue &catalogue)
    : path_(std::move(path)), catalogue_(catalogue) {
  const auto part = part_of(path_);
  std::error_code error;
  fs::remove(part, error);
  if (!std::ofstream(part)) // the library would try for seconds
    fail(path_, std::generic_category().message(errno));
  try {
    writing_ = std::make_unique<Writing>(part.string());
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
    writing_->cells = cells_of(observation, catalogue_);
    writing_->insert.execute();
  } catch (const Poco::Exception &exception) {
    fail(path_, exception.message());
  }
}

void SnapshotWriter::finish(const std::string &snapshot_id, const std::string &read_at) {
  try {
    auto &session = writing_->session;
    session << "INSERT INTO " + std::string(snapshot_table) + " VALUES (?, ?)", bind(snapshot_id), bind(read_at), now;
    session << "CREATE INDEX observations_key ON observations (territory, indicator, period)", now;
    session.commit();
    writing_->insert = Poco::Data::Statement(session);
    session.close();
  } catch (const Poco::Exception &exception) {
    fail(path_, exception.message());
  }
  writing_.reset();
  std::error_code error;
  fs::rename(part_of(path_), path_, error);
  if (error) {
    const auto detail = error.message();
    fs::remove(part_of(path_), error);
    fail(path_, detail);
  }
}

void write_snapshot(const model::Dataset &dataset, const model::Catalogue &catalogue, const fs::path &path) {
  SnapshotWriter writer(path, catalogue);
  RowDigest digest;
  for (const auto &observation : dataset.all()) {
    if (dataset.snapshot_id.empty())
      digest.add(canonical_row(observation, catalogue));
    writer.take(observation);
  }
  writer.finish(dataset.snapshot_id.empty() ? digest.text() : dataset.snapshot_id, dataset.read_at);
}

SnapshotInfo snapshot_info(const fs::path &path) {
  constexpr int wait_seconds = 10;
  const auto file = path.string();
  auto session = open_readonly(file, wait_seconds);
  try {
    const auto names = table_names(session);
    if (std::ranges::find(names, snapshot_table) == names.end())
      throw Failure(Diagnostic{Code{"data.no-snapshot"}, Severity::error, {.file = file}, {{"file", file}}});
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
