#include "data/odbc_text.hpp"

#include <algorithm>
#include <cstdint>

namespace solieu::data {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

/// The code point that begins at `at`, which is moved behind it; U+FFFD for what is no UTF-8.
std::uint32_t next_point(std::string_view text, std::size_t &at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  const std::size_t more = first < 0x80U ? 0 : first < 0xC0U ? 4 : first < 0xE0U ? 1 : first < 0xF0U ? 2 : 3;
  if (more == 4 || at + more > text.size())
    return replacement;
  std::uint32_t point = more == 0 ? first : first & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i, ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0U) != 0x80U)
      return replacement;
    point = point << 6U | (byte & 0x3FU);
  }
  return point;
}

void append(std::string &text, std::uint32_t point) {
  const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (point < 0x80U) {
    put(point);
  } else if (point < 0x800U) {
    put(0xC0U | point >> 6U);
    put(0x80U | (point & 0x3FU));
  } else if (point < 0x10000U) {
    put(0xE0U | point >> 12U);
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  } else {
    put(0xF0U | point >> 18U);
    put(0x80U | (point >> 12U & 0x3FU));
    put(0x80U | (point >> 6U & 0x3FU));
    put(0x80U | (point & 0x3FU));
  }
}

} // namespace

std::vector<SQLWCHAR> to_wide(std::string_view text) {
  std::vector<SQLWCHAR> wide;
  wide.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto point = next_point(text, at);
    if (point >= 0x10000U) {
      point -= 0x10000U;
      wide.push_back(static_cast<SQLWCHAR>(0xD800U | point >> 10U));
      point = 0xDC00U | (point & 0x3FFU);
    }
    wide.push_back(static_cast<SQLWCHAR>(point));
  }
  return wide;
}

std::vector<SQLWCHAR> to_units(std::string_view text) {
  std::vector<SQLWCHAR> units(text.size());
  std::ranges::transform(text, units.begin(), [](char c) { return static_cast<unsigned char>(c); });
  return units;
}

std::string from_wide(std::span<const SQLWCHAR> text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::uint32_t point = text[i];
    const bool high = (point & 0xFC00U) == 0xD800U;
    if (high && i + 1 < text.size() && (text[i + 1] & 0xFC00U) == 0xDC00U)
      point = 0x10000U + ((point & 0x3FFU) << 10U | (text[++i] & 0x3FFU));
    else if ((point & 0xF800U) == 0xD800U)
      point = replacement;
    append(bytes, point);
  }
  return bytes;
}

std::span<const SQLWCHAR> until_zero(std::span<const SQLWCHAR> text) {
  return text.first(static_cast<std::size_t>(std::ranges::find(text, SQLWCHAR{0}) - text.begin()));
}

std::string in_braces(std::string_view value) {
  std::string text = "{";
  for (const char c : value)
    text += c == '}' ? std::string(2, c) : std::string(1, c);
  return text + "}";
}

std::string connection_value(std::string_view value, std::string_view signs) {
  const bool spaces = value.starts_with(' ') || value.ends_with(' ');
  return spaces || value.find_first_of(signs) != std::string_view::npos ? in_braces(value) : std::string(value);
}

} // namespace solieu::data
