#include "job/closed_periods.hpp"

#include "diagnostic/failure.hpp"
#include "job/preparation.hpp"

#include <algorithm>
#include <set>

namespace solieu::job {

namespace {

constexpr int years_offered = 3;

/// The last period of the kind in that year.
model::Period last_of(model::PeriodKind kind, int year) {
  switch (kind) {
  case model::PeriodKind::month:
    return model::Period::month_of(year, 12);
  case model::PeriodKind::quarter:
    return model::Period::of(kind, year, 4);
  case model::PeriodKind::half_year:
    return model::Period::of(kind, year, 2);
  case model::PeriodKind::nine_months:
    return model::Period::of(kind, year, 0);
  default:
    return model::Period::year_of(year);
  }
}

/// Every row of these indicators that a report on one of the periods would look at.
data::Selection selection_of_all(const workspace::Workspace &workspace, const expression::Needs &needs,
                                 expression::ReportContext context, const std::vector<model::Period> &periods) {
  context.period = periods.front();
  data::Selection selection = selection_of(workspace, needs, context);
  context.period = periods.back();
  const data::Selection oldest = selection_of(workspace, needs, context);
  std::set<model::TerritoryId> territories(selection.territories.begin(), selection.territories.end());
  territories.insert(oldest.territories.begin(), oldest.territories.end());
  selection.territories.assign(territories.begin(), territories.end());
  selection.first_year = std::min(selection.first_year, oldest.first_year);
  return selection;
}

/// Periods that a result of the territory is observed for, in whatever slice.
std::set<model::Period> observed_periods(const model::Dataset &dataset, model::TerritoryId territory) {
  std::set<model::Period> periods;
  for (const std::uint32_t row : dataset.of(territory)) {
    const model::Observation &observation = dataset.at(row);
    const bool result = observation.key.kind == model::Kind::actual || observation.key.kind == model::Kind::final;
    if (result && observation.low.has_value()) {
      periods.insert(observation.key.period);
    }
  }
  return periods;
}

/// Is there a value for the period that comes from others: of its shorter periods, of the units inside?
bool any_made(const workspace::Workspace &workspace, const expression::Needs &needs,
              const expression::ReportContext &context, const figures::Resolver &resolver,
              const model::Period &period) {
  model::FigureQuery query;
  query.territory = context.territory;
  query.period = period;
  query.clock = context.clock;
  return std::any_of(needs.indicators.begin(), needs.indicators.end(), [&](const std::string &code) {
    const auto indicator = workspace.catalogue.indicator(code);
    query.indicator = indicator.value_or(query.indicator);
    return indicator && resolver.figure(query).quantity.present();
  });
}

} // namespace

std::vector<model::Period> closed_periods(std::vector<model::PeriodKind> kinds, model::Clock clock, model::Date today) {
  using Kind = model::PeriodKind;
  if (kinds.empty()) {
    kinds = {Kind::month, Kind::quarter, Kind::half_year, Kind::nine_months, Kind::year};
  }
  std::vector<model::Period> periods;
  for (const Kind kind : kinds) {
    if (kind == Kind::day || kind == Kind::years) {
      continue;
    }
    for (model::Period period = last_of(kind, today.year); period.last_day(clock).year >= today.year - years_offered;
         period = period.previous()) {
      if (period.last_day(clock) < today) {
        periods.push_back(period);
      }
    }
  }
  std::stable_sort(periods.begin(), periods.end(), [clock](const model::Period &a, const model::Period &b) {
    return b.last_day(clock) < a.last_day(clock);
  });
  return periods;
}

std::optional<std::vector<std::string>> periods_with_figures(const PeriodsJob &job) {
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(job.workspace, findings);
  const workspace::TemplateEntry entry = find_template(*workspace, job.template_name);
  const std::vector<model::Period> periods = closed_periods(entry.periods, workspace->clock, job.today);
  const auto report_template = compile_template(*workspace, entry, findings);
  if (report_template == nullptr) {
    throw diagnostic::Failure(std::move(findings));
  }
  const expression::Needs needs = report_template->needs();
  if (needs.indicators.empty() || periods.empty()) {
    return std::nullopt;
  }
  const expression::ReportContext context =
      make_context(*workspace, {periods.front().id(), job.territory, {}, job.today, {}, {}, {}}, &entry);
  JobSources sources(*workspace, job.source, job.cancelled);
  const data::ReadResult data = sources.read(selection_of_all(*workspace, needs, context, periods));
  const std::set<model::Period> observed = observed_periods(data.dataset, context.territory);
  const figures::Resolver resolver(workspace->catalogue, data.dataset,
                                   figures::Policy{job.today, entry.estimates_allowed});
  std::vector<std::string> found;
  for (const model::Period &period : periods) {
    if (observed.count(period) > 0 || any_made(*workspace, needs, context, resolver, period)) {
      found.push_back(period.id());
    }
  }
  return found;
}

} // namespace solieu::job
