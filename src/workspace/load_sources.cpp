#include "format/text_encoding.hpp"
#include "workspace/loading.hpp"
#include "workspace/object.hpp"
#include "workspace/remote_source.hpp"
#include "workspace/secret_name.hpp"
#include "workspace/table.hpp"

#include <algorithm>
#include <array>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;

namespace {

constexpr int longest_timeout_seconds = 3600;

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

constexpr int last_row = 1'048'576;

/// A secret in a shared file is named by its place, never by its value. A server's user is none.
void refuse_secrets(Object &object, std::string_view kind) {
  for (const auto &[name, value] : object.value().members)
    if (is_secret_name(name) || name == "username" || (name == "user" && !is_remote(kind))) {
      object.report(Code{"workspace.secret-in-file"}, name, {{"name", name}});
      object.pass_over(name);
    }
}

void read_mapping(Object &object, std::string_view name, model::ColumnMapping &parts) {
  auto mapping = object.object(name);
  if (!mapping)
    return;
  for (const auto &[part, column] : columns)
    parts.*column = mapping->text(part, parts.*column);
  mapping->finish();
}

/// "B3": a cell of a workbook.
bool is_cell_name(std::string_view name) {
  const auto digits = name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return digits != 0 && digits != std::string_view::npos && name[digits] != '0' &&
         name.find_first_not_of("0123456789", digits) == std::string_view::npos;
}

/// "values": the columns of a wide table, each with the parts that its values have.
void read_value_columns(Object &object, model::SourceSettings &source) {
  for (auto &column : object.objects("values")) {
    model::ValueColumn value;
    value.column = column.required("column");
    for (const auto &[part, text] : columns)
      if (part != "value" && part != "value_high")
        value.fixed.*text = column.text(part);
    column.finish();
    source.file.values.push_back(std::move(value));
  }
  if (!source.file.values.empty() && source.columns.low != model::ColumnMapping().low)
    object.report(Code{"workspace.values-twice"}, "values");
}

/// How the files of a source are written.
void read_file_settings(Object &object, model::SourceSettings &source) {
  auto &file = source.file;
  file.encoding = object.text("encoding");
  if (!file.encoding.empty() &&
      std::ranges::find(format::encoding_names, file.encoding) == format::encoding_names.end())
    object.report(Code{"workspace.encoding-unknown"}, "encoding", {{"value", file.encoding}});
  read_mapping(object, "fixed", file.fixed);
  file.name_means = object.text("file_name");
  read_value_columns(object, source);
  const auto is_part = [](const std::string &name) {
    return std::ranges::any_of(columns, [&](const auto &one) { return one.first == name; });
  };
  if (!file.name_means.empty() && !is_part(file.name_means))
    object.report(Code{"workspace.part-of-row-unknown"}, "file_name", {{"value", file.name_means}});
  if (source.kind != "workbook")
    return;
  file.sheet = object.text("sheet");
  file.header_row = static_cast<std::size_t>(object.number("header_row", 0, 1, last_row));
  read_mapping(object, "cells", file.at_cells);
  for (const auto &[part, cell] : columns)
    if (const auto &name = file.at_cells.*cell; !name.empty() && !is_cell_name(name))
      object.report(Code{"workspace.cell-invalid"}, "cells", {{"value", name}});
}

/// How numbers and days are written in the cells of any source.
void read_writing(Object &object, model::SourceSettings &source) {
  const auto locale = object.text("locale");
  if (locale == "vi")
    source.writing = model::Writing::vietnamese;
  else if (locale == "en")
    source.writing = model::Writing::english;
  else if (!locale.empty())
    object.report(Code{"workspace.language-unknown"}, "locale", {{"value", locale}});
}

void refuse_kind(Object &object, const model::SourceSettings &source) {
  const std::vector<std::string> kinds(model::source_kinds.begin(), model::source_kinds.end());
  std::string all;
  for (const auto &kind : kinds)
    all += (all.empty() ? "" : ", ") + kind;
  object.report(Code{"workspace.source-kind-unknown"}, "kind",
                {{"alias", source.alias},
                 {"kind", source.kind},
                 {"kinds", all},
                 {"nearest", diagnostic::nearest_name(source.kind, kinds)}});
}

model::SourceSettings read_source(Object &object, const std::filesystem::path &folder) {
  model::SourceSettings source;
  source.alias = object.required("alias");
  if (!source.alias.empty() && !is_lower_name(source.alias))
    object.report(Code{"workspace.alias-invalid"}, "alias", {{"value", source.alias}});
  source.kind = object.required("kind");
  if (!source.kind.empty() && std::ranges::find(model::source_kinds, source.kind) == model::source_kinds.end()) {
    refuse_kind(object, source);
    return source; // what else it may say depends on the kind
  }
  if (is_remote(source.kind))
    read_remote(object, source, folder);
  else if (const auto path = object.required("path"); !path.empty())
    source.path = std::filesystem::absolute(folder / std::filesystem::path(path)).lexically_normal().string();
  read_queries(object, source);
  source.timeout_seconds = object.number("timeout_seconds", source.timeout_seconds, 0, longest_timeout_seconds);
  read_mapping(object, "columns", source.columns);
  read_writing(object, source);
  if (source.kind == "csv" || source.kind == "workbook")
    read_file_settings(object, source);
  refuse_secrets(object, source.kind);
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
  refuse_secrets(root, "");
  root.finish();
  if (!workspace.default_source.empty() && workspace.find_source(workspace.default_source) == nullptr)
    findings.push_back({Code{"workspace.default-source-unknown"},
                        Severity::error,
                        {.file = path.string()},
                        {{"alias", workspace.default_source},
                         {"nearest", diagnostic::nearest_name(workspace.default_source, aliases)}}});
}

} // namespace solieu::workspace
