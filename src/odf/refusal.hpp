#pragma once

#include "diagnostic/failure.hpp"

#include <string>
#include <utility>
#include <vector>

namespace solieu::odf {

/// Ends the job with one finding about `file`; the sentence may use {file} and the given arguments.
[[noreturn]] inline void refuse(diagnostic::Code code, const std::string &file,
                                std::vector<std::pair<std::string, std::string>> arguments = {}) {
  std::erase_if(arguments,
                [](const auto &argument) { return argument.first == "limit_key" && argument.second.empty(); });
  arguments.emplace(arguments.begin(), "file", file);
  diagnostic::Location location;
  location.file = file;
  throw diagnostic::Failure(
      diagnostic::Diagnostic{std::move(code), diagnostic::Severity::error, std::move(location), std::move(arguments)});
}

} // namespace solieu::odf
