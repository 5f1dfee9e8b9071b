#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/check.hpp"
#include "expression/evaluator.hpp"
#include "model/rule.hpp"

#include <optional>
#include <string>
#include <vector>

namespace solieu::check {

/// What a rule said of the data.
struct Verdict {
  std::string rule;
  enum class Outcome : std::uint8_t { holds, fails, unknown } outcome = Outcome::unknown;
  diagnostic::Severity severity = diagnostic::Severity::warning;
  std::string left_text; ///< the sides as numbers, invariant
  std::string relation;
  std::string right_text;
  std::string message_vi; ///< filled sentence
  std::string message_en;
};

/// A rule ready to run; parsed and checked once.
struct CompiledRule {
  model::Rule rule;
  expression::NodePtr left;
  expression::NodePtr right;
};

/// Parses the rules against the catalogue; errors are appended with the rule's file and line.
[[nodiscard]] std::vector<CompiledRule> compile(const std::vector<model::Rule> &rules,
                                                const model::Catalogue &catalogue, expression::Needs &needs,
                                                diagnostic::Diagnostics &findings);

/// Runs rules over the figures of one report, in order.
[[nodiscard]] std::vector<Verdict> run(const std::vector<CompiledRule> &rules, expression::Environment &environment);

} // namespace solieu::check
