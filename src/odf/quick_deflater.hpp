#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <isa-l/igzip_lib.h>

namespace solieu::odf {

/// Deflates fast, whole or in pieces, about as small as zlib's level 1 (ISA-L level 1).
class QuickDeflater {
public:
  QuickDeflater();
  /// Forgets what came before.
  void begin();
  enum class Ends : std::uint8_t { nothing, segment, stream };
  /// Appends packed bytes to `out`; after a segment all of them, up to a whole byte, and what follows refers to nothing
  /// before.
  void add(std::string_view data, Ends ends, std::string &out);

private:
  static constexpr std::size_t room = 64U << 10;
  std::unique_ptr<isal_zstream> stream_;
  std::unique_ptr<std::uint8_t[]> buffer_;
  std::unique_ptr<std::uint8_t[]> packed_;
};

} // namespace solieu::odf
