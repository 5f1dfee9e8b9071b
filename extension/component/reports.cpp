#include "component/reports.hpp"

#include "border/guarded.hpp"
#include "border/settings.hpp"
#include "border/text.hpp"
#include "border/values.hpp"
#include "component/kept_password.hpp"
#include "component/registered_database.hpp"
#include "data/office_port.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "job/closed_periods.hpp"
#include "job/report_job.hpp"
#include "job/workspace_job.hpp"

#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <cppuhelper/supportsservice.hxx>

#include <mutex>

namespace solieu::component {

namespace {

using border::Arguments;
using border::Results;
using diagnostic::Diagnostics;
using diagnostic::Failure;

constexpr char implementation_name[] = "vn.solieu.impl.Reports";
constexpr char service_name[] = "vn.solieu.Reports";

std::string severity_name(diagnostic::Severity severity) {
  return severity == diagnostic::Severity::error     ? "error"
         : severity == diagnostic::Severity::warning ? "warning"
                                                     : "note";
}

css::uno::Any findings_value(const Diagnostics &findings, const std::string &language) {
  std::vector<NamedValues> list;
  for (const diagnostic::Diagnostic &finding : findings) {
    Results record;
    record.text("Severity", severity_name(finding.severity));
    record.text("Code", finding.code.name);
    record.text("Text", format::message(finding, language));
    record.text("File", finding.location.file);
    record.text("Place", format::place(finding.location.place, language));
    record.text("Marker", finding.location.text);
    list.push_back(record.values());
  }
  return border::records(list);
}

css::uno::Any checks_value(const std::vector<job::CheckLine> &checks, const std::string &language) {
  std::vector<NamedValues> list;
  for (const job::CheckLine &check : checks) {
    Results record;
    record.text("Rule", check.rule);
    record.text("Outcome", check.outcome);
    record.text("Severity", severity_name(check.severity));
    record.text("Text", language == "vi" ? check.message_vi : check.message_en);
    record.text("Figure", check.figure);
    record.text("Place", check.place);
    record.text("Reason", check.reason);
    record.text("Who", check.who);
    record.text("Date", check.date);
    list.push_back(record.values());
  }
  return border::records(list);
}

css::uno::Any periods_value(const std::vector<job::PeriodChoice> &periods) {
  std::vector<NamedValues> list;
  for (const job::PeriodChoice &period : periods) {
    Results record;
    record.text("Id", period.id);
    record.text("Title", period.title);
    record.text("LastDay", period.last_day.iso());
    list.push_back(record.values());
  }
  return border::records(list);
}

css::uno::Any templates_value(const job::ReportChoices &choices, const std::string &language) {
  std::vector<NamedValues> list;
  for (std::size_t i = 0; i < choices.summary.templates.size(); ++i) {
    const job::TemplateChoice &choice = choices.summary.templates[i];
    Results record;
    record.text("Name", choice.name);
    record.text("Title", language == "en" ? choice.title_en : choice.title_vi);
    record.flag("Calc", choice.calc);
    record.any("Periods", periods_value(choices.periods[i]));
    list.push_back(record.values());
  }
  return border::records(list);
}

css::uno::Any territories_value(const std::vector<job::TerritoryChoice> &territories) {
  std::vector<NamedValues> list;
  for (const job::TerritoryChoice &territory : territories) {
    Results record;
    record.text("Key", territory.key);
    record.text("Name", territory.name);
    record.text("Type", territory.type);
    record.text("Parent", territory.parent_key);
    record.text("SearchKey", territory.search_key);
    record.text("From", territory.valid_from.iso());
    record.text("To", territory.valid_to ? territory.valid_to->iso() : "");
    list.push_back(record.values());
  }
  return border::records(list);
}

model::Date date_of(const Arguments &arguments, const char *name) {
  const auto date = model::Date::parse(arguments.text(name));
  if (!date) {
    throw css::lang::IllegalArgumentException(rtl::OUString::createFromAscii(name) + " is no ISO 8601 date", nullptr,
                                              0);
  }
  return *date;
}

void choices(const Arguments &arguments, const std::string &language, const std::string &workspace, Results &results) {
  const job::ReportChoices found = job::report_choices(workspace, date_of(arguments, "Today"), language);
  std::vector<NamedValues> sources;
  for (const job::SourceChoice &source : found.summary.sources) {
    Results record;
    record.text("Alias", source.alias);
    record.text("Kind", source.kind);
    record.flag("Default", source.is_default);
    sources.push_back(record.values());
  }
  results.text("Name", language == "en" ? found.summary.name_en : found.summary.name_vi);
  results.any("Templates", templates_value(found, language));
  results.any("Territories", territories_value(found.territories));
  results.any("Sources", border::records(sources));
  results.text("DefaultTerritory", found.summary.default_territory);
  results.any("Findings", findings_value(found.summary.findings, language));
}

css::uno::Sequence<sal_Int8> bytes_value(const std::string &bytes) {
  return {reinterpret_cast<const sal_Int8 *>(bytes.data()), static_cast<sal_Int32>(bytes.size())};
}

void fill(const Arguments &arguments, const std::string &language, const border::Settings &from,
          const std::atomic<bool> &cancelled, Results &results) {
  job::ReportJob report;
  report.template_name = arguments.text("Template");
  report.period = arguments.text("Period");
  report.territory = arguments.text("Territory");
  report.workspace = from.workspace;
  report.source = from.source;
  report.clock = arguments.text("Clock");
  report.issue_date = date_of(arguments, "IssueDate");
  report.number = arguments.text("Number");
  report.output_format = arguments.text("Format");
  report.plain = arguments.flag("Plain");
  report.cancelled = [&cancelled] { return cancelled.load(); };
  css::uno::Reference<css::task::XStatusIndicator> progress;
  arguments.any("Progress") >>= progress;
  if (progress.is()) {
    report.progress = [&progress](std::string_view, int percent) { progress->setValue(percent); };
  }
  const job::ReportResult made = job::run(report);
  results.any("Document", css::uno::Any(bytes_value(made.bytes)));
  results.text("Extension", made.extension);
  results.text("FileName", made.file_name);
  results.text("Title", made.title);
  results.count("Figures", made.figures);
  results.count("Missing", made.missing);
  results.any("Checks", checks_value(made.checks, language));
  results.any("Findings", findings_value(made.findings, language));
}

/// For which of the periods offered the source has figures; `Known` is false when the template does not tell.
void periods(const Arguments &arguments, const border::Settings &from, const std::atomic<bool> &cancelled,
             Results &results) {
  job::PeriodsJob asked;
  asked.template_name = arguments.text("Template");
  asked.territory = arguments.text("Territory");
  asked.workspace = from.workspace;
  asked.source = from.source;
  asked.today = date_of(arguments, "Today");
  asked.cancelled = [&cancelled] { return cancelled.load(); };
  const auto found = job::periods_with_figures(asked);
  css::uno::Sequence<rtl::OUString> ids(found ? static_cast<sal_Int32>(found->size()) : 0);
  for (sal_Int32 i = 0; i < ids.getLength(); ++i) {
    ids.getArray()[i] = border::to_oustring(found->at(static_cast<std::size_t>(i)));
  }
  results.flag("Known", found.has_value());
  results.any("Periods", css::uno::Any(ids));
}

/// Tests every source; what fails is a finding, the rest are lines.
void diagnose(const std::string &language, const std::string &folder, const std::atomic<bool> &cancelled,
              Results &results) {
  const job::WorkspaceSummary summary = job::summarise(folder);
  Diagnostics findings = summary.findings;
  std::vector<rtl::OUString> lines;
  const auto stop = [&cancelled] { return cancelled.load(); };
  for (const job::SourceChoice &source : summary.sources) {
    try {
      job::SourceTest tested = job::test_source(folder, source.alias, stop);
      lines.push_back(border::to_oustring(source.alias + ": " + tested.sentence(language)));
      diagnostic::append(findings, std::move(tested.findings));
    } catch (const Failure &failure) {
      diagnostic::append(findings, failure.findings());
    }
  }
  results.count("Templates", summary.templates.size());
  results.count("Indicators", summary.indicators);
  results.any("Lines",
              css::uno::Any(css::uno::Sequence<rtl::OUString>(lines.data(), static_cast<sal_Int32>(lines.size()))));
  results.any("Findings", findings_value(findings, language));
}

/// What the arguments name, else what is set in vn.solieu.Settings.
border::Settings workspace_and_source(const css::uno::Reference<css::uno::XComponentContext> &context,
                                      const Arguments &arguments) {
  border::Settings named{arguments.text("Workspace"), arguments.text("Source")};
  return named.workspace.empty() ? border::settings(context) : named;
}

NamedValues answer(const css::uno::Reference<css::uno::XComponentContext> &context, const Arguments &arguments,
                   const std::atomic<bool> &cancelled) {
  const std::string task = arguments.text("Task");
  const std::string language = arguments.text("Language") == "vi" ? "vi" : "en";
  const border::Settings from = workspace_and_source(context, arguments);
  Results results;
  try {
    if (task == "choices") {
      choices(arguments, language, from.workspace, results);
    } else if (task == "periods") {
      periods(arguments, from, cancelled, results);
    } else if (task == "fill") {
      fill(arguments, language, from, cancelled, results);
    } else if (task == "diagnose") {
      diagnose(language, from.workspace, cancelled, results);
    } else {
      throw css::lang::IllegalArgumentException("unknown Task", nullptr, 0);
    }
    results.flag("Good", true);
  } catch (const Failure &failure) {
    results = Results();
    results.flag("Good", false);
    results.any("Findings", findings_value(failure.findings(), language));
  }
  return results.values();
}

} // namespace

Reports::Reports(const css::uno::Reference<css::uno::XComponentContext> &context) : context_(context) {
  static std::once_flag lent;
  std::call_once(lent, [&context] {
    data::lend({[context](const model::SourceSettings &settings) { return registered_database(settings, context); },
                [context](const model::SourceSettings &settings) { return kept_password(settings, context); }});
  });
}

rtl::OUString Reports::getImplementationName() { return implementation_name; }

sal_Bool Reports::supportsService(const rtl::OUString &name) { return cppu::supportsService(this, name); }

css::uno::Sequence<rtl::OUString> Reports::getSupportedServiceNames() {
  const rtl::OUString name(service_name);
  return {&name, 1};
}

css::uno::Any Reports::execute(const NamedValues &arguments) {
  return border::guarded(static_cast<cppu::OWeakObject *>(this),
                         [&] { return css::uno::Any(answer(context_, Arguments(arguments), cancelled_)); });
}

void Reports::cancel() {
  border::guarded(static_cast<cppu::OWeakObject *>(this), [&] { cancelled_.store(true); });
}

} // namespace solieu::component

extern "C" SAL_DLLPUBLIC_EXPORT css::uno::XInterface *vn_solieu_Reports_get(css::uno::XComponentContext *context,
                                                                            const css::uno::Sequence<css::uno::Any> &) {
  return cppu::acquire(new solieu::component::Reports(context));
}
