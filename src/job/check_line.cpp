#include "job/check_line.hpp"

#include "check/comparison.hpp"
#include "format/diagnostic_text.hpp"

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

/// What the rule says, or why it can say nothing.
std::string sentence_of(const check::Verdict &verdict, const std::string &language) {
  return verdict.why        ? format::message(*verdict.why, language)
         : language == "vi" ? verdict.message_vi
                            : verdict.message_en;
}

Diagnostic finding_of(const check::Verdict &verdict) {
  std::vector<std::pair<std::string, std::string>> arguments{{"rule", verdict.rule},
                                                             {"vi", sentence_of(verdict, "vi")},
                                                             {"en", sentence_of(verdict, "en")},
                                                             {"place", verdict.place},
                                                             {"figure", verdict.figure}};
  if (verdict.accepted) {
    arguments.insert(
        arguments.end(),
        {{"reason", verdict.accepted->reason}, {"who", verdict.accepted->who}, {"date", verdict.accepted->date.iso()}});
    return Diagnostic{Code{"job.check-accepted"}, Severity::note, {}, std::move(arguments)};
  }
  const bool fails = verdict.outcome == Outcome::fails;
  return Diagnostic{fails ? Code{"job.check-failed"} : Code{"job.check-unknown"},
                    fails ? verdict.severity : Severity::note,
                    {},
                    std::move(arguments)};
}

CheckLine line_of(const check::Verdict &verdict) {
  CheckLine line{verdict.rule,
                 outcome_name(verdict.outcome),
                 verdict.severity,
                 verdict.left_text,
                 verdict.relation,
                 verdict.right_text,
                 sentence_of(verdict, "vi"),
                 sentence_of(verdict, "en"),
                 verdict.figure,
                 verdict.place,
                 verdict.rows,
                 verdict.no_data,
                 {},
                 {},
                 {}};
  if (verdict.accepted) {
    line.outcome = "accepted";
    line.reason = verdict.accepted->reason;
    line.who = verdict.accepted->who;
    line.date = verdict.accepted->date.iso();
  }
  return line;
}

} // namespace

std::string comparison_text(const CheckLine &line, const std::string &language) {
  const bool english = language == "en";
  const auto shown = [english](const std::string &invariant) {
    return check::in_sentence(invariant, english ? ',' : '.', english ? '.' : ',');
  };
  return shown(line.left) + " " + line.relation + " " + shown(line.right);
}

bool take_verdicts(const std::vector<check::Verdict> &verdicts, std::vector<CheckLine> &lines,
                   diagnostic::Diagnostics &findings) {
  bool refused = false;
  for (const check::Verdict &verdict : verdicts) {
    lines.push_back(line_of(verdict));
    if (verdict.outcome != Outcome::holds && !verdict.no_data) {
      findings.push_back(finding_of(verdict));
    }
    refused = refused || (verdict.outcome == Outcome::fails && verdict.severity == Severity::error);
  }
  return refused;
}

} // namespace solieu::job
