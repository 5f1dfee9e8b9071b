#include "data/kept_answers.hpp"

#include "diagnostic/failure.hpp"

#include <algorithm>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

// A line for each cell, rows and cells from 1; row 0 says that the question was answered, be it with no row.
constexpr const char *table = "solieu_answers";

} // namespace

SqliteFile open_snapshot(const std::filesystem::path &path) {
  constexpr int wait_seconds = 10;
  const auto file = path.string();
  if (std::error_code error; !std::filesystem::exists(path, error))
    throw Failure(Diagnostic{Code{"data.snapshot-missing"}, Severity::error, {.file = file}, {{"file", file}}});
  auto opened = open_readonly(file, wait_seconds);
  try {
    const auto names = table_names(opened.get());
    if (std::ranges::find(names, snapshot_table) == names.end())
      throw Failure(Diagnostic{Code{"data.no-snapshot"}, Severity::error, {.file = file}, {{"file", file}}});
  } catch (const SqliteError &error) {
    raise_failure(error, file, std::string(snapshot_table));
  }
  return opened;
}

void write_answers(sqlite3 *database, const KeptAnswers &answers) {
  if (answers.empty())
    return;
  const auto name = std::string(table);
  execute(
      database,
      {"CREATE TABLE " + name + " (asked TEXT NOT NULL, line INTEGER NOT NULL, cell INTEGER NOT NULL, text TEXT)", {}});
  const auto keep = [&](const std::string &asked, std::size_t line, std::size_t cell,
                        const std::optional<std::string> &text) {
    ServerQuery insert{"INSERT INTO " + name + " VALUES (?, ?, ?, " + (text ? "?)" : "NULL)"),
                       {asked, std::to_string(line), std::to_string(cell)}};
    if (text)
      insert.values.push_back(*text);
    execute(database, insert);
  };
  for (const auto &[asked, answer] : answers) {
    keep(asked, 0, 0, std::nullopt);
    for (std::size_t line = 0; line < answer.rows.size(); ++line)
      for (std::size_t cell = 0; cell < answer.rows[line].size(); ++cell)
        keep(asked, line + 1, cell + 1, answer.rows[line][cell]);
  }
}

KeptAnswers kept_answers(const std::filesystem::path &path) {
  const auto opened = open_snapshot(path);
  auto *const database = opened.get();
  KeptAnswers answers;
  try {
    const auto names = table_names(database);
    if (std::ranges::find(names, table) == names.end())
      return answers;
    const auto select = prepared(
        database, {"SELECT asked, line, text FROM main." + std::string(table) + " ORDER BY asked, line, cell", {}});
    int state = sqlite3_step(select.get());
    for (; state == SQLITE_ROW; state = sqlite3_step(select.get())) {
      auto &rows = answers[std::string(cell_of(select.get(), 0).value_or(std::string_view()))].rows;
      const auto line = static_cast<std::size_t>(std::max<sqlite3_int64>(0, sqlite3_column_int64(select.get(), 1)));
      if (line == 0)
        continue;
      rows.resize(std::max(rows.size(), line));
      const auto text = cell_of(select.get(), 2);
      rows.back().push_back(text ? std::optional(std::string(*text)) : std::nullopt);
    }
    if (state != SQLITE_DONE)
      throw SqliteError(database);
  } catch (const SqliteError &error) {
    raise_failure(error, path.string(), table);
  }
  return answers;
}

} // namespace solieu::data
