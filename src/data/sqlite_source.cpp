#include "data/sqlite_source.hpp"

#include "data/gather.hpp"
#include "data/query_rows.hpp"
#include "data/snapshot.hpp"
#include "data/sql_text.hpp"
#include "data/sqlite_query.hpp"
#include "data/sqlite_rows.hpp"
#include "data/sqlite_session.hpp"
#include "diagnostic/failure.hpp"

#include <algorithm>
#include <charconv>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

/// Whether a binary number has more than the 15 digits that its text shows; asked before its text is.
bool cut_in_text(sqlite3_stmt *row, int column) {
  if (sqlite3_column_type(row, column) != SQLITE_FLOAT)
    return false;
  const double held = sqlite3_column_double(row, column);
  const auto text = cell_of(row, column).value_or(std::string_view());
  double shown = 0;
  std::from_chars(text.data(), text.data() + text.size(), shown);
  return shown != held;
}

void read_rows(const SqliteRows &rows, const ServerQuery &query, const ColumnNames &columns, bool has_row_number,
               Gatherer &gatherer) {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!columns.at(i).empty())
      fields.push_back(Field{i});
  RowView row;
  rows.each(query, [&](sqlite3_stmt *found) {
    row.inexact = false;
    int column = 0;
    for (const auto field : fields) {
      if (field == Field::low || field == Field::high)
        row.inexact = cut_in_text(found, column) || row.inexact;
      row.values[static_cast<std::size_t>(field)] = cell_of(found, column++);
    }
    const auto number = has_row_number ? sqlite3_column_int64(found, column) : -1;
    row.number = number < 0 ? gatherer.rows() + 1 : static_cast<std::size_t>(number);
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
std::string recorded_time(sqlite3 *database) {
  const auto names = table_names(database);
  if (std::ranges::find(names, snapshot_table) == names.end())
    return {};
  const auto times =
      first_column(database, {"SELECT read_at FROM main." + std::string(snapshot_table) + " LIMIT 1", {}});
  return times.empty() ? std::string() : times.front();
}

} // namespace

sqlite3 *SqliteSource::database() {
  if (!file_) {
    auto file = open_readonly(settings_.path, settings_.timeout_seconds);
    lock_wait_.begin(file.get());
    execute(file.get(), {"BEGIN", {}});
    file_ = std::move(file);
  }
  return file_.get();
}

SqliteTable SqliteSource::table(const Selection &selection) {
  if (settings_.sql.empty())
    return describe_table(database(), settings_.path, settings_.table);
  const auto from = table_expression(settings_, selection, sqlite_dialect());
  const SqliteRows rows(database(), settings_, cancelled_);
  return {.name = settings_.table,
          .has_row_number = false,
          .columns = rows.columns_of({"SELECT * FROM " + from.text, from.values}),
          .from = from};
}

StreamResult SqliteSource::stream(const Selection &selection, const model::Catalogue &catalogue,
                                  ObservationSink &sink) {
  const auto &path = settings_.path;
  try {
    const SqliteRows rows(database(), settings_, cancelled_);
    const auto from = table(selection);
    const auto columns = match_columns(from, settings_);
    Gatherer gatherer(selection, catalogue, sink);
    gatherer.begin({path, from.name, columns, settings_.writing});
    read_rows(rows, make_query(from, columns, selection, catalogue, path), columns, from.has_row_number, gatherer);
    if (gatherer.rows() == 0 && settings_.sql.empty())
      require_rows(rows, from, path);
    auto time = recorded_time(database());
    return gatherer.finish(time.empty() ? utc_now() : std::move(time));
  } catch (const SqliteError &error) {
    require_not_cancelled(settings_, cancelled_);
    raise_failure(error, path, settings_.table);
  }
}

QueryRows SqliteSource::query(const model::NamedQuery &query, const model::NamedValues &values) {
  try {
    const auto bound = bound_query(query.sql, values, sqlite_dialect(), settings_);
    const SqliteRows rows(database(), settings_, cancelled_);
    QueryRowsMaker maker(query, settings_, rows.columns_of(bound));
    rows.read(bound, [&maker](std::span<const ServerCell> cells) { maker.add(cells); });
    return std::move(maker).rows();
  } catch (const SqliteError &error) {
    require_not_cancelled(settings_, cancelled_);
    raise_failure(error, settings_.path, query.name);
  }
}

} // namespace solieu::data
