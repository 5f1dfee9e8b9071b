#include "data/snapshot.hpp"

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

void insert_rows(Poco::Data::Session &session, const model::Dataset &dataset, const model::Catalogue &catalogue) {
  Cells cells;
  Poco::Data::Statement insert(session);
  std::string places;
  for (std::size_t i = 0; i < cells.size(); ++i)
    places += i == 0 ? "?" : ", ?";
  insert << "INSERT INTO observations VALUES (" + places + ")";
  for (auto &one : cells)
    insert, use(one);
  for (const auto &observation : dataset.all()) {
    cells = cells_of(observation, catalogue);
    insert.execute();
  }
}

void write_file(const model::Dataset &dataset, const model::Catalogue &catalogue, const std::string &path) {
  auto session = open_writable(path);
  session.begin();
  create_tables(session);
  insert_rows(session, dataset, catalogue);
  session << "INSERT INTO " + std::string(snapshot_table) + " VALUES (?, ?)", bind(dataset.snapshot_id),
      bind(dataset.read_at), now;
  session << "CREATE INDEX observations_key ON observations (indicator, territory, period)", now;
  session.commit();
  session.close();
}

[[noreturn]] void fail(const fs::path &path, const std::string &detail) {
  throw Failure(Diagnostic{Code{"data.snapshot-not-written"},
                           Severity::error,
                           {.file = path.string()},
                           {{"file", path.string()}, {"detail", detail}}});
}

} // namespace

void write_snapshot(const model::Dataset &dataset, const model::Catalogue &catalogue, const fs::path &path) {
  auto part = path;
  part += ".part";
  std::error_code error;
  fs::remove(part, error);
  if (!std::ofstream(part)) // the library would try for seconds
    fail(path, std::generic_category().message(errno));
  try {
    write_file(dataset, catalogue, part.string());
  } catch (const Poco::Exception &exception) {
    fs::remove(part, error);
    fail(path, exception.message());
  } catch (const Failure &) {
    fs::remove(part, error);
    fail(path, "");
  }
  fs::rename(part, path, error);
  if (error) {
    const auto detail = error.message();
    fs::remove(part, error);
    fail(path, detail);
  }
}

} // namespace solieu::data
