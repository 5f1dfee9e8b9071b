#include "cli/output.hpp"

#include "format/diagnostic_text.hpp"

#include <ostream>

namespace solieu::cli {

namespace {

std::string severity_name(diagnostic::Severity severity) {
  switch (severity) {
  case diagnostic::Severity::note:
    return "note";
  case diagnostic::Severity::warning:
    return "warning";
  case diagnostic::Severity::error:
    break;
  }
  return "error";
}

Poco::JSON::Object finding_json(const diagnostic::Diagnostic &finding, const std::string &language) {
  Poco::JSON::Object object = new_object();
  object.set("code", finding.code.name);
  object.set("severity", severity_name(finding.severity));
  object.set("message", format::message(finding, language));
  const diagnostic::Location &at = finding.location;
  if (!at.file.empty()) {
    object.set("file", at.file);
  }
  if (const std::string place = format::place(at.place, language); !place.empty()) {
    object.set("place", place);
  }
  if (at.line != 0) {
    object.set("line", at.line);
    object.set("column", at.column);
  }
  if (!at.text.empty()) {
    object.set("text", at.text);
    object.set("offset", at.offset);
    object.set("length", at.length);
  }
  Poco::JSON::Object arguments = new_object();
  for (const auto &[name, value] : finding.arguments) {
    arguments.set(name, value);
  }
  object.set("arguments", arguments);
  return object;
}

} // namespace

void Output::findings(const diagnostic::Diagnostics &list) const {
  for (const diagnostic::Diagnostic &finding : list) {
    err << format::report(finding, language) << '\n';
  }
}

void Output::line(const std::string &text) const { out << text << '\n'; }

std::string Output::say(const diagnostic::Diagnostic &sentence) const { return format::message(sentence, language); }

void Output::object(const Poco::JSON::Object &object) const {
  object.stringify(out, 2);
  out << '\n';
}

Poco::JSON::Object new_object() { return Poco::JSON::Object(Poco::JSON_PRESERVE_KEY_ORDER); }

Poco::JSON::Array findings_json(const diagnostic::Diagnostics &list, const std::string &language) {
  Poco::JSON::Array array;
  for (const diagnostic::Diagnostic &finding : list) {
    array.add(finding_json(finding, language));
  }
  return array;
}

Poco::JSON::Array checks_json(const std::vector<job::CheckLine> &checks, const std::string &language) {
  Poco::JSON::Array array;
  for (const job::CheckLine &check : checks) {
    Poco::JSON::Object object = new_object();
    object.set("rule", check.rule);
    object.set("outcome", check.outcome);
    object.set("severity", severity_name(check.severity));
    object.set("left", check.left);
    object.set("relation", check.relation);
    object.set("right", check.right);
    object.set("message", language == "vi" ? check.message_vi : check.message_en);
    object.set("figure", check.figure);
    object.set("place", check.place);
    Poco::JSON::Array rows;
    for (const std::string &row : check.rows) {
      rows.add(row);
    }
    object.set("rows", rows);
    object.set("noData", check.no_data);
    if (check.outcome == "accepted") {
      object.set("reason", check.reason);
      object.set("who", check.who);
      object.set("date", check.date);
    }
    array.add(object);
  }
  return array;
}

Poco::JSON::Object explanation_json(const job::Explanation &explanation) {
  Poco::JSON::Object object = new_object();
  object.set("what", explanation.what);
  object.set("step", explanation.step);
  object.set("how", explanation.how);
  if (!explanation.note.empty()) {
    object.set("note", explanation.note);
  }
  Poco::JSON::Array observations;
  for (const job::ExplainedObservation &row : explanation.observations) {
    Poco::JSON::Object line = new_object();
    line.set("row", row.row_id);
    line.set("origin", row.origin);
    line.set("what", row.what);
    line.set("value", row.value);
    line.set("source", row.source);
    line.set("quote", row.quote);
    line.set("quoteTranslated", !row.quote_as.empty());
    observations.add(line);
  }
  object.set("observations", observations);
  Poco::JSON::Array parts;
  for (const job::Explanation &part : explanation.parts) {
    parts.add(explanation_json(part));
  }
  object.set("parts", parts);
  return object;
}

} // namespace solieu::cli
