#pragma once

#include "model/date.hpp"

#include <string>

namespace solieu::model {

/// A check of the data, as an administrator writes it in rules.csv. Without a kind it holds when `left` and `right`
/// agree as `relation` says, within half a unit of the last digit printed by the side with fewer decimals (domain.md
/// 3.6). With a kind it is one of the built-in checks: `left` names the figures it looks at.
struct Rule {
  std::string name;       ///< "SUM_OF_CHANNELS"
  std::string left;       ///< expression; of a list of figures the sum is meant where it says sum()
  std::string relation;   ///< "=", "<=", ">="
  std::string right;      ///< expression
  std::string severity;   ///< "error", "warning", "note"
  std::string message_vi; ///< sentence with {left} and {right}
  std::string message_en;
  std::string origin;    ///< file and line, for messages
  std::string kind;      ///< empty, or a built-in check: "shares", "outlier" …
  std::string arguments; ///< of a built-in check: "years=5; factor=3"
};

/// A finding that a person has looked at and lets stand (accepted.csv).
struct Acceptance {
  std::string rule;
  std::string period;    ///< id
  std::string territory; ///< full key
  std::string figure;    ///< only the findings on this figure; empty = all of the rule
  std::string reason;
  std::string who;
  Date date;
};

} // namespace solieu::model
