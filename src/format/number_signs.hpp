#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace solieu::format {

/// Signs and grouping of numbers in one language, taken from ICU once.
struct NumberSigns {
  std::string group;
  std::string point;
  std::string minus;
  std::string plus;
  std::string percent;
  std::size_t group_size = 3;
  std::size_t fewest_grouped = 4; ///< numbers with fewer digits stay together

  [[nodiscard]] static NumberSigns of(const std::string &language);
  /// "-1234567.8" → "-1.234.567,8".
  [[nodiscard]] std::string grouped(std::string_view invariant) const;
  /// "-1.234.567,8" → "-1234567.8"; empty when it is no such number.
  [[nodiscard]] std::string ungrouped(std::string_view text) const;
};

} // namespace solieu::format
