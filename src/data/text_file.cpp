#include "data/text_file.hpp"

#include "data/source_files.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <utility>

namespace solieu::data {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20U;
constexpr std::size_t sample_bytes = std::size_t{256} << 10U;

struct TextPlace {
  std::size_t line = 1, column = 1;
};

/// Line and column of the byte at `offset`, a character being what does not begin with a following byte of UTF-8.
TextPlace place_at(std::string_view bytes, std::size_t offset, bool utf8) {
  TextPlace place;
  for (const char c : bytes.substr(0, offset)) {
    const bool begins = !utf8 || (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    place.column = c == '\n' ? 1 : place.column + (begins ? 1U : 0U);
    place.line += c == '\n' ? 1U : 0U;
  }
  return place;
}

std::string_view first_line(std::string_view bytes) { return bytes.substr(0, bytes.find_first_of("\r\n")); }

/// Text that claims to be UTF-8 is another encoding's when its header is broken or more of its lines than are sound.
bool is_other_than_utf8(std::string_view sample) {
  if (!format::valid_utf8(first_line(sample)))
    return true;
  std::size_t broken = 0;
  std::size_t sound = 0;
  while (!sample.empty()) {
    const auto line = sample.substr(0, sample.find('\n'));
    const bool beyond = std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (beyond)
      ++(format::valid_utf8(line) ? sound : broken);
    sample.remove_prefix(std::min(sample.size(), line.size() + 1));
  }
  return broken > sound;
}

/// The sample without the line that it cuts off.
std::string_view whole_lines(std::string_view sample) {
  if (sample.size() < sample_bytes)
    return sample;
  const auto end = sample.rfind('\n');
  return end == std::string_view::npos ? sample : sample.substr(0, end + 1);
}

[[noreturn]] void fail_encoding(const std::filesystem::path &path, std::string_view declared, const std::string &likely,
                                TextPlace place) {
  fail_file(likely.empty() ? "data.encoding-wrong" : "data.encoding-mismatch", path,
            {{"declared", std::string(declared)},
             {"likely", likely.starts_with("utf-16") ? "utf-16" : likely},
             {"line", std::to_string(place.line)},
             {"column", std::to_string(place.column)}},
            place.line, place.column);
}

} // namespace

TextFile::TextFile(std::filesystem::path path, std::string_view declared)
    : path_(std::move(path)), file_(path_), head_(file_.read(piece_bytes)), decoder_(choose_encoding(declared)) {}

/// Takes the mark off the head and says what the bytes are to be read as.
std::string TextFile::choose_encoding(std::string_view declared) {
  if (head_.empty())
    fail_file("data.file-empty", path_);
  const auto mark = format::byte_order_mark(head_);
  const auto wanted = declared.empty() ? (mark.encoding.empty() ? "utf-8" : mark.encoding) : declared;
  if (!mark.encoding.empty() && !mark.encoding.starts_with(wanted))
    fail_encoding(path_, wanted, std::string(mark.encoding), {});
  head_.erase(0, mark.size);
  const auto sample = whole_lines(std::string_view(head_).substr(0, sample_bytes));
  if (!mark.encoding.empty() && mark.encoding != "utf-8")
    return std::string(mark.encoding);
  const auto likely = format::likely_encoding(sample, wanted);
  const bool same = likely.empty() || likely.starts_with(wanted);
  const auto beyond = std::ranges::find_if(sample, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const auto first_beyond = static_cast<std::size_t>(beyond - sample.begin());
  if (wanted == "utf-16" && !likely.starts_with("utf-16"))
    fail_encoding(path_, wanted, likely.empty() ? "utf-8" : likely, {});
  if (wanted != "utf-16" && likely.starts_with("utf-16"))
    fail_encoding(path_, wanted, likely, {});
  if (wanted != "utf-16" && sample.find('\0') != std::string_view::npos)
    fail_file("data.not-a-text-table", path_);
  if (wanted == "utf-8" && is_other_than_utf8(sample))
    fail_encoding(path_, wanted, same ? "" : likely, place_at(sample, format::broken_utf8_at(sample), true));
  if (wanted != "utf-8" && !same)
    fail_encoding(path_, wanted, likely, place_at(sample, first_beyond, likely == "utf-8"));
  return wanted == "utf-16" ? likely : std::string(wanted);
}

bool TextFile::read(std::string &text) {
  if (ended_)
    return false;
  const auto bytes = head_.empty() ? file_.read(piece_bytes) : std::exchange(head_, {});
  ended_ = bytes.empty();
  decoder_.decode(bytes, ended_, text);
  return true;
}

} // namespace solieu::data
