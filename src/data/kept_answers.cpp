#include "data/kept_answers.hpp"

#include "data/sqlite_session.hpp"
#include "diagnostic/failure.hpp"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Statement.h>

#include <algorithm>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using Poco::Data::Keywords::bind;
using Poco::Data::Keywords::now;

namespace {

// A line for each cell, rows and cells from 1; row 0 says that the question was answered, be it with no row.
constexpr const char *table = "solieu_answers";

} // namespace

Poco::Data::Session open_snapshot(const std::filesystem::path &path) {
  constexpr int wait_seconds = 10;
  const auto file = path.string();
  if (std::error_code error; !std::filesystem::exists(path, error))
    throw Failure(Diagnostic{Code{"data.snapshot-missing"}, Severity::error, {.file = file}, {{"file", file}}});
  auto session = open_readonly(file, wait_seconds);
  try {
    const auto names = table_names(session);
    if (std::ranges::find(names, snapshot_table) == names.end())
      throw Failure(Diagnostic{Code{"data.no-snapshot"}, Severity::error, {.file = file}, {{"file", file}}});
  } catch (const Poco::Exception &exception) {
    raise_failure(exception, file, std::string(snapshot_table));
  }
  return session;
}

void write_answers(Poco::Data::Session &session, const KeptAnswers &answers) {
  if (answers.empty())
    return;
  const auto name = std::string(table);
  session << "CREATE TABLE " + name + " (asked TEXT NOT NULL, line INTEGER NOT NULL, cell INTEGER NOT NULL, text TEXT)",
      now;
  const auto keep = [&](const std::string &asked, std::size_t line, std::size_t cell, const std::string *text) {
    Poco::Int64 at_line = static_cast<Poco::Int64>(line), at_cell = static_cast<Poco::Int64>(cell);
    if (text != nullptr)
      session << "INSERT INTO " + name + " VALUES (?, ?, ?, ?)", bind(asked), bind(at_line), bind(at_cell), bind(*text),
          now;
    else
      session << "INSERT INTO " + name + " VALUES (?, ?, ?, NULL)", bind(asked), bind(at_line), bind(at_cell), now;
  };
  for (const auto &[asked, answer] : answers) {
    keep(asked, 0, 0, nullptr);
    for (std::size_t line = 0; line < answer.rows.size(); ++line)
      for (std::size_t cell = 0; cell < answer.rows[line].size(); ++cell) {
        const auto &text = answer.rows[line][cell];
        keep(asked, line + 1, cell + 1, text ? &*text : nullptr);
      }
  }
}

KeptAnswers kept_answers(const std::filesystem::path &path) {
  auto session = open_snapshot(path);
  KeptAnswers answers;
  try {
    const auto names = table_names(session);
    if (std::ranges::find(names, table) == names.end())
      return answers;
    Poco::Data::Statement select(session);
    select << "SELECT asked, line, text FROM main." << table << " ORDER BY asked, line, cell", now;
    Poco::Data::RecordSet cells(select);
    for (bool more = cells.moveFirst(); more; more = cells.moveNext()) {
      auto &rows = answers[cells["asked"].convert<std::string>()].rows;
      const auto line = cells["line"].convert<std::size_t>();
      if (line == 0)
        continue;
      rows.resize(std::max(rows.size(), line));
      const auto text = cells["text"];
      rows.back().push_back(text.isEmpty() ? std::nullopt : std::optional(text.convert<std::string>()));
    }
  } catch (const Poco::Exception &exception) {
    raise_failure(exception, path.string(), table);
  }
  return answers;
}

} // namespace solieu::data
