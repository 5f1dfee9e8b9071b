#pragma once

#include <string>
#include <string_view>

namespace solieu::format {

/// Words an administrator may choose (northern "linh", "nghìn"; southern "lẻ", "ngàn").
struct VietnameseWords {
  std::string odd = "linh"; ///< between a hundred and a single unit: "một trăm linh năm"
  std::string thousand = "nghìn";
  std::string minus = "âm";
  std::string point = "phẩy";
};

/// An invariant number ("-1234.5") in Vietnamese words.
[[nodiscard]] std::string vietnamese_words(std::string_view number, const VietnameseWords &words);
/// An invariant number in English words, by ICU's rules; beyond 18 digits it stays in digits.
[[nodiscard]] std::string english_words(std::string_view number);

} // namespace solieu::format
