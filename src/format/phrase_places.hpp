#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::format {

/// The names of the `{name}` places that a wording may have, by its key; nothing when no text of the program has such a
/// key. Wordings, units, styles of dates and periods may be new ones; the other keys are those in `shipped`.
[[nodiscard]] std::optional<std::vector<std::string>> phrase_places(std::string_view key,
                                                                    const std::vector<std::string> &shipped);

/// The names in the braces of a wording, each as often as it stands there; those of ICU's message syntax without what
/// they choose from.
[[nodiscard]] std::vector<std::string> places_in(std::string_view text);

} // namespace solieu::format
