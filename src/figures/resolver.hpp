#pragma once

#include "model/dataset.hpp"
#include "model/figure.hpp"

#include <memory>
#include <optional>

namespace solieu::figures {

class Resolution;
struct Outlook;

/// What a lookup may use beyond the data: the report's date (later vintages are not seen) and whether an estimate may
/// stand in for an actual value.
struct Policy {
  std::optional<model::Date> known_by; ///< observations with a later as-of date are ignored
  bool estimates_allowed = false;
};

/// Pure lookup over a sealed dataset: resolution order of figures.md §1, measures, comparisons, re-basing.
/// Safe to use from several threads; the catalogue and the dataset must outlive it.
class Resolver {
public:
  Resolver(const model::Catalogue &catalogue, const model::Dataset &dataset, Policy policy = {});

  /// The figure asked for; a missing one carries its reason. Never throws for data.
  [[nodiscard]] model::Figure figure(const model::FigureQuery &query) const;
  /// Where the query's flow will stand at the end of the year (figures/outlook.hpp).
  [[nodiscard]] Outlook outlook(const model::FigureQuery &query) const;

private:
  std::shared_ptr<const Resolution> resolution_;
};

} // namespace solieu::figures
