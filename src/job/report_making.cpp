#include "job/report_making.hpp"

#include "diagnostic/failure.hpp"
#include "job/doubts.hpp"
#include "job/grouped_findings.hpp"
#include "job/limits.hpp"
#include "job/synthetic_notice.hpp"
#include "office_process/office.hpp"
#include "refresh/record.hpp"
#include "render/report_writer.hpp"

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

refresh::Record record_of(const ReportJob &job, const workspace::Workspace &workspace, const ReadyTemplate &ready,
                          const expression::ReportContext &context, const model::Dataset &dataset,
                          const binding::FilledReport &filled, const format::Formatter &formatter) {
  refresh::Record record;
  record.template_name = ready.entry.name;
  record.template_version = ready.entry.version;
  record.template_sha256 = ready.report_template->sha256();
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

/// The first figures as the report shows them, so many that one of them is not hidden.
std::vector<std::string> figures_of(const binding::FilledReport &filled) {
  constexpr std::size_t enough = 100;
  std::vector<std::string> texts;
  for (const binding::Link &link : filled.links) {
    if (link.figure != nullptr && link.figure->quantity.present() && link.text.size() >= 3 && texts.size() < enough) {
      texts.push_back(link.text);
    }
  }
  return texts;
}

/// Into a format of the office's own; a PDF is checked against the figures that stand in it.
void convert(const ReportJob &job, const ReadyTemplate &ready, const binding::FilledReport &filled,
             const std::string &language, ReportResult &result) {
  begin_step(job, "office", 75);
  office_process::ExportRequest request;
  request.document_bytes = std::move(result.bytes);
  request.extension = ready.report_template->kind() == binding::DocumentKind::writer ? "odt" : "ods";
  request.target_format = result.extension;
  request.locale = language == "en" ? "en-US" : "vi-VN";
  if (result.extension == "pdf") {
    request.figures = figures_of(filled);
  }
  request.cancelled = job.cancelled;
  office_process::Exported made = office_process::convert(request);
  result.bytes = std::move(made.bytes);
  diagnostic::append(result.findings, std::move(made.findings));
}

/// The last period before the report's own for which the territory has an actual figure: of the same kind if there is
/// one, else of any; "" when none.
std::string last_with_figures(const model::Dataset &dataset, const expression::ReportContext &context) {
  const auto rank = [&context](const model::Period &period) {
    return std::pair{period.kind() == context.period.kind(), period.last_day(context.clock)};
  };
  std::optional<model::Period> last;
  for (const std::uint32_t row : dataset.of(context.territory)) {
    const model::Observation &observation = dataset.at(row);
    const model::Period &period = observation.key.period;
    const bool counts = observation.key.kind == model::Kind::actual && observation.low.has_value() &&
                        period.last_day(context.clock) < context.period.last_day(context.clock);
    if (counts && (!last || rank(*last) < rank(period))) {
      last = period;
    }
  }
  return last ? last->id() : std::string();
}

/// How many results the report wants when none of them is there; 0 when one is. Plans and targets are no results.
std::size_t results_all_missing(const binding::FilledReport &filled) {
  std::size_t missing = 0;
  for (const binding::Link &link : filled.links) {
    if (link.figure == nullptr || link.figure->query.kind.value_or(model::Kind::actual) != model::Kind::actual) {
      continue;
    }
    if (link.figure->quantity.present()) {
      return 0;
    }
    ++missing;
  }
  return missing;
}

/// A report that would be all gaps is none: Failure `job.no-figures` or `job.no-figures-since`. Figures that contradict
/// each other stop it too.
void refuse_unfit(const binding::FilledReport &filled, const model::Dataset &dataset,
                  const workspace::Workspace &workspace, const expression::ReportContext &context,
                  diagnostic::Diagnostics &findings) {
  if (diagnostic::has_error(filled.findings)) {
    throw Failure(std::move(findings));
  }
  if (const std::size_t missing = results_all_missing(filled); missing > 0) {
    const std::string last = last_with_figures(dataset, context);
    throw Failure(Diagnostic{last.empty() ? Code{"job.no-figures"} : Code{"job.no-figures-since"},
                             Severity::error,
                             {},
                             {{"territory", workspace.catalogue.territories.at(context.territory).name},
                              {"period", context.period.id()},
                              {"count", std::to_string(missing)},
                              {"last", last}}});
  }
}

/// Bytes of a package that go into a file.
class FileSink final : public odf::ByteSink {
public:
  explicit FileSink(office_process::FileWriter &file) : file_(file) {}
  void write(std::string_view bytes) override { file_.write(bytes); }

private:
  office_process::FileWriter &file_;
};

void write_beside(const std::filesystem::path &path, render::ReportWriter &writer, const binding::FilledReport &filled,
                  ReportResult &result) {
  const auto file = std::make_shared<office_process::FileWriter>(path);
  FileSink sink(*file);
  writer.finish(filled, sink);
  result.save = [file] { file->publish(); };
}

} // namespace

