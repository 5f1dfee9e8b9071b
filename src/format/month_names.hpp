#pragma once

#include <string>
#include <vector>

namespace solieu::format {

/// The twelve months' names by ICU, for phrases with {month_name}; Vietnamese ones are only numbers there.
[[nodiscard]] std::vector<std::string> month_names(const std::string &language);

} // namespace solieu::format
