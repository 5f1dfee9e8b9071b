#include "format/marked_text.hpp"

#include "format/icu_text.hpp"

#include <algorithm>
#include <unicode/uchar.h>
#include <vector>

namespace solieu::format {

namespace {

constexpr std::size_t widest = 120;     ///< columns of a line that is shown whole
constexpr std::size_t before_spot = 50; ///< columns kept before the spot of a longer one
constexpr std::string_view unknown = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "…";

/// One character as shown: its bytes, where they stood, the columns it takes.
struct Cell {
  std::string_view bytes;
  std::size_t offset;
  std::size_t columns;
};

std::size_t columns_of(UChar32 point) {
  if (u_charType(point) == U_NON_SPACING_MARK || u_charType(point) == U_ENCLOSING_MARK) {
    return 0;
  }
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Directional overrides and the like could make a terminal show another text than the one that is there.
bool shown_as_it_is(UChar32 point) {
  const int type = u_charType(point);
  return point >= 0 && type != U_CONTROL_CHAR && type != U_FORMAT_CHAR && type != U_LINE_SEPARATOR &&
         type != U_PARAGRAPH_SEPARATOR;
}

std::vector<Cell> cells(std::string_view text) {
  std::vector<Cell> all;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const UChar32 point = next_point(text, i);
    if (point == '\t' || point == '\n' || point == '\r') {
      all.push_back({" ", start, 1});
    } else if (!shown_as_it_is(point)) {
      all.push_back({unknown, start, 1});
    } else {
      all.push_back({text.substr(start, i - start), start, columns_of(point)});
    }
  }
  return all;
}

std::size_t width(const std::vector<Cell> &line, std::size_t first, std::size_t last) {
  std::size_t columns = 0;
  for (std::size_t i = first; i < last; ++i) {
    columns += line[i].columns;
  }
  return columns;
}

std::size_t index_at(const std::vector<Cell> &line, std::size_t offset) {
  const auto behind = std::upper_bound(line.begin(), line.end(), offset,
                                       [](std::size_t wanted, const Cell &cell) { return wanted < cell.offset; });
  return behind == line.begin() ? 0 : static_cast<std::size_t>(behind - line.begin()) - 1;
}

std::string joined(const std::vector<Cell> &line, std::size_t first, std::size_t last) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    text += line[i].bytes;
  }
  return text;
}

} // namespace

std::string printable(std::string_view text) {
  const std::vector<Cell> all = cells(text);
  return joined(all, 0, all.size());
}

std::string marked_text(std::string_view text, std::size_t offset, std::size_t length) {
  if (text.empty()) {
    return {};
  }
  offset = std::min(offset, text.size());
  const std::size_t break_before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t start = break_before == std::string_view::npos ? 0 : break_before + 1;
  const std::string_view line_text = text.substr(start, text.find('\n', offset) - start);
  const std::vector<Cell> line = cells(line_text);
  const std::size_t spot = offset - start;
  const std::size_t from = spot >= line_text.size() ? line.size() : index_at(line, spot);
  const std::size_t end = std::min(line_text.size(), spot + std::min(length, line_text.size()));
  const std::size_t to = end <= spot ? from : index_at(line, end - 1) + 1;

  std::size_t first = 0;
  std::size_t last = line.size();
  if (line.size() > widest) {
    first = from > before_spot ? from - before_spot : 0;
    last = std::min(line.size(), first + widest);
  }
  const std::string_view left = first > 0 ? ellipsis : "";
  const std::string_view right = last < line.size() ? ellipsis : "";
  const std::size_t indent = 2 + (first > 0 ? 1 : 0) + width(line, first, from);
  const std::size_t marked = std::max<std::size_t>(1, width(line, from, std::min(to, last)));
  return "  " + std::string(left) + joined(line, first, last) + std::string(right) + "\n" + std::string(indent, ' ') +
         "^" + std::string(marked - 1, '~');
}

} // namespace solieu::format
