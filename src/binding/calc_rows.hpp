#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Rows of each sheet and the blocks they stand in; formulas and other addresses that must follow them.
void bind_rows(Draft &draft, DraftPart &part);

} // namespace solieu::binding
