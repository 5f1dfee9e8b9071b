#include "figures/total.hpp"

#include "figures/reasons.hpp"
#include "model/arithmetic.hpp"

#include <memory>
#include <utility>

namespace solieu::figures {

using model::Absence;
using model::Kind;
using model::Quantity;
using model::Status;

namespace {

constexpr std::size_t named_missing_parts = 3;

int weight(Kind kind) noexcept { return kind == Kind::final ? 0 : kind == Kind::estimate ? 2 : 1; }

int weight(Status status) noexcept {
  switch (status) {
  case Status::normal:
    return 0;
  case Status::series_break:
    return 1;
  case Status::provisional:
    return 2;
  case Status::estimated:
    return 3;
  case Status::forecast:
    return 4;
  case Status::missing:
  case Status::not_applicable:
  case Status::suppressed:
    break;
  }
  return 0;
}

} // namespace

Kind weaker(Kind a, Kind b) noexcept { return weight(b) > weight(a) ? b : a; }

Status weaker(Status a, Status b) noexcept { return weight(b) > weight(a) ? b : a; }

bool there(const model::Figure &figure) noexcept {
  return figure.quantity.present() || figure.quantity.absence == Absence::not_applicable;
}

bool contradicted(const Quantity &quantity) noexcept {
  return quantity.reason == "figures.duplicate" || quantity.reason == "figures.clock-unclear";
}

std::string joined(const std::set<std::string, std::less<>> &sources) {
  std::string text;
  for (const std::string &source : sources) {
    text += (text.empty() ? "" : "; ") + source;
  }
  return text;
}

Total::Total(model::FigureQuery query, model::Unit unit, model::Step step) {
  provenance_.step = step;
  provenance_.query = query;
  figure_.query = std::move(query);
  figure_.quantity = Quantity::of(0, std::move(unit));
}

void Total::sum(const Quantity &term) {
  figure_.quantity = summed_ == 0 ? model::in_unit(term, figure_.quantity.unit) : model::add(figure_.quantity, term);
  ++summed_;
}

void Total::take(Kind kind, Status status, const std::optional<model::Date> &as_of, std::string_view source) {
  figure_.kind = found_ == 0 ? kind : weaker(figure_.kind, kind);
  figure_.status = found_ == 0 ? status : weaker(figure_.status, status);
  figure_.as_of = std::max(figure_.as_of, as_of);
  if (!source.empty() && !sources_.contains(source)) {
    sources_.emplace(source);
  }
  ++expected_;
  ++found_;
}

void Total::add(const model::Observation &observation, const Sighting &sighting) {
  take(observation.key.kind, sighting.found == Found::closed ? Status::normal : observation.status, observation.as_of,
       observation.source.str());
  if (sighting.found == Found::value) {
    sum(quantity_of(observation));
  }
  figure_.synthetic = figure_.synthetic || observation.synthetic;
  figure_.clock_unstated = figure_.clock_unstated || sighting.clock_unstated;
  provenance_.observations.push_back(sighting.row);
}

void Total::add(const model::Figure &figure, const std::optional<model::Decimal> &share) {
  take(figure.kind, figure.quantity.present() ? figure.status : Status::normal, figure.as_of, figure.source.str());
  if (figure.quantity.present()) {
    sum(share ? model::multiply(figure.quantity, Quantity::of(*share, {})) : figure.quantity);
  }
  figure_.synthetic = figure_.synthetic || figure.synthetic;
  figure_.rebased = figure_.rebased || figure.rebased;
  figure_.clock_unstated = figure_.clock_unstated || figure.clock_unstated;
  if (figure.provenance) {
    provenance_.parts.push_back(figure.provenance);
  }
}

void Total::lack(const Sighting &sighting, const std::string &label) {
  ++expected_;
  if (sighting.found == Found::duplicate || sighting.found == Found::clock_unclear) {
    contradicted_ = true;
    contradiction_ = label;
  }
  if (++missing_count_ <= named_missing_parts) {
    missing_ += (missing_.empty() ? "" : ", ") + label;
  } else if (missing_count_ == named_missing_parts + 1) {
    missing_ += ", …";
  }
}

void Total::lack(const model::Figure &figure, const std::string &label) {
  lack(Sighting{figures::contradicted(figure.quantity) ? Found::duplicate : Found::nothing, 0, false, 0}, label);
}

model::Figure Total::figure() const {
  model::Figure figure = figure_;
  if (summed_ == 0) {
    figure.quantity = Quantity::absent(Absence::not_applicable, diagnostic::Code{"figures.not-applicable"}.name,
                                       figure_.quantity.unit);
    figure.status = Status::not_applicable;
  }
  if (figure.kind == Kind::estimate) {
    figure.status = weaker(figure.status, Status::estimated);
  }
  figure.source = joined(sources_);
  model::Provenance provenance = provenance_;
  provenance.note = clock_note(figure.clock_unstated);
  figure.provenance = std::make_shared<const model::Provenance>(std::move(provenance));
  return figure;
}

} // namespace solieu::figures
