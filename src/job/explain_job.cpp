#include "job/explain_job.hpp"

#include "binding/link_places.hpp"
#include "diagnostic/failure.hpp"
#include "format/diagnostic_text.hpp"
#include "job/check_line.hpp"
#include "job/preparation.hpp"
#include "odf/package.hpp"
#include "odf/xml_document.hpp"

#include <map>
#include <unordered_map>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Failure;
using diagnostic::Severity;

std::string text_inside(const odf::XmlNode &node) {
  std::string text;
  const odf::XmlNode *at = node.first;
  while (at != nullptr) {
    if (at->kind == odf::XmlNode::Kind::text) {
      text += at->text;
    }
    if (at->first != nullptr) {
      at = at->first;
      continue;
    }
    while (at != nullptr && at != &node && at->next == nullptr) {
      at = at->parent;
    }
    at = at == nullptr || at == &node ? nullptr : at->next;
  }
  return text;
}

/// Custom properties of an ODF (meta.xml) or OOXML (docProps/custom.xml) package.
std::map<std::string, std::string> properties_of(const odf::Package &package, const std::string &file) {
  std::map<std::string, std::string> properties;
  const bool odf_package = package.find("meta.xml") != nullptr;
  const odf::PackageEntry *entry = package.find(odf_package ? "meta.xml" : "docProps/custom.xml");
  if (entry == nullptr) {
    return properties;
  }
  const auto document = odf::XmlDocument::parse(package.read(*entry), file, entry->name);
  const odf::XmlName attribute = odf_package ? odf::xml_name("meta:name") : odf::xml_name("name");
  for (odf::XmlNode *at = document->root().first; at != nullptr;) {
    if (const std::string *name = at->attribute(attribute)) {
      properties[*name] = text_inside(*at);
    }
    if (odf_package && at->is(odf::xml_name("office:meta"))) {
      at = at->first;
    } else {
      at = at->next;
    }
  }
  return properties;
}

Failure no_record(const std::filesystem::path &file) {
  return Failure(Diagnostic{Code{"job.no-record"}, Severity::error, {}, {{"file", file.string()}}});
}

std::string trimmed(const std::string &text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// The package of a report; Failure `job.document-unreadable`, `job.pdf-has-no-record`, `odf.…`.
odf::Package open_report(const std::filesystem::path &file) {
  std::string bytes;
  try {
    bytes = read_file(file);
  } catch (const Failure &failure) {
    Diagnostic finding = failure.findings().front();
    finding.code = Code{"job.document-unreadable"};
    throw Failure(std::move(finding));
  }
  if (bytes.starts_with("%PDF-")) {
    throw Failure(Diagnostic{Code{"job.pdf-has-no-record"}, Severity::error, {}, {{"file", file.string()}}});
  }
  return odf::Package::open(bytes, file.string());
}

refresh::Record record_of(const odf::Package &package, const std::filesystem::path &file) {
  const std::string text = refresh::from_properties(properties_of(package, file.string()));
  if (text.empty()) {
    throw no_record(file);
  }
  return refresh::from_text(text);
}

void take_record(ExplainResult &result) {
  for (const refresh::LinkRecord &link : result.record.links) {
    if (link.value_type == "block") {
      continue;
    }
    ExplainedFigure figure;
    figure.id = link.id;
    figure.expression = trimmed(link.expression);
    figure.text = link.text;
    figure.value = link.value;
    figure.text_now = link.text;
    result.figures.push_back(std::move(figure));
  }
}

/// Fills the same template again with the data of now and joins by link id.
void look_up(const ExplainJob &job, const odf::Package &document, ExplainResult &result) {
  const refresh::Record &record = result.record;
  const WorkspacePtr workspace = open_workspace(job.workspace, result.findings);
  const workspace::TemplateEntry entry = find_template(*workspace, record.template_name);
  const auto report_template = compile_template(*workspace, entry, result.findings);
  if (report_template == nullptr || report_template->sha256() != record.template_sha256) {
    result.findings.push_back(
        Diagnostic{Code{"job.template-changed"}, Severity::warning, {}, {{"name", record.template_name}}});
    return;
  }
  Coordinates coordinates{record.period, record.territory, record.clock,     {},
                          record.number, record.language,  record.parameters};
  coordinates.issue_date = model::Date::parse(record.issue_date).value_or(model::Date{});
  expression::ReportContext context = make_context(*workspace, coordinates, nullptr);
  const std::string alias = job.source.empty() ? record.source_alias : job.source;
  expression::Needs needs = report_template->needs();
  const auto rules = compile_rules_of(*workspace, *report_template, needs, result.findings);
  JobSources sources(*workspace, alias, job.cancelled, job.snapshot);
  const data::ReadResult data = read_data(sources, *workspace, needs, context);
  if (data.dataset.snapshot_id != record.snapshot_id) {
    result.findings.push_back(
        Diagnostic{Code{"job.data-changed"}, Severity::note, {}, {{"source", alias}, {"time", record.snapshot_time}}});
  }
  const Evaluation evaluation(*workspace, data.dataset, context, entry.estimates_allowed, &sources);
  std::vector<CheckLine> checks;
  Diagnostics told_before;
  (void)take_verdicts(evaluation.run(rules), checks, told_before);
  context.checks = check_rows(checks, context.language);
  evaluate::FillContext fill_context = evaluation.fill_context();
  fill_context.trace = true;
  fill_context.between = stop_when(job.cancelled);
  const binding::FilledReport filled = evaluate::fill(*report_template, fill_context);
  const auto places = binding::link_places(document, job.file.string());
  const format::Formatter reader(job.language, phrases_of(*workspace, job.language));
  std::unordered_map<std::string, const binding::Link *> by_id;
  for (const binding::Link &link : filled.links) {
    by_id[link.id] = &link;
  }
  for (ExplainedFigure &figure : result.figures) {
    const auto found = by_id.find(figure.id);
    if (found == by_id.end()) {
      figure.text_now.clear();
      continue;
    }
    const binding::Link &link = *found->second;
    figure.place = format::place(places.contains(figure.id) ? places.at(figure.id) : link.place, job.language);
    figure.text_now = link.text;
    if (link.figure != nullptr) {
      figure.why.push_back(explain(*link.figure, workspace->catalogue, data.dataset, reader));
    }
    if (link.beside != nullptr) {
      for (const model::Figure &beside : *link.beside) {
        figure.why.push_back(explain(beside, workspace->catalogue, data.dataset, reader));
      }
    }
  }
  result.looked_up = true;
}

} // namespace

refresh::Record read_record(const std::filesystem::path &file) { return record_of(open_report(file), file); }

ExplainResult run(const ExplainJob &job) {
  ExplainResult result;
  const odf::Package document = open_report(job.file);
  result.record = record_of(document, job.file);
  take_record(result);
  if (job.workspace.empty()) {
    return result;
  }
  try {
    look_up(job, document, result);
  } catch (const Failure &failure) {
    for (Diagnostic finding : failure.findings()) {
      finding.severity = Severity::warning;
      result.findings.push_back(std::move(finding));
    }
  }
  return result;
}

} // namespace solieu::job
