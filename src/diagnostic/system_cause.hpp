#pragma once

#include <string>

namespace solieu::diagnostic {

/// Why the system refused, as the value of a `{cause}` or `{detail}` place: the code of a sentence of this room, which
/// format/ spells out in the reader's language; the system's own English words for the rarer causes.
[[nodiscard]] std::string system_cause(int error_number);

} // namespace solieu::diagnostic
