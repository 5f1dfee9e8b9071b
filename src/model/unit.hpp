#pragma once

#include <string>
#include <string_view>

namespace solieu::model {

/// A unit of measure: `text` as printed, counted in `base` × 10^power. "tỷ đồng" = 10^9 đồng, "%" = 10^-2 of the pure
/// number "", "lần" = the pure number. "người" and "lượt người" are different bases and never added.
struct Unit {
  std::string text;
  std::string base;
  int power = 0;

  /// Splits off the scale words nghìn (ngàn), triệu, tỷ (tỉ); any other text is its own base.
  [[nodiscard]] static Unit of(std::string_view text);
  [[nodiscard]] bool pure() const noexcept { return base.empty(); }
  [[nodiscard]] bool same_dimension(const Unit &other) const noexcept { return base == other.base; }
  friend bool operator==(const Unit &, const Unit &) = default;
};

} // namespace solieu::model
