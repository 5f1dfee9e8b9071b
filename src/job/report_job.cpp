#include "job/report_job.hpp"

#include "job/input_files.hpp"
#include "job/report_making.hpp"

namespace solieu::job {

ReportResult run(const ReportJob &job) {
  begin_step(job, "workspace", 0);
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(job.workspace, findings);
  const workspace::TemplateEntry entry = find_template(*workspace, job.template_name);
  const InputFiles inputs(*workspace, entry.file);
  if (!job.output_file.empty()) {
    inputs.require_other(job.output_file);
  }
  if (!job.keep_snapshot.empty()) {
    inputs.require_snapshot_place(job.keep_snapshot, find_source(*workspace, job.source).alias);
  }
  const expression::ReportContext context = context_of(job, *workspace, entry);
  begin_step(job, "template", 10);
  const ReadyTemplate ready = make_ready(*workspace, entry);
  diagnostic::append(findings, ready.findings);
  (void)format_of(job.output_format, ready.report_template->kind());
  require_known(job.parameters, ready.needs, find_source(*workspace, job.source));
  begin_step(job, "data", 25);
  JobSources sources(*workspace, job.source, job.cancelled, job.snapshot);
  data::ReadResult data = read_data(sources, *workspace, ready.needs, context);
  diagnostic::append(findings, std::move(data.findings));
  ReportResult result = make_report(job, *workspace, ready, context, {data.dataset, sources}, std::move(findings));
  if (!job.keep_snapshot.empty()) {
    sources.keep(data.dataset, job.keep_snapshot);
  }
  result.require_place = [inputs](const std::filesystem::path &file) { inputs.require_other(file); };
  begin_step(job, "done", 100);
  return result;
}

} // namespace solieu::job
