#include "cli/administration.hpp"

#include "cli/help.hpp"
#include "diagnostic/failure.hpp"
#include "job/administration.hpp"
#include "job/outlook_job.hpp"

#include <algorithm>

namespace solieu::cli {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Failure;
using diagnostic::Severity;
using Values = std::vector<std::pair<std::string, std::string>>;

std::string say(const Output &output, Code code, Values values) {
  return output.say(Diagnostic{std::move(code), Severity::note, {}, std::move(values)});
}

Poco::JSON::Object value_json(const job::OutlookValue &value) {
  Poco::JSON::Object object = new_object();
  object.set("text", value.text);
  object.set("value", value.value);
  if (!value.reason.empty()) {
    object.set("reason", value.reason);
  }
  return object;
}

void outlook_json(const job::OutlookResult &result, const Output &output) {
  Poco::JSON::Object object = new_object();
  object.set("what", result.what);
  object.set("territory", result.territory);
  object.set("period", result.period);
  object.set("status", "forecast");
  const std::vector<std::pair<const char *, const job::OutlookValue *>> values = {
      {"toDate", &result.to_date},
      {"plan", &result.plan},
      {"atPace", &result.at_pace},
      {"atPaceOfPlan", &result.at_pace_of_plan},
      {"usual", &result.usual},
      {"usualOfPlan", &result.usual_of_plan},
      {"usualShare", &result.usual_share},
      {"atPaceError", &result.pace_error},
      {"usualError", &result.usual_error}};
  for (const auto &[name, value] : values) {
    object.set(name, value_json(*value));
  }
  Poco::JSON::Array years;
  for (const job::OutlookKnownYear &known : result.years) {
    Poco::JSON::Object line = new_object();
    line.set("year", known.year);
    line.set("toDate", value_json(known.to_date));
    line.set("whole", value_json(known.whole));
    line.set("share", value_json(known.share));
    line.set("atPaceError", value_json(known.pace_error));
    line.set("usualError", value_json(known.usual_error));
    years.add(line);
  }
  object.set("years", years);
  object.set("findings", findings_json(result.findings, output.language));
  output.object(object);
}

/// A forecast with its error, or the reason why there is none.
std::string forecast_line(const Output &output, Code given, const job::OutlookValue &value,
                          const job::OutlookValue &of_plan, const job::OutlookValue &share,
                          const job::OutlookValue &error) {
  if (value.value.empty()) {
    return value.reason;
  }
  return say(output, std::move(given),
             {{"value", value.text}, {"plan", of_plan.text}, {"share", share.text}, {"error", error.text}});
}

ExitStatus outlook(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  if (arguments.operands.size() != 1) {
    throw Failure(wrong_operands(arguments.command, Code{"cli.takes-indicator"}));
  }
  const job::FigureJob asked = figure_job(arguments, arguments.operands.front(), output, cancelled);
  const job::OutlookResult result = job::outlook(asked);
  if (output.json) {
    outlook_json(result, output);
    return done_with(result.findings, arguments.strict);
  }
  output.findings(result.findings);
  output.line(say(output, Code{"cli.outlook"},
                  {{"what", result.what},
                   {"territory", result.territory},
                   {"period", result.period},
                   {"value", result.to_date.text},
                   {"plan", result.plan.text}}));
  const std::string pace = forecast_line(output, Code{"cli.outlook-pace"}, result.at_pace, result.at_pace_of_plan,
                                         result.usual_share, result.pace_error);
  const std::string usual = forecast_line(output, Code{"cli.outlook-usual"}, result.usual, result.usual_of_plan,
                                          result.usual_share, result.usual_error);
  output.line("  " + pace);
  if (usual != pace) {
    output.line("  " + usual);
  }
  for (const job::OutlookKnownYear &known : result.years) {
    output.line("    " + say(output, Code{"cli.outlook-year"},
                             {{"year", std::to_string(known.year)},
                              {"value", known.to_date.text},
                              {"whole", known.whole.text},
                              {"share", known.share.text},
                              {"pace", known.pace_error.text},
                              {"usual", known.usual_error.text}}));
  }
  return done_with(result.findings, arguments.strict);
}

ExitStatus snapshot(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  const bool good =
      arguments.operands.size() == 2 && (arguments.operands.front() == "make" || arguments.operands.front() == "show");
  if (!good) {
    throw Failure(wrong_operands(arguments.command, Code{"cli.takes-snapshot"}));
  }
  const std::string &file = arguments.operands.back();
  const job::SnapshotSummary summary = arguments.operands.front() == "make"
                                           ? job::make_snapshot(arguments.workspace, arguments.source, file, cancelled)
                                           : job::show_snapshot(file);
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("file", file);
    object.set("id", summary.id);
    object.set("readAt", summary.read_at);
    object.set("rows", summary.rows);
    object.set("indicators", summary.indicators);
    object.set("territories", summary.territories);
    object.set("firstPeriod", summary.first_period);
    object.set("lastPeriod", summary.last_period);
    object.set("findings", findings_json(summary.findings, output.language));
    output.object(object);
    return done_with(summary.findings, arguments.strict);
  }
  output.findings(summary.findings);
  output.line(say(output, Code{"cli.snapshot"},
                  {{"file", file},
                   {"rows", summary.rows},
                   {"indicators", summary.indicators},
                   {"territories", summary.territories},
                   {"first", summary.first_period},
                   {"last", summary.last_period},
                   {"time", summary.read_at},
                   {"id", summary.id}}));
  return done_with(summary.findings, arguments.strict);
}

