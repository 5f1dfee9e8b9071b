#pragma once

#include "diagnostic/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

using solieu::diagnostic::Failure;

/// True for a Failure with this one code and, when given, exactly these arguments.
inline std::function<bool(const Failure &)> refusal(std::string code,
                                                    std::vector<std::pair<std::string, std::string>> arguments = {}) {
  return [code = std::move(code), arguments = std::move(arguments)](const Failure &failure) {
    const auto &finding = failure.findings().at(0);
    bool same = failure.findings().size() == 1 && finding.code.name == code &&
                finding.severity == solieu::diagnostic::Severity::error;
    same = same && (arguments.empty() || finding.arguments == arguments);
    if (!same) {
      BOOST_TEST_MESSAGE("got " << finding.code.name);
      for (const auto &[name, value] : finding.arguments) {
        BOOST_TEST_MESSAGE("  " << name << " = " << value);
      }
    }
    return same;
  };
}
