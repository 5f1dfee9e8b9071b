#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace solieu::format {

/// Text safe for a terminal: control characters and invalid bytes become U+FFFD, line breaks and tabs a space.
[[nodiscard]] std::string printable(std::string_view text);

/// The line of `text` that holds the spot (bytes `offset`, `length`) and under it `^~~~`, both indented by two spaces;
/// a long line is cut around the spot. "" for an empty text.
[[nodiscard]] std::string marked_text(std::string_view text, std::size_t offset, std::size_t length);

} // namespace solieu::format
