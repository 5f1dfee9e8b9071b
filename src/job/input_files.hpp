#pragma once

#include "workspace/workspace.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace solieu::job {

/// The files that a job reads: nothing it writes may take their place, whatever name or link leads to them.
class InputFiles {
public:
  /// Of the template, which may be empty, and of every source.
  InputFiles(const workspace::Workspace &workspace, std::filesystem::path template_file);

  /// For a report: Failure `job.output-is-template`, `job.output-is-source`.
  void require_other(const std::filesystem::path &output) const;
  /// For a snapshot of the source, which may replace an older one and nothing else: also `job.output-no-snapshot`.
  void require_snapshot_place(const std::filesystem::path &file, const std::string &source) const;

private:
  struct SourcePath {
    std::string alias;
    std::filesystem::path path; ///< a file or a folder of files
  };
  void require_no_template(const std::filesystem::path &output) const;

  std::filesystem::path template_;
  std::vector<SourcePath> sources_;
};

} // namespace solieu::job
