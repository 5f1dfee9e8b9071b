#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::refresh {

/// A figure as the report record keeps it (living-report.md).
struct LinkRecord {
  std::string id;
  std::string path;
  std::string expression;
  std::string text;
  std::string value;
  std::string value_type;
};

/// The record inside a living report: what made it. No host, path, user or password.
struct Record {
  int format_version = 1;
  std::string template_name, template_version, template_sha256;
  std::string workspace_id;
  std::string period, territory, clock, language, issue_date, number;
  std::string period_name, territory_name; ///< as a person reads them, in the report's language
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string source_alias;
  std::string snapshot_id, snapshot_time;
  std::vector<LinkRecord> links;
};

/// Compact JSON of a record.
[[nodiscard]] std::string to_text(const Record &record);
/// Failure `refresh.record-broken` / `refresh.record-version` when it is none.
[[nodiscard]] Record from_text(std::string_view text);
/// The properties SL_0, SL_1 … of at most 255 characters (UTF-16 units) each, cut between characters.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> to_properties(const std::string &text);
/// Joins SL_0 … of a document's user-defined properties; empty when there are none.
[[nodiscard]] std::string from_properties(const std::map<std::string, std::string> &properties);

} // namespace solieu::refresh
