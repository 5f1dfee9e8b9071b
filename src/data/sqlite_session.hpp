#pragma once

#include "data/server_session.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Exception.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// What can be read in an SQLite file.
struct SqliteTable {
  std::string name;
  bool has_row_number = false; ///< a table with a rowid; views have none
  std::vector<std::string> columns;
  ServerQuery from; ///< what stands after FROM
};

/// Opens an existing SQLite file read-only; throws Failure `data.…` when it is missing, empty, no database or locked.
[[nodiscard]] Poco::Data::Session open_readonly(const std::string &path, int timeout_seconds);

/// Opens a file for writing; creates it.
[[nodiscard]] Poco::Data::Session open_writable(const std::string &path);

/// Throws the Failure that says what the library's exception means for the person.
[[noreturn]] void raise_failure(const Poco::Exception &exception, const std::string &path, const std::string &table);

/// The names of tables and views, for messages.
[[nodiscard]] std::vector<std::string> table_names(Poco::Data::Session &session);

/// Table or view of this name (case counts); throws Failure `data.table-missing`.
[[nodiscard]] SqliteTable describe_table(Poco::Data::Session &session, const std::string &path,
                                         const std::string &name);

/// The identifier between double quotes; throws Failure `data.identifier-invalid` for control characters, broken UTF-8
/// or more than 128 bytes.
[[nodiscard]] std::string quoted(std::string_view identifier, const std::string &path);

} // namespace solieu::data
