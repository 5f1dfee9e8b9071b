#include "figures/reasons.hpp"

namespace solieu::figures {

using diagnostic::Code;
using model::Absence;
using model::Catalogue;
using model::FigureQuery;
using model::Kind;
using model::Quantity;

std::string name_of(const FigureQuery &query, const Catalogue &catalogue) {
  std::string name = catalogue.at(query.indicator).code;
  if (query.slice.empty()) {
    return name;
  }
  std::string separator = "[";
  for (const model::Coordinate &coordinate : query.slice) {
    name += separator + catalogue.at(coordinate.breakdown).code + "=" + coordinate.member;
    separator = ", ";
  }
  return name + "]";
}

Quantity absent(const FigureQuery &query, const Catalogue &catalogue, const Code &reason, Absence absence) {
  Quantity quantity = Quantity::absent(absence, reason.name, catalogue.at(query.indicator).unit);
  quantity.reason_arguments = {{"figure", name_of(query, catalogue)},
                               {"territory", catalogue.territories.at(query.territory).name},
                               {"period", query.period.id()}};
  return quantity;
}

Quantity not_observed(const FigureQuery &query, const Catalogue &catalogue) {
  if (query.kind == Kind::plan) {
    return absent(query, catalogue, Code{"figures.no-plan"});
  }
  if (query.kind == Kind::target) {
    return absent(query, catalogue, Code{"figures.no-target"});
  }
  if (query.kind == Kind::estimate) {
    return absent(query, catalogue, Code{"figures.no-estimate"});
  }
  return absent(query, catalogue, Code{"figures.not-observed"});
}

Quantity without_number(const FigureQuery &query, const Catalogue &catalogue, const Observations &observations,
                        const Sighting &sighting) {
  const model::Observation &row = observations.row(sighting.row);
  switch (sighting.found) {
  case Found::duplicate: {
    Quantity quantity = absent(query, catalogue, Code{"figures.duplicate"});
    quantity.reason_arguments.emplace_back("row", row.name() + ", " + observations.row(sighting.other).name());
    return quantity;
  }
  case Found::clock_unclear:
    return absent(query, catalogue, Code{"figures.clock-unclear"});
  case Found::closed:
    return row.status == model::Status::suppressed
               ? absent(query, catalogue, Code{"figures.suppressed"}, Absence::suppressed)
               : absent(query, catalogue, Code{"figures.not-applicable"}, Absence::not_applicable);
  case Found::silent: {
    if (row.text.empty()) {
      return absent(query, catalogue, Code{"figures.value-empty"});
    }
    Quantity quantity = absent(query, catalogue, Code{"figures.text-only"});
    quantity.reason_arguments.emplace_back("text", row.text);
    return quantity;
  }
  case Found::nothing:
  case Found::value:
    break;
  }
  return not_observed(query, catalogue);
}

Quantity outside_life(const FigureQuery &query, const Catalogue &catalogue) {
  const model::Territory &unit = catalogue.territories.at(query.territory);
  if (unit.valid_to && *unit.valid_to < query.period.first_day(query.clock)) {
    Quantity quantity = absent(query, catalogue, Code{"figures.unit-ended"});
    quantity.reason_arguments.emplace_back("date", unit.valid_to->iso());
    return quantity;
  }
  if (unit.valid_from > query.period.last_day(query.clock) && unit.predecessors.empty()) {
    Quantity quantity = absent(query, catalogue, Code{"figures.unit-not-yet"});
    quantity.reason_arguments.emplace_back("date", unit.valid_from.iso());
    return quantity;
  }
  return not_observed(query, catalogue);
}

std::string clock_note(bool clock_unstated) {
  return clock_unstated ? Code{"figures.clock-unstated"}.name : std::string();
}

} // namespace solieu::figures
