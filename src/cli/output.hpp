#pragma once

#include "diagnostic/diagnostic.hpp"
#include "job/check_job.hpp"
#include "job/explain_job.hpp"
#include "job/figure_job.hpp"
#include "job/workspace_job.hpp"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>

#include <iosfwd>
#include <string>
#include <vector>

namespace solieu::cli {

/// How a command speaks: text for people or one JSON object, in the reader's language.
struct Output {
  std::ostream &out;
  std::ostream &err;
  std::string language; ///< "vi" or "en"
  bool json = false;

  /// Findings as a compiler prints them, to `err`.
  void findings(const diagnostic::Diagnostics &list) const;
  void line(const std::string &text) const;
  /// A sentence of the program itself, from messages.csv.
  [[nodiscard]] std::string say(const diagnostic::Diagnostic &sentence) const;
  void object(const Poco::JSON::Object &object) const;
};

[[nodiscard]] Poco::JSON::Object new_object();
[[nodiscard]] Poco::JSON::Array findings_json(const diagnostic::Diagnostics &list, const std::string &language);
[[nodiscard]] Poco::JSON::Array checks_json(const std::vector<job::CheckLine> &checks, const std::string &language);
[[nodiscard]] Poco::JSON::Object explanation_json(const job::Explanation &explanation);

} // namespace solieu::cli
