#pragma once

#include "diagnostic/diagnostic.hpp"

namespace solieu::cli {

/// Exit statuses of the program (command-line.md).
enum class ExitStatus : int {
  done = 0,
  refused = 1, ///< findings of severity error, nothing written
  usage = 2,
  source_unreadable = 3,
  template_unreadable = 4,
  output_unwritable = 5,
  strict_warning = 7, ///< --strict and a warning
  cancelled = 130,
};

/// The status for what ended a command: the first finding that names a status decides.
[[nodiscard]] ExitStatus status_of(const diagnostic::Diagnostics &findings);

/// The status of a command that did its work: with `strict` a warning counts.
[[nodiscard]] ExitStatus done_with(const diagnostic::Diagnostics &findings, bool strict);

} // namespace solieu::cli
