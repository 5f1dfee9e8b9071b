#pragma once

#include "diagnostic/diagnostic.hpp"
#include "job/check_line.hpp"
#include "model/date.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::job {

/// One report to make. Everything is text as a person types it; the job resolves it.
struct ReportJob {
  std::string template_name;        ///< name in the workspace, or a file
  std::string period;               ///< "2025-Q1"
  std::string territory;            ///< "VN-NSO/2025-01-01/22"; empty = the workspace's own
  std::filesystem::path workspace;  ///< folder
  std::string source;               ///< alias; empty = the workspace's default
  std::filesystem::path snapshot{}; ///< file to read instead of the source; empty = the source
  std::string clock;                ///< "admin15", "calendar"; empty = the workspace's
  model::Date issue_date;
  std::string number;
  std::string language; ///< empty = the template's
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string output_format; ///< "odt", "ods", "pdf", "docx", "xlsx"; empty = the template's kind
  bool plain = false;        ///< no living links
  /// Where the report will be saved: a long one is written beside it as it is made. Empty = its bytes are wanted.
  std::filesystem::path output_file;
  std::filesystem::path keep_snapshot; ///< where what was read is kept; empty = nowhere
  std::function<bool()>
      cancelled; ///< asked between the steps, and from another thread while data are read; null = never
  std::function<void(std::string_view step, int percent)> progress; ///< told between the steps; null = nobody
};

/// A finished report.
struct ReportResult {
  std::string bytes;          ///< empty when there is a file
  std::function<void()> save; ///< puts the output file in its place, whole; without this call nothing is left behind
  /// Whether the report may be saved there: Failure `job.output-…` when that would replace what it was made from.
  std::function<void(const std::filesystem::path &)> require_place;
  std::string extension; ///< "odt", "ods", "pdf" …
  std::string file_name; ///< proposed, from the template's pattern
  std::string title;
  std::size_t figures = 0;
  std::size_t missing = 0;
  std::vector<CheckLine> checks;
  diagnostic::Diagnostics findings;
};

/// Makes one report, or throws Failure with everything that is wrong (nothing is written anywhere). Failure
/// `job.cancelled` when asked to stop.
[[nodiscard]] ReportResult run(const ReportJob &job);

} // namespace solieu::job
