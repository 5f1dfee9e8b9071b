#include "format/icu_text.hpp"

#include <algorithm>
#include <unicode/utf8.h>

namespace solieu::format {

UChar32 next_point(std::string_view text, std::size_t &i) noexcept {
  const auto *const bytes = reinterpret_cast<const uint8_t *>(text.data() + i);
  const auto size = static_cast<int32_t>(std::min<std::size_t>(text.size() - i, 4));
  int32_t used = 0;
  UChar32 point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion" // inside ICU's macro
  U8_NEXT(bytes, used, size, point);
#pragma GCC diagnostic pop
  i += static_cast<std::size_t>(used);
  return point;
}

} // namespace solieu::format
