#include "figures/outlook.hpp"

#include "figures/combined.hpp"
#include "figures/reasons.hpp"
#include "figures/resolution.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>
#include <utility>

namespace solieu::figures {

using diagnostic::Code;
using model::Decimal;
using model::Figure;
using model::FigureMeasure;
using model::FigureQuery;
using model::PeriodKind;
using model::Quantity;

namespace {

constexpr int twelfths = 12;
constexpr const char *forecast_wording = "du_bao"; ///< in the phrases

const model::Unit &percent() {
  static const model::Unit unit = model::Unit::of("%");
  return unit;
}

Quantity number(std::int64_t whole) { return Quantity::of(Decimal(whole), {}); }

FigureQuery to_date(FigureQuery query) {
  query.measure = model::FigureMeasure::value;
  query.year_to_date = true;
  return query;
}

FigureQuery whole_year(FigureQuery query) {
  query = to_date(std::move(query));
  query.period = query.period.whole_year();
  query.year_to_date = false;
  return query;
}

Quantity median(std::vector<Quantity> values) {
  std::ranges::sort(values, {}, [](const Quantity &value) { return *value.low; });
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle]
                                : model::divide(model::add(values[middle - 1], values[middle]), number(2));
}

Quantity absolute(Quantity value) {
  value.low = value.low->absolute();
  return value;
}

Quantity error_of(const Quantity &estimate, const Quantity &actual) {
  return model::in_unit(model::divide(model::subtract(estimate, actual), actual), percent());
}

bool positive(const Quantity &value) { return value.present() && !value.range() && Decimal(0) < *value.low; }

Quantity at_pace(const Quantity &to_date, int passed) {
  return model::divide(model::multiply(to_date, number(twelfths)), number(passed));
}

Quantity by_share(const Quantity &to_date, const Quantity &share) {
  return model::divide(to_date, model::divide(share, Quantity::of(Decimal(100), percent())));
}

std::vector<OutlookYear> known_years(const FigureQuery &query, const Resolution &resolution) {
  std::vector<OutlookYear> years;
  FigureQuery earlier = query;
  for (int back = 1; back <= model::outlook_years; ++back) {
    earlier.period = earlier.period.same_last_year();
    OutlookYear known{
        earlier.period.year(), resolution.value(to_date(earlier)), resolution.value(whole_year(earlier)), {}, {}, {}};
    if (!positive(known.to_date.quantity) || !positive(known.whole.quantity))
      continue;
    known.share = model::in_unit(model::divide(known.to_date.quantity, known.whole.quantity), percent());
    years.push_back(std::move(known));
  }
  return years;
}

/// What each way would have said in the known years; the usual share then comes from the other ones.
void take_errors(Outlook &outlook, int passed) {
  std::vector<Quantity> pace, usual;
  for (auto &known : outlook.years) {
    known.pace_error = error_of(at_pace(known.to_date.quantity, passed), known.whole.quantity);
    pace.push_back(absolute(known.pace_error));
    std::vector<Quantity> others;
    for (const auto &other : outlook.years)
      if (other.year != known.year)
        others.push_back(other.share);
    if (others.empty())
      continue;
    known.usual_error = error_of(by_share(known.to_date.quantity, median(std::move(others))), known.whole.quantity);
    usual.push_back(absolute(known.usual_error));
  }
  if (!pace.empty())
    outlook.pace_error = median(std::move(pace));
  if (!usual.empty())
    outlook.usual_error = median(std::move(usual));
}

/// Why there can be no outlook at all; nothing = there can.
std::optional<Quantity> refusal(const FigureQuery &query, const model::Catalogue &catalogue, const Outlook &outlook) {
  const bool inside = query.period.kind() != PeriodKind::years && query.period.kind() != PeriodKind::day;
  if (catalogue.at(query.indicator).aggregation != model::TimeAggregation::flow || !inside)
    return absent(query, catalogue, Code{"figures.outlook-flow"});
  if (query.period.twelfths_passed() == twelfths)
    return absent(query, catalogue, Code{"figures.outlook-over"});
  if (query.period.twelfths_passed() <= 1)
    return absent(query, catalogue, Code{"figures.outlook-early"});
  if (!outlook.plan.quantity.present())
    return outlook.plan.quantity;
  if (!outlook.to_date.quantity.present())
    return outlook.to_date.quantity;
  return std::nullopt;
}

Figure forecast(const FigureQuery &query, Quantity quantity, const Outlook &outlook) {
  quantity.unit = outlook.to_date.quantity.unit;
  Figure figure = combined(query, std::move(quantity), model::Step::computed, outlook.to_date, outlook.to_date);
  auto provenance = std::make_shared<model::Provenance>(*figure.provenance);
  provenance->parts.resize(std::min<std::size_t>(provenance->parts.size(), 1));
  figure.provenance = std::move(provenance);
  figure.kind = model::Kind::estimate;
  figure.status = model::Status::forecast;
  figure.quantity.wording = forecast_wording;
  return figure;
}

/// The known years are part of how the usual share was found.
void take_sources(Figure &figure, const std::vector<OutlookYear> &years) {
  auto provenance = std::make_shared<model::Provenance>(*figure.provenance);
  for (const auto &known : years)
    for (const Figure *part : {&known.to_date, &known.whole}) {
      provenance->parts.push_back(part->provenance);
      figure.synthetic = figure.synthetic || part->synthetic;
      figure.rebased = figure.rebased || part->rebased;
    }
  figure.provenance = std::move(provenance);
}

} // namespace

