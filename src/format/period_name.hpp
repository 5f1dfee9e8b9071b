#pragma once

#include "model/period.hpp"

#include <string_view>

namespace solieu::format {

/// The last part of the phrases' keys: "day", "month", "quarter", "half_year", "nine_months", "year", "years".
[[nodiscard]] std::string_view kind_name(model::PeriodKind kind) noexcept;

} // namespace solieu::format
