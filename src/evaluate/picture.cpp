#include "evaluate/picture.hpp"

#include "odf/svg_picture.hpp"

#include <algorithm>
#include <limits>

namespace solieu::evaluate {

namespace {

constexpr std::uint64_t longest = 200'000; // hundredths of a millimetre

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t result = 0;
  for (std::size_t i = 0; i < count; ++i)
    result = result << 8U | static_cast<unsigned char>(bytes[at + i]);
  return result;
}

Picture raster(std::string_view extension, std::uint32_t width, std::uint32_t height) {
  constexpr std::uint64_t hundredths_per_inch = 2540, pixels_per_inch = 96;
  const std::uint64_t own = std::max<std::uint64_t>(1, width * hundredths_per_inch / pixels_per_inch);
  return {extension, width, height,
          static_cast<std::uint32_t>(std::min<std::uint64_t>(own, std::numeric_limits<std::uint32_t>::max())), false};
}

std::optional<Picture> png(std::string_view bytes) {
  constexpr std::size_t head = 24; // signature, IHDR, width, height
  if (bytes.size() < head)
    return std::nullopt;
  return raster("png", number(bytes, 16, 4), number(bytes, 20, 4));
}

/// What Exif calls orientation is 1 when the picture stands as it is: the tag 0x0112 of the first directory of the TIFF
/// header in a segment APP1.
bool is_turned(std::string_view segment) {
  constexpr std::size_t entry_bytes = 12, head = 14;
  constexpr std::uint32_t orientation = 0x0112;
  if (!segment.starts_with(std::string_view("Exif\0\0", 6)) || segment.size() < head)
    return false;
  const std::string_view tiff = segment.substr(6);
  const bool little = tiff.starts_with("II");
  const auto value = [&](std::size_t at, std::size_t count) {
    std::string bytes(at + count <= tiff.size() ? tiff.substr(at, count) : std::string_view());
    if (little)
      std::reverse(bytes.begin(), bytes.end());
    return number(bytes, 0, bytes.size());
  };
  const std::size_t directory = value(4, 4), entries = value(directory, 2);
  for (std::size_t i = 0; i < entries; ++i)
    if (const std::size_t entry = directory + 2 + i * entry_bytes; value(entry, 2) == orientation)
      return value(entry + 8, 2) > 1;
  return false;
}

/// The first frame header; JPEG is a row of segments with their lengths.
std::optional<Picture> jpeg(std::string_view bytes) {
  bool turned = false;
  for (std::size_t at = 2; at + 9 < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) != 0xFF)
      return std::nullopt;
    const auto kind = static_cast<unsigned char>(bytes[at + 1]);
    if (kind == 0xFF) { // filling
      ++at;
      continue;
    }
    const bool frame = kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
    if (frame) {
      Picture found = raster("jpg", number(bytes, at + 7, 2), number(bytes, at + 5, 2));
      found.turned = turned;
      return found;
    }
    if (kind == 0xE1)
      turned = turned || is_turned(bytes.substr(at + 4, number(bytes, at + 2, 2)));
    at += 2U + number(bytes, at + 2, 2);
  }
  return std::nullopt;
}

std::optional<Picture> drawing(const std::string &bytes) {
  const std::optional<odf::SvgSize> size = odf::svg_size(bytes);
  return size ? std::optional(Picture{"svg", size->width, size->height, size->width, false}) : std::nullopt;
}

} // namespace

std::optional<Picture> picture_of(const std::string &bytes) {
  std::optional<Picture> found;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"))
    found = png(bytes);
  else if (bytes.starts_with("\xFF\xD8"))
    found = jpeg(bytes);
  else if (bytes.find_first_of('<') < 4) // after a byte order mark
    found = drawing(bytes);
  return found && found->width > 0 && found->height > 0 ? found : std::nullopt;
}

std::optional<std::uint32_t> length_of(std::string_view text) {
  std::uint64_t value = 0, divisor = 1;
  bool digits = false, point = false;
  std::size_t at = 0;
  for (; at < text.size() && value < longest * 1000; ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') {
      value = value * 10 + static_cast<std::uint64_t>(c - '0');
      divisor *= point ? 10U : 1U;
      digits = true;
    } else if ((c == '.' || c == ',') && !point) {
      point = true;
    } else {
      break;
    }
  }
  while (at < text.size() && text[at] == ' ')
    ++at;
  const std::string_view unit = text.substr(at);
  const std::uint64_t factor = unit == "cm" ? 1000 : unit == "mm" ? 100 : unit == "in" ? 2540 : 0;
  const std::uint64_t length = value * factor / divisor;
  if (!digits || length == 0 || length > longest)
    return std::nullopt;
  return static_cast<std::uint32_t>(length);
}

} // namespace solieu::evaluate
