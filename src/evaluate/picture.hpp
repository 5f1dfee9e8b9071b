#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace solieu::evaluate {

/// Kind and size of a picture, from the head of its file (PNG, JPEG).
struct Picture {
  std::string_view extension;          ///< "png", "jpg"
  std::uint32_t width = 0, height = 0; ///< pixels
};

/// Nothing when it is no PNG or JPEG, or a damaged one.
[[nodiscard]] std::optional<Picture> picture_of(std::string_view bytes);

/// "4cm", "40mm", "1.5in" in hundredths of a millimetre; nothing when it is no length above zero and up to 2 m.
[[nodiscard]] std::optional<std::uint32_t> length_of(std::string_view text);

} // namespace solieu::evaluate
