#include "job/doubts.hpp"

#include "format/text.hpp"

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Severity;

/// Whole words only: "Hà Nam" is not in "Hà Namese".
bool names(const std::string &letterhead, const model::Territory &unit) {
  return letterhead.find(' ' + format::search_key(unit.name) + ' ') != std::string::npos;
}

/// The province that a letterhead names although the report is on another one; null when there is none.
const model::Territory *elsewhere(const model::TerritoryList &list, const expression::ReportContext &context) {
  const std::string letterhead =
      ' ' + format::search_key(context.org_parent + ' ' + context.org_name + ' ' + context.org_place) + ' ';
  for (model::TerritoryId at = context.territory; at != model::TerritoryId::none; at = list.at(at).parent) {
    if (names(letterhead, list.at(at))) {
      return nullptr;
    }
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const model::Territory &unit = list.at(static_cast<model::TerritoryId>(i));
    if ((unit.type == "tỉnh" || unit.type == "thành phố") && names(letterhead, unit)) {
      return &unit;
    }
  }
  return nullptr;
}

} // namespace

Diagnostics doubts_about(const workspace::Workspace &workspace, const expression::ReportContext &context) {
  Diagnostics doubts;
  const model::TerritoryList &list = workspace.catalogue.territories;
  if (const model::Territory *const other = elsewhere(list, context)) {
    doubts.push_back(Diagnostic{Code{"job.letterhead-elsewhere"},
                                Severity::warning,
                                {},
                                {{"territory", list.at(context.territory).name}, {"letterhead", other->name}}});
  }
  if (const model::Date last = context.period.last_day(context.clock); context.issue_date < last) {
    doubts.push_back(Diagnostic{Code{"job.issued-before-end"},
                                Severity::warning,
                                {},
                                {{"date", context.issue_date.iso()}, {"last", last.iso()}}});
  }
  return doubts;
}

} // namespace solieu::job
