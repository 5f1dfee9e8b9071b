#include "job/many_reports.hpp"

#include "diagnostic/failure.hpp"
#include "job/batch_data.hpp"
#include "job/report_making.hpp"
#include "office_process/work_folder.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace solieu::job {

namespace {

using diagnostic::Diagnostics;
using diagnostic::Failure;

/// A template of the list: ready, or what is wrong with it.
struct Known {
  std::optional<ReadyTemplate> ready;
  Diagnostics findings;
};

/// A report of the list that can be made once its data are there, or what is wrong with it already.
struct Prepared {
  const ReadyTemplate *ready = nullptr;
  std::optional<expression::ReportContext> context;
  ReportJob job;
  Diagnostics findings;
};

Known made_ready(const workspace::Workspace &workspace, const std::string &name, const std::string &format) {
  Known known;
  try {
    known.ready = make_ready(workspace, find_template(workspace, name));
    (void)format_of(format, known.ready->report_template->kind());
  } catch (const Failure &failure) {
    known.ready.reset();
    known.findings = failure.findings();
  }
  return known;
}

class Run {
public:
  Run(const ManyReports &job, const workspace::Workspace &workspace) : job_(job), workspace_(workspace) {
    for (const ManyReports::Wanted &wanted : job.reports) {
      reports_.push_back(prepared(wanted));
    }
  }

  /// What each report reads; nothing for one that cannot be made.
  [[nodiscard]] std::vector<data::Selection> selections() const {
    std::vector<data::Selection> list;
    list.reserve(reports_.size());
    for (const Prepared &report : reports_) {
      list.push_back(report.context ? selection_of(workspace_, report.ready->needs, *report.context)
                                    : data::Selection());
    }
    return list;
  }

  /// Whether any report can be tried; if none, nothing is read.
  [[nodiscard]] bool any() const {
    return std::any_of(reports_.begin(), reports_.end(),
                       [](const Prepared &report) { return report.context.has_value(); });
  }

  [[nodiscard]] ReportOutcome refusal(std::size_t index) const { return {std::nullopt, reports_[index].findings}; }

  /// The report with its data, or why there is none; nothing when the run is to stop.
  [[nodiscard]] std::optional<ReportOutcome> outcome(std::size_t index, const model::Dataset &dataset,
                                                     const JobSources &sources) const {
    const Prepared &report = reports_[index];
    if (job_.shared.cancelled && job_.shared.cancelled()) {
      return std::nullopt;
    }
    if (!report.context) {
      return refusal(index);
    }
    try {
      require_data(workspace_, report.job.source, report.ready->needs, *report.context, dataset);
      return ReportOutcome{make_report(report.job, workspace_, *report.ready, *report.context, {dataset, sources},
                                       report.ready->findings),
                           {}};
    } catch (const Failure &failure) {
      if (failure.findings().front().code.name == "job.cancelled") {
        return std::nullopt;
      }
      return ReportOutcome{std::nullopt, failure.findings()};
    }
  }

private:
  Prepared prepared(const ManyReports::Wanted &wanted) {
    Prepared report;
    report.job = job_.shared;
    report.job.template_name = wanted.template_name;
    report.job.period = wanted.period;
    report.job.territory = wanted.territory;
    report.job.number = wanted.number;
    report.job.progress = nullptr;
    auto found = templates_.find(wanted.template_name);
    if (found == templates_.end()) {
      found =
          templates_
              .emplace(wanted.template_name, made_ready(workspace_, wanted.template_name, job_.shared.output_format))
              .first;
    }
    const Known &known = found->second;
    if (!known.ready) {
      report.findings = known.findings;
      return report;
    }
    try {
      report.ready = &*known.ready;
      report.context = context_of(report.job, workspace_, known.ready->entry);
    } catch (const Failure &failure) {
      report.findings = failure.findings();
    }
    return report;
  }

  const ManyReports &job_;
  const workspace::Workspace &workspace_;
  std::map<std::string, Known> templates_;
  std::vector<Prepared> reports_;
};

} // namespace

ManyReportsResult run_many(const ManyReports &job, const std::function<void(std::size_t, ReportOutcome)> &take) {
  ManyReportsResult result;
  const WorkspacePtr workspace = open_workspace(job.shared.workspace, result.findings);
  const Run run(job, *workspace);
  if (!run.any()) {
    for (std::size_t i = 0; i < job.reports.size(); ++i) {
      take(i, run.refusal(i));
    }
    result.failed = job.reports.size();
    return result;
  }
  JobSources sources(*workspace, job.shared.source, job.shared.cancelled);
  std::unique_ptr<const office_process::WorkFolder> folder;
  if (job.snapshot.empty()) {
    folder = std::make_unique<const office_process::WorkFolder>();
  }
  const BatchData data(*workspace, sources, run.selections(),
                       folder == nullptr ? job.snapshot : folder->path() / "rows.sqlite");
  diagnostic::append(result.findings, data.findings());
  const std::size_t batch = job.batch == 0 ? 1 : job.batch;
  for (std::size_t first = 0; first < job.reports.size(); first += batch) {
    const std::vector<model::Dataset> datasets = data.load(first, batch);
    for (std::size_t i = 0; i < datasets.size(); ++i) {
      std::optional<ReportOutcome> outcome = run.outcome(first + i, datasets[i], sources);
      if (!outcome) {
        result.cancelled = true;
        return result;
      }
      ++(outcome->made ? result.made : result.failed);
      take(first + i, std::move(*outcome));
      if (job.progress) {
        job.progress(first + i + 1, job.reports.size());
      }
    }
  }
  return result;
}

std::vector<ManyReports::Wanted> all_of(const std::vector<std::string> &templates,
                                        const std::vector<std::string> &periods,
                                        const std::vector<std::string> &territories) {
  std::vector<ManyReports::Wanted> list;
  list.reserve(templates.size() * periods.size() * territories.size());
  for (const std::string &name : templates) {
    for (const std::string &period : periods) {
      for (const std::string &territory : territories) {
        list.push_back({name, period, territory, {}});
      }
    }
  }
  return list;
}

} // namespace solieu::job
