#include "data/catalogue_names.hpp"

#include "format/text.hpp"

#include <algorithm>

namespace solieu::data {

namespace {

/// Those of the exact name, else all.
template <class Index, class Holds> auto found(const Index &index, std::string_view name, Holds holds) {
  std::vector<decltype(index.begin()->second.second)> exact, all;
  const auto add = [](auto &list, auto id) {
    if (std::ranges::find(list, id) == list.end())
      list.push_back(id);
  };
  const auto [first, last] = index.equal_range(format::search_key(name));
  for (auto one = first; one != last; ++one) {
    const auto &[written, id] = one->second;
    if (!holds(id))
      continue;
    add(all, id);
    if (written == name)
      add(exact, id);
  }
  auto &best = exact.empty() ? all : exact;
  std::ranges::sort(best);
  return best;
}

} // namespace

std::vector<model::IndicatorId> CatalogueNames::indicators(std::string_view name) {
  if (indicators_.empty())
    index_indicators();
  return found(indicators_, name, [](model::IndicatorId) { return true; });
}

std::vector<model::TerritoryId> CatalogueNames::territories(std::string_view name, std::optional<model::Date> day) {
  if (territories_.empty())
    index_territories();
  return found(territories_, name,
               [&](model::TerritoryId unit) { return !day || catalogue_.territories.at(unit).valid_on(*day); });
}

void CatalogueNames::index_indicators() {
  for (const auto &indicator : catalogue_.indicators()) {
    const auto id = catalogue_.indicator(indicator.code);
    for (const auto &name : {indicator.name.vi, indicator.name.en})
      if (id && !name.empty())
        indicators_.emplace(format::search_key(name), std::pair(name, *id));
  }
}

void CatalogueNames::index_territories() {
  for (std::size_t place = 0; place < catalogue_.territories.size(); ++place) {
    const auto id = static_cast<model::TerritoryId>(place);
    const auto &unit = catalogue_.territories.at(id);
    std::vector<std::string> names{unit.name, unit.type + " " + unit.name};
    for (const auto &[day, type] : unit.type_changes)
      names.push_back(type + " " + unit.name);
    for (const auto &name : names)
      territories_.emplace(format::search_key(name), std::pair(name, id));
  }
}

} // namespace solieu::data
