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

std::string severity_name(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string joined(const std::vector<std::string> &rows) {
  std::string text;
  for (const std::string &row : rows) {
    text += (text.empty() ? "" : ", ") + row;
  }
  return text;
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

std::shared_ptr<const expression::List> check_rows(const std::vector<CheckLine> &lines, const std::string &language) {
  expression::List list;
  for (const CheckLine &line : lines) {
    if (line.no_data) {
      continue;
    }
    expression::Row row;
    const auto column = [&row](const char *name, expression::Value::Data data) {
      row.columns.emplace_back(name, expression::Value{std::move(data), nullptr, nullptr});
    };
    const auto number = static_cast<std::int64_t>(list.size()) + 1;
    row.key = line.rule + (line.figure.empty() ? "" : " " + line.figure) + (line.place.empty() ? "" : " " + line.place);
    column("index", model::Quantity::of(model::Decimal(number), model::Unit{}));
    column("code", line.rule);
    column("outcome", line.outcome);
    column("severity", severity_name(line.severity));
    column("text", language == "en" ? line.message_en : line.message_vi);
    column("left", line.left);
    column("relation", line.relation);
    column("right", line.right);
    column("figure_name", line.figure);
    column("place", line.place);
    column("origin", joined(line.rows));
    column("reason", line.reason);
    column("who", line.who);
    column("date", line.date);
    list.push_back({std::make_shared<const expression::Row>(std::move(row)), nullptr, nullptr});
  }
  return std::make_shared<const expression::List>(std::move(list));
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
