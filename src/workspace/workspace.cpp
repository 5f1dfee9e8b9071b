#include "workspace/workspace.hpp"

#include "diagnostic/failure.hpp"
#include "workspace/loading.hpp"

#include <algorithm>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

const Organisation &Workspace::organisation(model::Date day) const {
  const auto after = std::ranges::upper_bound(organisations, day, {}, &Organisation::from);
  return after == organisations.begin() ? organisations.front() : *std::prev(after);
}

const TemplateEntry *Workspace::find_template(std::string_view wanted) const {
  const auto found = std::ranges::find(templates, wanted, &TemplateEntry::name);
  return found == templates.end() ? nullptr : &*found;
}

const model::SourceSettings *Workspace::find_source(std::string_view alias) const {
  const auto found = std::ranges::find(sources, alias, &model::SourceSettings::alias);
  return found == sources.end() ? nullptr : &*found;
}

std::unique_ptr<const Workspace> load(const std::filesystem::path &folder, diagnostic::Diagnostics &findings) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    throw diagnostic::Failure(Diagnostic{
        Code{"workspace.not-found"}, Severity::error, {.file = folder.string()}, {{"folder", folder.string()}}});
  auto workspace = std::make_unique<Workspace>();
  workspace->folder = std::filesystem::absolute(folder).lexically_normal();
  load_breakdowns(*workspace, findings);
  load_indicators(*workspace, findings);
  load_territories(*workspace, findings);
  load_settings(*workspace, findings);
  load_documents(*workspace, findings);
  load_rules(*workspace, findings);
  load_accepted(*workspace, findings);
  load_phrases(*workspace, findings);
  load_sources(*workspace, findings);
  load_templates(*workspace, findings);
  return workspace;
}

} // namespace solieu::workspace
