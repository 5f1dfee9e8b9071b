#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::format {

/// What ended the reading too early.
struct DelimitedProblem {
  enum class Kind { unclosed_quote, text_after_quote } kind = Kind::unclosed_quote;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// Records of RFC 4180 text in UTF-8, one after the other, from bytes that come in pieces; lines end with LF, CRLF or
/// CR, blank lines are left out. Memory is that of the longest record, at most `longest_record`.
class DelimitedReader {
public:
  /// Appends the next bytes to the text; false when there are none.
  using Refill = std::function<bool(std::string &text)>;
  static constexpr std::size_t longest_record = std::size_t{8} << 20U;

  /// The delimiter is the one of `,` `;` tab that stands most often in the first line.
  explicit DelimitedReader(Refill refill);

  /// Goes to the next record; false at the end and at a problem.
  [[nodiscard]] bool next();
  /// Fields of the record, valid until the next call.
  [[nodiscard]] const std::vector<std::string_view> &fields() const noexcept { return fields_; }
  /// Line (from 1) on which the record begins.
  [[nodiscard]] std::size_t line() const noexcept { return line_; }
  /// Column (in characters, from 1) in which a field begins.
  [[nodiscard]] std::size_t column(std::size_t field) const;
  [[nodiscard]] char delimiter() const noexcept { return delimiter_; }
  [[nodiscard]] const std::optional<DelimitedProblem> &problem() const noexcept { return problem_; }

private:
  enum class Step { field, record, more, failed };

  [[nodiscard]] bool fill();
  void skip_line_ends();
  void find_delimiter();
  [[nodiscard]] Step read_record();
  [[nodiscard]] Step read_field();
  [[nodiscard]] Step read_quoted();
  [[nodiscard]] Step end_field();
  void fail(DelimitedProblem::Kind kind, std::size_t offset);
  [[nodiscard]] DelimitedProblem place_of(DelimitedProblem::Kind kind, std::size_t offset) const;
  [[nodiscard]] std::string_view unquoted(std::size_t begin, std::size_t end);

  Refill refill_;
  std::string text_;         ///< from the beginning of the record on
  std::size_t begin_ = 0;    ///< of the record in it
  std::size_t position_ = 0; ///< how far it was read
  bool ended_ = false;       ///< nothing comes any more
  char delimiter_ = '\0';
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
  struct Span {
    std::size_t begin = 0, end = 0;
    bool quoted = false;
    bool doubled = false; ///< a quotation mark stands twice in it
  };
  std::vector<Span> spans_;
  std::vector<std::string_view> fields_;
  std::vector<std::string> unquoted_;
  std::optional<DelimitedProblem> problem_;
};

/// One record of delimited text, with where it and its fields begin.
struct DelimitedRecord {
  std::size_t line = 0; ///< from 1
  std::vector<std::string> fields;
  std::vector<std::size_t> columns; ///< column (in characters, from 1) of each field
};

/// Records up to the first problem.
struct DelimitedText {
  char delimiter = ',';
  std::vector<DelimitedRecord> records;
  std::optional<DelimitedProblem> problem;
};

/// All records of a short text, as DelimitedReader reads them; a byte order mark is skipped.
[[nodiscard]] DelimitedText read_delimited(std::string_view bytes);

} // namespace solieu::format
