#pragma once

#include "expression/evaluator.hpp"
#include "workspace/workspace.hpp"

namespace solieu::job {

/// What a careful reader asks before signing, as warnings: a letterhead of another province than the report's
/// (`job.letterhead-elsewhere`), a date of issue before the period's last day (`job.issued-before-end`).
[[nodiscard]] diagnostic::Diagnostics doubts_about(const workspace::Workspace &workspace,
                                                   const expression::ReportContext &context);

} // namespace solieu::job
