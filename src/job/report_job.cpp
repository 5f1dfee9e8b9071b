#include "job/report_job.hpp"

#include "diagnostic/failure.hpp"
#include "job/link_counts.hpp"
#include "job/preparation.hpp"
#include "job/synthetic_notice.hpp"
#include "office_process/office.hpp"
#include "refresh/record.hpp"
#include "render/render.hpp"

#include <algorithm>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Failure;
using diagnostic::Severity;

/// Tells progress and stops where the caller wants to stop.
class Steps {
public:
  explicit Steps(const ReportJob &job) : job_(job) {}
  void begin(std::string_view step, int percent) const {
    if (job_.cancelled && job_.cancelled()) {
      throw Failure(Diagnostic{Code{"job.cancelled"}});
    }
    if (job_.progress) {
      job_.progress(step, percent);
    }
  }

private:
  const ReportJob &job_;
};

refresh::Record record_of(const ReportJob &job, const workspace::Workspace &workspace,
                          const workspace::TemplateEntry &entry, const binding::ReportTemplate &report_template,
                          const expression::ReportContext &context, const model::Dataset &dataset,
                          const binding::FilledReport &filled, const format::Formatter &formatter) {
  refresh::Record record;
  record.template_name = entry.name;
  record.template_version = entry.version;
  record.template_sha256 = report_template.sha256();
  record.workspace_id = workspace.id;
  record.period = context.period.id();
  record.territory =
      workspace.catalogue.territories.key_text(context.territory, context.period.last_day(context.clock));
  record.period_name = formatter.period(context.period, "title", context.clock);
  record.territory_name = workspace.catalogue.territories.at(context.territory).name;
  record.clock = std::string(model::clock_name(context.clock));
  record.language = context.language;
  record.issue_date = context.issue_date.iso();
  record.number = context.number;
  record.parameters = job.parameters;
  record.source_alias = job.source.empty() ? workspace.default_source : job.source;
  record.snapshot_id = dataset.snapshot_id;
  record.snapshot_time = dataset.read_at;
  record.links.reserve(filled.links.size());
  for (const binding::Link &link : filled.links) {
    record.links.push_back({link.id, link.path, link.expression, link.text, link.value, link.value_type});
  }
  return record;
}

std::string replaced(std::string text, std::string_view name, std::string_view value) {
  const std::string place = "{" + std::string(name) + "}";
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size())) {
    text.replace(at, place.size(), value);
  }
  return text;
}

/// A file name without characters that a file system or a shell takes amiss.
std::string file_name_of(const workspace::TemplateEntry &entry, const expression::ReportContext &context,
                         const model::Territory &territory) {
  std::string name = entry.file_name.empty() ? "{template}-{territory}-{period}" : entry.file_name;
  name = replaced(std::move(name), "template", entry.name);
  name = replaced(std::move(name), "period", context.period.id());
  name = replaced(std::move(name), "territory", territory.name);
  for (char &c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) {
      c = '-';
    }
  }
  return name;
}

/// Checks the format asked for before any work is done; Failure `job.format-unknown`.
std::string format_of(const std::string &wanted, binding::DocumentKind kind) {
  const bool writer = kind == binding::DocumentKind::writer;
  const std::string own = writer ? "odt" : "ods";
  const std::string foreign = writer ? "docx" : "xlsx";
  if (wanted.empty() || wanted == own) {
    return own;
  }
  if (wanted == "pdf" || wanted == foreign) {
    return wanted;
  }
  throw Failure(Diagnostic{Code{"job.format-unknown"},
                           Severity::error,
                           {},
                           {{"format", wanted}, {"known", own + ", " + foreign + ", pdf"}}});
}

std::string probe_text(const binding::FilledReport &filled) {
  for (const binding::Link &link : filled.links) {
    if (link.figure != nullptr && link.figure->quantity.present() && link.text.size() >= 3) {
      return link.text;
    }
  }
  return {};
}

} // namespace

ReportResult run(const ReportJob &job) {
  const Steps steps(job);
  ReportResult result;
  steps.begin("workspace", 0);
  const WorkspacePtr workspace = open_workspace(job.workspace, result.findings);
  const workspace::TemplateEntry entry = find_template(*workspace, job.template_name);
  const expression::ReportContext context = make_context(
      *workspace, {job.period, job.territory, job.clock, job.issue_date, job.number, job.language, job.parameters},
      &entry);
  steps.begin("template", 10);
  const auto report_template = compile_template(*workspace, entry, result.findings);
  if (report_template == nullptr) {
    throw Failure(result.findings);
  }
  const std::string format = format_of(job.output_format, report_template->kind());
  expression::Needs needs = report_template->needs();
  const auto rules = compile_rules(*workspace, &report_template->rules(), needs, result.findings);
  steps.begin("data", 25);
  data::ReadResult data = read_data(*workspace, job.source, needs, context);
  diagnostic::append(result.findings, std::move(data.findings));
  steps.begin("figures", 45);
  const Evaluation evaluation(*workspace, data.dataset, context, entry.estimates_allowed);
  if (take_verdicts(evaluation.run(rules), result.checks, result.findings)) {
    throw Failure(result.findings);
  }
  evaluate::FillContext fill_context = evaluation.fill_context();
  fill_context.link_ids = !job.plain;
  binding::FilledReport filled = evaluate::fill(*report_template, fill_context);
  diagnostic::append(result.findings, filled.findings);
  steps.begin("document", 65);
  const bool own_format = format == "odt" || format == "ods";
  render::Options options;
  options.links = !job.plain;
  if (has_synthetic(filled)) {
    options.notice = synthetic_notice(context.language);
    result.findings.push_back(synthetic_warning());
  }
  options.packing = own_format ? odf::Packing::small : odf::Packing::stored;
  if (!job.plain) {
    options.properties = refresh::to_properties(refresh::to_text(
        record_of(job, *workspace, entry, *report_template, context, data.dataset, filled, evaluation.formatter())));
  }
  result.bytes = render::render(*report_template, filled, options);
  if (!own_format) {
    steps.begin("office", 75);
    office_process::ExportRequest request;
    request.document_bytes = std::move(result.bytes);
    request.extension = report_template->kind() == binding::DocumentKind::writer ? "odt" : "ods";
    request.target_format = format;
    request.probe_text = format == "pdf" ? probe_text(filled) : "";
    result.bytes = office_process::convert(request);
  }
  result.extension = format;
  result.file_name = file_name_of(entry, context, workspace->catalogue.territories.at(context.territory));
  result.title = context.language == "en" ? entry.title.en : entry.title.vi;
  const LinkCounts counts = count_links(filled);
  result.figures = counts.figures;
  result.missing = counts.missing;
  steps.begin("done", 100);
  return result;
}

} // namespace solieu::job
