#pragma once

#include "data/data_source.hpp"
#include "data/raw_row.hpp"
#include "data/server_session.hpp"
#include "data/sqlite_session.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace solieu::data {

/// Names of the table's columns that hold the fields; "" where the table has none. Throws Failure `data.column-missing`
/// for a required column, or one that the configuration names and the table lacks.
[[nodiscard]] ColumnNames match_columns(const SqliteTable &table, const model::SourceSettings &settings);

/// Selects the fields that have a column, in their order, then the row's number where the table has one.
[[nodiscard]] ServerQuery make_query(const SqliteTable &table, const ColumnNames &columns, const Selection &selection,
                                     const model::Catalogue &catalogue, const std::string &path);

} // namespace solieu::data
