#include "job/grouped_findings.hpp"

#include <map>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;

constexpr std::size_t unnamed_arguments = 3; ///< marker, loop, reason

/// What tells two missing figures apart: the reason, which names indicator, territory and period; where it does not
/// name a figure, what the marker says.
std::string key_of(const Diagnostic &finding) {
  std::string key;
  std::string marker;
  bool named = false;
  for (const auto &[name, value] : finding.arguments) {
    if (name == "marker") {
      marker = value;
    } else if (name != "loop") {
      key.append(name).append("=").append(value).append("\n");
      named = named || name != "reason";
    }
  }
  return named || key.empty() ? key : key + marker;
}

} // namespace

Diagnostics grouped(const Diagnostics &findings) {
  Diagnostics result;
  std::map<std::string, std::size_t> first_at; // place in the result
  std::map<std::size_t, std::size_t> others;
  for (const Diagnostic &finding : findings) {
    const std::string key = finding.code == Code{"evaluate.missing-figure"} ? key_of(finding) : std::string();
    if (!key.empty()) {
      const auto [known, added] = first_at.emplace(key, result.size());
      if (!added) {
        ++others[known->second];
        continue;
      }
    }
    result.push_back(finding);
  }
  for (const auto &[at, count] : others) {
    const bool named = result[at].arguments.size() > unnamed_arguments;
    result[at].code = named ? Code{"job.missing-figure-often"} : Code{"job.missing-value-often"};
    result[at].arguments.emplace_back(named ? "more" : "times", std::to_string(named ? count : count + 1));
  }
  return result;
}

} // namespace solieu::job
