#include "workspace/loading.hpp"
#include "workspace/object.hpp"
#include "workspace/table.hpp"

#include <algorithm>
#include <array>

namespace solieu::workspace {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;

namespace {

constexpr std::array<std::string_view, 4> extensions{".odt", ".ott", ".ods", ".ots"};
constexpr std::array<std::pair<std::string_view, model::PeriodKind>, 7> period_kinds{{
    {"day", model::PeriodKind::day},
    {"month", model::PeriodKind::month},
    {"quarter", model::PeriodKind::quarter},
    {"half_year", model::PeriodKind::half_year},
    {"nine_months", model::PeriodKind::nine_months},
    {"year", model::PeriodKind::year},
    {"years", model::PeriodKind::years},
}};

std::vector<model::PeriodKind> read_periods(Object &root) {
  std::vector<model::PeriodKind> kinds;
  std::vector<std::string> names;
  std::ranges::transform(period_kinds, std::back_inserter(names),
                         [](const auto &kind) { return std::string(kind.first); });
  for (const auto &name : root.texts("periods")) {
    const auto found = std::ranges::find(period_kinds, name, [](const auto &kind) { return kind.first; });
    if (found != period_kinds.end())
      kinds.push_back(found->second);
    else
      root.report(Code{"workspace.period-kind-unknown"}, "periods",
                  {{"value", name}, {"nearest", diagnostic::nearest_name(name, names)}});
  }
  return kinds;
}

/// The pattern holds the known places only and no path.
void check_file_name(Object &root, const std::string &pattern) {
  const std::vector<std::string> places{"template", "period", "territory"};
  if (pattern.find_first_of("/\\:") != std::string::npos)
    root.report(Code{"workspace.file-name-path"}, "file_name", {{"value", pattern}});
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
    const auto close = pattern.find('}', open);
    const auto place = pattern.substr(open + 1, close == std::string::npos ? close : close - open - 1);
    if (close == std::string::npos || std::ranges::find(places, place) == places.end())
      root.report(Code{"workspace.file-name-place"}, "file_name",
                  {{"place", place}, {"nearest", diagnostic::nearest_name(place, places)}});
  }
}

fs::path find_template_file(const fs::path &folder, Object &root) {
  fs::path file;
  for (const auto extension : extensions) {
    std::error_code error;
    auto candidate = folder / ("template" + std::string(extension));
    if (!fs::exists(candidate, error))
      continue;
    if (!file.empty())
      root.report(Code{"workspace.template-files-several"}, "", {{"folder", folder.string()}});
    file = std::move(candidate);
  }
  if (file.empty())
    root.report(Code{"workspace.template-file-missing"}, "", {{"folder", folder.string()}});
  return file;
}

std::string read_template_language(Object &root, const std::string &fallback) {
  auto language = root.text("language", fallback);
  if (language != "vi" && language != "en")
    root.report(Code{"workspace.language-unknown"}, "language", {{"value", language}});
  return language;
}

void load_template(Workspace &workspace, const fs::path &folder, Diagnostics &findings) {
  const auto path = folder / "template.json";
  const auto bytes = read_file(path, findings);
  const auto json = bytes ? parse_json(*bytes, path.string(), findings) : std::nullopt;
  if (!json)
    return;
  Object root(*json, path.string(), findings);
  TemplateEntry entry;
  entry.name = folder.filename().string();
  entry.file = find_template_file(folder, root);
  entry.title = root.names("title");
  entry.periods = read_periods(root);
  entry.recipients = root.texts("recipients");
  entry.file_name = root.text("file_name", "{template}_{period}_{territory}");
  check_file_name(root, entry.file_name);
  entry.language = read_template_language(root, workspace.language);
  entry.version = root.required("version");
  entry.estimates_allowed = root.flag("estimates_allowed", false);
  root.finish();
  if (workspace.find_template(entry.name) != nullptr)
    root.report(Code{"workspace.template-twice"}, "", {{"name", entry.name}});
  else if (!entry.file.empty())
    workspace.templates.push_back(std::move(entry));
}

bool holds_template(const fs::path &folder) {
  return std::ranges::any_of(extensions, [&folder](std::string_view extension) {
    std::error_code ignored;
    return fs::exists(folder / ("template" + std::string(extension)), ignored);
  });
}

/// Folders with a template.json, in the order of their names. A template without one is a finding: nothing offers it.
std::vector<fs::path> template_folders(const fs::path &folder, Diagnostics &findings) {
  std::vector<fs::path> folders;
  std::vector<fs::path> unsettled;
  std::error_code error;
  for (const auto &entry : fs::directory_iterator(folder, error)) {
    std::error_code ignored;
    if (!entry.is_directory(ignored))
      continue;
    if (fs::exists(entry.path() / "template.json", ignored))
      folders.push_back(entry.path());
    else if (holds_template(entry.path()))
      unsettled.push_back(entry.path());
  }
  std::ranges::sort(folders);
  std::ranges::sort(unsettled);
  for (const auto &path : unsettled)
    findings.push_back({Code{"workspace.template-settings-missing"},
                        Severity::warning,
                        {.file = path.string()},
                        {{"folder", path.string()}}});
  return folders;
}

} // namespace

void load_templates(Workspace &workspace, Diagnostics &findings) {
  for (const auto &parent : {workspace.folder / "templates", workspace.folder})
    for (const auto &folder : template_folders(parent, findings))
      load_template(workspace, folder, findings);
}

} // namespace solieu::workspace
