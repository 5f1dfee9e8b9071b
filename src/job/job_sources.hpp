#pragma once

#include "data/data_source.hpp"
#include "expression/check.hpp"
#include "expression/evaluator.hpp"
#include "workspace/workspace.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace solieu::job {

/// Asked from time to time, also from another thread; null = never.
using Cancelled = std::function<bool()>;

/// The sources of one job. Each is opened once, so that everything read from it is one view of its data. Whatever is
/// under way at a source ends within a second once `cancelled` says so, with Failure `data.cancelled`.
class JobSources : public expression::QueryPort {
public:
  /// Empty alias = the workspace's default source. Failure `job.source-unknown`.
  JobSources(const workspace::Workspace &workspace, const std::string &alias, Cancelled cancelled = {});

  [[nodiscard]] const std::string &alias() const noexcept { return settings_.alias; }
  /// Of the job's own source.
  [[nodiscard]] data::ReadResult read(const data::Selection &selection);
  data::StreamResult stream(const data::Selection &selection, data::ObservationSink &sink);
  [[nodiscard]] std::string test();
  /// Of a named query: of the job's own source, else of the first one that has it. An answer is kept for the job.
  [[nodiscard]] expression::List
  rows(const std::string &query,
       const std::vector<std::pair<std::string, expression::Value>> &arguments) const override;

private:
  [[nodiscard]] data::DataSource &opened(const model::SourceSettings &settings) const;
  [[nodiscard]] const model::SourceSettings &source_of(const std::string &query) const;

  const workspace::Workspace &workspace_;
  const model::SourceSettings &settings_;
  Cancelled cancelled_;
  mutable std::map<std::string, std::unique_ptr<data::DataSource>> open_;
  mutable std::map<std::string, expression::List> answers_;
};

/// The named queries of every source, for checking templates.
[[nodiscard]] std::vector<expression::QuerySignature> query_signatures(const workspace::Workspace &workspace);

} // namespace solieu::job
