#include "data/sqlite_query.hpp"

#include "data/catalogue_names.hpp"
#include "diagnostic/failure.hpp"

#include <algorithm>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

/// SQLite's own bound on places in one statement is 32,766; beyond this the rows are chosen after reading.
constexpr std::size_t value_limit = 20'000;

std::string places(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i)
    list += i == 0 ? "?" : ", ?";
  return list;
}

const std::string &column_of(const ColumnNames &columns, Field field) {
  return columns.at(static_cast<std::size_t>(field));
}

void add_condition(ServerQuery &query, const std::string &condition) { query.text += " AND " + condition; }

void choose(ServerQuery &query, const std::string &column, const std::vector<std::string> &texts) {
  if (texts.empty() || texts.size() > value_limit / 2)
    return;
  add_condition(query, column + " IN (" + places(texts.size()) + ")");
  query.values.insert(query.values.end(), texts.begin(), texts.end());
}

/// A period's text begins with its first year and, when it has several ("2020/2024"), ends with its last. Rows whose
/// period does not look like one are read as well, so that they are reported, and so are ranges ("2024-12-15/P1Y").
void choose_years(ServerQuery &query, const std::string &column, const Selection &selection) {
  const std::string odd = "(" + column + " NOT GLOB '[0-9][0-9][0-9][0-9]*' OR " + column + " GLOB '*/P*' OR ";
  if (selection.last_year) {
    add_condition(query, odd + "substr(" + column + ", 1, 4) <= ?)");
    query.values.push_back(std::to_string(*selection.last_year));
  }
  if (selection.first_year) {
    add_condition(query, odd + "CASE WHEN substr(" + column + ", 5, 1) = '/' THEN substr(" + column +
                             ", 6, 4) ELSE substr(" + column + ", 1, 4) END >= ?)");
    query.values.push_back(std::to_string(*selection.first_year));
  }
}

} // namespace

ColumnNames match_columns(const SqliteTable &table, const model::SourceSettings &settings) {
  auto names = column_names(settings.columns);
  const auto usual = column_names({});
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto &name = names.at(i);
    const bool there = std::ranges::find(table.columns, name) != table.columns.end();
    if (there || (name.empty() && !is_required(Field{i})))
      continue;
    if (is_required(Field{i}) || name != usual.at(i))
      throw Failure(Diagnostic{Code{"data.column-missing"},
                               Severity::error,
                               {.file = settings.path},
                               {{"file", settings.path},
                                {"table", table.name},
                                {"column", name},
                                {"nearest", diagnostic::nearest_name(name, table.columns)}}});
    name.clear();
  }
  return names;
}

ServerQuery make_query(const SqliteTable &table, const ColumnNames &columns, const Selection &selection,
                       const model::Catalogue &catalogue, const std::string &path) {
  ServerQuery query{.text = "SELECT ", .values = table.from.values};
  std::string list;
  for (const auto &column : columns)
    if (!column.empty())
      list += (list.empty() ? "" : ", ") + quoted(column, path);
  query.text += list + (table.has_row_number ? ", rowid" : "") + " FROM " + table.from.text + " WHERE 1";
  choose(query, quoted(column_of(columns, Field::indicator), path), indicator_texts(selection, catalogue));
  choose(query, quoted(column_of(columns, Field::territory), path), territory_texts(selection, catalogue));
  choose_years(query, quoted(column_of(columns, Field::period), path), selection);
  return query;
}

} // namespace solieu::data
