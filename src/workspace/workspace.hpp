#pragma once

#include "diagnostic/diagnostic.hpp"
#include "format/formatter.hpp"
#include "model/catalogue.hpp"
#include "model/period.hpp"
#include "model/rule.hpp"
#include "model/source_settings.hpp"
#include "workspace/limits.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace solieu::workspace {

/// Who issues reports, from a day on (names change: the ministry of 1 March 2025, domain.md 4.4).
struct Organisation {
  model::Date from{1900, 1, 1};
  std::string name;
  std::string parent;
  std::string place;
  std::string symbol; ///< after the number: "BC-SNV"
  std::string signer_name;
  std::string signer_post;
};

/// A report template of the workspace: templates/<name>/template.{odt,ott,ods,ots} beside template.json.
struct TemplateEntry {
  std::string name;
  std::filesystem::path file;
  model::Names title;
  std::vector<model::PeriodKind> periods; ///< kinds of period it is made for; empty = all
  std::vector<std::string> recipients;
  std::string file_name; ///< pattern with {template} {period} {territory}
  std::string language;  ///< "vi", "en"
  std::string version;
  bool estimates_allowed = false;
};

/// A decision or resolution (documents.csv).
struct PolicyDocument {
  std::string code;
  std::string issuer;
  std::optional<model::Date> date;
  std::string title;
  std::string text;
  std::string row_id;
};

/// The administrator's folder, read and validated as a whole.
struct Workspace {
  std::filesystem::path folder;
  std::string id;
  model::Names name;
  std::string language = "vi";
  model::Clock clock = model::Clock::admin15;
  std::string default_source;
  std::string default_territory;           ///< key; may be empty
  std::vector<Organisation> organisations; ///< oldest first
  Limits limits;
  model::Catalogue catalogue;
  std::vector<PolicyDocument> documents;
  std::vector<model::Rule> rules;
  std::vector<model::Acceptance> accepted; ///< findings that a person lets stand, with the reason
  std::map<std::string, std::shared_ptr<const format::Phrases>> phrases; ///< by language
  std::vector<model::SourceSettings> sources;
  std::vector<TemplateEntry> templates;

  /// The organisation in force on the day (the oldest when none is).
  [[nodiscard]] const Organisation &organisation(model::Date day) const;
  [[nodiscard]] const TemplateEntry *find_template(std::string_view name) const;
  [[nodiscard]] const model::SourceSettings *find_source(std::string_view alias) const;
};

/// Reads a workspace folder. All that is wrong is appended to `findings`, each with file, line and column; throws
/// Failure `workspace.not-found` / `workspace.unreadable` only when there is nothing to read.
[[nodiscard]] std::unique_ptr<const Workspace> load(const std::filesystem::path &folder,
                                                    diagnostic::Diagnostics &findings);

} // namespace solieu::workspace
