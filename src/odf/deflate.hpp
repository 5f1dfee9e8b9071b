#pragma once

#include "odf/package.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace solieu::odf {

/// The level that ISA-L (1), libdeflate or zlib packs with; 0 for stored.
[[nodiscard]] constexpr int deflate_level(Packing packing) noexcept {
  return packing == Packing::stored ? 0 : packing == Packing::small ? 6 : 1;
}

/// CRC-32 as ZIP uses it.
[[nodiscard]] std::uint32_t crc32_of(std::string_view bytes) noexcept;

/// Inflates a raw deflate stream that must give exactly `size` bytes and end with its input; never writes a byte more.
/// Nothing when it does not.
[[nodiscard]] std::optional<std::string> inflate_exactly(std::string_view packed, std::size_t size);

/// Appends the raw deflate stream of `data` (level 1 … 12) to `out`. The compressor objects are kept per thread: making
/// one costs more than packing a one-page report.
void deflate_onto(std::string_view data, int level, std::string &out);

} // namespace solieu::odf
