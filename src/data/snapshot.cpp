#include "data/snapshot.hpp"

#include "data/gather.hpp"
#include "data/kept_answers.hpp"
#include "data/raw_row.hpp"
#include "data/regular_file.hpp"
#include "data/sqlite_session.hpp"
#include "diagnostic/failure.hpp"
#include "diagnostic/system_cause.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using model::Observation;

namespace {

std::string slice_text(const model::Slice &slice, const model::Catalogue &catalogue) {
  std::string text;
  for (const auto &coordinate : slice)
    text += (text.empty() ? "" : ";") + catalogue.at(coordinate.breakdown).code + "=" + coordinate.member;
  return text;
}

void create_tables(sqlite3 *database) {
  std::string columns;
  for (const auto &name : column_names({}))
    columns += (columns.empty() ? "\"" : ", \"") + name + "\" TEXT";
  execute(database, {"CREATE TABLE observations (" + columns + ")", {}});
  execute(database,
          {"CREATE TABLE " + std::string(snapshot_table) + " (snapshot_id TEXT NOT NULL, read_at TEXT NOT NULL)", {}});
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

/// The open file and its one statement.
struct SnapshotWriter::Writing {
  Writing(const std::string &path, const model::Catalogue &all)
      : file(open_writable(path)), catalogue(all), names(all) {
    execute(file.get(), {"PRAGMA journal_mode = OFF", {}}); // the file is thrown away when it is not finished
    execute(file.get(), {"PRAGMA synchronous = OFF", {}});
    execute(file.get(), {"PRAGMA threads = 2", {}}); // the index is sorted by more than one
    execute(file.get(), {"BEGIN", {}});
    create_tables(file.get());
    std::string text = "INSERT INTO observations VALUES (?";
    for (std::size_t i = 1; i < field_count; ++i)
      text += ", ?";
    insert = prepared(file.get(), {text + ")", {}});
  }

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
      throw SqliteError(file.get());
  }

  SqliteFile file;
  SqliteStatement insert;
  const model::Catalogue &catalogue;
  CanonicalWriter names;
};

SnapshotWriter::SnapshotWriter(fs::path path, const model::Catalogue &catalogue)
    : path_(std::move(path)), catalogue_(catalogue) {
  const auto part = part_of(path_);
  std::error_code unused;
  fs::remove(part, unused);
  if (!std::ofstream(part)) // the library would try for seconds
    fail(path_, diagnostic::system_cause(errno));
  try {
    writing_ = std::make_unique<Writing>(part.string(), catalogue_);
  } catch (const SqliteError &error) {
    fs::remove(part, unused);
    fail(path_, error.what());
  }
}

SnapshotWriter::~SnapshotWriter() {
  if (!writing_)
    return;
  try {
    beside_.wait();
  } catch (const std::exception &) { // the file goes in any case
  }
  writing_.reset();
  std::error_code error;
  fs::remove(part_of(path_), error);
}

void SnapshotWriter::take(Observation &&observation) {
  constexpr std::size_t many = 2048;
  next_.push_back(std::move(observation));
  if (next_.size() < many)
    return;
  beside_.wait();
  std::swap(next_, under_way_);
  next_.clear();
  beside_.start([this] { write(under_way_); });
}

void SnapshotWriter::write(const std::vector<Observation> &rows) {
  try {
    for (const auto &row : rows)
      writing_->write(row);
  } catch (const SqliteError &error) {
    fail(path_, error.what());
  }
}

void SnapshotWriter::finish(const std::string &snapshot_id, const std::string &read_at, const KeptAnswers &answers) {
  beside_.wait();
  write(next_);
  try {
    auto *const database = writing_->file.get();
    execute(database, {"INSERT INTO " + std::string(snapshot_table) + " VALUES (?, ?)", {snapshot_id, read_at}});
    execute(database, {"CREATE INDEX observations_key ON observations (territory, indicator, period)", {}});
    write_answers(database, answers);
    execute(database, {"COMMIT", {}});
  } catch (const SqliteError &error) {
    fail(path_, error.what());
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
    writer.take(Observation(observation));
  }
  writer.finish(dataset.snapshot_id.empty() ? digest.text() : dataset.snapshot_id, dataset.read_at, answers);
}

bool is_snapshot(const fs::path &path) {
  try {
    return open_snapshot(path) != nullptr;
  } catch (const Failure &) {
    return false;
  }
}

/// The file change counter (SQLite file format, 1.3.6).
bool written_again(const fs::path &path) {
  constexpr std::size_t counter_at = 24;
  constexpr std::string_view once("\0\0\0\1", 4);
  return RegularFile(path).read(counter_at + once.size()).substr(counter_at) != once;
}

SnapshotInfo snapshot_info(const fs::path &path) {
  const auto file = path.string();
  const auto opened = open_snapshot(path);
  try {
    const auto texts = [&opened](const std::string &query) {
      const auto statement = prepared(opened.get(), {query, {}});
      std::vector<std::string> row;
      if (const int state = sqlite3_step(statement.get()); state == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement.get()); ++i)
          row.emplace_back(cell_of(statement.get(), i).value_or(std::string_view()));
      else if (state != SQLITE_DONE)
        throw SqliteError(opened.get());
      row.resize(5);
      return row;
    };
    const auto made = texts("SELECT snapshot_id, read_at FROM main." + std::string(snapshot_table));
    const auto held = texts("SELECT count(*), count(DISTINCT indicator), count(DISTINCT territory), min(period), "
                            "max(period) FROM main.observations");
    return {made[0], made[1], held[0], held[1], held[2], held[3], held[4]};
  } catch (const SqliteError &error) {
    raise_failure(error, file, std::string(snapshot_table));
  }
}

} // namespace solieu::data
