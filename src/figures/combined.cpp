#include "figures/combined.hpp"

#include "figures/reasons.hpp"
#include "figures/total.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace solieu::figures {

using model::Absence;
using model::Figure;
using model::Status;

namespace {

Status status_of(const Figure &figure, const Figure &first, const Figure &second) {
  switch (figure.quantity.absence) {
  case Absence::not_applicable:
    return Status::not_applicable;
  case Absence::suppressed:
    return Status::suppressed;
  case Absence::missing:
    return Status::missing;
  case Absence::none:
    break;
  }
  return weaker(first.status, second.status);
}

} // namespace

Figure combined(const model::FigureQuery &query, model::Quantity quantity, model::Step step, const Figure &first,
                const Figure &second) {
  Figure figure;
  figure.query = query;
  figure.quantity = std::move(quantity);
  figure.kind = second.kind == model::Kind::estimate ? second.kind : first.kind;
  figure.status = status_of(figure, first, second);
  figure.as_of = std::max(first.as_of, second.as_of);
  std::set<std::string, std::less<>> sources;
  model::Provenance provenance{step, query, {}, {}, {}};
  for (const Figure *operand : {&first, &second}) {
    if (!operand->source.empty()) {
      sources.insert(operand->source);
    }
    figure.rebased = figure.rebased || operand->rebased;
    figure.synthetic = figure.synthetic || operand->synthetic;
    figure.clock_unstated = figure.clock_unstated || operand->clock_unstated;
    if (operand->provenance) {
      provenance.parts.push_back(operand->provenance);
    }
  }
  figure.source = joined(sources);
  provenance.note = clock_note(figure.clock_unstated);
  figure.provenance = std::make_shared<const model::Provenance>(std::move(provenance));
  return figure;
}

} // namespace solieu::figures
