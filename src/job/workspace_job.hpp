#pragma once

#include "diagnostic/diagnostic.hpp"
#include "model/catalogue.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace solieu::job {

/// A template as a person chooses it.
struct TemplateChoice {
  std::string name;
  std::string title_vi, title_en;
  std::vector<std::string> periods; ///< "month", "quarter" …; empty = all
  bool calc = false;
};

/// A territory as a person chooses it.
struct TerritoryChoice {
  std::string key;
  std::string name;
  std::string type;
  std::string parent_key; ///< empty at the top
  std::string search_key; ///< of the name: without diacritics, lower case
  model::Date valid_from;
  std::optional<model::Date> valid_to; ///< last day; nothing = still valid
};

/// A period as a person chooses it.
struct PeriodChoice {
  std::string id;
  std::string title; ///< "quý I năm 2025"
  model::Date last_day;
};

struct SourceChoice {
  std::string alias;
  std::string kind;
  bool is_default = false;
};

/// What a workspace offers.
struct WorkspaceSummary {
  std::string name_vi, name_en;
  std::string language;
  std::string clock;
  std::string default_territory;
  std::size_t indicators = 0, breakdowns = 0, territories = 0, rules = 0, documents = 0;
  std::vector<TemplateChoice> templates;
  std::vector<SourceChoice> sources;
  diagnostic::Diagnostics findings;
};

/// Reads and validates a workspace; never throws for what is wrong inside it (the findings say), only when there is
/// nothing to read.
[[nodiscard]] WorkspaceSummary summarise(const std::filesystem::path &workspace);

/// A summary that also reads every rule and every template; what is wrong in them is among the findings.
[[nodiscard]] WorkspaceSummary check_workspace(const std::filesystem::path &workspace);

/// Everything a person chooses from to make a report.
struct ReportChoices {
  WorkspaceSummary summary;
  std::vector<std::vector<PeriodChoice>> periods; ///< one list a template: closed on the day, newest first
  std::vector<TerritoryChoice> territories;       ///< in Vietnamese order of names inside each parent, provinces first
};

/// What can be made on the day; titles in "vi" or "en". Periods reach three years back.
[[nodiscard]] ReportChoices report_choices(const std::filesystem::path &workspace, model::Date today,
                                           const std::string &language);

/// What a source holds.
struct SourceTest {
  std::size_t rows = 0;             ///< that can be used
  diagnostic::Diagnostics findings; ///< about the others and the source; those of the workspace are in its summary

  /// A line a person reads.
  [[nodiscard]] std::string sentence(const std::string &language) const;
};

/// Reads a source to its last row and keeps nothing. Failure `data.…`, `job.source-unknown`.
[[nodiscard]] SourceTest test_source(const std::filesystem::path &workspace, const std::string &alias,
                                     const std::function<bool()> &cancelled = {});

/// The folder of the workspace a program uses when none is named: SOLIEU_WORKSPACE, else `beside` (the shipped one).
[[nodiscard]] std::filesystem::path default_workspace(const std::filesystem::path &beside);

} // namespace solieu::job
