#pragma once

#include "data/data_source.hpp"
#include "model/catalogue.hpp"
#include "model/period.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace solieu::data {

/// How a table may name what is selected, each once: an indicator by its code or a name, a unit by any of its keys, its
/// bare code or its name, with and without its type. A name must stand there as in the catalogue. Empty = all.
[[nodiscard]] std::vector<std::string> indicator_texts(const Selection &selection, const model::Catalogue &catalogue);
[[nodiscard]] std::vector<std::string> territory_texts(const Selection &selection, const model::Catalogue &catalogue);

/// Finds indicators and territories by the names that people write into forms, whatever their case and diacritics; an
/// exact match goes before the others.
class CatalogueNames {
public:
  explicit CatalogueNames(const model::Catalogue &catalogue) : catalogue_(catalogue) {}

  /// All indicators of this name, Vietnamese or English; more than one is an ambiguity.
  [[nodiscard]] std::vector<model::IndicatorId> indicators(std::string_view name);
  /// All territories of this name ("Hạ Long", "phường Hạ Long") that exist on the day, or ever did.
  [[nodiscard]] std::vector<model::TerritoryId> territories(std::string_view name, std::optional<model::Date> day);

private:
  template <class Id> using Index = std::unordered_multimap<std::string, std::pair<std::string, Id>>;
  void index_indicators();
  void index_territories();

  const model::Catalogue &catalogue_;
  Index<model::IndicatorId> indicators_; ///< by search key; the name as it stands and whose it is
  Index<model::TerritoryId> territories_;
};

} // namespace solieu::data
