#include "format/delimited_text.hpp"

#include <array>

namespace solieu::format {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char delimiter_of(std::string_view bytes) {
  constexpr std::string_view candidates = ",;\t";
  std::array<std::size_t, candidates.size()> counts{};
  bool quoted = false;
  for (const char c : bytes) {
    if (c == '"')
      quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r'))
      break;
    if (const auto which = candidates.find(c); !quoted && which != std::string_view::npos)
      ++counts[which];
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < counts.size(); ++i)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

/// Walks over the bytes and counts lines and characters.
class Reader {
public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) { result_.delimiter = delimiter_of(bytes); }

  DelimitedText read() {
    while (!at_end() && !result_.problem)
      read_record();
    return std::move(result_);
  }

private:
  [[nodiscard]] bool at_end() const noexcept { return position_ >= bytes_.size(); }
  [[nodiscard]] char peek() const noexcept { return bytes_[position_]; }
  [[nodiscard]] bool at_line_end() const noexcept { return at_end() || peek() == '\n' || peek() == '\r'; }

  void step() {
    const char c = bytes_[position_++];
    const bool crlf = c == '\r' && !at_end() && peek() == '\n';
    if ((c == '\n' || c == '\r') && !crlf) {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column_;
    }
  }

  void skip_line_end() {
    if (at_end())
      return;
    const bool carriage_return = peek() == '\r';
    step();
    if (carriage_return && !at_end() && peek() == '\n')
      step();
  }

  void read_record() {
    DelimitedRecord record;
    record.line = line_;
    const std::size_t begin = position_;
    for (;;) {
      record.columns.push_back(column_);
      record.fields.push_back(read_field());
      if (result_.problem)
        return;
      if (at_end() || peek() != result_.delimiter)
        break;
      step();
    }
    const bool blank = begin == position_;
    skip_line_end();
    if (!blank)
      result_.records.push_back(std::move(record));
  }

  std::string read_field() {
    if (!at_end() && peek() == '"')
      return read_quoted();
    std::string field;
    while (!at_line_end() && peek() != result_.delimiter) {
      field += peek();
      step();
    }
    return field;
  }

  std::string read_quoted() {
    const DelimitedProblem unclosed{DelimitedProblem::Kind::unclosed_quote, line_, column_};
    std::string field;
    step();
    for (;;) {
      if (at_end()) {
        result_.problem = unclosed;
        return field;
      }
      const char c = peek();
      step();
      if (c != '"') {
        field += c;
      } else if (!at_end() && peek() == '"') {
        field += '"';
        step();
      } else {
        break;
      }
    }
    if (!at_line_end() && peek() != result_.delimiter)
      result_.problem = DelimitedProblem{DelimitedProblem::Kind::text_after_quote, line_, column_};
    return field;
  }

  std::string_view bytes_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  DelimitedText result_;
};

} // namespace

DelimitedText read_delimited(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark))
    bytes.remove_prefix(byte_order_mark.size());
  return Reader(bytes).read();
}

} // namespace solieu::format
