#include "job/check_line.hpp"

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;
using Outcome = check::Verdict::Outcome;

std::string outcome_name(Outcome outcome) {
  switch (outcome) {
  case Outcome::holds:
    return "holds";
  case Outcome::fails:
    return "fails";
  case Outcome::unknown:
    break;
  }
  return "unknown";
}

Diagnostic finding_of(const check::Verdict &verdict) {
  const bool fails = verdict.outcome == Outcome::fails;
  return Diagnostic{fails ? Code{"job.check-failed"} : Code{"job.check-unknown"},
                    fails ? verdict.severity : Severity::note,
                    {},
                    {{"rule", verdict.rule}, {"vi", verdict.message_vi}, {"en", verdict.message_en}}};
}

} // namespace

bool take_verdicts(const std::vector<check::Verdict> &verdicts, std::vector<CheckLine> &lines,
                   diagnostic::Diagnostics &findings) {
  bool refused = false;
  for (const check::Verdict &verdict : verdicts) {
    lines.push_back({verdict.rule, outcome_name(verdict.outcome), verdict.severity, verdict.left_text, verdict.relation,
                     verdict.right_text, verdict.message_vi, verdict.message_en});
    if (verdict.outcome != Outcome::holds) {
      findings.push_back(finding_of(verdict));
    }
    refused = refused || (verdict.outcome == Outcome::fails && verdict.severity == Severity::error);
  }
  return refused;
}

} // namespace solieu::job
