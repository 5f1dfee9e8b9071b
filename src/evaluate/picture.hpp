#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solieu::evaluate {

/// Kind and size of a picture, from its file (PNG and JPEG: from the head of it).
struct Picture {
  std::string_view extension;          ///< "png", "jpg", "svg"
  std::uint32_t width = 0, height = 0; ///< pixels; of an SVG hundredths of a millimetre
  std::uint32_t own_width = 0;         ///< hundredths of a millimetre; 96 pixels to the inch
  bool turned = false; ///< to be turned before it is shown, says the camera (Exif), which no office heeds
};

/// Nothing when it is no PNG, JPEG or SVG, a damaged one, or an SVG that points out of itself.
[[nodiscard]] std::optional<Picture> picture_of(const std::string &bytes);

/// "4cm", "40mm", "1.5in" in hundredths of a millimetre; nothing when it is no length above zero and up to 2 m.
[[nodiscard]] std::optional<std::uint32_t> length_of(std::string_view text);

} // namespace solieu::evaluate
