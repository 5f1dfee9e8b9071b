#include "job/workspace_job.hpp"

#include "format/text.hpp"
#include "job/preparation.hpp"

#include <algorithm>
#include <cstdlib>

namespace solieu::job {

namespace {

std::string period_kind_name(model::PeriodKind kind) {
  switch (kind) {
  case model::PeriodKind::day:
    return "day";
  case model::PeriodKind::month:
    return "month";
  case model::PeriodKind::quarter:
    return "quarter";
  case model::PeriodKind::half_year:
    return "half_year";
  case model::PeriodKind::nine_months:
    return "nine_months";
  case model::PeriodKind::year:
    return "year";
  case model::PeriodKind::years:
    break;
  }
  return "years";
}

TemplateChoice choice_of(const workspace::TemplateEntry &entry) {
  TemplateChoice choice{entry.name, entry.title.vi, entry.title.en, {}, false};
  for (const model::PeriodKind kind : entry.periods) {
    choice.periods.push_back(period_kind_name(kind));
  }
  const std::string extension = entry.file.extension().string();
  choice.calc = extension == ".ots" || extension == ".ods";
  return choice;
}

bool valid_on(const model::Territory &unit, model::Date day) {
  return unit.valid_from <= day && (!unit.valid_to || day <= *unit.valid_to);
}

} // namespace

WorkspaceSummary summarise(const std::filesystem::path &folder) {
  WorkspaceSummary summary;
  const auto workspace = workspace::load(folder, summary.findings);
  summary.name_vi = workspace->name.vi;
  summary.name_en = workspace->name.en;
  summary.language = workspace->language;
  summary.clock = std::string(model::clock_name(workspace->clock));
  summary.default_territory = workspace->default_territory;
  summary.indicators = workspace->catalogue.indicators().size();
  summary.breakdowns = workspace->catalogue.breakdowns().size();
  summary.territories = workspace->catalogue.territories.size();
  summary.rules = workspace->rules.size();
  summary.documents = workspace->documents.size();
  for (const workspace::TemplateEntry &entry : workspace->templates) {
    summary.templates.push_back(choice_of(entry));
  }
  for (const model::SourceSettings &source : workspace->sources) {
    summary.sources.push_back({source.alias, source.kind, source.alias == workspace->default_source});
  }
  return summary;
}

std::vector<TerritoryChoice> territories_on(const std::filesystem::path &folder, model::Date day) {
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(folder, findings);
  const model::TerritoryList &list = workspace->catalogue.territories;
  std::vector<TerritoryChoice> choices;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto id = static_cast<model::TerritoryId>(i);
    const model::Territory &unit = list.at(id);
    if (!valid_on(unit, day)) {
      continue;
    }
    TerritoryChoice choice{list.key_text(id, day), unit.name, list.type_on(id, day), {}, format::search_key(unit.name)};
    if (unit.parent != model::TerritoryId::none) {
      choice.parent_key = list.key_text(unit.parent, day);
    }
    choices.push_back(std::move(choice));
  }
  std::stable_sort(choices.begin(), choices.end(), [](const TerritoryChoice &a, const TerritoryChoice &b) {
    return a.parent_key != b.parent_key ? a.parent_key < b.parent_key : format::compare(a.name, b.name, "vi") < 0;
  });
  return choices;
}

std::string test_source(const std::filesystem::path &folder, const std::string &alias) {
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(folder, findings);
  return data::open_source(find_source(*workspace, alias))->test(workspace->catalogue);
}

std::filesystem::path default_workspace(const std::filesystem::path &beside) {
  const char *named = std::getenv("SOLIEU_WORKSPACE");
  return named != nullptr && *named != '\0' ? std::filesystem::path(named) : beside;
}

} // namespace solieu::job
