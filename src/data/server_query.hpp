#pragma once

#include "data/data_source.hpp"
#include "data/raw_row.hpp"
#include "data/server_session.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// The identifier between the dialect's quotation marks; throws Failure `data.identifier-invalid`.
[[nodiscard]] std::string quoted(std::string_view identifier, const Dialect &dialect,
                                 const model::SourceSettings &settings);

/// The table of the settings, quoted: "name" or, with a point in it, "schema"."name".
[[nodiscard]] std::string quoted_table(const Dialect &dialect, const model::SourceSettings &settings);

/// Names of the table's columns that hold the fields; "" where it has none. Throws Failure `data.column-missing`.
[[nodiscard]] ColumnNames match_columns(const std::vector<ServerColumn> &columns,
                                        const model::SourceSettings &settings);

/// Selects the fields that have a column, as text and in their order, from the table or SELECT, with the selection as
/// bound values. The conditions are plain SQL that every server has and may let a few rows more pass; these are left
/// out after reading.
[[nodiscard]] ServerQuery make_query(ServerQuery table, const std::vector<ServerColumn> &columns,
                                     const ColumnNames &names, const Selection &selection,
                                     const model::Catalogue &catalogue, const Dialect &dialect,
                                     const model::SourceSettings &settings);

/// A number that was held in binary has 15 sure digits: the text cut to these, or nothing when it has no more.
[[nodiscard]] std::optional<std::string> sure_digits(std::string_view text);

} // namespace solieu::data
