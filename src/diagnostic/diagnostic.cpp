#include "diagnostic/diagnostic.hpp"

#include <algorithm>
#include <iterator>

namespace solieu::diagnostic {

namespace {

std::u32string folded(std::string_view text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = lead < 0x80 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    if (point >= U'A' && point <= U'Z') {
      point += U'a' - U'A';
    }
    points.push_back(point);
    i += length;
  }
  return points;
}

std::size_t edit_distance(const std::u32string &a, const std::u32string &b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

} // namespace

bool has_error(const Diagnostics &list) noexcept {
  return std::any_of(list.begin(), list.end(), [](const Diagnostic &d) { return d.severity == Severity::error; });
}

void append(Diagnostics &list, Diagnostics more) {
  list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string nearest_name(std::string_view wrong, const std::vector<std::string> &candidates) {
  const std::u32string from = folded(wrong.substr(0, 64));
  const std::string *best = nullptr;
  std::size_t best_distance = 0;
  for (const std::string &candidate : candidates) {
    const std::u32string to = folded(candidate);
    const std::size_t longest = std::max(from.size(), to.size());
    const std::size_t distance = edit_distance(from, to);
    if (distance * 3 <= longest && (best == nullptr || distance < best_distance)) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best == nullptr ? std::string() : *best;
}

} // namespace solieu::diagnostic