void period_json(const job::PeriodCodes &codes, Poco::JSON::Array &list) {
  Poco::JSON::Object line = new_object();
  line.set("period", codes.id);
  line.set("title", codes.title);
  line.set("clock", codes.clock);
  line.set("firstDay", codes.first_day);
  line.set("lastDay", codes.last_day);
  line.set("sdmx", codes.sdmx);
  line.set("dhis2", codes.dhis2);
  line.set("ilostat", codes.ilostat);
  line.set("sdmxReportingYear", codes.reporting_year);
  list.add(line);
}

ExitStatus periods(const Arguments &arguments, const Output &output) {
  const auto or_none = [](const std::string &code) { return code.empty() ? std::string("–") : code; };
  Poco::JSON::Array list;
  for (std::size_t i = 1; i < arguments.operands.size(); ++i) {
    const job::PeriodCodes codes =
        job::period_codes(arguments.workspace, arguments.operands[i], arguments.clock, output.language);
    if (output.json) {
      period_json(codes, list);
      continue;
    }
    output.line(codes.id + "  " + codes.title + " (" + codes.clock + ", " + codes.first_day + " – " + codes.last_day +
                ")");
    output.line("  SDMX " + or_none(codes.sdmx) + "  DHIS2 " + or_none(codes.dhis2) + "  ILOSTAT " +
                or_none(codes.ilostat));
    if (!codes.reporting_year.empty()) {
      output.line("  " + say(output, Code{"cli.reporting-year"}, {{"code", codes.reporting_year}}));
    }
  }
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("periods", list);
    output.object(object);
  }
  return ExitStatus::done;
}

ExitStatus catalogue(const Arguments &arguments, const Output &output) {
  if (arguments.operands.size() >= 2 && arguments.operands.front() == "period") {
    return periods(arguments, output);
  }
  if (arguments.operands.size() < 2 || arguments.operands.front() != "search") {
    throw Failure(wrong_operands(arguments.command, Code{"cli.takes-search"}));
  }
  std::string text;
  for (std::size_t i = 1; i < arguments.operands.size(); ++i) {
    text += (text.empty() ? "" : " ") + arguments.operands[i];
  }
  const auto hits = job::search_catalogue(arguments.workspace, text, output.language);
  Poco::JSON::Array list;
  for (const job::CatalogueHit &hit : hits) {
    if (!output.json) {
      output.line(hit.code + "  " + hit.name + " (" + hit.more + ")");
      continue;
    }
    Poco::JSON::Object line = new_object();
    line.set("kind", hit.kind);
    line.set("code", hit.code);
    line.set("name", hit.name);
    line.set("more", hit.more);
    list.add(line);
  }
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("hits", list);
    output.object(object);
  } else if (hits.empty()) {
    output.line(say(output, Code{"cli.nothing-found"}, {{"text", text}}));
  }
  return ExitStatus::done;
}

ExitStatus workspace_new(const Arguments &arguments, const Output &output) {
  const auto count = arguments.operands.size();
  if (count != 2 && count != 3) {
    throw Failure(wrong_operands("workspace new", Code{"cli.takes-folder"}));
  }
  const std::string &folder = arguments.operands[1];
  job::new_workspace(folder, arguments.workspace, count == 3 ? arguments.operands[2] : "");
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("folder", folder);
    output.object(object);
  } else {
    output.line(say(output, Code{"cli.workspace-made"}, {{"folder", folder}}));
  }
  return ExitStatus::done;
}

ExitStatus import_communes(const Arguments &arguments, const Output &output) {
  const auto count = arguments.operands.size();
  if (count != 2 && count != 3) {
    throw Failure(wrong_operands("workspace import-communes", Code{"cli.takes-list"}));
  }
  const job::ImportResult result =
      job::import_communes(arguments.workspace, arguments.operands[1], count == 3 ? arguments.operands[2] : "");
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("added", result.added);
    object.set("known", result.known);
    object.set("findings", findings_json(result.findings, output.language));
    output.object(object);
  } else {
    output.findings(result.findings);
    output.line(say(output, Code{"cli.imported"},
                    {{"added", std::to_string(result.added)}, {"known", std::to_string(result.known)}}));
  }
  return done_with(result.findings, arguments.strict);
}

} // namespace

job::FigureJob figure_job(const Arguments &arguments, const std::string &expression, const Output &output,
                          const std::function<bool()> &cancelled) {
  require_period(arguments);
  job::FigureJob asked;
  asked.expression = expression;
  asked.period = arguments.period;
  asked.territory = arguments.territory;
  asked.workspace = arguments.workspace;
  asked.source = arguments.source;
  asked.snapshot = arguments.snapshot;
  asked.clock = arguments.clock;
  asked.issue_date = arguments.issue_date;
  asked.language = arguments.language.empty() ? output.language : arguments.language;
  asked.parameters = arguments.parameters;
  asked.cancelled = cancelled;
  return asked;
}

void require_period(const Arguments &arguments) {
  if (arguments.period.empty()) {
    throw Failure(Diagnostic{
        Code{"cli.option-needed"}, Severity::error, {}, {{"command", arguments.command}, {"option", "--period"}}});
  }
}

std::optional<ExitStatus> run_administration(const Arguments &arguments, const Output &output,
                                             const std::function<bool()> &cancelled) {
  const std::string &command = arguments.command;
  const std::string what = arguments.operands.empty() ? "" : arguments.operands.front();
  if (command == "outlook") {
    return outlook(arguments, output, cancelled);
  }
  if (command == "snapshot") {
    return snapshot(arguments, output, cancelled);
  }
  if (command == "catalogue") {
    return catalogue(arguments, output);
  }
  if (command == "workspace" && what == "new") {
    return workspace_new(arguments, output);
  }
  if (command == "workspace" && what == "import-communes") {
    return import_communes(arguments, output);
  }
  return std::nullopt;
}

} // namespace solieu::cli
