#include "binding/draft.hpp"
#include "binding/office_results.hpp"
#include "binding/package_parts.hpp"
#include "binding/table_rows.hpp"

#include "diagnostic/failure.hpp"
#include "model/sha256.hpp"
#include "odf/document_check.hpp"

#include <algorithm>

namespace solieu::binding {

using diagnostic::Code;

namespace {

DraftPart::Kind kind_of(std::string_view entry) {
  if (entry == "content.xml")
    return DraftPart::Kind::content;
  if (entry == "styles.xml")
    return DraftPart::Kind::styles;
  return entry == "meta.xml" ? DraftPart::Kind::meta : DraftPart::Kind::object;
}

/// content, styles and meta of the document and the content of the objects (charts) in it.
bool may_hold_markers(std::string_view entry) {
  if (entry == "content.xml" || entry == "styles.xml" || entry == "meta.xml")
    return true;
  return entry.ends_with("/content.xml") && odf::is_carried(entry);
}

/// The office fills pivot tables when a person asks for it, not when it opens a file.
void warn_of_pivots(Draft &draft, const std::vector<PivotOutput> &pivots) {
  for (const PivotOutput &pivot : pivots) {
    diagnostic::Diagnostic finding{Code{"binding.pivot-not-refreshed"}, diagnostic::Severity::warning};
    finding.location.file = draft.out->file_name;
    finding.location.place = {diagnostic::PlaceKind::sheet_cell, pivot.output.sheet, pivot.output.row + 1,
                              pivot.output.column + 1};
    finding.arguments = {{"name", pivot.name}};
    draft.findings.push_back(std::move(finding));
  }
}

void read_parts(Draft &draft) {
  CompiledParts &out = *draft.out;
  for (const odf::PackageEntry &entry : out.package.entries()) {
    if (!may_hold_markers(entry.name))
      continue;
    std::string bytes = out.package.read(entry);
    DraftPart part;
    part.entry = entry.name;
    part.kind = kind_of(entry.name);
    part.document = odf::XmlDocument::parse(std::move(bytes), out.file_name, entry.name, draft.context.limits);
    if (part.kind == DraftPart::Kind::content)
      require_body(out, part.document->root());
    if (part.kind == DraftPart::Kind::content && out.kind == DocumentKind::calc)
      warn_of_pivots(draft, drop_results(*part.document));
    draft.parts.push_back(std::move(part));
  }
  const bool content = std::any_of(draft.parts.begin(), draft.parts.end(),
                                   [](const DraftPart &p) { return p.kind == DraftPart::Kind::content; });
  if (!content) {
    diagnostic::Diagnostic finding{Code{"binding.no-content"}};
    finding.location.file = out.file_name;
    finding.arguments = {{"file", out.file_name}};
    throw diagnostic::Failure(std::move(finding));
  }
}

/// A text that no part contains, to stand for what attributes will receive.
void choose_token(Draft &draft) {
  draft.token = "\xEE\x80\x80";
  const auto occurs = [&](const DraftPart &part) {
    return part.document->source().find(draft.token) != std::string::npos;
  };
  const auto included = [&](const std::string &text) { return text.find(draft.token) != std::string::npos; };
  while (std::any_of(draft.parts.begin(), draft.parts.end(), occurs) ||
         std::any_of(draft.included.begin(), draft.included.end(), included))
    draft.token += "\xEE\x80\x81";
}

void collect_checks(Draft &draft) {
  for (const DraftMarker &marker : draft.markers) {
    const auto *check = std::get_if<expression::CheckMarker>(&marker.marker.data);
    if (!check)
      continue;
    const std::vector<std::string> &known = draft.context.rules;
    if (std::find(known.begin(), known.end(), check->rule) == known.end())
      draft.error(Code{"binding.unknown-rule"}, marker,
                  {{"rule", check->rule}, {"nearest", diagnostic::nearest_name(check->rule, known)}});
    else if (std::find(draft.out->rules.begin(), draft.out->rules.end(), check->rule) == draft.out->rules.end())
      draft.out->rules.push_back(check->rule);
  }
}

void find_markers(Draft &draft) {
  for (std::uint32_t i = 0; i < draft.parts.size(); ++i) {
    if (draft.out->kind == DocumentKind::calc && draft.parts[i].kind == DraftPart::Kind::content)
      expand_repeats(draft, *draft.parts[i].document);
    if (draft.parts[i].kind != DraftPart::Kind::meta)
      number_rows(draft, *draft.parts[i].document);
    find_part_markers(draft, i);
  }
}

bool has_errors_since(const Draft &draft, std::size_t before) {
  return std::any_of(draft.findings.begin() + static_cast<std::ptrdiff_t>(before), draft.findings.end(),
                     [](const diagnostic::Diagnostic &d) { return d.severity == diagnostic::Severity::error; });
}

} // namespace

std::shared_ptr<const ReportTemplate> compile(std::string bytes, const std::string &file_name,
                                              const CompileContext &context, diagnostic::Diagnostics &findings) {
  const std::size_t before = findings.size();
  Draft draft(context, findings);
  draft.out->file_name = file_name;
  draft.out->files = {file_name};
  draft.out->sha256 = model::sha256(bytes);
  draft.out->package = odf::Package::open(std::move(bytes), file_name, context.limits);
  bind_package(*draft.out, context.limits);
  read_parts(draft);
  splice_includes(draft);
  choose_token(draft);
  find_markers(draft);
  collect_checks(draft);
  const std::size_t structure = findings.size();
  build_blocks(draft);
  if (has_errors_since(draft, structure)) {
    check_loosely(draft);
    draft.reading.sort(findings, before);
    return nullptr;
  }
  place_page_breaks(draft);
  remove_statements(draft);
  bind_columns(draft);
  bind_merges(draft);
  bind_images(draft);
  bind_tables(draft);
  if (draft.out->kind == DocumentKind::calc)
    bind_sheets(draft);
  bind_row_spans(draft);
  bind_objects(draft);
  place_links(draft);
  bind_contents(draft);
  bind_properties(draft);
  bind_names(draft);
  write_program(draft);
  check_program(draft);
  draft.reading.sort(findings, before);
  if (has_errors_since(draft, before))
    return nullptr;
  return std::make_shared<const ReportTemplate>(std::move(draft.out));
}

} // namespace solieu::binding
