#include "format/phrase_places.hpp"

#include <algorithm>

namespace solieu::format {

namespace {

struct Family {
  std::string_view key; ///< or the beginning of the keys, where it ends with a point
  bool open;            ///< takes keys that are not shipped
  std::vector<std::string> places;
};

/// The first that fits counts.
const std::vector<Family> &families() {
  static const std::vector<Family> table{{"range", false, {"low", "high"}},
                                         {"range.", false, {"low", "high"}},
                                         {"scale.", false, {"number"}},
                                         {"bound.", false, {"number", "low", "high"}},
                                         {"wording.", true, {"number", "low", "high"}},
                                         {"trend.base.", true, {}},
                                         {"trend.points", false, {}},
                                         {"trend.equal", false, {"base"}},
                                         {"trend.nearly_equal", false, {"base"}},
                                         {"trend.up.amount", false, {"amount", "base"}},
                                         {"trend.down.amount", false, {"amount", "base"}},
                                         {"trend.", false, {"amount", "percent", "base"}},
                                         {"plan.", false, {"percent"}},
                                         {"rebased.note", false, {"period", "territory", "units"}},
                                         {"date.", true, {"day", "month", "year", "d", "m", "mm", "iso", "month_name"}},
                                         {"period.",
                                          true,
                                          {"year", "last_year", "month", "m", "mm", "number", "roman", "id",
                                           "month_name", "first_long", "last_long", "first_short", "last_short"}},
                                         {"unit.ratio", false, {"above", "below"}},
                                         {"unit.", true, {"count"}},
                                         {"", false, {}}};
  return table;
}

bool belongs(std::string_view key, const Family &family) {
  return key == family.key || ((family.key.empty() || family.key.ends_with('.')) && key.starts_with(family.key));
}

} // namespace

std::optional<std::vector<std::string>> phrase_places(std::string_view key, const std::vector<std::string> &shipped) {
  const auto &table = families();
  const auto family = std::find_if(table.begin(), table.end(), [&](const Family &one) { return belongs(key, one); });
  const bool known = std::find(shipped.begin(), shipped.end(), key) != shipped.end();
  return known || family->open ? std::optional(family->places) : std::nullopt;
}

std::vector<std::string> places_in(std::string_view text) {
  std::vector<std::string> names;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '}') {
      depth = std::max(0, depth - 1);
    } else if (text[at] == '{' && depth++ == 0) {
      const std::size_t end = std::min(text.find_first_of(",}", at), text.size());
      names.emplace_back(text.substr(at + 1, end - at - 1));
    }
  }
  return names;
}

} // namespace solieu::format
