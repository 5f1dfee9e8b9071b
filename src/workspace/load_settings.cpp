#include "diagnostic/failure.hpp"
#include "model/nearest_key.hpp"
#include "workspace/loading.hpp"
#include "workspace/object.hpp"
#include "workspace/table.hpp"

#include <algorithm>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

Organisation read_organisation(Object &object) {
  Organisation organisation;
  organisation.from = object.date("from").value_or(organisation.from);
  organisation.name = object.required("name");
  organisation.parent = object.text("parent");
  organisation.place = object.text("place");
  organisation.symbol = object.text("symbol");
  organisation.signer_name = object.text("signer_name");
  organisation.signer_post = object.text("signer_post");
  object.finish();
  return organisation;
}

void read_organisations(Workspace &workspace, Object &root) {
  for (auto &object : root.objects("organisations"))
    workspace.organisations.push_back(read_organisation(object));
  if (workspace.organisations.empty()) {
    root.report(Code{"workspace.no-organisation"}, "organisations");
    workspace.organisations.emplace_back();
  }
  std::ranges::stable_sort(workspace.organisations, {}, &Organisation::from);
  if (std::ranges::adjacent_find(workspace.organisations, {}, &Organisation::from) != workspace.organisations.end())
    root.report(Code{"workspace.organisations-same-day"}, "organisations");
}

void read_language(Workspace &workspace, Object &root) {
  workspace.language = root.text("language", "vi");
  if (workspace.language == "vi" || workspace.language == "en")
    return;
  root.report(Code{"workspace.language-unknown"}, "language", {{"value", workspace.language}});
  workspace.language = "vi";
}

void read_clock(Workspace &workspace, Object &root) {
  const auto name = root.text("clock", "admin15");
  const auto clock = model::clock_named(name);
  if (!clock || *clock == model::Clock::unstated)
    root.report(Code{"workspace.clock-unknown"}, "clock", {{"value", name}});
  else
    workspace.clock = *clock;
}

void read_limits(Workspace &workspace, Object &root) {
  auto limits = root.object("limits");
  if (!limits)
    return;
  for (const LimitRange &range : known_limits())
    if (const int said = limits->number(range.key, 0, range.least, range.most); said > 0)
      workspace.limits.emplace(range.key, said);
  std::vector<std::string> keys;
  for (const LimitRange &range : known_limits())
    keys.emplace_back(range.key);
  for (const auto &[name, value] : limits->value().members)
    if (std::ranges::find(keys, name) == keys.end())
      limits->report(Code{"workspace.limit-unknown"}, name,
                     {{"name", name}, {"nearest", diagnostic::nearest_name(name, keys)}});
}

} // namespace

void load_settings(Workspace &workspace, Diagnostics &findings) {
  const auto path = workspace.folder / "workspace.json";
  Diagnostics found;
  const auto bytes = read_file(path, found);
  const auto json = bytes ? parse_json(*bytes, path.string(), found) : std::nullopt;
  if (!json) {
    found.insert(found.begin(), {Code{"workspace.unreadable"},
                                 Severity::error,
                                 {.file = path.string()},
                                 {{"folder", workspace.folder.string()}}});
    throw Failure(std::move(found));
  }
  diagnostic::append(findings, std::move(found));
  Object root(*json, path.string(), findings);
  workspace.id = root.required("id");
  workspace.name = root.names("name");
  read_language(workspace, root);
  read_clock(workspace, root);
  workspace.default_source = root.required("default_source");
  workspace.default_territory = root.text("default_territory");
  read_organisations(workspace, root);
  read_limits(workspace, root);
  const auto &territories = workspace.catalogue.territories;
  if (!workspace.default_territory.empty() && !territories.find(workspace.default_territory))
    root.report(Code{"workspace.default-territory-unknown"}, "default_territory",
                {{"key", workspace.default_territory},
                 {"nearest", model::nearest_key(workspace.default_territory, territories)}});
  root.finish();
}

} // namespace solieu::workspace
