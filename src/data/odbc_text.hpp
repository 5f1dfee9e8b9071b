#pragma once

#include <span>
#include <sql.h>
#include <sqlext.h>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// UTF-8 as ODBC's UTF-16, without a closing zero.
[[nodiscard]] std::vector<SQLWCHAR> to_wide(std::string_view text);

/// UTF-8 with one byte in each unit.
[[nodiscard]] std::vector<SQLWCHAR> to_units(std::string_view text);

/// The other way from UTF-16; half a pair becomes U+FFFD.
[[nodiscard]] std::string from_wide(std::span<const SQLWCHAR> text);

/// What stands before the first zero; all of it when there is none.
[[nodiscard]] std::span<const SQLWCHAR> until_zero(std::span<const SQLWCHAR> text);

/// A value of a connection string in braces, so that nothing in it has a meaning.
[[nodiscard]] std::string in_braces(std::string_view value);

/// The same where braces are needed. Elsewhere not: PostgreSQL's driver takes those around a server's or user's name
/// for a part of it, and SQLite's those around a file's.
[[nodiscard]] std::string connection_value(std::string_view value, std::string_view signs = ";{}");

} // namespace solieu::data
