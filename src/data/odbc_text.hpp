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

/// The other way; half a pair becomes U+FFFD.
[[nodiscard]] std::string from_wide(std::span<const SQLWCHAR> text);

/// A value of a connection string in braces, so that nothing in it has a meaning.
[[nodiscard]] std::string connection_value(std::string_view value);

} // namespace solieu::data
