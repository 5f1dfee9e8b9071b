#include "job/workspace_job.hpp"

#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "format/text.hpp"
#include "job/closed_periods.hpp"
#include "job/preparation.hpp"

#include <algorithm>
#include <cstdlib>

namespace solieu::job {

namespace {

using diagnostic::Code;

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

std::vector<PeriodChoice> period_choices(const workspace::TemplateEntry &entry, const workspace::Workspace &workspace,
                                         model::Date today, const format::Formatter &formatter) {
  std::vector<PeriodChoice> choices;
  for (const model::Period &period : closed_periods(entry.periods, workspace.clock, today)) {
    choices.push_back(
        {period.id(), formatter.period(period, "title", workspace.clock), period.last_day(workspace.clock)});
  }
  return choices;
}

std::vector<TerritoryChoice> territory_choices(const model::TerritoryList &list, model::Date today) {
  std::vector<TerritoryChoice> choices;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto id = static_cast<model::TerritoryId>(i);
    const model::Territory &unit = list.at(id);
    const model::Date day = unit.valid_to && *unit.valid_to < today ? *unit.valid_to : today;
    TerritoryChoice choice{list.key_text(id, day),        unit.name,       list.type_on(id, day), {},
                           format::search_key(unit.name), unit.valid_from, unit.valid_to};
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

WorkspaceSummary summary_of(const workspace::Workspace &workspace, diagnostic::Diagnostics findings) {
  WorkspaceSummary summary;
  summary.findings = std::move(findings);
  summary.name_vi = workspace.name.vi;
  summary.name_en = workspace.name.en;
  summary.language = workspace.language;
  summary.clock = std::string(model::clock_name(workspace.clock));
  summary.default_territory = workspace.default_territory;
  summary.indicators = workspace.catalogue.indicators().size();
  summary.breakdowns = workspace.catalogue.breakdowns().size();
  summary.territories = workspace.catalogue.territories.size();
  summary.rules = workspace.rules.size();
  summary.documents = workspace.documents.size();
  for (const workspace::TemplateEntry &entry : workspace.templates) {
    summary.templates.push_back(choice_of(entry));
  }
  for (const model::SourceSettings &source : workspace.sources) {
    summary.sources.push_back({source.alias, source.kind, source.alias == workspace.default_source});
  }
  return summary;
}

} // namespace

WorkspaceSummary summarise(const std::filesystem::path &folder) {
  diagnostic::Diagnostics findings;
  const auto workspace = workspace::load(folder, findings);
  return summary_of(*workspace, std::move(findings));
}

WorkspaceSummary check_workspace(const std::filesystem::path &folder) {
  diagnostic::Diagnostics findings;
  const auto workspace = workspace::load(folder, findings);
  expression::Needs needs;
  (void)compile_rules(*workspace, nullptr, needs, findings);
  for (const workspace::TemplateEntry &entry : workspace->templates) {
    try {
      (void)compile_template(*workspace, entry, findings);
    } catch (const diagnostic::Failure &failure) { // no ODF, not readable
      diagnostic::append(findings, failure.findings());
    }
  }
  return summary_of(*workspace, std::move(findings));
}

ReportChoices report_choices(const std::filesystem::path &folder, model::Date today, const std::string &language) {
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(folder, findings);
  ReportChoices choices;
  choices.summary = summary_of(*workspace, std::move(findings));
  const format::Formatter formatter(language, phrases_of(*workspace, language));
  for (const workspace::TemplateEntry &entry : workspace->templates) {
    choices.periods.push_back(period_choices(entry, *workspace, today, formatter));
  }
  choices.territories = territory_choices(workspace->catalogue.territories, today);
  return choices;
}

std::string SourceTest::sentence(const std::string &language) const {
  const Code code = findings.empty() ? Code{"job.source-good"} : Code{"job.source-has-findings"};
  return format::message(diagnostic::Diagnostic{code, diagnostic::Severity::note, {}, {{"rows", std::to_string(rows)}}},
                         language);
}

SourceTest test_source(const std::filesystem::path &folder, const std::string &alias,
                       const std::function<bool()> &cancelled) {
  diagnostic::Diagnostics of_workspace;
  const WorkspacePtr workspace = open_workspace(folder, of_workspace);
  data::StreamResult tested = JobSources(*workspace, alias, cancelled).test();
  return {tested.rows, std::move(tested.findings)};
}

std::filesystem::path default_workspace(const std::filesystem::path &beside) {
  const char *named = std::getenv("SOLIEU_WORKSPACE");
  return named != nullptr && *named != '\0' ? std::filesystem::path(named) : beside;
}

} // namespace solieu::job
