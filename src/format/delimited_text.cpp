#include "format/delimited_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace solieu::format {

namespace {

constexpr std::string_view byte_order_mark_bytes = "\xEF\xBB\xBF";

bool begins_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

bool ends_line(char c) noexcept { return c == '\n' || c == '\r'; }

} // namespace

DelimitedReader::DelimitedReader(Refill refill) : refill_(std::move(refill)) {}

/// Lets go of the records already read, then asks for more.
bool DelimitedReader::fill() {
  if (ended_)
    return false;
  if (begin_ > 0) {
    text_.erase(0, begin_);
    for (auto &span : spans_) {
      span.begin -= begin_;
      span.end -= begin_;
    }
    position_ -= begin_;
    begin_ = 0;
  }
  const auto before = text_.size();
  while (!ended_ && text_.size() == before)
    ended_ = !refill_(text_);
  return text_.size() > before;
}

/// Up to the first line end outside quotation marks the candidates are counted.
void DelimitedReader::find_delimiter() {
  constexpr std::string_view candidates = ",;\t";
  std::array<std::size_t, candidates.size()> counts{};
  bool quoted = false;
  for (std::size_t i = position_;; ++i) {
    if (i >= text_.size()) {
      i -= begin_; // what stands before the record goes
      if (i > longest_record || !fill())
        break;
    }
    const char c = text_[i];
    if (c == '"')
      quoted = !quoted;
    if (!quoted && ends_line(c))
      break;
    if (const auto which = candidates.find(c); !quoted && which != std::string_view::npos)
      ++counts.at(which);
  }
  delimiter_ = candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

void DelimitedReader::skip_line_ends() {
  for (;;) {
    if (position_ >= text_.size() && !fill())
      return;
    const char c = text_[position_];
    if (!ends_line(c))
      return;
    if (c == '\r' && position_ + 1 >= text_.size())
      static_cast<void>(fill());
    const bool both = c == '\r' && position_ + 1 < text_.size() && text_[position_ + 1] == '\n';
    position_ += both ? 2 : 1;
    ++next_line_;
    begin_ = position_;
  }
}

bool DelimitedReader::next() {
  if (problem_)
    return false;
  spans_.clear();
  begin_ = position_;
  skip_line_ends();
  if (position_ >= text_.size())
    return false;
  if (delimiter_ == '\0')
    find_delimiter();
  line_ = next_line_;
  for (;;) {
    switch (read_record()) {
    case Step::record:
    case Step::field:
      break;
    case Step::failed:
      return false;
    case Step::more:
      if (position_ - begin_ > longest_record) {
        fail(DelimitedProblem::Kind::unclosed_quote, spans_.empty() ? begin_ : spans_.back().begin);
        return false;
      }
      static_cast<void>(fill());
      spans_.clear();
      position_ = begin_;
      next_line_ = line_;
      continue;
    }
    break;
  }
  fields_.clear();
  unquoted_.clear();
  unquoted_.reserve(spans_.size()); // the views must stay where they are
  for (const auto &span : spans_)
    fields_.push_back(span.doubled ? unquoted(span.begin, span.end)
                                   : std::string_view(text_).substr(span.begin, span.end - span.begin));
  return true;
}

DelimitedReader::Step DelimitedReader::read_record() {
  for (;;) {
    const auto step = position_ < text_.size() && text_[position_] == '"' ? read_quoted() : read_field();
    if (step != Step::field)
      return step;
  }
}

/// What follows a field: the next one, the end of the record, or bytes that are not there yet.
DelimitedReader::Step DelimitedReader::end_field() {
  if (position_ >= text_.size())
    return ended_ ? Step::record : Step::more;
  if (text_[position_] != delimiter_)
    return Step::record;
  ++position_;
  return position_ < text_.size() || ended_ ? Step::field : Step::more;
}

DelimitedReader::Step DelimitedReader::read_field() {
  const auto begin = position_;
  const char *const bytes = text_.data();
  const auto size = text_.size();
  auto i = begin;
  while (i < size && bytes[i] != delimiter_ && bytes[i] != '\n' && bytes[i] != '\r')
    ++i;
  position_ = i;
  spans_.push_back({begin, i});
  return end_field();
}

DelimitedReader::Step DelimitedReader::read_quoted() {
  const auto opening = position_;
  spans_.push_back({opening, opening, true});
  bool doubled = false;
  for (++position_;; ++position_) {
    position_ = std::min(text_.find('"', position_), text_.size());
    if (position_ + 1 >= text_.size() && !ended_) { // the next byte says whether the mark closes
      position_ = text_.size();
      return Step::more;
    }
    if (position_ >= text_.size()) {
      fail(DelimitedProblem::Kind::unclosed_quote, opening);
      return Step::failed;
    }
    if (position_ + 1 >= text_.size() || text_[position_ + 1] != '"')
      break;
    doubled = true;
    ++position_;
  }
  spans_.back() = {opening + 1, position_, true, doubled};
  const auto inside = std::string_view(text_).substr(opening, position_ - opening);
  for (std::size_t i = 0; i < inside.size(); ++i)
    next_line_ +=
        inside[i] == '\n' || (inside[i] == '\r' && (i + 1 == inside.size() || inside[i + 1] != '\n')) ? 1U : 0U;
  ++position_;
  if (position_ < text_.size() && text_[position_] != delimiter_ && !ends_line(text_[position_])) {
    fail(DelimitedProblem::Kind::text_after_quote, position_);
    return Step::failed;
  }
  return end_field();
}

std::string_view DelimitedReader::unquoted(std::size_t begin, std::size_t end) {
  std::string plain;
  for (std::size_t i = begin; i < end; ++i) {
    plain += text_[i];
    i += text_[i] == '"' ? 1U : 0U;
  }
  return unquoted_.emplace_back(std::move(plain));
}

/// Line and column of a byte of the record.
DelimitedProblem DelimitedReader::place_of(DelimitedProblem::Kind kind, std::size_t offset) const {
  DelimitedProblem place{kind, line_, 1};
  for (std::size_t i = begin_; i < offset; ++i) {
    const bool both = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
    if (ends_line(text_[i]) && !both) {
      ++place.line;
      place.column = 1;
    } else if (begins_character(text_[i])) {
      ++place.column;
    }
  }
  return place;
}

void DelimitedReader::fail(DelimitedProblem::Kind kind, std::size_t offset) { problem_ = place_of(kind, offset); }

std::size_t DelimitedReader::column(std::size_t field) const {
  const auto &span = spans_.at(field);
  return place_of({}, span.begin - (span.quoted ? 1U : 0U)).column;
}

DelimitedText read_delimited(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark_bytes))
    bytes.remove_prefix(byte_order_mark_bytes.size());
  bool given = false;
  DelimitedReader reader([&](std::string &text) {
    if (std::exchange(given, true))
      return false;
    text.append(bytes);
    return !bytes.empty();
  });
  DelimitedText result;
  while (reader.next()) {
    DelimitedRecord record;
    record.line = reader.line();
    for (std::size_t i = 0; i < reader.fields().size(); ++i) {
      record.fields.emplace_back(reader.fields()[i]);
      record.columns.push_back(reader.column(i));
    }
    result.records.push_back(std::move(record));
  }
  result.problem = reader.problem();
  result.delimiter = reader.delimiter() == '\0' ? ',' : reader.delimiter();
  return result;
}

} // namespace solieu::format
