#include "job/figure_job.hpp"

#include "diagnostic/failure.hpp"
#include "expression/parser.hpp"
#include "format/diagnostic_text.hpp"
#include "job/limits.hpp"
#include "job/preparation.hpp"

#include <variant>

namespace solieu::job {

namespace {

using diagnostic::Diagnostics;
using diagnostic::Failure;

expression::NodePtr parsed(const FigureJob &job, const workspace::Workspace &workspace, expression::Needs &needs) {
  Diagnostics errors;
  expression::NodePtr node =
      expression::parse_expression(job.expression, errors, limits_of(workspace.limits).expressions);
  if (node != nullptr) {
    (void)expression::check(*node, {}, workspace.catalogue, {}, needs, job.expression, errors);
  }
  if (node == nullptr || diagnostic::has_error(errors)) {
    throw Failure(std::move(errors));
  }
  return node;
}

void take_quantity(const model::Quantity &quantity, const std::string &language, FigureResult &result) {
  result.present = quantity.present();
  result.value = quantity.low ? quantity.low->text() : "";
  result.value_high = quantity.high ? quantity.high->text() : "";
  result.unit = quantity.unit.text;
  if (!result.present && !quantity.reason.empty()) {
    result.reason = format::message(
        diagnostic::Diagnostic{
            diagnostic::Code{quantity.reason}, diagnostic::Severity::note, {}, quantity.reason_arguments},
        language);
  }
}

/// The figures that an expression's value stands on: itself, and those beside it for a sentence.
void take_figures(const expression::Value &value, const model::Catalogue &catalogue, const model::Dataset &dataset,
                  const format::Formatter &formatter, FigureResult &result) {
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data)) {
    take_quantity((*figure)->quantity, formatter.language(), result);
    result.why.push_back(explain(**figure, catalogue, dataset, formatter));
  } else if (const auto *quantity = std::get_if<model::Quantity>(&value.data)) {
    take_quantity(*quantity, formatter.language(), result);
  } else if (const auto *list = std::get_if<std::shared_ptr<const expression::List>>(&value.data)) {
    for (const expression::Value &item : **list) {
      take_figures(item, catalogue, dataset, formatter, result);
    }
    result.present = !(*list)->empty();
  } else if (const auto *row = std::get_if<std::shared_ptr<const expression::Row>>(&value.data)) {
    for (const auto &[name, column] : (*row)->columns) {
      if (name == "figure") {
        take_figures(column, catalogue, dataset, formatter, result);
      }
    }
  } else {
    result.present = !std::holds_alternative<std::monostate>(value.data);
  }
  if (value.beside != nullptr) {
    for (const model::Figure &figure : *value.beside) {
      result.why.push_back(explain(figure, catalogue, dataset, formatter));
    }
  }
}

} // namespace

FigureResult run(const FigureJob &job) {
  FigureResult result;
  const WorkspacePtr workspace = open_workspace(job.workspace, result.findings);
  const expression::ReportContext context = make_context(
      *workspace, {job.period, job.territory, job.clock, job.issue_date, {}, job.language, job.parameters}, nullptr);
  expression::Needs needs;
  const expression::NodePtr node = parsed(job, *workspace, needs);
  require_known(job.parameters, needs, find_source(*workspace, job.source));
  JobSources sources(*workspace, job.source, job.cancelled, job.snapshot);
  data::ReadResult data = read_data(sources, *workspace, needs, context);
  diagnostic::append(result.findings, std::move(data.findings));
  const Evaluation evaluation(*workspace, data.dataset, context, false, &sources);
  evaluate::Answer answer = evaluate::answer(*node, evaluation.fill_context());
  result.text = std::move(answer.text);
  diagnostic::append(result.findings, std::move(answer.findings));
  take_figures(answer.value, workspace->catalogue, data.dataset, evaluation.formatter(), result);
  return result;
}

} // namespace solieu::job
