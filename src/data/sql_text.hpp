#pragma once

#include "data/data_source.hpp"
#include "data/server_session.hpp"

#include <string>
#include <vector>

namespace solieu::data {

/// The values of a source's parameters in this job: those of the settings, others where the selection has them, and
/// `first_year` and `last_year` (0 and 9999 where the job asks for every year).
[[nodiscard]] model::NamedValues parameter_values(const model::SourceSettings &settings, const Selection &selection);

/// A SELECT with its parameters `:name` as the dialect's places and their values in order; what stands in literals,
/// quoted names and comments, and the cast `::`, is no parameter. Failure `data.parameter-missing` for a name without a
/// value, `data.sql-not-select` for anything but one SELECT or WITH.
[[nodiscard]] ServerQuery bound_query(const std::string &sql, const model::NamedValues &values, const Dialect &dialect,
                                      const model::SourceSettings &settings);

/// What stands after FROM: the quoted table of the settings, or their SELECT in brackets.
[[nodiscard]] ServerQuery table_expression(const model::SourceSettings &settings, const Selection &selection,
                                           const Dialect &dialect);

} // namespace solieu::data
