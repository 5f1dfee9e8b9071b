#include "diagnostic/failure.hpp"

#include <utility>

namespace solieu::diagnostic {

Failure::Failure(Diagnostic finding) { findings_.push_back(std::move(finding)); }

Failure::Failure(Diagnostics findings) : findings_(std::move(findings)) {}

const char *Failure::what() const noexcept {
  return findings_.empty() ? "failure" : findings_.front().code.name.c_str();
}

} // namespace solieu::diagnostic
