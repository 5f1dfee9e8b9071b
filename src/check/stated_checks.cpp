#include "check/built_in.hpp"

#include "expression/evaluation.hpp"
#include "expression/vocabulary.hpp"
#include "model/arithmetic.hpp"

#include <set>

namespace solieu::check {

using model::Decimal;
using model::Figure;
using model::FigureMeasure;
using model::FigureQuery;
using model::Measure;
using model::Quantity;
using Outcome = Verdict::Outcome;

namespace {

FigureMeasure stated_measure(Measure measure) {
  switch (measure) {
  case Measure::share:
    return FigureMeasure::stated_share;
  case Measure::plan_percentage:
    return FigureMeasure::stated_plan_pct;
  case Measure::average:
    return FigureMeasure::stated_average;
  case Measure::ratio:
    return FigureMeasure::stated_ratio;
  case Measure::value:
    break;
  }
  return FigureMeasure::value;
}

FigureMeasure computed_measure(Measure measure) {
  switch (measure) {
  case Measure::share:
    return FigureMeasure::share;
  case Measure::plan_percentage:
    return FigureMeasure::plan_pct;
  case Measure::average:
    return FigureMeasure::average;
  case Measure::ratio:
    return FigureMeasure::index;
  case Measure::value:
    break;
  }
  return FigureMeasure::value;
}

/// False when the percentage is itself what the source states, for want of the figures it is made of.
bool really_computed(const Figure &figure) {
  return figure.quantity.present() && figure.provenance != nullptr && figure.provenance->step == model::Step::computed;
}

int digits_of(const Quantity &quantity) {
  return std::max(quantity.low->scale(), quantity.high ? quantity.high->scale() : 0);
}

/// The stated shares of one breakdown, added up.
struct Shares {
  Quantity sum = Quantity::of(0, model::Unit::of("%"));
  Decimal tolerance;
  std::size_t found = 0;
  std::size_t silent = 0; ///< members without a stated share
};

Shares shares_of(FigureQuery query, model::BreakdownId id, const Work &work, const Evidence &evidence) {
  Shares shares;
  query.measure = FigureMeasure::stated_share;
  for (const model::Member &member : work.environment.catalogue.at(id).members) {
    FigureQuery part = query;
    expression::set_member(part, id, member.code);
    const Figure figure = evidence.figure(part);
    if (!figure.quantity.present()) {
      ++shares.silent;
      continue;
    }
    ++shares.found;
    shares.tolerance = shares.tolerance + half_unit(digits_of(figure.quantity));
    Quantity plain = figure.quantity;
    plain.bound = model::Bound::exact;
    shares.sum = model::add(shares.sum, plain);
  }
  return shares;
}

void judge(const Shares &shares, Verdict &verdict) {
  verdict.left_text = text_of(shares.sum);
  const Decimal highest = shares.sum.high.value_or(*shares.sum.low);
  const bool too_much = *shares.sum.low > Decimal(100) + shares.tolerance;
  const bool too_little = shares.silent == 0 && highest + shares.tolerance < Decimal(100);
  verdict.outcome = too_much || too_little ? Outcome::fails : Outcome::holds;
}

void check_breakdown(const FigureQuery &query, model::BreakdownId id, Work &work) {
  const Evidence evidence = work.evidence();
  const Shares shares = shares_of(query, id, work, evidence);
  if (shares.found == 0 || !shares.sum.present()) {
    return;
  }
  Verdict verdict = verdict_for(work.rule, work.environment);
  const model::Catalogue &catalogue = work.environment.catalogue;
  verdict.figure = name_of(query, catalogue) + ".by(" + catalogue.at(id).code + ")";
  verdict.place = place_of(query, catalogue);
  verdict.relation = shares.silent == 0 ? "=" : "<=";
  verdict.right_text = "100";
  judge(shares, verdict);
  const Decimal rest = Decimal(100) - *shares.sum.low;
  tell(verdict, work.rule, evidence, {{"rest", rest.text()}});
  work.verdicts.push_back(std::move(verdict));
}

} // namespace

void check_shares(Work &work) {
  const std::string only = work.text("breakdown", "");
  const model::Catalogue &catalogue = work.environment.catalogue;
  std::set<model::IndicatorId> with_shares;
  for (const std::uint32_t row : work.rows_here()) {
    if (const model::ObservationKey &key = work.dataset->at(row).key; key.measure == Measure::share) {
      with_shares.insert(key.indicator);
    }
  }
  for (const FigureQuery &query : work.subjects()) {
    if (work.rule.all_indicators && !with_shares.contains(query.indicator)) {
      continue;
    }
    for (const model::BreakdownId id : catalogue.at(query.indicator).breakdowns) {
      const model::Breakdown &breakdown = catalogue.at(id);
      if (breakdown.exclusive && (only.empty() || only == breakdown.code)) {
        check_breakdown(query, id, work);
      }
    }
  }
}

void check_stated(Work &work) {
  for (const std::uint32_t row : work.rows_here()) {
    const model::Observation &observation = work.dataset->at(row);
    if (observation.key.measure == Measure::value || !observation.low) {
      continue;
    }
    const Evidence evidence = work.evidence();
    evidence.saw(row);
    FigureQuery query = work.query_of(observation);
    Verdict verdict = verdict_for(work.rule, work.environment);
    verdict.figure = name_of(query, work.environment.catalogue);
    verdict.relation = "=";
    query.measure = stated_measure(observation.key.measure);
    verdict.figure += "." + std::string(expression::name_of(query.measure));
    const Figure stated = evidence.figure(query);
    query.measure = computed_measure(observation.key.measure);
    const Figure computed = evidence.figure(query);
    verdict.right_text = text_of(stated.quantity);
    if (really_computed(computed) && stated.quantity.present()) {
      const Quantity left = model::in_unit(computed.quantity, stated.quantity.unit);
      verdict.left_text = text_of(left);
      verdict.outcome = holds(left, "=", stated.quantity) ? Outcome::holds : Outcome::fails;
    }
    tell(verdict, work.rule, evidence);
    work.verdicts.push_back(std::move(verdict));
  }
}

void check_implied_plan(Work &work) {
  for (const std::uint32_t row : work.rows_here()) {
    const model::Observation &observation = work.dataset->at(row);
    if (observation.key.measure != Measure::plan_percentage || !observation.low || observation.high) {
      continue;
    }
    const Evidence evidence = work.evidence();
    evidence.saw(row);
    FigureQuery query = work.query_of(observation);
    query.measure = FigureMeasure::plan_pct;
    const bool planned = really_computed(evidence.figure(query));
    query.measure = FigureMeasure::value;
    const Quantity done = evidence.figure(query).quantity;
    const Decimal half = half_unit(observation.low->scale());
    if (planned || !done.present() || done.range() || !(*observation.low > half)) {
      continue;
    }
    const auto least = Decimal::quotient(done.low->shifted(2), *observation.low + half);
    const auto most = Decimal::quotient(done.low->shifted(2), *observation.low - half);
    Verdict verdict = verdict_for(work.rule, work.environment);
    verdict.figure = name_of(query, work.environment.catalogue);
    verdict.outcome = Outcome::fails;
    verdict.relation = "=";
    verdict.left_text = text_of(done);
    const std::string low = (*least + half_unit(0)).rounded(0).text(); // up to a whole
    const std::string high = (*most - half_unit(0)).rounded(0).text(); // down to a whole
    verdict.right_text = low;
    verdict.right_text.append("–").append(high);
    tell(verdict, work.rule, evidence, {{"percent", observation.low->text()}, {"low", low}, {"high", high}});
    work.verdicts.push_back(std::move(verdict));
  }
}

} // namespace solieu::check
