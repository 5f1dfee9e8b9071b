#include "figures/resolver.hpp"

#include "figures/measures.hpp"
#include "figures/outlook.hpp"
#include "figures/resolution.hpp"

#include <algorithm>

namespace solieu::figures {

Resolver::Resolver(const model::Catalogue &catalogue, const model::Dataset &dataset, Policy policy)
    : resolution_(std::make_shared<const Resolution>(catalogue, dataset, policy)) {}

model::Figure Resolver::figure(const model::FigureQuery &query) const {
  if (!resolution_->known(query)) {
    return absent_figure(
        query, model::Quantity::absent(model::Absence::missing, diagnostic::Code{"figures.unknown-coordinate"}.name));
  }
  if (std::is_sorted(query.slice.begin(), query.slice.end())) {
    return measured(query, *resolution_);
  }
  model::FigureQuery ordered = query;
  std::sort(ordered.slice.begin(), ordered.slice.end());
  return measured(ordered, *resolution_);
}

Outlook Resolver::outlook(const model::FigureQuery &query) const { return figures::outlook(query, *resolution_); }

} // namespace solieu::figures
