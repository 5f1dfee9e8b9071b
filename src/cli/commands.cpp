#include "cli/commands.hpp"

#include "cli/administration.hpp"
#include "cli/help.hpp"
#include "diagnostic/failure.hpp"
#include "job/report_job.hpp"
#include "office_process/office.hpp"

#include <algorithm>

namespace solieu::cli {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Failure;
using diagnostic::Severity;
using Values = std::vector<std::pair<std::string, std::string>>;

Diagnostic note(Code code, Values values = {}) {
  return Diagnostic{std::move(code), Severity::note, {}, std::move(values)};
}

const std::string &only_operand(const Arguments &arguments, const Code &takes) {
  if (arguments.operands.size() != 1) {
    throw Failure(wrong_operands(arguments.command, takes));
  }
  return arguments.operands.front();
}

/// Without the verdicts of rules, which are listed by themselves.
Diagnostics without_checks(Diagnostics findings) {
  std::erase_if(findings, [](const Diagnostic &finding) { return finding.code.name.starts_with("job.check-"); });
  return findings;
}

/// The format that the name of an output asks for: "pdf" of "a/b.PDF"; "" of a name without an ending.
std::string format_of(const std::string &output) {
  std::string extension = std::filesystem::path(output).extension().string();
  for (char &c : extension) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return extension.empty() ? extension : extension.substr(1);
}

/// A name that gets the ending of its report's format; a folder, a device or a pipe of that name is no such name.
bool lacks_ending(const std::string &output) {
  const std::filesystem::path path(output);
  std::error_code error;
  const std::filesystem::file_status there = std::filesystem::status(path, error);
  return path.has_filename() && !path.has_extension() &&
         (std::filesystem::is_regular_file(there) || !std::filesystem::exists(there));
}

/// Where a report goes: the name asked for, else the proposed one.
std::string output_file(const std::string &asked, const job::ReportResult &result) {
  if (asked.empty()) {
    return result.file_name + "." + result.extension;
  }
  return lacks_ending(asked) ? asked + "." + result.extension : asked;
}

std::string mark_of(const job::CheckLine &check) {
  if (check.outcome == "fails") {
    return check.severity == diagnostic::Severity::note ? "•" : "✗";
  }
  return check.outcome == "holds" ? "✓" : check.outcome == "accepted" ? "–" : "?";
}

std::string joined(const std::vector<std::string> &parts) {
  std::string text;
  for (const std::string &part : parts) {
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

void print_check(const job::CheckLine &check, const Output &output) {
  const std::string &sentence = output.language == "vi" ? check.message_vi : check.message_en;
  const std::string figure = check.figure.empty() ? "" : " " + check.figure;
  const std::string rows = check.rows.empty() ? "" : " [" + joined(check.rows) + "]";
  const bool two_sides = !check.relation.empty() && (check.outcome == "holds" || check.outcome == "unknown");
  if (two_sides) {
    output.line("  " + mark_of(check) + " " + check.rule + figure + ": " +
                job::comparison_text(check, output.language) + (check.outcome == "holds" ? "" : rows));
    return;
  }
  const bool named = sentence.find(check.figure) != std::string::npos;
  output.line("  " + mark_of(check) + " " + check.rule + (named ? "" : figure) + ": " + sentence + rows);
  if (check.outcome == "accepted") {
    output.line("    " + output.say(note(Code{"cli.check-accepted"},
                                         {{"who", check.who}, {"date", check.date}, {"reason", check.reason}})));
  }
}

/// Rules that hold, fail or lack a figure; those without any figure are only counted.
void print_checks(const std::vector<job::CheckLine> &checks, const Output &output) {
  std::size_t silent = 0;
  for (const job::CheckLine &check : checks) {
    if (check.no_data) {
      ++silent;
    } else {
      print_check(check, output);
    }
  }
  if (silent > 0) {
    output.line("  " + output.say(note(Code{"cli.checks-without-data"}, {{"count", std::to_string(silent)}})));
  }
}

ExitStatus fill(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  job::ReportJob report;
  report.template_name = only_operand(arguments, Code{"cli.takes-template"});
  require_period(arguments);
  report.period = arguments.period;
  report.territory = arguments.territory;
  report.workspace = arguments.workspace;
  report.source = arguments.source;
  report.snapshot = arguments.snapshot;
  report.keep_snapshot = arguments.keep_snapshot;
  report.clock = arguments.clock;
  report.issue_date = arguments.issue_date;
  report.number = arguments.number;
  report.language = arguments.language;
  report.parameters = arguments.parameters;
  report.output_format = format_of(arguments.output);
  report.plain = arguments.plain;
  report.output_file = lacks_ending(arguments.output) ? "" : arguments.output;
  report.cancelled = cancelled;
  const job::ReportResult result = job::run(report);
  const ExitStatus status = done_with(result.findings, arguments.strict);
  const std::string file = output_file(arguments.output, result);
  result.require_place(file);
  if (result.save) {
    result.save();
  } else {
    office_process::write_file(file, result.bytes);
  }
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("file", file);
    object.set("figures", result.figures);
    object.set("missing", result.missing);
    object.set("checks", checks_json(result.checks, output.language));
    object.set("findings", findings_json(result.findings, output.language));
    output.object(object);
    return status;
  }
  output.findings(without_checks(result.findings));
  output.line(output.say(note(
      Code{"cli.filled"},
      {{"file", file}, {"figures", std::to_string(result.figures)}, {"missing", std::to_string(result.missing)}})));
  print_checks(result.checks, output);
  return status;
}

void print_chains(const std::vector<job::Explanation> &chains, const Output &output) {
  for (const job::Explanation &explanation : chains) {
    for (const std::string &text : job::lines_of(explanation)) {
      output.line("  " + text);
    }
  }
}

Poco::JSON::Object check_json(const job::CheckResult &result, const Output &output) {
  Poco::JSON::Object object = new_object();
  Poco::JSON::Array templates;
  for (const job::CheckResult::Template &line : result.templates) {
    Poco::JSON::Object one = new_object();
    one.set("template", line.name);
    one.set("figures", line.figures);
    one.set("missing", line.missing);
    one.set("findings", findings_json(line.findings, output.language));
    templates.add(one);
  }
  object.set("templates", templates);
  object.set("checks", checks_json(result.checks, output.language));
  object.set("findings", findings_json(result.findings, output.language));
  return object;
}

/// The findings of everything checked, for the exit status.
Diagnostics all_findings(const job::CheckResult &result) {
  Diagnostics all = result.findings;
  for (const job::CheckResult::Template &line : result.templates) {
    diagnostic::append(all, line.findings);
  }
  return all;
}

/// Whether a template has errors; nothing for one that is not there, which its finding says.
void print_template(const job::CheckResult::Template &line, const Output &output) {
  const auto errors = std::count_if(line.findings.begin(), line.findings.end(), [](const Diagnostic &finding) {
    return finding.severity == diagnostic::Severity::error;
  });
  if (errors > 0 && line.findings.front().code == Code{"job.template-unknown"}) {
    return;
  }
  const Code code = errors == 0   ? Code{"cli.template-good"}
                    : errors == 1 ? Code{"cli.template-has-error"}
                                  : Code{"cli.template-has-errors"};
  output.line(output.say(note(code, {{"name", line.name}, {"count", std::to_string(errors)}})));
}

ExitStatus check(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  if (arguments.operands.empty() && !arguments.all) {
    throw Failure(wrong_operands(arguments.command, Code{"cli.takes-templates"}));
  }
  job::CheckJob checked;
  checked.templates = arguments.operands;
  checked.period = arguments.period;
  checked.territory = arguments.territory;
  checked.workspace = arguments.workspace;
  checked.source = arguments.source;
  checked.snapshot = arguments.snapshot;
  checked.clock = arguments.clock;
  checked.issue_date = arguments.issue_date;
  checked.parameters = arguments.parameters;
  checked.cancelled = cancelled;
  const job::CheckResult result = job::run(checked);
  const Diagnostics all = all_findings(result);
  if (output.json) {
    output.object(check_json(result, output));
  } else {
    output.findings(without_checks(all));
    for (const job::CheckResult::Template &line : result.templates) {
      print_template(line, output);
    }
    print_checks(result.checks, output);
  }
  return diagnostic::has_error(all) ? status_of(all) : done_with(all, arguments.strict);
}

ExitStatus figure(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  const job::FigureJob asked =
      figure_job(arguments, only_operand(arguments, Code{"cli.takes-expression"}), output, cancelled);
  const job::FigureResult result = job::run(asked);
  const ExitStatus status = diagnostic::has_error(result.findings) ? status_of(result.findings)
                                                                   : done_with(result.findings, arguments.strict);
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("text", result.text);
    object.set("value", result.value);
    if (!result.value_high.empty()) {
      object.set("value_high", result.value_high);
    }
    object.set("unit", result.unit);
    object.set("present", result.present);
    if (!result.reason.empty()) {
      object.set("reason", result.reason);
    }
    Poco::JSON::Array why;
    for (const job::Explanation &explanation : result.why) {
      why.add(explanation_json(explanation));
    }
    object.set("why", why);
    object.set("findings", findings_json(result.findings, output.language));
    output.object(object);
    return status;
  }
  output.findings(result.findings);
  output.line(result.text);
  if (!result.present && !result.reason.empty() && !arguments.why) {
    output.line("  " + result.reason);
  }
  if (arguments.why) {
    print_chains(result.why, output);
  }
  return status;
}

Poco::JSON::Object explain_json(const job::ExplainResult &result, const Output &output) {
  Poco::JSON::Object object = new_object();
  object.set("template", result.record.template_name);
  object.set("period", result.record.period);
  object.set("territory", result.record.territory);
  object.set("clock", result.record.clock);
  object.set("issueDate", result.record.issue_date);
  object.set("snapshot", result.record.snapshot_id);
  object.set("snapshotTime", result.record.snapshot_time);
  Poco::JSON::Array figures;
  for (const job::ExplainedFigure &figure : result.figures) {
    Poco::JSON::Object line = new_object();
    line.set("id", figure.id);
    line.set("place", figure.place);
    line.set("expression", figure.expression);
    line.set("text", figure.text);
    line.set("value", figure.value);
    line.set("now", figure.text_now);
    Poco::JSON::Array why;
    for (const job::Explanation &explanation : figure.why) {
      why.add(explanation_json(explanation));
    }
    line.set("why", why);
    figures.add(line);
  }
  object.set("figures", figures);
  object.set("findings", findings_json(result.findings, output.language));
  return object;
}

void print_figure(const job::ExplainedFigure &figure, const Arguments &arguments, const Output &output) {
  const bool drifted = figure.text_now != figure.text;
  if (arguments.drift && !drifted) {
    return;
  }
  output.line((figure.place.empty() ? figure.id : figure.place) + ": " + figure.text + "   {{ " + figure.expression +
              " }}");
  if (drifted) {
    output.line("  " + output.say(note(Code{"cli.now"}, {{"text", figure.text_now.empty() ? "…" : figure.text_now}})));
  }
  if (!arguments.drift) {
    print_chains(figure.why, output);
  }
}

ExitStatus explain(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  const job::ExplainResult result =
      job::run(job::ExplainJob{only_operand(arguments, Code{"cli.takes-file"}), arguments.workspace, arguments.source,
                               arguments.snapshot, output.language, cancelled});
  if (output.json) {
    output.object(explain_json(result, output));
    return done_with(result.findings, arguments.strict);
  }
  output.findings(result.findings);
  output.line(output.say(note(Code{"cli.explained"}, {{"name", result.record.template_name},
                                                      {"period", result.record.period},
                                                      {"territory", result.record.territory},
                                                      {"time", result.record.snapshot_time},
                                                      {"count", std::to_string(result.figures.size())}})));
  for (const job::ExplainedFigure &figure : result.figures) {
    print_figure(figure, arguments, output);
  }
  return done_with(result.findings, arguments.strict);
}

/// As `workspace check` ends: what is wrong with the workspace itself stops everything else.
ExitStatus status_of_workspace(const Diagnostics &findings, bool strict) {
  return diagnostic::has_error(findings) ? ExitStatus::refused : done_with(findings, strict);
}

void print_sources(const Poco::JSON::Array &sources, const Diagnostics &findings, const Output &output) {
  Poco::JSON::Object object = new_object();
  object.set("sources", sources);
  object.set("findings", findings_json(findings, output.language));
  output.object(object);
}

ExitStatus source_list(const Arguments &arguments, const Output &output) {
  const job::WorkspaceSummary summary = job::summarise(arguments.workspace);
  Poco::JSON::Array sources;
  for (const job::SourceChoice &source : summary.sources) {
    Poco::JSON::Object line = new_object();
    line.set("alias", source.alias);
    line.set("kind", source.kind);
    line.set("default", source.is_default);
    sources.add(line);
    if (!output.json) {
      output.line(std::string(source.is_default ? "* " : "  ") + source.alias + "  " + source.kind);
    }
  }
  if (output.json) {
    print_sources(sources, summary.findings, output);
  } else {
    output.findings(summary.findings);
  }
  return status_of_workspace(summary.findings, arguments.strict);
}

/// One source; what is wrong with it is appended to `findings`.
Poco::JSON::Object test_source(const std::string &alias, const Arguments &arguments, const Output &output,
                               const std::function<bool()> &cancelled, Diagnostics &findings) {
  Poco::JSON::Object line = new_object();
  line.set("alias", alias);
  try {
    const job::SourceTest tested = job::test_source(arguments.workspace, alias, cancelled);
    line.set("good", true);
    line.set("rows", tested.rows);
    line.set("findings", findings_json(tested.findings, output.language));
    if (!output.json) {
      output.findings(tested.findings);
      output.line((tested.findings.empty() ? "✓ " : "! ") + alias + ": " + tested.sentence(output.language));
    }
    diagnostic::append(findings, tested.findings);
  } catch (const Failure &failure) {
    line.set("good", false);
    line.set("findings", findings_json(failure.findings(), output.language));
    if (!output.json) {
      output.findings(failure.findings());
    }
    diagnostic::append(findings, failure.findings());
  }
  return line;
}

ExitStatus source_test(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  const job::WorkspaceSummary summary = job::summarise(arguments.workspace);
  std::vector<std::string> aliases(arguments.operands.begin() + 1, arguments.operands.end());
  if (diagnostic::has_error(summary.findings)) {
    aliases.clear();
  } else if (aliases.empty()) {
    for (const job::SourceChoice &source : summary.sources) {
      aliases.push_back(source.alias);
    }
  }
  if (!output.json) {
    output.findings(summary.findings);
  }
  Diagnostics all = summary.findings;
  Poco::JSON::Array lines;
  for (const std::string &alias : aliases) {
    lines.add(test_source(alias, arguments, output, cancelled, all));
    if (cancelled()) {
      break;
    }
  }
  if (output.json) {
    print_sources(lines, summary.findings, output);
  }
  return diagnostic::has_error(all) ? status_of(all) : done_with(all, arguments.strict);
}

ExitStatus source(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  if (!arguments.operands.empty() && arguments.operands.front() == "list") {
    return source_list(arguments, output);
  }
  if (!arguments.operands.empty() && arguments.operands.front() == "test") {
    return source_test(arguments, output, cancelled);
  }
  throw Failure(wrong_operands(arguments.command, Code{"cli.takes-source"}));
}

ExitStatus workspace(const Arguments &arguments, const Output &output) {
  if (arguments.operands.size() != 1 || arguments.operands.front() != "check") {
    throw Failure(wrong_operands(arguments.command, Code{"cli.takes-workspace"}));
  }
  const job::WorkspaceSummary summary = job::check_workspace(arguments.workspace);
  if (output.json) {
    Poco::JSON::Object object = new_object();
    object.set("folder", arguments.workspace.string());
    object.set("indicators", summary.indicators);
    object.set("breakdowns", summary.breakdowns);
    object.set("territories", summary.territories);
    object.set("rules", summary.rules);
    object.set("documents", summary.documents);
    object.set("templates", summary.templates.size());
    object.set("sources", summary.sources.size());
    object.set("findings", findings_json(summary.findings, output.language));
    output.object(object);
  } else {
    output.findings(summary.findings);
    output.line(output.say(note(Code{"cli.workspace"}, {{"folder", arguments.workspace.string()},
                                                        {"indicators", std::to_string(summary.indicators)},
                                                        {"breakdowns", std::to_string(summary.breakdowns)},
                                                        {"territories", std::to_string(summary.territories)},
                                                        {"rules", std::to_string(summary.rules)},
                                                        {"documents", std::to_string(summary.documents)},
                                                        {"templates", std::to_string(summary.templates.size())},
                                                        {"sources", std::to_string(summary.sources.size())}})));
  }
  return status_of_workspace(summary.findings, arguments.strict);
}

} // namespace

ExitStatus run_command(const Arguments &arguments, const Output &output, const std::function<bool()> &cancelled) {
  const std::string &command = arguments.command;
  if (const auto administered = run_administration(arguments, output, cancelled)) {
    return *administered;
  }
  if (command == "fill") {
    return fill(arguments, output, cancelled);
  }
  if (command == "check") {
    return check(arguments, output, cancelled);
  }
  if (command == "figure") {
    return figure(arguments, output, cancelled);
  }
  if (command == "explain") {
    return explain(arguments, output, cancelled);
  }
  if (command == "source") {
    return source(arguments, output, cancelled);
  }
  if (command == "workspace") {
    return workspace(arguments, output);
  }
  if (command == "help") {
    output.line(output.say(help_on(arguments.operands.empty() ? "" : arguments.operands.front())));
    return ExitStatus::done;
  }
  output.line(output.say(help_on(command)));
  return ExitStatus::usage;
}

} // namespace solieu::cli