Outlook outlook(const FigureQuery &query, const Resolution &resolution) {
  const model::Catalogue &catalogue = resolution.catalogue();
  Outlook result;
  const FigureQuery year = whole_year(query);
  FigureQuery planned = year;
  planned.kind = model::Kind::plan;
  result.to_date = resolution.value(to_date(query));
  result.plan = resolution.value(planned);
  if (auto reason = refusal(query, catalogue, result)) {
    result.usual_share = result.pace_error = result.usual_error = *reason;
    result.at_pace = result.usual = absent_figure(year, std::move(*reason));
    return result;
  }
  const int passed = query.period.twelfths_passed();
  result.years = known_years(query, resolution);
  Quantity few = absent(year, catalogue, Code{"figures.outlook-years"});
  few.reason_arguments.emplace_back("count", std::to_string(result.years.size()));
  few.reason_arguments.emplace_back("least", std::to_string(outlook_least_years));
  result.usual_share = result.pace_error = result.usual_error = few;
  take_errors(result, passed);
  result.at_pace = forecast(year, at_pace(result.to_date.quantity, passed), result);
  if (static_cast<int>(result.years.size()) < outlook_least_years) {
    result.usual = absent_figure(year, std::move(few));
    return result;
  }
  std::vector<Quantity> shares;
  std::ranges::transform(result.years, std::back_inserter(shares), &OutlookYear::share);
  result.usual_share = median(std::move(shares));
  result.usual = forecast(year, by_share(result.to_date.quantity, result.usual_share), result);
  take_sources(result.usual, result.years);
  return result;
}

Figure outlook_figure(const FigureQuery &query, const Resolution &resolution) {
  const bool usual = query.measure == FigureMeasure::outlook_usual || query.measure == FigureMeasure::outlook_usual_pct;
  const bool of_plan = query.measure == FigureMeasure::outlook_pct || query.measure == FigureMeasure::outlook_usual_pct;
  Outlook found = outlook(query, resolution);
  Figure figure = std::move(usual ? found.usual : found.at_pace);
  figure.query = query;
  if (!of_plan || !figure.quantity.present()) {
    return figure;
  }
  figure.quantity = model::in_unit(model::divide(figure.quantity, found.plan.quantity), percent());
  figure.quantity.wording = figure.quantity.present() ? forecast_wording : "";
  auto provenance = std::make_shared<model::Provenance>(*figure.provenance);
  provenance->query = query;
  provenance->parts.push_back(found.plan.provenance);
  figure.provenance = std::move(provenance);
  return figure;
}

} // namespace solieu::figures
