#include "data/catalogue_names.hpp"

#include "format/text.hpp"

#include <algorithm>
#include <iterator>

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

/// "Hạ Long", "phường Hạ Long", and with the types that it had.
std::vector<std::string> names_of(const model::Territory &unit) {
  std::vector<std::string> names{unit.name, unit.type + " " + unit.name};
  for (const auto &[day, type] : unit.type_changes)
    names.push_back(type + " " + unit.name);
  return names;
}

std::vector<std::string> each_once(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  const auto repeated = std::ranges::unique(texts);
  texts.erase(repeated.begin(), repeated.end());
  return texts;
}

} // namespace

std::vector<std::string> indicator_texts(const Selection &selection, const model::Catalogue &catalogue) {
  std::vector<std::string> texts;
  for (const auto &code : selection.indicators) {
    texts.push_back(code);
    const auto id = catalogue.indicator(code);
    for (const auto &name :
         id ? std::vector{catalogue.at(*id).name.vi, catalogue.at(*id).name.en} : std::vector<std::string>())
      if (!name.empty())
        texts.push_back(name);
  }
  return each_once(std::move(texts));
}

std::vector<std::string> territory_texts(const Selection &selection, const model::Catalogue &catalogue) {
  std::vector<std::string> texts;
  for (const auto unit : selection.territories) {
    for (const auto &key : catalogue.territories.at(unit).keys) {
      texts.push_back(key.text());
      texts.push_back(key.code);
    }
    std::ranges::move(names_of(catalogue.territories.at(unit)), std::back_inserter(texts));
  }
  return each_once(std::move(texts));
}

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
    for (const auto &name : names_of(unit))
      territories_.emplace(format::search_key(name), std::pair(name, id));
  }
}

} // namespace solieu::data
