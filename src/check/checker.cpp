#include "check/checker.hpp"

#include "check/built_in.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>
#include <array>
#include <variant>

namespace solieu::check {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Severity;
using Outcome = Verdict::Outcome;

Diagnostic wrong(Code code, const model::Rule &rule, Arguments arguments) {
  arguments.emplace_back("rule", rule.name);
  Diagnostic finding{std::move(code), Severity::error, {}, std::move(arguments)};
  finding.location.file = rule.origin;
  return finding;
}

/// One side of a rule, parsed and checked; null when it has errors. `type` is its static type.
expression::NodePtr side_of(const std::string &text, const model::Rule &rule, const model::Catalogue &catalogue,
                            expression::Needs &needs, const expression::Limits &limits, expression::Type &type,
                            Diagnostics &findings) {
  Diagnostics errors;
  expression::NodePtr node = expression::parse_expression(text, errors, limits);
  if (node != nullptr) {
    type = expression::check(*node, {}, catalogue, {}, needs, text, errors);
  }
  const bool failed = node == nullptr || diagnostic::has_error(errors);
  for (Diagnostic &error : errors) {
    error.location.file = rule.origin;
    findings.push_back(std::move(error));
  }
  return failed ? nullptr : node;
}

std::string trimmed(const std::string &text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Parts between semicolons, trimmed; empty ones are left out.
std::vector<std::string> parts_of(const std::string &text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(';', start), text.size());
    if (std::string part = trimmed(text.substr(start, end - start)); !part.empty()) {
      parts.push_back(std::move(part));
    }
    start = end + 1;
  }
  return parts;
}

void read_options(const model::Rule &rule, CompiledRule &compiled, Diagnostics &findings) {
  for (const std::string &part : parts_of(rule.arguments)) {
    const std::size_t equals = part.find('=');
    const std::string name = trimmed(part.substr(0, equals));
    const auto &known = compiled.built_in->options;
    if (equals == std::string::npos || std::find(known.begin(), known.end(), name) == known.end()) {
      std::vector<std::string> names(known.begin(), known.end());
      findings.push_back(
          wrong(Code{"check.option-unknown"}, rule,
                {{"option", part}, {"kind", rule.kind}, {"nearest", diagnostic::nearest_name(name, names)}}));
      continue;
    }
    compiled.options.emplace_back(name, trimmed(part.substr(equals + 1)));
  }
}

/// Reads a built-in check; false when something is wrong with it.
bool read_built_in(CompiledRule &compiled, const model::Catalogue &catalogue, expression::Needs &needs,
                   const expression::Limits &limits, Diagnostics &findings) {
  const model::Rule &rule = compiled.rule;
  const std::size_t before = findings.size();
  compiled.built_in = built_in_named(rule.kind);
  if (compiled.built_in == nullptr) {
    findings.push_back(
        wrong(Code{"check.kind-unknown"}, rule,
              {{"kind", rule.kind}, {"nearest", diagnostic::nearest_name(rule.kind, built_in_names())}}));
    return false;
  }
  read_options(rule, compiled, findings);
  for (const std::string &subject : parts_of(rule.left)) {
    if (subject == "*") {
      compiled.all_indicators = true;
      const std::vector<std::string> codes = catalogue.indicator_codes();
      needs.indicators.insert(codes.begin(), codes.end());
      continue;
    }
    expression::Type type;
    expression::NodePtr node = side_of(subject, rule, catalogue, needs, limits, type, findings);
    if (node != nullptr && !std::holds_alternative<expression::FigureReference>(node->data)) {
      findings.push_back(wrong(Code{"check.subject-no-figure"}, rule, {{"subject", subject}}));
    } else if (node != nullptr) {
      compiled.subjects.push_back(std::move(node));
    }
  }
  needs.children = needs.children || compiled.built_in->children;
  needs.last_year = needs.last_year || compiled.built_in->years_back > 0;
  needs.years_back = std::max(needs.years_back, compiled.built_in->years_back);
  return std::none_of(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                      [](const Diagnostic &finding) { return finding.severity == diagnostic::Severity::error; });
}

bool same_dimension(const expression::Type &left, const expression::Type &right) {
  const auto bare = [](const model::Unit &unit) { return unit.pure() && unit.text.empty(); };
  return !left.unit || !right.unit || bare(*left.unit) || bare(*right.unit) || left.unit->same_dimension(*right.unit);
}

