#pragma once

#include "data/server_session.hpp"

#include <optional>
#include <string_view>

namespace solieu::data {

/// A query whose first row says "1" when the role may do more than read: write to the settings' table, or to any where
/// the settings have a SELECT of their own. `system` is how the server names itself ("PostgreSQL", "MariaDB", "MySQL");
/// nothing for another.
[[nodiscard]] std::optional<ServerQuery> write_rights(std::string_view system, const model::SourceSettings &settings,
                                                      const Dialect &dialect);

} // namespace solieu::data
