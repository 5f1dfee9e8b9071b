#pragma once

#include <string>

namespace solieu::model {

/// A check of the data, as an administrator writes it in rules.csv. It holds when `left` and `right` agree as `relation`
/// says, within half a unit of the last digit printed by the side with fewer decimals (domain.md 3.6).
struct Rule {
  std::string name;       ///< "SUM_OF_CHANNELS"
  std::string left;       ///< expression; of a list of figures the sum is meant where it says sum()
  std::string relation;   ///< "=", "<=", ">="
  std::string right;      ///< expression
  std::string severity;   ///< "error", "warning", "note"
  std::string message_vi; ///< sentence with {left} and {right}
  std::string message_en;
  std::string origin;     ///< file and line, for messages
};

} // namespace solieu::model
