#include "data/sqlite_session.hpp"

#include "diagnostic/failure.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t identifier_limit = 128;
constexpr int milliseconds = 1000;

[[noreturn]] void fail(Code code, const std::string &path,
                       std::vector<std::pair<std::string, std::string>> arguments = {}) {
  arguments.emplace_back("file", path);
  throw Failure(Diagnostic{std::move(code), Severity::error, {.file = path}, std::move(arguments)});
}

/// Looks at the file itself, so that the commonest mistakes get a message of their own.
void check_file(const std::string &path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status))
    fail(Code{"data.file-missing"}, path);
  if (!fs::is_regular_file(status))
    fail(Code{"data.not-a-file"}, path);
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    fail(Code{"data.file-unreadable"}, path);
  std::array<char, magic.size()> head{};
  stream.read(head.data(), head.size());
  const auto count = static_cast<std::size_t>(stream.gcount());
  if (count == 0)
    fail(Code{"data.file-empty"}, path);
  if (std::string_view(head.data(), count) != magic)
    fail(Code{"data.not-a-database"}, path);
}

/// Without locks of the library's own: a file is used by one thread at a time.
SqliteFile open(const std::string &path, int flags) {
  sqlite3 *database = nullptr;
  const auto state = sqlite3_open_v2(fs::absolute(path).c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  SqliteFile file(database);
  if (state != SQLITE_OK)
    throw SqliteError(database);
  return file;
}

} // namespace

SqliteError::SqliteError(sqlite3 *database)
    : std::runtime_error(sqlite3_errmsg(database)), code_(sqlite3_errcode(database)) {}

SqliteStatement prepared(sqlite3 *database, const ServerQuery &query) {
  sqlite3_stmt *made = nullptr;
  const auto state =
      sqlite3_prepare_v2(database, query.text.data(), static_cast<int>(query.text.size()), &made, nullptr);
  SqliteStatement statement(made);
  if (state != SQLITE_OK)
    throw SqliteError(database);
  int place = 0;
  for (const auto &value : query.values)
    sqlite3_bind_text(made, ++place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  return statement;
}

void execute(sqlite3 *database, const ServerQuery &query) {
  const auto statement = prepared(database, query);
  int state = SQLITE_ROW;
  while (state == SQLITE_ROW)
    state = sqlite3_step(statement.get());
  if (state != SQLITE_DONE)
    throw SqliteError(database);
}

std::vector<std::string> first_column(sqlite3 *database, const ServerQuery &query) {
  const auto statement = prepared(database, query);
  std::vector<std::string> texts;
  int state = sqlite3_step(statement.get());
  for (; state == SQLITE_ROW; state = sqlite3_step(statement.get()))
    texts.emplace_back(cell_of(statement.get(), 0).value_or(std::string_view()));
  if (state != SQLITE_DONE)
    throw SqliteError(database);
  return texts;
}

SqliteFile open_readonly(const std::string &path, int timeout_seconds) {
  check_file(path);
  try {
    auto file = open(path, SQLITE_OPEN_READONLY);
    sqlite3_busy_timeout(file.get(), timeout_seconds * milliseconds);
    return file;
  } catch (const SqliteError &error) {
    raise_failure(error, path, {});
  }
}

SqliteFile open_writable(const std::string &path) { return open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE); }

void raise_failure(const SqliteError &error, const std::string &path, const std::string &table) {
  switch (error.code()) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_PROTOCOL:
    fail(Code{"data.database-busy"}, path);
  case SQLITE_CORRUPT:
    fail(Code{"data.database-damaged"}, path);
  case SQLITE_CANTOPEN:
    fail(Code{"data.file-unreadable"}, path);
  default:
    fail(Code{"data.read-failed"}, path, {{"table", table}, {"detail", error.what()}});
  }
}

std::vector<std::string> table_names(sqlite3 *database) {
  return first_column(database,
                      {"SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE "
                       "'sqlite@_%' ESCAPE '@' ORDER BY name",
                       {}});
}

SqliteTable describe_table(sqlite3 *database, const std::string &path, const std::string &name) {
  const auto names = table_names(database);
  if (std::ranges::find(names, name) == names.end()) {
    std::string all;
    for (const auto &other : names)
      all += (all.empty() ? "" : ", ") + other;
    fail(Code{"data.table-missing"}, path,
         {{"table", name}, {"tables", all.empty() ? "–" : all}, {"nearest", diagnostic::nearest_name(name, names)}});
  }
  SqliteTable table{.name = name, .has_row_number = false, .columns = {}, .from = {"main." + quoted(name, path), {}}};
  table.columns = first_column(database, {"SELECT name FROM pragma_table_info(?)", {name}});
  table.has_row_number =
      !first_column(database, {"SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'table' "
                               "AND wr = 0",
                               {name}})
           .empty();
  return table;
}

std::string quoted(std::string_view identifier, const std::string &path) {
  const bool control = std::ranges::any_of(identifier, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (identifier.empty() || identifier.size() > identifier_limit || control || !format::valid_utf8(identifier))
    fail(Code{"data.identifier-invalid"}, path, {{"name", format::normalised(identifier.substr(0, identifier_limit))}});
  std::string text = "\"";
  for (const char c : identifier)
    text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

} // namespace solieu::data
