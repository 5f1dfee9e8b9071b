#pragma once

#include "expression/value.hpp"

#include <vector>

namespace solieu::evaluate {

/// Puts the figures that a computed value stands on beside it, each once. What has figures of its own is left alone.
void put_beside(expression::Value &value, std::vector<model::Figure> figures);

} // namespace solieu::evaluate
