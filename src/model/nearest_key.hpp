#pragma once

#include "model/territory.hpp"

#include <string>
#include <string_view>

namespace solieu::model {

/// The key that a mistyped one may have meant: the same code in a list whose name or date is nearly the one given. ""
/// for another code, since a code one digit away is another territory.
[[nodiscard]] std::string nearest_key(std::string_view wrong, const TerritoryList &list);

} // namespace solieu::model
