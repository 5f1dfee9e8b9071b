#include "data/sqlite_source.hpp"

#include "data/gather.hpp"
#include "data/query_rows.hpp"
#include "data/snapshot.hpp"
#include "data/sql_text.hpp"
#include "data/sqlite_query.hpp"
#include "data/sqlite_rows.hpp"
#include "data/sqlite_session.hpp"
#include "diagnostic/failure.hpp"

#include <Poco/Data/Statement.h>

#include <algorithm>
#include <charconv>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using Poco::Data::Keywords::into;
using Poco::Data::Keywords::now;

namespace {

std::size_t number_of(const ServerCell &value, std::size_t fallback) {
  std::size_t number = fallback;
  if (value)
    std::from_chars(value->data(), value->data() + value->size(), number);
  return number;
}

void read_rows(const SqliteRows &rows, const ServerQuery &query, Gatherer &gatherer) {
  RowView row;
  rows.read(query, [&](std::span<const ServerCell> cells) {
    std::ranges::copy(cells.first(field_count), row.values.begin());
    row.number = number_of(cells[field_count], gatherer.rows() + 1);
    row.inexact = cells[field_count + 1] == "1";
    gatherer.add(row);
  });
}

void require_rows(const SqliteRows &rows, const SqliteTable &table, const std::string &path) {
  bool any = false;
  rows.read({"SELECT 1 FROM " + table.from.text + " LIMIT 1", table.from.values},
            [&any](std::span<const ServerCell>) { any = true; });
  if (!any)
    throw Failure(
        Diagnostic{Code{"data.table-empty"}, Severity::error, {.file = path}, {{"file", path}, {"table", table.name}}});
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

Poco::Data::Session &SqliteSource::session() {
  if (!session_) {
    session_ = open_readonly(settings_.path, settings_.timeout_seconds);
    lock_wait_.begin(*session_);
    session_->begin();
  }
  return *session_;
}

SqliteTable SqliteSource::table(const Selection &selection) {
  if (settings_.sql.empty())
    return describe_table(session(), settings_.path, settings_.table);
  const auto from = table_expression(settings_, selection, sqlite_dialect());
  const SqliteRows rows(session(), settings_, cancelled_);
  return {.name = settings_.table,
          .has_row_number = false,
          .columns = rows.columns_of({"SELECT * FROM " + from.text, from.values}),
          .from = from};
}

StreamResult SqliteSource::stream(const Selection &selection, const model::Catalogue &catalogue,
                                  ObservationSink &sink) {
  const auto &path = settings_.path;
  try {
    const SqliteRows rows(session(), settings_, cancelled_);
    const auto from = table(selection);
    const auto columns = match_columns(from, settings_);
    Gatherer gatherer(selection, catalogue, sink);
    gatherer.begin({path, from.name, columns, settings_.writing});
    read_rows(rows, make_query(from, columns, selection, catalogue, path), gatherer);
    if (gatherer.rows() == 0 && settings_.sql.empty())
      require_rows(rows, from, path);
    auto time = recorded_time(session());
    return gatherer.finish(time.empty() ? utc_now() : std::move(time));
  } catch (const Poco::Exception &exception) {
    require_not_cancelled(settings_, cancelled_);
    raise_failure(exception, path, settings_.table);
  }
}

std::string SqliteSource::test(const model::Catalogue & /*catalogue*/) {
  const auto &path = settings_.path;
  try {
    const SqliteRows rows(session(), settings_, cancelled_);
    const auto from = table({});
    static_cast<void>(match_columns(from, settings_));
    require_rows(rows, from, path);
    std::string count;
    rows.read({"SELECT count(*) FROM " + from.from.text, from.from.values},
              [&count](std::span<const ServerCell> cells) { count = cells[0].value_or("0"); });
    return from.name + ": " + count;
  } catch (const Poco::Exception &exception) {
    require_not_cancelled(settings_, cancelled_);
    raise_failure(exception, path, settings_.table);
  }
}

QueryRows SqliteSource::query(const model::NamedQuery &query, const model::NamedValues &values) {
  try {
    const auto bound = bound_query(query.sql, values, sqlite_dialect(), settings_);
    const SqliteRows rows(session(), settings_, cancelled_);
    QueryRowsMaker maker(query, settings_, rows.columns_of(bound));
    rows.read(bound, [&maker](std::span<const ServerCell> cells) { maker.add(cells); });
    return std::move(maker).rows();
  } catch (const Poco::Exception &exception) {
    require_not_cancelled(settings_, cancelled_);
    raise_failure(exception, settings_.path, query.name);
  }
}

} // namespace solieu::data
