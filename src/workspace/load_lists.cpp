#include "format/phrase_places.hpp"
#include "workspace/built_in_phrases.hpp"
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
  const bool compares = row.text("kind").empty();
  model::Rule rule{row.text("name"),
                   row.required("left"),
                   compares ? row.required("relation") : row.text("relation"),
                   compares ? row.required("right") : row.text("right"),
                   row.required("severity"),
                   row.required("message_vi"),
                   row.required("message_en"),
                   file + ":" + std::to_string(row.line()),
                   row.text("kind"),
                   row.text("arguments")};
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

/// What no text of the program has: a key that is never asked for, a place that nothing fills.
void check_phrase(const Row &row, const std::string &key, const std::vector<std::string> &shipped) {
  const auto places = format::phrase_places(key, shipped);
  if (!places) {
    row.report(Code{"workspace.phrase-unknown"}, "key",
               {{"value", key}, {"nearest", diagnostic::nearest_name(key, shipped)}}, diagnostic::Severity::warning);
    return;
  }
  for (const std::string &place : format::places_in(row.text("text")))
    if (std::ranges::find(*places, place) == places->end())
      row.report(Code{"workspace.phrase-place-unknown"}, "text",
                 {{"value", place}, {"key", key}, {"nearest", diagnostic::nearest_name(place, *places)}});
}

/// The wording of the file over the built-in one.
std::shared_ptr<const format::Phrases> read_phrases(const std::filesystem::path &path, const std::string &language,
                                                    Diagnostics &findings) {
  const Table table(path, {"key", "text"}, {"note"}, false, findings);
  auto phrases = std::make_shared<format::Phrases>(built_in_phrases(language));
  std::vector<std::string> shipped = phrases->keys();
  std::ranges::sort(shipped);
  std::set<std::string> own;
  for (const auto &row : table.rows()) {
    const auto &key = row.required("key");
    if (key.empty())
      continue;
    if (!own.insert(key).second) {
      row.report(Code{"workspace.phrase-twice"}, "key");
      continue;
    }
    check_phrase(row, key, shipped);
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
                    {"name", "left", "relation", "right", "severity", "message_vi", "message_en"},
                    {"kind", "arguments", "note"}, true, findings);
  std::set<std::string> names;
  for (const auto &row : table.rows())
    if (auto rule = read_rule(row, table.file(), names))
      workspace.rules.push_back(std::move(*rule));
}

void load_accepted(Workspace &workspace, Diagnostics &findings) {
  const Table table(workspace.folder / "accepted.csv", {"rule", "period", "territory", "reason", "who", "date"},
                    {"figure", "note"}, true, findings);
  for (const auto &row : table.rows()) {
    const std::size_t before = findings.size();
    model::Acceptance acceptance{row.required("rule"),
                                 row.required("period"),
                                 row.required("territory"),
                                 row.text("figure"),
                                 row.required("reason"),
                                 row.required("who"),
                                 row.date("date").value_or(model::Date{})};
    (void)row.required("date");
    const auto rule = std::ranges::find(workspace.rules, acceptance.rule, &model::Rule::name);
    if (!acceptance.rule.empty() && rule == workspace.rules.end())
      row.report(Code{"workspace.accepted-rule-unknown"}, "rule");
    else if (rule != workspace.rules.end() && rule->severity == "error")
      row.report(Code{"workspace.accepted-error"}, "rule");
    if (!acceptance.period.empty() && !model::Period::parse(acceptance.period))
      row.report(Code{"workspace.accepted-period-unknown"}, "period");
    if (!acceptance.territory.empty() && !workspace.catalogue.territories.find(acceptance.territory))
      row.report(Code{"workspace.territory-unknown"}, "territory", {{"key", acceptance.territory}});
    if (findings.size() == before)
      workspace.accepted.push_back(std::move(acceptance));
  }
}

void load_phrases(Workspace &workspace, Diagnostics &findings) {
  for (const std::string language : {"vi", "en"}) {
    const auto path = workspace.folder / ("phrases." + language + ".csv");
    std::error_code error;
    if (std::filesystem::exists(path, error))
      workspace.phrases[language] = read_phrases(path, language, findings);
    else
      findings.push_back(
          {Code{"workspace.file-missing"}, Severity::error, {.file = path.string()}, {{"file", path.string()}}});
  }
}

} // namespace solieu::workspace
