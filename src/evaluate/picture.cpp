#include "evaluate/picture.hpp"

namespace solieu::evaluate {

namespace {

constexpr std::uint64_t longest = 200'000; // hundredths of a millimetre

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t result = 0;
  for (std::size_t i = 0; i < count; ++i)
    result = result << 8U | static_cast<unsigned char>(bytes[at + i]);
  return result;
}

std::optional<Picture> png(std::string_view bytes) {
  constexpr std::size_t head = 24; // signature, IHDR, width, height
  if (bytes.size() < head)
    return std::nullopt;
  return Picture{"png", number(bytes, 16, 4), number(bytes, 20, 4)};
}

/// The first frame header; JPEG is a row of segments with their lengths.
std::optional<Picture> jpeg(std::string_view bytes) {
  for (std::size_t at = 2; at + 9 < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) != 0xFF)
      return std::nullopt;
    const auto kind = static_cast<unsigned char>(bytes[at + 1]);
    if (kind == 0xFF) { // filling
      ++at;
      continue;
    }
    const bool frame = kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
    if (frame)
      return Picture{"jpg", number(bytes, at + 7, 2), number(bytes, at + 5, 2)};
    at += 2U + number(bytes, at + 2, 2);
  }
  return std::nullopt;
}

} // namespace

std::optional<Picture> picture_of(std::string_view bytes) {
  std::optional<Picture> found;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"))
    found = png(bytes);
  else if (bytes.starts_with("\xFF\xD8"))
    found = jpeg(bytes);
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
