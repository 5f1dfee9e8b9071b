#include "job/outlook_job.hpp"

#include "diagnostic/failure.hpp"
#include "expression/parser.hpp"
#include "figures/outlook.hpp"
#include "format/diagnostic_text.hpp"
#include "job/limits.hpp"
#include "job/preparation.hpp"
#include "job/synthetic_notice.hpp"
#include "model/arithmetic.hpp"

#include <variant>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Failure;
using diagnostic::Severity;

OutlookValue shown(const model::Quantity &quantity, const format::Formatter &formatter, int decimals) {
  OutlookValue value;
  format::NumberStyle style;
  style.decimals = decimals;
  style.percent = quantity.unit.text == "%";
  style.with_unit = !style.percent;
  value.text = formatter.quantity(quantity, style);
  if (quantity.present()) {
    value.value = quantity.low->rounded(decimals).text();
  } else if (!quantity.reason.empty()) {
    value.reason = format::message(Diagnostic{Code{quantity.reason}, Severity::note, {}, quantity.reason_arguments},
                                   formatter.language());
  }
  return value;
}

model::Quantity of_plan(const model::Quantity &value, const model::Quantity &plan) {
  return model::in_unit(model::divide(value, plan), model::Unit::of("%"));
}

/// The coordinates that the expression names.
model::FigureQuery query_of(const FigureJob &job, const expression::Node &node, const Evaluation &evaluation) {
  const evaluate::Answer answer = evaluate::answer(node, evaluation.fill_context());
  const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&answer.value.data);
  if (figure == nullptr || (*figure)->query.measure != model::FigureMeasure::value || (*figure)->query.kind) {
    throw Failure(Diagnostic{Code{"job.outlook-expression"}, Severity::error, {}, {{"expression", job.expression}}});
  }
  return (*figure)->query;
}

void take_years(const figures::Outlook &found, const format::Formatter &formatter, int decimals,
                OutlookResult &result) {
  for (const figures::OutlookYear &known : found.years) {
    result.years.push_back({known.year, shown(known.to_date.quantity, formatter, decimals),
                            shown(known.whole.quantity, formatter, decimals), shown(known.share, formatter, 1),
                            shown(known.pace_error, formatter, 1), shown(known.usual_error, formatter, 1)});
  }
}

} // namespace

OutlookResult outlook(const FigureJob &job) {
  OutlookResult result;
  const WorkspacePtr workspace = open_workspace(job.workspace, result.findings);
  const expression::ReportContext context = make_context(
      *workspace, {job.period, job.territory, job.clock, job.issue_date, {}, job.language, job.parameters}, nullptr);
  Diagnostics errors;
  const expression::NodePtr node =
      expression::parse_expression(job.expression, errors, limits_of(workspace->limits).expressions);
  expression::Needs needs;
  if (node != nullptr) {
    (void)expression::check(*node, {}, workspace->catalogue, {}, needs, job.expression, errors);
  }
  if (node == nullptr || diagnostic::has_error(errors)) {
    throw Failure(std::move(errors));
  }
  needs.years_back = model::outlook_years;
  JobSources sources(*workspace, job.source, job.cancelled, job.snapshot);
  const data::ReadResult data = read_data(sources, *workspace, needs, context);
  diagnostic::append(result.findings, data.findings);
  const Evaluation evaluation(*workspace, data.dataset, context, false);
  const model::FigureQuery query = query_of(job, *node, evaluation);
  const figures::Resolver resolver(workspace->catalogue, data.dataset, figures::Policy{context.issue_date, false});
  const figures::Outlook found = resolver.outlook(query);
  const format::Formatter &formatter = evaluation.formatter();
  const model::Indicator &indicator = workspace->catalogue.at(query.indicator);
  const auto text = [&](const model::Quantity &quantity) { return shown(quantity, formatter, indicator.decimals); };
  const auto rate = [&](const model::Quantity &quantity) { return shown(quantity, formatter, 1); };
  result.what = context.language == "en" ? indicator.name.en : indicator.name.vi;
  result.territory = workspace->catalogue.territories.at(query.territory).name;
  result.period = formatter.period(query.period, "title", query.clock);
  result.to_date = text(found.to_date.quantity);
  result.plan = text(found.plan.quantity);
  result.at_pace = text(found.at_pace.quantity);
  result.at_pace_of_plan = rate(of_plan(found.at_pace.quantity, found.plan.quantity));
  result.usual = text(found.usual.quantity);
  result.usual_of_plan = rate(of_plan(found.usual.quantity, found.plan.quantity));
  result.usual_share = rate(found.usual_share);
  result.pace_error = rate(found.pace_error);
  result.usual_error = rate(found.usual_error);
  take_years(found, formatter, indicator.decimals, result);
  if (found.to_date.synthetic || found.usual.synthetic) {
    result.findings.push_back(synthetic_warning());
  }
  return result;
}

} // namespace solieu::job
