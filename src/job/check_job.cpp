#include "job/check_job.hpp"

#include "diagnostic/failure.hpp"
#include "job/grouped_findings.hpp"
#include "job/preparation.hpp"

#include <algorithm>

namespace solieu::job {

namespace {

using diagnostic::Diagnostics;
using diagnostic::Failure;

/// A template that compiled, or the findings why not.
struct Compiled {
  workspace::TemplateEntry entry;
  std::shared_ptr<const binding::ReportTemplate> report_template;
};

Compiled compiled(const workspace::Workspace &workspace, const std::string &name, Diagnostics &findings) {
  Compiled result;
  try {
    result.entry = find_template(workspace, name);
    result.report_template = compile_template(workspace, result.entry, findings);
  } catch (const Failure &failure) {
    diagnostic::append(findings, failure.findings());
  }
  return result;
}

std::vector<std::string> names_of(const CheckJob &job, const workspace::Workspace &workspace) {
  if (!job.templates.empty()) {
    return job.templates;
  }
  std::vector<std::string> names;
  names.reserve(workspace.templates.size());
  for (const workspace::TemplateEntry &entry : workspace.templates) {
    names.push_back(entry.name);
  }
  return names;
}

/// A template that nobody named may be made for other periods.
void forgive_other_periods(Diagnostics &findings) {
  for (diagnostic::Diagnostic &finding : findings) {
    if (finding.code == diagnostic::Code{"job.period-not-for-template"}) {
      finding.severity = diagnostic::Severity::note;
    }
  }
}

void check_data(const CheckJob &job, const workspace::Workspace &workspace, const std::vector<Compiled> &templates,
                CheckResult &result) {
  expression::Needs needs;
  for (const Compiled &compiled : templates) {
    if (compiled.report_template != nullptr) {
      needs.merge(compiled.report_template->needs());
    }
  }
  if (std::all_of(templates.begin(), templates.end(), [](const Compiled &c) { return c.report_template != nullptr; })) {
    require_known(job.parameters, needs, find_source(workspace, job.source));
  }
  const auto rules = compile_rules(workspace, nullptr, needs, result.findings);
  const Coordinates coordinates{job.period, job.territory, job.clock, job.issue_date, {}, {}, job.parameters};
  const expression::ReportContext context = make_context(workspace, coordinates, nullptr);
  JobSources sources(workspace, job.source, job.cancelled, job.snapshot);
  data::ReadResult data = read_data(sources, workspace, needs, context);
  diagnostic::append(result.findings, std::move(data.findings));
  const Evaluation evaluation(workspace, data.dataset, context, false);
  (void)take_verdicts(evaluation.run(rules), result.checks, result.findings);
  for (std::size_t i = 0; i < templates.size(); ++i) {
    if (templates[i].report_template == nullptr) {
      continue;
    }
    CheckResult::Template &line = result.templates[i];
    try {
      expression::ReportContext own = make_context(workspace, coordinates, &templates[i].entry);
      own.checks = check_rows(result.checks, own.language);
      const Evaluation for_template(workspace, data.dataset, own, templates[i].entry.estimates_allowed, &sources);
      evaluate::FillContext fill_context = for_template.fill_context();
      fill_context.between = stop_when(job.cancelled);
      const binding::FilledReport filled = evaluate::fill(*templates[i].report_template, fill_context);
      diagnostic::append(line.findings, grouped(filled.findings));
      line.figures = filled.figures;
      line.missing = filled.missing;
    } catch (const Failure &failure) {
      diagnostic::append(line.findings, failure.findings());
    }
    if (job.templates.empty()) {
      forgive_other_periods(line.findings);
    }
  }
}

} // namespace

bool CheckResult::has_error() const {
  return diagnostic::has_error(findings) || std::any_of(templates.begin(), templates.end(), [](const Template &line) {
           return diagnostic::has_error(line.findings);
         });
}

CheckResult run(const CheckJob &job) {
  CheckResult result;
  const WorkspacePtr workspace = open_workspace(job.workspace, result.findings);
  std::vector<Compiled> templates;
  for (const std::string &name : names_of(job, *workspace)) {
    CheckResult::Template line;
    line.name = name;
    templates.push_back(compiled(*workspace, name, line.findings));
    result.templates.push_back(std::move(line));
  }
  if (!job.period.empty()) {
    check_data(job, *workspace, templates, result);
  }
  return result;
}

} // namespace solieu::job
