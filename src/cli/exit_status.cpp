#include "cli/exit_status.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::cli {

namespace {

/// Beginnings of codes, most telling first.
const std::vector<std::pair<std::string_view, ExitStatus>> &table() {
  static const std::vector<std::pair<std::string_view, ExitStatus>> rows = {
      {"job.cancelled", ExitStatus::cancelled},
      {"data.cancelled", ExitStatus::cancelled},
      {"office.cancelled", ExitStatus::cancelled},
      {"cli.", ExitStatus::usage},
      {"job.template-unknown", ExitStatus::usage},
      {"job.template-is-folder", ExitStatus::usage},
      {"job.territory-", ExitStatus::usage},
      {"job.period-", ExitStatus::usage},
      {"job.clock-unknown", ExitStatus::usage},
      {"job.source-unknown", ExitStatus::usage},
      {"job.format-unknown", ExitStatus::usage},
      {"job.parameter-", ExitStatus::usage},
      {"job.outlook-expression", ExitStatus::usage},
      {"job.output-", ExitStatus::usage},
      {"job.document-unreadable", ExitStatus::usage},
      {"job.no-record", ExitStatus::usage},
      {"job.pdf-has-no-record", ExitStatus::usage},
      {"refresh.record-", ExitStatus::usage},
      {"workspace.not-found", ExitStatus::usage},
      {"workspace.list-missing", ExitStatus::usage},
      {"job.not-created", ExitStatus::output_unwritable},
      {"job.folder-not-empty", ExitStatus::output_unwritable},
      {"data.snapshot-not-written", ExitStatus::output_unwritable},
      {"job.no-data", ExitStatus::source_unreadable},
      {"job.no-figures", ExitStatus::source_unreadable},
      {"job.answer-not-kept", ExitStatus::source_unreadable},
      {"data.", ExitStatus::source_unreadable},
      {"job.file-unreadable", ExitStatus::template_unreadable},
      {"odf.", ExitStatus::template_unreadable},
      {"binding.wrong-kind", ExitStatus::template_unreadable},
      {"binding.other-kind", ExitStatus::template_unreadable},
      {"binding.no-content", ExitStatus::template_unreadable},
      {"binding.content-broken", ExitStatus::template_unreadable},
      {"office.", ExitStatus::output_unwritable},
      {"render.", ExitStatus::output_unwritable},
  };
  return rows;
}

} // namespace

ExitStatus status_of(const diagnostic::Diagnostics &findings) {
  for (const diagnostic::Diagnostic &finding : findings) {
    if (finding.severity != diagnostic::Severity::error) {
      continue;
    }
    for (const auto &[beginning, status] : table()) {
      if (finding.code.name.starts_with(beginning)) {
        return status;
      }
    }
  }
  return ExitStatus::refused;
}

ExitStatus done_with(const diagnostic::Diagnostics &findings, bool strict) {
  const bool warned = std::any_of(findings.begin(), findings.end(), [](const diagnostic::Diagnostic &finding) {
    return finding.severity == diagnostic::Severity::warning;
  });
  return strict && warned ? ExitStatus::strict_warning : ExitStatus::done;
}

} // namespace solieu::cli
