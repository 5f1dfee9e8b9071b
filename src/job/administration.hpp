#pragma once

#include "diagnostic/diagnostic.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace solieu::job {

/// Makes a workspace to start from in a new or empty folder: catalogue, territories, wording, rules and one template of
/// `from` (its first one when no name is given), own settings, an empty table of observations and a read-me that says
/// what each file is for. Valid as it is. Failure `job.folder-not-empty`, `job.template-unknown`, `job.not-created`.
void new_workspace(const std::filesystem::path &folder, const std::filesystem::path &from,
                   const std::string &template_name);

struct ImportResult {
  std::size_t added = 0;
  std::size_t known = 0; ///< stood in territories.csv already
  diagnostic::Diagnostics findings;
};

/// Appends the communes of a list to the workspace's territories.csv, all or none; `province` is a bare code or empty
/// for all. Failure with every row that is wrong.
[[nodiscard]] ImportResult import_communes(const std::filesystem::path &workspace, const std::filesystem::path &list,
                                           const std::string &province);

struct SnapshotSummary {
  std::string id, read_at;
  std::string rows, indicators, territories, first_period, last_period;
  diagnostic::Diagnostics findings;
};

/// Copies everything that a source holds into a file that can be used instead of it. Failure `job.output-…` when
/// another file than a snapshot is there already.
[[nodiscard]] SnapshotSummary make_snapshot(const std::filesystem::path &workspace, const std::string &source,
                                            const std::filesystem::path &file,
                                            const std::function<bool()> &cancelled = {});
[[nodiscard]] SnapshotSummary show_snapshot(const std::filesystem::path &file);

/// Something of the catalogue whose code or name has the words looked for.
struct CatalogueHit {
  std::string kind; ///< "indicator", "member", "territory"
  std::string code; ///< "JOB_ADDED", "channel=COAL", "VN-NSO/2025-07-01/22"
  std::string name;
  std::string more; ///< unit, breakdown, type
};

/// All words in any order, without regard to diacritics and case; in the order of the catalogue.
[[nodiscard]] std::vector<CatalogueHit> search_catalogue(const std::filesystem::path &workspace,
                                                         const std::string &text, const std::string &language);

/// A period under the clock asked for, and how other systems write it.
struct PeriodCodes {
  std::string id, title;
  std::string clock;
  std::string first_day, last_day;  ///< ISO 8601
  std::string sdmx, dhis2, ilostat; ///< empty where the standard has no code for it
  std::string reporting_year; ///< SDMX label in a structure whose years start on 15 December; empty on another clock
};

/// Empty clock = the workspace's. Failure `job.period-unknown`, `job.clock-unknown`.
[[nodiscard]] PeriodCodes period_codes(const std::filesystem::path &workspace, const std::string &period,
                                       const std::string &clock, const std::string &language);

} // namespace solieu::job
