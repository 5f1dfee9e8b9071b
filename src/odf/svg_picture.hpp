#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace solieu::odf {

/// Width and height of a drawing in hundredths of a millimetre; without units 96 to the inch.
struct SvgSize {
  std::uint32_t width = 0, height = 0;
};

/// The size that an SVG picture says it has, or else that of its view box. Nothing when it says none, is no correct XML
/// or no SVG, has a DOCTYPE, or points out of itself: the office would draw a local file into the report.
[[nodiscard]] std::optional<SvgSize> svg_size(const std::string &bytes);

} // namespace solieu::odf
