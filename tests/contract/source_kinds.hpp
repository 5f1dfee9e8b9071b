#pragma once

#include "data/data_source.hpp"
#include "model/catalogue.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace solieu::contract {

/// A row as a table of a source holds it; columns that are not named are NULL.
using TestRow = std::vector<std::pair<std::string, std::string>>;

/// One kind of data source under test: stores rows and says how to open them.
struct SourceKind {
  std::string name;
  model::SourceSettings (*store)(const std::filesystem::path &folder, const std::vector<std::string> &columns,
                                 const std::vector<TestRow> &rows);
  void (*lose)(model::SourceSettings &settings); ///< makes the settings name a place where nothing is
  std::string lost;                              ///< the code that a read then fails with
  std::size_t first_row = 1;                     ///< number of the first row in a finding
  bool sql = false;                              ///< answers SELECTs
  bool only_text = false;                        ///< bytes that are no text do not arrive from it in a row
};

/// Every kind; a further one is one more line there.
[[nodiscard]] const std::vector<SourceKind> &source_kinds();

/// The usual columns of a table of observations.
[[nodiscard]] const std::vector<std::string> &usual_columns();

/// A fresh empty folder under the build tree.
[[nodiscard]] std::filesystem::path fresh_folder(const std::string &name);

/// Indicators JOB (người, by channel) and RATE (%), provinces old and new with the code 15 reused.
[[nodiscard]] model::Catalogue small_catalogue();

} // namespace solieu::contract
