#pragma once

#include "diagnostic/diagnostic.hpp"
#include "job/explanation.hpp"
#include "refresh/record.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace solieu::job {

/// A report already made, and where its figures can be looked up again.
struct ExplainJob {
  std::filesystem::path file;       ///< .odt, .ods, .docx, .xlsx
  std::filesystem::path workspace;  ///< empty = the record only
  std::string source;               ///< empty = the alias in the record
  std::filesystem::path snapshot{}; ///< file to read instead of the source; empty = the source
  std::string language;             ///< of places and sentences: "vi", "en"
  std::function<bool()> cancelled;  ///< asked from another thread while data are read; null = never
};

/// One figure of the report.
struct ExplainedFigure {
  std::string id;
  std::string place;      ///< as a person names it; "" when the template is gone
  std::string expression; ///< as typed, without outer spaces
  std::string text;       ///< as written into the report
  std::string value;
  std::vector<Explanation>
      why;              ///< one a figure it stands on; empty for a value that is no figure or cannot be looked up
  std::string text_now; ///< what the source gives now; equal to `text` when nothing changed
};

struct ExplainResult {
  refresh::Record record;
  std::vector<ExplainedFigure> figures;
  bool looked_up = false; ///< provenance and text_now are there
  diagnostic::Diagnostics findings;
};

/// The record of a living report; Failure `job.no-record` when it has none (made with --plain, or by another program).
[[nodiscard]] refresh::Record read_record(const std::filesystem::path &file);

/// Every figure of a report with its provenance. When the template has changed or the source cannot be read, the record
/// alone is told and a finding says why.
[[nodiscard]] ExplainResult run(const ExplainJob &job);

} // namespace solieu::job
