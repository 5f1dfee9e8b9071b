#include "workspace/loading.hpp"
#include "workspace/table.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;

namespace {

constexpr std::array<std::string_view, 3> relations{"=", "<=", ">="};
constexpr std::array<std::string_view, 3> severities{"error", "warning", "note"};

std::optional<model::Rule> read_rule(const Row &row, const std::string &file, std::set<std::string> &names) {
  model::Rule rule{row.text("name"),           row.required("left"),
                   row.required("relation"),   row.required("right"),
                   row.required("severity"),   row.required("message_vi"),
                   row.required("message_en"), file + ":" + std::to_string(row.line())};
  if (!is_code(rule.name)) {
    row.report(Code{"workspace.code-invalid"}, "name");
    return std::nullopt;
  }
  if (!names.insert(rule.name).second) {
    row.report(Code{"workspace.rule-twice"}, "name");
    return std::nullopt;
  }
  if (!rule.relation.empty() && std::ranges::find(relations, rule.relation) == relations.end())
    row.report(Code{"workspace.relation-unknown"}, "relation");
  if (!rule.severity.empty() && std::ranges::find(severities, rule.severity) == severities.end())
    row.report(Code{"workspace.severity-unknown"}, "severity");
  return rule;
}

std::shared_ptr<const format::Phrases> read_phrases(const std::filesystem::path &path, Diagnostics &findings) {
  const Table table(path, {"key", "text"}, {"note"}, false, findings);
  auto phrases = std::make_shared<format::Phrases>();
  for (const auto &row : table.rows()) {
    const auto &key = row.required("key");
    if (phrases->has(key))
      row.report(Code{"workspace.phrase-twice"}, "key");
    else if (!key.empty())
      phrases->set(key, row.text("text"));
  }
  return phrases;
}

} // namespace

void load_documents(Workspace &workspace, Diagnostics &findings) {
  const Table table(workspace.folder / "documents.csv", {"code", "title"}, {"issuer", "date", "text", "row_id", "note"},
                    true, findings);
  std::set<std::string> codes;
  for (const auto &row : table.rows()) {
    const auto &code = row.required("code");
    if (code.empty())
      continue;
    if (!codes.insert(code).second) {
      row.report(Code{"workspace.document-twice"}, "code");
      continue;
    }
    workspace.documents.push_back(
        {code, row.text("issuer"), row.date("date"), row.required("title"), row.text("text"), row.text("row_id")});
  }
}

void load_rules(Workspace &workspace, Diagnostics &findings) {
  const Table table(workspace.folder / "rules.csv",
                    {"name", "left", "relation", "right", "severity", "message_vi", "message_en"}, {"note"}, true,
                    findings);
  std::set<std::string> names;
  for (const auto &row : table.rows())
    if (auto rule = read_rule(row, table.file(), names))
      workspace.rules.push_back(std::move(*rule));
}

void load_phrases(Workspace &workspace, Diagnostics &findings) {
  for (const std::string language : {"vi", "en"}) {
    const auto path = workspace.folder / ("phrases." + language + ".csv");
    std::error_code error;
    if (std::filesystem::exists(path, error))
      workspace.phrases[language] = read_phrases(path, findings);
    else
      findings.push_back(
          {Code{"workspace.file-missing"}, Severity::error, {.file = path.string()}, {{"file", path.string()}}});
  }
}

} // namespace solieu::workspace
