#include "workspace/loading.hpp"
#include "workspace/object.hpp"
#include "workspace/table.hpp"

#include <algorithm>
#include <array>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;

namespace {

constexpr int longest_timeout_seconds = 3600;
constexpr std::array<std::string_view, 6> secrets{"password", "passwd", "user", "username", "token", "secret"};

using Column = std::string model::ColumnMapping::*;
constexpr std::array<std::pair<std::string_view, Column>, 18> columns{{
    {"row_id", &model::ColumnMapping::row_id},
    {"indicator", &model::ColumnMapping::indicator},
    {"territory", &model::ColumnMapping::territory},
    {"period", &model::ColumnMapping::period},
    {"clock", &model::ColumnMapping::clock},
    {"slice", &model::ColumnMapping::slice},
    {"kind", &model::ColumnMapping::kind},
    {"measure", &model::ColumnMapping::measure},
    {"value", &model::ColumnMapping::low},
    {"value_high", &model::ColumnMapping::high},
    {"bound", &model::ColumnMapping::bound},
    {"wording", &model::ColumnMapping::wording},
    {"unit", &model::ColumnMapping::unit},
    {"status", &model::ColumnMapping::status},
    {"as_of", &model::ColumnMapping::as_of},
    {"source", &model::ColumnMapping::source},
    {"text", &model::ColumnMapping::text},
    {"synthetic", &model::ColumnMapping::synthetic},
}};

constexpr std::array<std::string_view, 2> server_kinds{"postgresql", "mysql"};
constexpr int last_port = 65'535;

bool names_server(const model::SourceSettings &source) {
  return std::ranges::find(server_kinds, source.kind) != server_kinds.end();
}

std::string absolute_path(const std::filesystem::path &folder, const std::string &path) {
  return std::filesystem::absolute(folder / std::filesystem::path(path)).lexically_normal().string();
}

/// A secret in a shared file is named by its place, never by its value. A server's user is none.
void refuse_secrets(Object &object, const model::SourceSettings &source) {
  for (const auto name : secrets)
    if (object.has(name) && !(name == "user" && names_server(source))) {
      object.report(Code{"workspace.secret-in-file"}, name, {{"name", std::string(name)}});
      static_cast<void>(object.text(name));
    }
}

void read_server(Object &object, model::SourceSettings &source, const std::filesystem::path &folder) {
  auto &server = source.server;
  server.host = object.required("host");
  server.port = object.number("port", 0, 1, last_port);
  server.database = object.required("database");
  server.user = object.required("user");
  server.password_variable = object.text("password_variable");
  if (const auto file = object.text("password_file"); !file.empty())
    server.password_file = absolute_path(folder, file);
  if (!server.password_variable.empty() && !server.password_file.empty())
    object.report(Code{"workspace.password-place-twice"}, "password_file");
  if (const auto file = object.text("certificate_file"); !file.empty())
    server.certificate_file = absolute_path(folder, file);
  server.verify_on_loopback = object.flag("verify_on_loopback", false);
}

model::SourceSettings read_source(Object &object, const std::filesystem::path &folder) {
  model::SourceSettings source;
  source.alias = object.required("alias");
  if (!source.alias.empty() && !is_lower_name(source.alias))
    object.report(Code{"workspace.alias-invalid"}, "alias", {{"value", source.alias}});
  source.kind = object.required("kind");
  if (names_server(source))
    read_server(object, source, folder);
  else if (const auto path = object.required("path"); !path.empty())
    source.path = absolute_path(folder, path);
  source.table = object.text("table", source.table);
  source.timeout_seconds = object.number("timeout_seconds", source.timeout_seconds, 0, longest_timeout_seconds);
  if (auto mapping = object.object("columns")) {
    for (const auto &[name, column] : columns)
      source.columns.*column = mapping->text(name, source.columns.*column);
    mapping->finish();
  }
  refuse_secrets(object, source);
  object.finish();
  return source;
}

} // namespace

void load_sources(Workspace &workspace, Diagnostics &findings) {
  const auto path = workspace.folder / "sources.json";
  const auto bytes = read_file(path, findings);
  const auto json = bytes ? parse_json(*bytes, path.string(), findings) : std::nullopt;
  if (!json)
    return;
  Object root(*json, path.string(), findings);
  std::vector<std::string> aliases;
  for (auto &object : root.objects("sources")) {
    auto source = read_source(object, workspace.folder);
    if (std::ranges::find(aliases, source.alias) != aliases.end())
      object.report(Code{"workspace.alias-twice"}, "alias", {{"value", source.alias}});
    aliases.push_back(source.alias);
    workspace.sources.push_back(std::move(source));
  }
  root.finish();
  if (!workspace.default_source.empty() && workspace.find_source(workspace.default_source) == nullptr)
    findings.push_back({Code{"workspace.default-source-unknown"},
                        Severity::error,
                        {.file = path.string()},
                        {{"alias", workspace.default_source},
                         {"nearest", diagnostic::nearest_name(workspace.default_source, aliases)}}});
}

} // namespace solieu::workspace
