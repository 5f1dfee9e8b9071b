#pragma once

#include "data/regular_file.hpp"
#include "format/text_encoding.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace solieu::data {

/// A file of text as UTF-8, a piece at a time. Opening it looks at the beginning: Failure `data.file-unreadable`,
/// `data.not-a-file`, `data.file-empty`, `data.not-a-text-table`, and `data.encoding-mismatch` or `data.encoding-wrong`
/// with line and column of the first byte when it was not written in the encoding that was declared.
class TextFile {
public:
  TextFile(std::filesystem::path path, std::string_view declared);

  /// Appends the next piece; false at the end. Throws Failure `data.file-unreadable`.
  [[nodiscard]] bool read(std::string &text);

private:
  [[nodiscard]] std::string choose_encoding(std::string_view declared);

  std::filesystem::path path_;
  RegularFile file_;
  std::string head_; ///< the first piece, until it was handed on
  format::TextDecoder decoder_;
  bool ended_ = false;
};

} // namespace solieu::data
