#pragma once

#include <array>
#include <string>
#include <string_view>

namespace solieu::format {

/// Encodings of a text file that can be declared. TCVN3 (fonts .VnTime, "ABC") and VNI (fonts VNI-Times) are the two of
/// the time before Unicode that Vietnamese offices still have files in.
inline constexpr std::array<std::string_view, 5> encoding_names{"utf-8", "utf-16", "windows-1258", "tcvn3", "vni"};

/// A byte order mark at the beginning of a file.
struct ByteOrderMark {
  std::string_view encoding; ///< "utf-8", "utf-16le", "utf-16be"; "" = there is none
  std::size_t size = 0;
};
[[nodiscard]] ByteOrderMark byte_order_mark(std::string_view bytes) noexcept;

/// Turns bytes that come in pieces into UTF-8, not yet NFC. What is no text becomes the byte 0xFF, which is no UTF-8
/// either. Encodings: those of encoding_names, "utf-16le" and "utf-16be"; UTF-16 without a mark is little-endian.
class TextDecoder {
public:
  explicit TextDecoder(std::string_view encoding);
  /// Appends to `out`; what a piece ends in the middle of waits for the next one, unless it is the last.
  void decode(std::string_view bytes, bool last, std::string &out);

private:
  enum class Scheme { as_it_is, utf16, single_bytes, tcvn3, vni };

  void decode_utf16(std::string_view bytes, bool last, std::string &out);
  void decode_bytes(std::string_view bytes, bool last, std::string &out);

  Scheme scheme_ = Scheme::as_it_is;
  bool big_endian_ = false;
  std::array<char32_t, 256> points_{}; ///< of a byte that stands alone; 0xFFFFFFFF = none
  std::string waiting_;
};

/// Text that was typed with a font of TCVN3 or VNI and stored as Windows Latin letters ("Qu¶ng Ninh"), as real letters.
/// Text that those fonts cannot have written comes back as it is.
[[nodiscard]] std::string from_old_font(std::string_view text, std::string_view encoding);

/// The encoding in which the bytes read as Vietnamese: one of encoding_names or "utf-16le", "utf-16be"; "" when they
/// are plain ASCII or nothing fits. Judged by the words with letters beyond ASCII: most of them must be syllables.
/// Where they are so in the declared encoding, it is that one.
[[nodiscard]] std::string likely_encoding(std::string_view bytes, std::string_view declared);

} // namespace solieu::format
