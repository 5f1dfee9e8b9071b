#include "check/checker.hpp"

#include "expression/parser.hpp"
#include "model/arithmetic.hpp"

#include <algorithm>
#include <variant>

namespace solieu::check {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Severity;
using Outcome = Verdict::Outcome;

Severity severity_of(const std::string &name) {
  return name == "error" ? Severity::error : name == "note" ? Severity::note : Severity::warning;
}

/// One side of a rule, parsed and checked; null when it has errors. `type` is its static type.
expression::NodePtr side_of(const std::string &text, const model::Rule &rule, const model::Catalogue &catalogue,
                            expression::Needs &needs, expression::Type &type, Diagnostics &findings) {
  Diagnostics errors;
  expression::NodePtr node = expression::parse_expression(text, errors);
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

model::Quantity quantity_of(const expression::Value &value) {
  if (const auto *quantity = std::get_if<model::Quantity>(&value.data)) {
    return *quantity;
  }
  if (const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data)) {
    return (*figure)->quantity;
  }
  return model::Quantity::absent(model::Absence::missing, "check.no-number");
}

std::string text_of(const model::Quantity &quantity) {
  if (!quantity.low) {
    return "…";
  }
  return quantity.high ? quantity.low->text() + "–" + quantity.high->text() : quantity.low->text();
}

/// Half a unit of the last digit of the side with fewer decimals.
model::Decimal tolerance_of(const model::Quantity &left, const model::Quantity &right) {
  const auto digits = [](const model::Quantity &side) {
    return std::max(side.low->scale(), side.high ? side.high->scale() : 0);
  };
  return model::Decimal(5).shifted(-1 - std::min(digits(left), digits(right)));
}

/// Compares as far as ranges allow: `=` holds when the two, widened by the tolerance, touch.
bool holds(const model::Quantity &left, const std::string &relation, const model::Quantity &right) {
  const model::Decimal tolerance = tolerance_of(left, right);
  const model::Decimal left_high = left.high.value_or(*left.low);
  const model::Decimal right_high = right.high.value_or(*right.low);
  const bool not_above = *left.low <= right_high + tolerance;
  const bool not_below = left_high + tolerance >= *right.low;
  if (relation == "<=") {
    return not_above;
  }
  if (relation == ">=") {
    return not_below;
  }
  return not_above && not_below;
}

std::string filled(std::string sentence, const Verdict &verdict) {
  for (const auto &[place, text] : {std::pair<std::string_view, const std::string &>{"{left}", verdict.left_text},
                                    std::pair<std::string_view, const std::string &>{"{right}", verdict.right_text}}) {
    for (std::size_t at = sentence.find(place); at != std::string::npos; at = sentence.find(place, at + text.size())) {
      sentence.replace(at, place.size(), text);
    }
  }
  return sentence;
}

Verdict verdict_of(const CompiledRule &compiled, expression::Environment &environment) {
  Verdict verdict;
  verdict.rule = compiled.rule.name;
  verdict.severity = severity_of(compiled.rule.severity);
  verdict.relation = compiled.rule.relation;
  const model::Quantity left = quantity_of(expression::evaluate(*compiled.left, environment));
  model::Quantity right = quantity_of(expression::evaluate(*compiled.right, environment));
  if (left.present() && right.present() && left.unit.power != right.unit.power) {
    right = model::in_unit(right, left.unit);
  }
  verdict.left_text = text_of(left);
  verdict.right_text = text_of(right);
  if (left.present() && right.present()) {
    verdict.outcome = holds(left, compiled.rule.relation, right) ? Outcome::holds : Outcome::fails;
  }
  verdict.message_vi = filled(compiled.rule.message_vi, verdict);
  verdict.message_en = filled(compiled.rule.message_en, verdict);
  return verdict;
}

Diagnostic wrong(Code code, const model::Rule &rule, std::vector<std::pair<std::string, std::string>> arguments) {
  arguments.emplace_back("rule", rule.name);
  Diagnostic finding{std::move(code), Severity::error, {}, std::move(arguments)};
  finding.location.file = rule.origin;
  return finding;
}

} // namespace

std::vector<CompiledRule> compile(const std::vector<model::Rule> &rules, const model::Catalogue &catalogue,
                                  expression::Needs &needs, Diagnostics &findings) {
  std::vector<CompiledRule> compiled;
  for (const model::Rule &rule : rules) {
    expression::Type left_type;
    expression::Type right_type;
    CompiledRule result{rule, side_of(rule.left, rule, catalogue, needs, left_type, findings),
                        side_of(rule.right, rule, catalogue, needs, right_type, findings)};
    if (rule.relation != "=" && rule.relation != "<=" && rule.relation != ">=") {
      findings.push_back(wrong(Code{"check.relation-unknown"}, rule, {{"relation", rule.relation}}));
      continue;
    }
    if (left_type.unit && right_type.unit && !left_type.unit->same_dimension(*right_type.unit)) {
      findings.push_back(
          wrong(Code{"check.units-differ"}, rule, {{"left", left_type.unit->text}, {"right", right_type.unit->text}}));
      continue;
    }
    if (result.left != nullptr && result.right != nullptr) {
      compiled.push_back(std::move(result));
    }
  }
  return compiled;
}

std::vector<Verdict> run(const std::vector<CompiledRule> &rules, expression::Environment &environment) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(rules.size());
  for (const CompiledRule &rule : rules) {
    verdicts.push_back(verdict_of(rule, environment));
  }
  return verdicts;
}

} // namespace solieu::check
