#pragma once

#include "job/preparation.hpp"
#include "job/report_job.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::job {

/// Between two steps: Failure `job.cancelled` where the caller wants to stop, else tells the progress.
void begin_step(const ReportJob &job, std::string_view step, int percent);

/// A template compiled with its rules, for as many reports as are wanted.
struct ReadyTemplate {
  workspace::TemplateEntry entry;
  std::shared_ptr<const binding::ReportTemplate> report_template;
  std::vector<check::CompiledRule> rules;
  expression::Needs needs;          ///< of the template and its rules
  diagnostic::Diagnostics findings; ///< warnings and notes
};

/// Failure with everything that is wrong with the template.
[[nodiscard]] ReadyTemplate make_ready(const workspace::Workspace &workspace, workspace::TemplateEntry entry);

/// The extension of the document wanted ("" = the template's own); Failure `job.format-unknown`.
[[nodiscard]] std::string format_of(const std::string &wanted, binding::DocumentKind kind);

[[nodiscard]] expression::ReportContext context_of(const ReportJob &job, const workspace::Workspace &workspace,
                                                   const workspace::TemplateEntry &entry);

/// What a report is made from: observations already read, and the sources that answer its named queries.
struct ReportData {
  const model::Dataset &dataset;
  const JobSources &sources;
};

/// One report from data already read: rules, figures, document. `findings` go before its own. Failure as `run`.
[[nodiscard]] ReportResult make_report(const ReportJob &job, const workspace::Workspace &workspace,
                                       const ReadyTemplate &ready, const expression::ReportContext &context,
                                       const ReportData &data, diagnostic::Diagnostics findings);

} // namespace solieu::job
