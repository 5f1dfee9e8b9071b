#include "evaluate/fill.hpp"

#include "evaluate/filler.hpp"

namespace solieu::evaluate {

binding::FilledReport fill(const binding::ReportTemplate &report_template, const FillContext &context) {
  return Filler(report_template.parts(), context, nullptr).run();
}

binding::FilledReport fill(const binding::ReportTemplate &report_template, const FillContext &context,
                           binding::PieceSink &sink) {
  return Filler(report_template.parts(), context, &sink).run();
}

Answer answer(const expression::Node &expression, const FillContext &context) {
  const SnapshotLookup lookup(context.figures);
  const Printer printer(context);
  expression::Environment environment{context.catalogue, context.report, lookup, printer, context.queries};
  environment.allow(context.limits.steps);
  environment.queries = context.queries;
  std::vector<model::Figure> trace;
  environment.trace = &trace;
  Answer result;
  result.value = expression::evaluate(expression, environment);
  put_beside(result.value, std::move(trace));
  result.text = printer.print(result.value).text;
  result.findings = std::move(environment.notes);
  return result;
}

} // namespace solieu::evaluate
