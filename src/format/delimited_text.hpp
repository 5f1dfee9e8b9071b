#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::format {

/// One record of delimited text, with where it and its fields begin.
struct DelimitedRecord {
  std::size_t line = 0; ///< from 1
  std::vector<std::string> fields;
  std::vector<std::size_t> columns; ///< column (in characters, from 1) of each field
};

/// What ended the reading too early.
struct DelimitedProblem {
  enum class Kind { unclosed_quote, text_after_quote } kind = Kind::unclosed_quote;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// Records up to the first problem; blank lines are left out.
struct DelimitedText {
  char delimiter = ',';
  std::vector<DelimitedRecord> records;
  std::optional<DelimitedProblem> problem;
};

/// Reads RFC 4180 text in UTF-8 (a byte order mark is skipped; lines end with LF, CRLF or CR). The delimiter is the one
/// of `,` `;` tab that stands most often in the first line.
[[nodiscard]] DelimitedText read_delimited(std::string_view bytes);

} // namespace solieu::format
