#pragma once

#include "odf/quick_deflater.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <zlib.h>

namespace solieu::odf {

/// Deflates data that come in pieces: at level 1 fast with ISA-L, else with zlib (libdeflate takes whole buffers only).
class PieceDeflater {
public:
  explicit PieceDeflater(int level);
  ~PieceDeflater();
  PieceDeflater(const PieceDeflater &) = delete;
  PieceDeflater &operator=(const PieceDeflater &) = delete;

  /// Appends packed bytes to `out`. With `ends_segment` all of them, up to a whole byte; what comes afterwards refers
  /// to nothing before. The stream as a whole ends with end_of_stream.
  void add(std::string_view data, bool ends_segment, std::string &out);
  static constexpr std::string_view end_of_stream{"\x03\x00", 2};

private:
  static constexpr std::size_t room = 64U << 10;
  void add_small(std::string_view data, bool ends_segment, std::string &out);
  std::unique_ptr<QuickDeflater> quick_; ///< null: the stream of zlib
  z_stream stream_{};
  std::unique_ptr<char[]> packed_;
};

/// CRC-32 of two runs of bytes, of the second with its length, together.
[[nodiscard]] std::uint32_t joined_crc32(std::uint32_t first, std::uint32_t second, std::uint64_t second_size) noexcept;

} // namespace solieu::odf
