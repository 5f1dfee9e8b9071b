#pragma once

#include "binding/report_template.hpp"
#include "check/checker.hpp"
#include "data/data_source.hpp"
#include "evaluate/fill.hpp"
#include "job/job_sources.hpp"
#include "workspace/workspace.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace solieu::job {

using WorkspacePtr = std::shared_ptr<const workspace::Workspace>;

/// What a figure, a check or a report is about, as a person types it.
struct Coordinates {
  std::string period;
  std::string territory; ///< empty = the workspace's own
  std::string clock;     ///< empty = the workspace's
  model::Date issue_date;
  std::string number;
  std::string language; ///< empty = the template's, else the workspace's
  std::vector<std::pair<std::string, std::string>> parameters;
};

/// The workspace of a folder; throws Failure with all its errors. Warnings and notes are appended.
[[nodiscard]] WorkspacePtr open_workspace(const std::filesystem::path &folder, diagnostic::Diagnostics &findings);

/// The wording of a language, else of the workspace's own.
[[nodiscard]] std::shared_ptr<const format::Phrases> phrases_of(const workspace::Workspace &workspace,
                                                                const std::string &language);

/// A template by its name in the workspace or by file; Failure `job.template-unknown`.
[[nodiscard]] workspace::TemplateEntry find_template(const workspace::Workspace &workspace, const std::string &name);

/// Bytes of a file, at most so many; Failure `job.file-unreadable` names it and the cause.
[[nodiscard]] std::string read_file(const std::filesystem::path &file, std::size_t most = std::string::npos);

/// Compiles a template of the workspace; all its errors are appended, null when there are any.
[[nodiscard]] std::shared_ptr<const binding::ReportTemplate> compile_template(const workspace::Workspace &workspace,
                                                                              const workspace::TemplateEntry &entry,
                                                                              diagnostic::Diagnostics &findings);

/// A territory by full key or unambiguous code; Failure `job.territory-unknown`, `job.territory-ambiguous`.
[[nodiscard]] model::TerritoryId find_territory(const workspace::Workspace &workspace, const std::string &text);

/// The context of a report; Failure for an unknown period, territory or clock, or a period the template is not for.
[[nodiscard]] expression::ReportContext make_context(const workspace::Workspace &workspace,
                                                     const Coordinates &coordinates,
                                                     const workspace::TemplateEntry *entry);

/// Failure `job.parameter-unknown` for a parameter that is given and not used by what is to be made.
void require_known(const std::vector<std::pair<std::string, std::string>> &given, const expression::Needs &needs,
                   const model::SourceSettings &source);

/// The rows that one report needs.
[[nodiscard]] data::Selection selection_of(const workspace::Workspace &workspace, const expression::Needs &needs,
                                           const expression::ReportContext &context);

/// Everything read that `needs` asks for; Failure `data.…`, or `job.no-data` when there is nothing at all.
[[nodiscard]] data::ReadResult read_data(JobSources &sources, const workspace::Workspace &workspace,
                                         const expression::Needs &needs, const expression::ReportContext &context);

/// The same where nobody can ask to stop.
[[nodiscard]] data::ReadResult read_data(const workspace::Workspace &workspace, const std::string &source_alias,
                                         const expression::Needs &needs, const expression::ReportContext &context);

/// Failure `job.no-data` when something is needed and the dataset is empty.
void require_data(const workspace::Workspace &workspace, const std::string &source_alias,
                  const expression::Needs &needs, const expression::ReportContext &context,
                  const model::Dataset &dataset);

/// The settings of a source; Failure `job.source-unknown`. Empty alias = the default source.
[[nodiscard]] const model::SourceSettings &find_source(const workspace::Workspace &workspace, const std::string &alias);

/// Rules of the workspace by name; empty `names` = all.
[[nodiscard]] std::vector<check::CompiledRule> compile_rules(const workspace::Workspace &workspace,
                                                             const std::vector<std::string> *names,
                                                             expression::Needs &needs,
                                                             diagnostic::Diagnostics &findings);

/// The rules a template asks for: those it names, or all of them when it names none and prints what they say.
/// Their figures are added to `needs`.
[[nodiscard]] std::vector<check::CompiledRule> compile_rules_of(const workspace::Workspace &workspace,
                                                                const binding::ReportTemplate &report_template,
                                                                expression::Needs &needs,
                                                                diagnostic::Diagnostics &findings);

/// What throws Failure `job.cancelled` once the caller wants to stop.
[[nodiscard]] std::function<void()> stop_when(const Cancelled &cancelled);

/// Figures, wording and context together, ready to evaluate. Keeps references: all arguments must outlive it.
class Evaluation {
public:
  Evaluation(const workspace::Workspace &workspace, const model::Dataset &dataset,
             const expression::ReportContext &context, bool estimates_allowed,
             const expression::QueryPort *queries = nullptr);
  [[nodiscard]] evaluate::FillContext fill_context() const;
  [[nodiscard]] const format::Formatter &formatter() const noexcept { return formatter_; }
  [[nodiscard]] std::vector<check::Verdict> run(const std::vector<check::CompiledRule> &rules) const;

private:
  const workspace::Workspace &workspace_;
  const model::Dataset &dataset_;
  const expression::ReportContext &context_;
  const expression::QueryPort *queries_;
  figures::Resolver resolver_;
  format::Formatter formatter_;
};

} // namespace solieu::job
