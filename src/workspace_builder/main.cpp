// Makes the databases of the shipped workspace at build time: observations.sqlite from its observations.csv, and
// synthetic.sqlite, the made-up monthly series.
// Usage: solieu_workspace_builder WORKSPACE_FOLDER READ_AT
#include "data/data_source.hpp"
#include "data/snapshot.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "workspace/workspace.hpp"
#include "workspace_builder/synthetic_series.hpp"

#include <filesystem>
#include <iostream>

namespace {

void print(const solieu::diagnostic::Diagnostics &findings) {
  for (const auto &finding : findings)
    std::cerr << solieu::format::report(finding, "en") << '\n';
}

/// 0 when every row became an observation.
int build(const std::filesystem::path &folder, const std::string &read_at) {
  solieu::diagnostic::Diagnostics findings;
  const auto workspace = solieu::workspace::load(folder, findings);
  print(findings);
  solieu::model::SourceSettings settings;
  settings.alias = "published_csv";
  settings.kind = "csv";
  settings.path = (folder / "observations.csv").string();
  auto result = solieu::data::open_source(settings)->read({}, workspace->catalogue);
  print(result.findings);
  if (!result.findings.empty())
    return 1;
  result.dataset.read_at = read_at;
  solieu::data::write_snapshot(result.dataset, workspace->catalogue, folder / "observations.sqlite");
  auto synthetic = solieu::workspace_builder::synthetic_series(workspace->catalogue);
  synthetic.read_at = read_at;
  solieu::data::write_snapshot(synthetic, workspace->catalogue, folder / "synthetic.sqlite");
  return 0;
}

} // namespace

int main(int count, char **arguments) {
  if (count != 3)
    return 2;
  try {
    return build(arguments[1], arguments[2]);
  } catch (const solieu::diagnostic::Failure &failure) {
    print(failure.findings());
    return 1;
  }
}
