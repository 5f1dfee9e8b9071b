#pragma once

#include "data/server_session.hpp"

#include <cstddef>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// What the library says is wrong: its code and its own words.
class SqliteError : public std::runtime_error {
public:
  explicit SqliteError(sqlite3 *database);
  [[nodiscard]] int code() const noexcept { return code_; }

private:
  int code_;
};

struct SqliteEnd {
  void operator()(sqlite3 *database) const noexcept { sqlite3_close(database); }
  void operator()(sqlite3_stmt *statement) const noexcept { sqlite3_finalize(statement); }
};
/// An open file; used by one thread at a time.
using SqliteFile = std::unique_ptr<sqlite3, SqliteEnd>;
using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteEnd>;

/// The query with its values bound, which must outlive it; throws SqliteError.
[[nodiscard]] SqliteStatement prepared(sqlite3 *database, const ServerQuery &query);
/// Runs a statement without looking at rows; throws SqliteError.
void execute(sqlite3 *database, const ServerQuery &query);
/// The texts of the answer's first column, "" for NULL; throws SqliteError.
[[nodiscard]] std::vector<std::string> first_column(sqlite3 *database, const ServerQuery &query);
/// A cell of the row at hand, as text; valid until the next row.
[[nodiscard]] inline ServerCell cell_of(sqlite3_stmt *row, int column) {
  const auto *const text = reinterpret_cast<const char *>(sqlite3_column_text(row, column));
  if (text == nullptr)
    return std::nullopt;
  return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

/// What can be read in an SQLite file.
struct SqliteTable {
  std::string name;
  bool has_row_number = false; ///< a table with a rowid; views have none
  std::vector<std::string> columns;
  ServerQuery from; ///< what stands after FROM
};

/// Opens an existing SQLite file read-only; throws Failure `data.…` when it is missing, empty, no database or locked.
[[nodiscard]] SqliteFile open_readonly(const std::string &path, int timeout_seconds);

/// Opens a file for writing; creates it. Throws SqliteError.
[[nodiscard]] SqliteFile open_writable(const std::string &path);

/// Throws the Failure that says what the library's error means for the person.
[[noreturn]] void raise_failure(const SqliteError &error, const std::string &path, const std::string &table);

/// The names of tables and views, for messages.
[[nodiscard]] std::vector<std::string> table_names(sqlite3 *database);

/// Table or view of this name (case counts); throws Failure `data.table-missing`.
[[nodiscard]] SqliteTable describe_table(sqlite3 *database, const std::string &path, const std::string &name);

/// The identifier between double quotes; throws Failure `data.identifier-invalid` for control characters, broken UTF-8
/// or more than 128 bytes.
[[nodiscard]] std::string quoted(std::string_view identifier, const std::string &path);

} // namespace solieu::data