std::string format_of(const std::string &wanted, binding::DocumentKind kind) {
  const bool writer = kind == binding::DocumentKind::writer;
  std::string own = writer ? "odt" : "ods";
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

void begin_step(const ReportJob &job, std::string_view step, int percent) {
  stop_when(job.cancelled)();
  if (job.progress) {
    job.progress(step, percent);
  }
}

ReadyTemplate make_ready(const workspace::Workspace &workspace, workspace::TemplateEntry entry) {
  ReadyTemplate ready;
  ready.entry = std::move(entry);
  ready.report_template = compile_template(workspace, ready.entry, ready.findings);
  if (ready.report_template == nullptr) {
    throw Failure(std::move(ready.findings));
  }
  ready.needs = ready.report_template->needs();
  ready.rules = compile_rules_of(workspace, *ready.report_template, ready.needs, ready.findings);
  if (diagnostic::has_error(ready.findings)) {
    throw Failure(std::move(ready.findings));
  }
  return ready;
}

expression::ReportContext context_of(const ReportJob &job, const workspace::Workspace &workspace,
                                     const workspace::TemplateEntry &entry) {
  return make_context(workspace,
                      {job.period, job.territory, job.clock, job.issue_date, job.number, job.language, job.parameters},
                      &entry);
}

ReportResult make_report(const ReportJob &job, const workspace::Workspace &workspace, const ReadyTemplate &ready,
                         const expression::ReportContext &context, const ReportData &data,
                         diagnostic::Diagnostics findings) {
  begin_step(job, "figures", 45);
  const model::Dataset &dataset = data.dataset;
  ReportResult result;
  result.findings = std::move(findings);
  result.extension = format_of(job.output_format, ready.report_template->kind());
  expression::ReportContext with_checks = context;
  const Evaluation evaluation(workspace, dataset, with_checks, ready.entry.estimates_allowed, &data.sources);
  const bool refused = take_verdicts(evaluation.run(ready.rules), result.checks, result.findings);
  if (refused && !ready.report_template->rules().empty()) { // a sheet of all checks is there to show them
    throw Failure(std::move(result.findings));
  }
  with_checks.checks = check_rows(result.checks, context.language);
  evaluate::FillContext fill_context = evaluation.fill_context();
  fill_context.link_ids = !job.plain;
  fill_context.table_formulas = result.extension != "docx";
  fill_context.between = stop_when(job.cancelled);
  const bool own_format = result.extension == "odt" || result.extension == "ods";
  render::Options options;
  options.links = !job.plain;
  options.packing = own_format ? odf::Packing::small : odf::Packing::stored;
  const bool to_file = own_format && !job.output_file.empty();
  const Limits limits = limits_of(workspace.limits);
  options.output_bytes = to_file ? limits.output_bytes : limits.converted_output_bytes;
  options.output_limit_key = to_file ? "output_mb" : "converted_output_mb";
  render::ReportWriter writer(*ready.report_template, std::move(options));
  const binding::FilledReport filled = evaluate::fill(*ready.report_template, fill_context, writer);
  diagnostic::append(result.findings, grouped(filled.findings));
  diagnostic::append(result.findings, doubts_about(workspace, context));
  refuse_unfit(filled, dataset, workspace, context, result.findings);
  begin_step(job, "document", 65);
  if (has_synthetic(filled)) {
    writer.set_notice(synthetic_notice(context.language));
    result.findings.push_back(synthetic_warning());
  }
  if (!job.plain) {
    writer.set_properties(refresh::to_properties(
        refresh::to_text(record_of(job, workspace, ready, context, dataset, filled, evaluation.formatter()))));
  }
  if (to_file) {
    write_beside(job.output_file, writer, filled, result);
  } else {
    result.bytes = writer.finish(filled);
  }
  if (!own_format) {
    convert(job, ready, filled, context.language, result);
  }
  result.file_name = file_name_of(ready.entry, context, workspace.catalogue.territories.at(context.territory));
  result.title = context.language == "en" ? ready.entry.title.en : ready.entry.title.vi;
  result.figures = filled.figures;
  result.missing = filled.missing;
  return result;
}

} // namespace solieu::job
