#include "check/built_in.hpp"

#include "expression/evaluation.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>

namespace solieu::check {

using model::Decimal;
using model::Figure;
using model::FigureMeasure;
using model::FigureQuery;
using model::Quantity;
using Outcome = Verdict::Outcome;

namespace {

constexpr std::size_t fewest_years = 3;
constexpr std::size_t named_children = 5;

Verdict verdict_on(const FigureQuery &query, const Work &work) {
  Verdict verdict = verdict_for(work.rule, work.environment);
  verdict.figure = name_of(query, work.environment.catalogue);
  verdict.place = place_of(query, work.environment.catalogue);
  return verdict;
}

Decimal half(const Decimal &value) { return value * *Decimal::parse("0.5"); }

/// The middle of the values; of an even number the mean of the middle two.
Decimal median_of(std::vector<Decimal> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : half(values[middle - 1] + values[middle]);
}

/// Half the width of what is usual: `factor` times the median distance from the median, scaled to a normal spread and
/// never less than a twentieth of the median, so that a steady series has room.
Decimal usual_distance(const std::vector<Decimal> &values, const Decimal &median, int factor) {
  std::vector<Decimal> distances;
  distances.reserve(values.size());
  for (const Decimal &value : values) {
    distances.push_back((value - median).absolute());
  }
  const Decimal spread = median_of(std::move(distances)) * *Decimal::parse("1.4826");
  const Decimal least = median.absolute() * *Decimal::parse("0.05");
  return std::max(spread, least) * Decimal(factor);
}

void check_outlier_at(const FigureQuery &query, Work &work) {
  const Evidence evidence = work.evidence();
  const Quantity now = evidence.figure(query).quantity;
  if (!now.present() || now.range()) {
    return;
  }
  std::vector<Decimal> earlier;
  FigureQuery before = query;
  for (int year = 0; year < work.number("years", 5); ++year) {
    before.period = before.period.same_last_year();
    const Quantity value = evidence.figure(before).quantity;
    if (value.present() && !value.range()) {
      earlier.push_back(*value.low);
    }
  }
  Verdict verdict = verdict_on(query, work);
  verdict.left_text = text_of(now);
  std::string low = "…";
  std::string high = "…";
  if (earlier.size() >= fewest_years) {
    const Decimal median = median_of(earlier);
    const Decimal distance = usual_distance(earlier, median, work.number("factor", 3));
    verdict.right_text = median.rounded(2).text();
    low = (median - distance).rounded(1).text();
    high = (median + distance).rounded(1).text();
    verdict.relation = "≈";
    verdict.outcome = (*now.low - median).absolute() > distance ? Outcome::fails : Outcome::holds;
  }
  tell(verdict, work.rule, evidence, {{"years", std::to_string(earlier.size())}, {"low", low}, {"high", high}});
  if (verdict.outcome == Outcome::unknown) {
    verdict.why = diagnostic::Diagnostic{diagnostic::Code{"check.too-few-years"},
                                         diagnostic::Severity::note,
                                         {},
                                         {{"figure", verdict.figure},
                                          {"place", verdict.place},
                                          {"years", std::to_string(earlier.size())},
                                          {"needed", std::to_string(fewest_years)}}};
  }
  work.verdicts.push_back(std::move(verdict));
}

std::vector<model::TerritoryId> children_of(const FigureQuery &query, const Work &work) {
  return work.environment.catalogue.territories.children(query.territory, query.period.last_day(query.clock));
}

void check_one_pace(const FigureQuery &query, bool ahead, Work &work) {
  const Evidence evidence = work.evidence();
  const model::Indicator &indicator = work.environment.catalogue.at(query.indicator);
  FigureQuery asked = query;
  asked.measure = FigureMeasure::plan_pct;
  Quantity reached = evidence.figure(asked).quantity;
  model::Period until = query.period;
  if (ahead) {
    until = query.period.next();
    FigureQuery to_date = query;
    to_date.year_to_date = true;
    FigureQuery target = query;
    target.period = until;
    target.kind = model::Kind::target;
    FigureQuery plan = query;
    plan.period = query.period.whole_year();
    plan.kind = model::Kind::plan;
    const Quantity expected = model::add(evidence.figure(to_date).quantity, evidence.figure(target).quantity);
    reached = model::in_unit(model::divide(expected, evidence.figure(plan).quantity), model::Unit::of("%"));
  }
  if (until.year() != query.period.year() || until.kind() == model::PeriodKind::day ||
      until.kind() == model::PeriodKind::years) {
    return;
  }
  Verdict verdict = verdict_on(query, work);
  verdict.relation = indicator.lower_is_better ? "<=" : ">=";
  verdict.left_text = text_of(reached);
  const Decimal share = *Decimal::quotient(Decimal(until.twelfths_passed()) * Decimal(100), Decimal(12));
  const Quantity passed = Quantity::of(share.rounded(1), model::Unit::of("%"));
  verdict.right_text = text_of(passed);
  if (reached.present()) {
    verdict.outcome = holds(reached, verdict.relation, passed) ? Outcome::holds : Outcome::fails;
  }
  tell(verdict, work.rule, evidence, {{"period", until.id()}});
  work.verdicts.push_back(std::move(verdict));
}

bool observed(const Figure &figure) {
  return figure.quantity.present() && figure.provenance != nullptr && figure.provenance->step == model::Step::observed;
}

} // namespace

void check_outlier(Work &work) {
  for (const FigureQuery &query : work.subjects()) {
    if (!work.rule.built_in->children) {
      check_outlier_at(query, work);
      continue;
    }
    for (const model::TerritoryId child : children_of(query, work)) {
      FigureQuery there = query;
      there.territory = child;
      check_outlier_at(there, work);
    }
  }
}

void check_pace(Work &work) {
  const bool ahead = work.text("ahead", "") == "next";
  for (const FigureQuery &query : work.subjects()) {
    check_one_pace(query, ahead, work);
  }
}

void check_year_to_date(Work &work) {
  for (const FigureQuery &query : work.subjects()) {
    const auto span = query.period.year_to_date();
    const model::Period earlier = query.period.previous();
    const bool flow = work.environment.catalogue.at(query.indicator).aggregation == model::TimeAggregation::flow;
    if (!flow || !span || *span == query.period || earlier.year() != query.period.year()) {
      continue;
    }
    const Evidence evidence = work.evidence();
    FigureQuery whole = query;
    whole.period = *span;
    FigureQuery before = query;
    before.period = earlier;
    before.year_to_date = true;
    const Figure stated = evidence.figure(whole);
    if (!observed(stated)) {
      continue;
    }
    const Quantity sum = model::add(evidence.figure(before).quantity, evidence.figure(query).quantity);
    Verdict verdict = verdict_on(whole, work);
    verdict.relation = "=";
    verdict.left_text = text_of(sum);
    verdict.right_text = text_of(stated.quantity);
    if (sum.present()) {
      verdict.outcome = holds(sum, "=", stated.quantity) ? Outcome::holds : Outcome::fails;
    }
    tell(verdict, work.rule, evidence);
    work.verdicts.push_back(std::move(verdict));
  }
}

void check_completeness(Work &work) {
  for (const FigureQuery &query : work.subjects()) {
    const Evidence evidence = work.evidence();
    const std::vector<model::TerritoryId> children = children_of(query, work);
    std::size_t reporting = 0;
    std::size_t silent = 0;
    std::string missing;
    for (const model::TerritoryId child : children) {
      FigureQuery there = query;
      there.territory = child;
      const Quantity value = evidence.figure(there).quantity;
      if (value.absence != model::Absence::missing) {
        ++reporting;
      } else if (++silent <= named_children + 1) {
        const std::string &name = work.environment.catalogue.territories.at(child).name;
        missing += (missing.empty() ? "" : ", ") + (silent > named_children ? std::string("…") : name);
      }
    }
    Verdict verdict = verdict_on(query, work);
    verdict.relation = "=";
    verdict.left_text = std::to_string(reporting);
    verdict.right_text = std::to_string(children.size());
    if (reporting > 0) {
      verdict.outcome = reporting == children.size() ? Outcome::holds : Outcome::fails;
    }
    tell(verdict, work.rule, evidence, {{"missing", missing}});
    work.verdicts.push_back(std::move(verdict));
  }
}

} // namespace solieu::check
