#include "data/sqlite_source.hpp"

#include "data/gather.hpp"
#include "data/snapshot.hpp"
#include "data/sqlite_query.hpp"
#include "data/sqlite_session.hpp"
#include "diagnostic/failure.hpp"

#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>

#include <algorithm>
#include <charconv>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using Poco::Data::Keywords::bind;
using Poco::Data::Keywords::into;
using Poco::Data::Keywords::limit;
using Poco::Data::Keywords::now;

namespace {

constexpr Poco::UInt32 rows_at_once = 4096;
constexpr std::size_t extra_columns = 2;
using Column = std::vector<Poco::Nullable<std::string>>;

std::optional<std::string> value_of(const Poco::Nullable<std::string> &value) {
  return value.isNull() ? std::nullopt : std::optional(value.value());
}

std::size_t number_of(const Poco::Nullable<std::string> &value, std::size_t fallback) {
  std::size_t number = fallback;
  if (!value.isNull())
    std::from_chars(value.value().data(), value.value().data() + value.value().size(), number);
  return number;
}

void read_rows(Poco::Data::Session &session, const SqliteQuery &query, Gatherer &gatherer) {
  Poco::Data::Statement statement(session);
  statement << query.text;
  for (const auto &value : query.values)
    statement, bind(value);
  std::array<Column, field_count + extra_columns> columns;
  for (auto &column : columns)
    statement, into(column);
  statement, limit(rows_at_once);
  while (!statement.done()) {
    for (auto &column : columns)
      column.clear();
    statement.execute();
    for (std::size_t row = 0; row < columns.front().size(); ++row) {
      RawRow raw;
      for (std::size_t i = 0; i < field_count; ++i)
        raw.values.at(i) = value_of(columns.at(i)[row]);
      raw.number = number_of(columns.at(field_count)[row], gatherer.rows() + 1);
      raw.inexact = value_of(columns.at(field_count + 1)[row]) == "1";
      gatherer.add(raw);
    }
  }
}

void require_rows(Poco::Data::Session &session, const std::string &table, const std::string &path) {
  int any = 0;
  session << "SELECT EXISTS (SELECT 1 FROM main." + quoted(table, path) + ")", into(any), now;
  if (any == 0)
    throw Failure(
        Diagnostic{Code{"data.table-empty"}, Severity::error, {.file = path}, {{"file", path}, {"table", table}}});
}

/// The time a snapshot was read from its own source, when the file is one.
std::string recorded_time(Poco::Data::Session &session) {
  const auto names = table_names(session);
  std::string time;
  if (std::ranges::find(names, snapshot_table) != names.end())
    session << "SELECT read_at FROM main." + std::string(snapshot_table) + " LIMIT 1", into(time), now;
  return time;
}

} // namespace

StreamResult SqliteSource::stream(const Selection &selection, const model::Catalogue &catalogue,
                                  ObservationSink &sink) {
  const auto &path = settings_.path;
  auto session = open_readonly(path, settings_.timeout_seconds);
  try {
    session.begin();
    const auto table = describe_table(session, path, settings_.table);
    const auto columns = match_columns(table, settings_);
    Gatherer gatherer(selection, catalogue, sink);
    gatherer.begin({path, table.name, columns, settings_.writing});
    read_rows(session, make_query(table, columns, selection, catalogue, path), gatherer);
    if (gatherer.rows() == 0)
      require_rows(session, table.name, path);
    auto time = recorded_time(session);
    session.rollback();
    return gatherer.finish(time.empty() ? utc_now() : std::move(time));
  } catch (const Poco::Exception &exception) {
    raise_failure(exception, path, settings_.table);
  }
}

std::string SqliteSource::test(const model::Catalogue & /*catalogue*/) {
  const auto &path = settings_.path;
  auto session = open_readonly(path, settings_.timeout_seconds);
  try {
    session.begin();
    const auto table = describe_table(session, path, settings_.table);
    static_cast<void>(match_columns(table, settings_));
    require_rows(session, table.name, path);
    std::string count;
    session << "SELECT CAST(count(*) AS TEXT) FROM main." + quoted(table.name, path), into(count), now;
    session.rollback();
    return table.name + ": " + count;
  } catch (const Poco::Exception &exception) {
    raise_failure(exception, path, settings_.table);
  }
}

} // namespace solieu::data
