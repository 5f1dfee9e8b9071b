#include "figures/measures.hpp"

#include "figures/combined.hpp"
#include "figures/outlook.hpp"
#include "figures/reasons.hpp"
#include "model/arithmetic.hpp"

#include <memory>
#include <utility>

namespace solieu::figures {

using diagnostic::Code;
using model::Base;
using model::Figure;
using model::FigureMeasure;
using model::FigureQuery;
using model::Kind;
using model::Quantity;
using model::TimeAggregation;
using model::Unit;

namespace {

const Unit &percent() {
  static const Unit unit = Unit::of("%");
  return unit;
}

const Unit &points() {
  static const Unit unit = Unit::of("điểm phần trăm");
  return unit;
}

Quantity share_of(const Quantity &part, const Quantity &whole) {
  return model::in_unit(model::divide(part, whole), percent());
}

/// What the source says in this measure; of a year to date at the span's own name where it has one.
Figure as_stated(const FigureQuery &query, const Resolution &resolution, model::Measure measure) {
  FigureQuery asked = query;
  asked.year_to_date = false;
  Figure stated = resolution.stated(asked, measure);
  if (const auto span = query.period.year_to_date();
      query.year_to_date && span && *span != query.period && !stated.quantity.present()) {
    asked.period = *span;
    Figure of_span = resolution.stated(asked, measure);
    if (of_span.quantity.present()) {
      stated = std::move(of_span);
    }
  }
  stated.query = query;
  return stated;
}

/// The computed figure, or the one that the source states in this measure where there is no computed one.
Figure or_stated(Figure computed, const Resolution &resolution, model::Measure measure) {
  const bool never = contradicted(computed.quantity) || computed.quantity.absence == model::Absence::suppressed;
  if (computed.quantity.present() || never) {
    return computed;
  }
  Figure stated = as_stated(computed.query, resolution, measure);
  return stated.quantity.present() ? stated : computed;
}

FigureQuery value_query(const FigureQuery &query) {
  FigureQuery value = query;
  value.measure = FigureMeasure::value;
  return value;
}

Figure plan_percentage(const FigureQuery &query, const Resolution &resolution) {
  FigureQuery current = value_query(query);
  current.year_to_date =
      query.year_to_date || resolution.catalogue().at(query.indicator).aggregation == TimeAggregation::flow;
  FigureQuery plan = value_query(query);
  plan.period = query.period.whole_year();
  plan.year_to_date = false;
  plan.kind = Kind::plan;
  const Figure done = resolution.value(current);
  const Figure planned = resolution.value(plan);
  Figure figure = combined(query, share_of(done.quantity, planned.quantity), model::Step::computed, done, planned);
  return or_stated(std::move(figure), resolution, model::Measure::plan_percentage);
}

Figure plan_surplus(const FigureQuery &query, const Resolution &resolution) {
  Figure figure = plan_percentage(query, resolution);
  figure.quantity = model::subtract(figure.quantity, Quantity::of(100, percent()));
  return figure;
}

/// The figure that this one is compared with. An estimate is compared with what was reported, where that is there.
Figure base_of(const FigureQuery &query, const Resolution &resolution) {
  FigureQuery base = value_query(query);
  base.period = query.base == Base::last_year ? query.period.same_last_year() : query.period.previous();
  if (query.kind == Kind::estimate) {
    base.kind = std::nullopt;
    Figure reported = resolution.value(base);
    if (reported.quantity.present()) {
      return reported;
    }
    base.kind = Kind::estimate;
  }
  return resolution.value(base);
}

Quantity percent_of_base(const FigureQuery &query, const Quantity &above, const Quantity &base,
                         const Resolution &resolution) {
  if (base.present() && !(*base.low > model::Decimal(0))) {
    return absent(query, resolution.catalogue(), Code{"figures.base-not-positive"});
  }
  return share_of(above, base);
}

Quantity point_change(const FigureQuery &query, const Quantity &current, const Quantity &base,
                      const Resolution &resolution) {
  if (!resolution.catalogue().at(query.indicator).unit.pure()) {
    return absent(query, resolution.catalogue(), Code{"figures.points-need-rate"});
  }
  Quantity change = model::subtract(model::in_unit(current, percent()), model::in_unit(base, percent()));
  change.unit = points();
  return change;
}

Figure compared(const FigureQuery &query, const Resolution &resolution) {
  const Figure current = resolution.value(value_query(query));
  const Figure base = base_of(query, resolution);
  Quantity quantity;
  if (query.measure == FigureMeasure::change) {
    quantity = model::subtract(current.quantity, base.quantity);
  } else if (query.measure == FigureMeasure::change_pct) {
    quantity = percent_of_base(query, model::subtract(current.quantity, base.quantity), base.quantity, resolution);
  } else if (query.measure == FigureMeasure::index) {
    quantity = percent_of_base(query, current.quantity, base.quantity, resolution);
  } else {
    quantity = point_change(query, current.quantity, base.quantity, resolution);
  }
  return combined(query, std::move(quantity), model::Step::computed, current, base);
}

/// A flow of whole years per year: 195.400 người in five years are 39.080 người/năm.
Figure average(const FigureQuery &query, const Resolution &resolution) {
  const bool years = query.period.kind() == model::PeriodKind::year || query.period.kind() == model::PeriodKind::years;
  if (!years || resolution.catalogue().at(query.indicator).aggregation != TimeAggregation::flow) {
    return absent_figure(query, absent(query, resolution.catalogue(), Code{"figures.average-needs-years"}));
  }
  static const Unit year = Unit::of("năm");
  const Figure total = resolution.value(value_query(query));
  const int count = query.period.last_year_number() - query.period.year() + 1;
  Figure figure = total;
  figure.query = query;
  figure.quantity = model::divide(total.quantity, Quantity::of(count, year));
  auto provenance = std::make_shared<model::Provenance>();
  provenance->step = model::Step::computed;
  provenance->query = query;
  provenance->parts.push_back(total.provenance);
  provenance->note = clock_note(figure.clock_unstated);
  figure.provenance = std::move(provenance);
  return figure;
}

Figure share(const FigureQuery &query, const Resolution &resolution) {
  if (resolution.catalogue().at(query.indicator).aggregation == TimeAggregation::rate) {
    return absent_figure(query, absent(query, resolution.catalogue(), Code{"figures.share-of-rate"}));
  }
  FigureQuery undivided = value_query(query);
  undivided.slice.clear();
  const Figure part = resolution.value(value_query(query));
  const Figure whole = resolution.value(undivided);
  Figure figure = combined(query, share_of(part.quantity, whole.quantity), model::Step::computed, part, whole);
  return or_stated(std::move(figure), resolution, model::Measure::share);
}

} // namespace

Figure measured(const FigureQuery &query, const Resolution &resolution) {
  switch (query.measure) {
  case FigureMeasure::value:
    return resolution.value(query);
  case FigureMeasure::plan_pct:
    return plan_percentage(query, resolution);
  case FigureMeasure::plan_over:
    return plan_surplus(query, resolution);
  case FigureMeasure::change:
  case FigureMeasure::change_pct:
  case FigureMeasure::change_pp:
  case FigureMeasure::index:
    return compared(query, resolution);
  case FigureMeasure::share:
    return share(query, resolution);
  case FigureMeasure::average:
    return average(query, resolution);
  case FigureMeasure::outlook:
  case FigureMeasure::outlook_pct:
  case FigureMeasure::outlook_usual:
  case FigureMeasure::outlook_usual_pct:
    return outlook_figure(query, resolution);
  case FigureMeasure::stated_share:
    return as_stated(query, resolution, model::Measure::share);
  case FigureMeasure::stated_plan_pct:
    return as_stated(query, resolution, model::Measure::plan_percentage);
  case FigureMeasure::stated_average:
    return as_stated(query, resolution, model::Measure::average);
  case FigureMeasure::stated_ratio:
    break;
  }
  return as_stated(query, resolution, model::Measure::ratio);
}

} // namespace solieu::figures
