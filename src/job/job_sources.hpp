#pragma once

#include "data/data_source.hpp"
#include "data/snapshot.hpp"
#include "expression/check.hpp"
#include "expression/evaluator.hpp"
#include "workspace/workspace.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
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
  /// Empty alias = the workspace's default source. Failure `job.source-unknown`. With a snapshot, a file, everything is
  /// read from there as if from the source; Failure `data.snapshot-missing`, `data.no-snapshot`.
  JobSources(const workspace::Workspace &workspace, const std::string &alias, Cancelled cancelled = {},
             const std::filesystem::path &snapshot = {});

  [[nodiscard]] const std::string &alias() const noexcept { return settings_.alias; }
  /// Of the job's own source.
  [[nodiscard]] data::ReadResult read(const data::Selection &selection);
  data::StreamResult stream(const data::Selection &selection, data::ObservationSink &sink);
  /// Of the source itself.
  [[nodiscard]] data::StreamResult test();
  /// Of a named query: of the job's own source, else of the first one that has it. An answer is kept for the job.
  /// Failure `job.answer-not-kept` when a snapshot has none.
  [[nodiscard]] expression::List
  rows(const std::string &query,
       const std::vector<std::pair<std::string, expression::Value>> &arguments) const override;

  /// Writes what was read, the dataset and all answers, to a snapshot; Failure `data.snapshot-not-written`.
  void keep(const model::Dataset &dataset, const std::filesystem::path &file) const;

private:
  [[nodiscard]] data::DataSource &opened(const model::SourceSettings &settings) const;
  [[nodiscard]] const model::SourceSettings &from() const noexcept { return snapshot_ ? *snapshot_ : settings_; }
  /// Failure `data.snapshot-changed` when the snapshot does not hold what its id says.
  void require_unchanged();
  [[nodiscard]] data::QueryRows answer_of(const model::SourceSettings &settings, const model::NamedQuery &query,
                                          const model::NamedValues &values) const;
  [[nodiscard]] const model::SourceSettings &source_of(const std::string &query) const;

  const workspace::Workspace &workspace_;
  const model::SourceSettings &settings_;
  Cancelled cancelled_;
  std::optional<model::SourceSettings> snapshot_; ///< the file that stands for the source
  bool unchanged_ = false;                        ///< the snapshot was looked at
  mutable std::map<std::string, std::unique_ptr<data::DataSource>> open_;
  mutable data::KeptAnswers answers_; ///< as the source gave them
  mutable std::map<std::string, expression::List> lists_;
};

/// The named queries of every source, for checking templates.
[[nodiscard]] std::vector<expression::QuerySignature> query_signatures(const workspace::Workspace &workspace);

} // namespace solieu::job