/// Reads a comparison; false when something is wrong with it.
bool read_comparison(CompiledRule &compiled, const model::Catalogue &catalogue, expression::Needs &needs,
                     const expression::Limits &limits, Diagnostics &findings) {
  static constexpr std::array<std::string_view, 3> relations{"=", "<=", ">="};
  const model::Rule &rule = compiled.rule;
  expression::Type left;
  expression::Type right;
  compiled.left = side_of(rule.left, rule, catalogue, needs, limits, left, findings);
  compiled.right = side_of(rule.right, rule, catalogue, needs, limits, right, findings);
  if (std::find(relations.begin(), relations.end(), rule.relation) == relations.end()) {
    findings.push_back(wrong(Code{"check.relation-unknown"}, rule, {{"relation", rule.relation}}));
    return false;
  }
  if (!same_dimension(left, right)) {
    findings.push_back(
        wrong(Code{"check.units-differ"}, rule, {{"left", left.unit->text}, {"right", right.unit->text}}));
    return false;
  }
  return compiled.left != nullptr && compiled.right != nullptr;
}

model::Quantity quantity_of(const expression::Value &value) {
  if (const auto *quantity = std::get_if<model::Quantity>(&value.data)) {
    return *quantity;
  }
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data)) {
    return (*figure)->quantity;
  }
  return model::Quantity::absent(model::Absence::missing, "check.no-number");
}

/// The right side counted as the left one is; a bare number has the left one's unit.
model::Quantity aligned(const model::Quantity &left, const model::Quantity &right) {
  const bool bare = right.unit.pure() && right.unit.text.empty();
  const bool both = left.present() && right.present();
  return both && !bare && left.unit.power != right.unit.power ? model::in_unit(right, left.unit) : right;
}

Verdict compared(const CompiledRule &rule, expression::Environment &environment, const model::Dataset *dataset) {
  const Evidence evidence(environment.figures, dataset);
  expression::Environment watched{environment.catalogue, environment.report,    evidence,       environment.texts,
                                  environment.queries,   environment.variables, rule.rule.left, environment.steps_left};
  watched.steps = environment.steps;
  Verdict verdict = verdict_for(rule, environment);
  const model::Quantity left = quantity_of(expression::evaluate(*rule.left, watched));
  watched.text = rule.rule.right;
  const model::Quantity right = aligned(left, quantity_of(expression::evaluate(*rule.right, watched)));
  environment.steps_left = watched.steps_left;
  diagnostic::append(environment.notes, std::move(watched.notes));
  verdict.left_text = text_of(left);
  verdict.right_text = text_of(right);
  if (left.present() && right.present()) {
    verdict.outcome = holds(left, rule.rule.relation, right) ? Outcome::holds : Outcome::fails;
  }
  tell(verdict, rule, evidence);
  return verdict;
}

bool accepts(const model::Acceptance &acceptance, const Verdict &verdict, const model::Catalogue &catalogue,
             const expression::ReportContext &report) {
  return acceptance.rule == verdict.rule && acceptance.period == report.period.id() &&
         catalogue.territories.find(acceptance.territory) == report.territory &&
         (acceptance.figure.empty() || acceptance.figure == verdict.figure);
}

} // namespace

std::vector<CompiledRule> compile(const std::vector<model::Rule> &rules, const model::Catalogue &catalogue,
                                  expression::Needs &needs, Diagnostics &findings, const expression::Limits &limits) {
  std::vector<CompiledRule> compiled;
  for (const model::Rule &rule : rules) {
    CompiledRule result;
    result.rule = rule;
    const bool good = rule.kind.empty() ? read_comparison(result, catalogue, needs, limits, findings)
                                        : read_built_in(result, catalogue, needs, limits, findings);
    if (good) {
      compiled.push_back(std::move(result));
    }
  }
  return compiled;
}

std::vector<Verdict> run(const std::vector<CompiledRule> &rules, expression::Environment &environment,
                         const model::Dataset *dataset) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(rules.size());
  for (const CompiledRule &rule : rules) {
    if (rule.built_in == nullptr) {
      verdicts.push_back(compared(rule, environment, dataset));
      continue;
    }
    Work work{rule, environment, dataset};
    rule.built_in->run(work);
    if (work.verdicts.empty()) {
      Verdict quiet = verdict_for(rule, environment);
      tell(quiet, rule, work.evidence());
      work.verdicts.push_back(std::move(quiet));
    }
    std::move(work.verdicts.begin(), work.verdicts.end(), std::back_inserter(verdicts));
  }
  return verdicts;
}

void accept(std::vector<Verdict> &verdicts, const std::vector<model::Acceptance> &acceptances,
            const model::Catalogue &catalogue, const expression::ReportContext &report) {
  for (Verdict &verdict : verdicts) {
    if (verdict.outcome != Outcome::fails || verdict.severity == Severity::error) {
      continue;
    }
    const auto found = std::find_if(acceptances.begin(), acceptances.end(), [&](const model::Acceptance &acceptance) {
      return accepts(acceptance, verdict, catalogue, report);
    });
    if (found != acceptances.end()) {
      verdict.accepted = *found;
    }
  }
}

} // namespace solieu::check
