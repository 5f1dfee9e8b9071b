#pragma once

#include "diagnostic/diagnostic.hpp"

#include <exception>

namespace solieu::diagnostic {

/// The one exception that crosses rooms: what ends the job, as one or more findings.
class Failure : public std::exception {
public:
  explicit Failure(Diagnostic finding);
  explicit Failure(Diagnostics findings);

  [[nodiscard]] const Diagnostics &findings() const noexcept { return findings_; }
  /// The code of the first finding; for logs and debuggers, never for people.
  [[nodiscard]] const char *what() const noexcept override;

private:
  Diagnostics findings_;
};

} // namespace solieu::diagnostic
