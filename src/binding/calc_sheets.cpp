#include "binding/draft.hpp"

namespace solieu::binding {

void bind_sheets(Draft &) {}

} // namespace solieu::binding
