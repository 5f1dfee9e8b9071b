#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/check.hpp"
#include "expression/evaluator.hpp"
#include "expression/parser.hpp"
#include "model/dataset.hpp"
#include "model/rule.hpp"

#include <optional>
#include <string>
#include <utility>
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
  std::string figure;                        ///< what it is about: "VET_ENR[level=SC]"; empty = the rule's two sides
  std::string place;                         ///< "Quảng Ninh, 2020/2024"
  std::vector<std::string> rows;             ///< the rows of the source behind it: "A7", or their origin
  std::optional<diagnostic::Diagnostic> why; ///< what kept it unknown, where there is more to say than a missing side
  bool no_data = false;                      ///< unknown because no figure at all is there: nothing to tell
  std::optional<model::Acceptance> accepted; ///< a person lets a failure stand
};

struct BuiltIn;

/// A rule ready to run; parsed and checked once.
struct CompiledRule {
  model::Rule rule;
  expression::NodePtr left;
  expression::NodePtr right;
  const BuiltIn *built_in = nullptr;         ///< null = compare left with right
  std::vector<expression::NodePtr> subjects; ///< of a built-in check
  bool all_indicators = false;               ///< `*`
  std::vector<std::pair<std::string, std::string>> options;
};

/// Parses the rules against the catalogue; errors are appended with the rule's file and line.
[[nodiscard]] std::vector<CompiledRule> compile(const std::vector<model::Rule> &rules,
                                                const model::Catalogue &catalogue, expression::Needs &needs,
                                                diagnostic::Diagnostics &findings,
                                                const expression::Limits &limits = {});

/// Runs rules over the figures of one report, in order. A comparison gives one verdict, a built-in check one for each
/// figure it looked at, at least one. Without a dataset the checks of rows are unknown.
[[nodiscard]] std::vector<Verdict> run(const std::vector<CompiledRule> &rules, expression::Environment &environment,
                                       const model::Dataset *dataset = nullptr);

/// Marks the failures that a person has accepted for this period and territory. An error is never accepted.
void accept(std::vector<Verdict> &verdicts, const std::vector<model::Acceptance> &acceptances,
            const model::Catalogue &catalogue, const expression::ReportContext &report);

} // namespace solieu::check
