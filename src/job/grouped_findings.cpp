#include "job/grouped_findings.hpp"

#include <map>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;

/// What tells two missing figures apart: the reason, which names indicator, territory and period.
std::string key_of(const Diagnostic &finding) {
  std::string key;
  for (const auto &[name, value] : finding.arguments) {
    if (name != "marker" && name != "loop") {
      key.append(name).append("=").append(value).append("\n");
    }
  }
  return key;
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
    result[at].code = Code{"job.missing-figure-often"};
    result[at].arguments.emplace_back("more", std::to_string(count));
  }
  return result;
}

} // namespace solieu::job
