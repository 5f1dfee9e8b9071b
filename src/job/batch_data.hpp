#pragma once

#include "job/preparation.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace solieu::job {

/// The data of many reports (figures.md §3): one read of the source into a local snapshot, row by row, then the
/// datasets of a batch of reports at a time. Memory grows with the batch, not with the source or the job.
class BatchData {
public:
  /// Reads what the reports select together; one without indicators needs nothing. The workspace must outlive this;
  /// `snapshot` is written anew and kept.
  BatchData(const workspace::Workspace &workspace, JobSources &sources, std::vector<data::Selection> selections,
            std::filesystem::path snapshot);

  /// The datasets of the reports from `first` on, at most `count`: each with the rows, their order and the id that
  /// read_data gives for this report alone. Empty past the end.
  [[nodiscard]] std::vector<model::Dataset> load(std::size_t first, std::size_t count) const;

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] const diagnostic::Diagnostics &findings() const noexcept { return findings_; }

private:
  const workspace::Workspace &workspace_;
  std::vector<data::Selection> selections_;
  model::SourceSettings snapshot_;
  std::string read_at_;
  std::size_t rows_ = 0;
  diagnostic::Diagnostics findings_;
};

} // namespace solieu::job
