#include "job/synthetic_notice.hpp"

#include "format/diagnostic_text.hpp"

#include <algorithm>

namespace solieu::job {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

bool has_synthetic(const binding::FilledReport &filled) {
  return std::any_of(filled.links.begin(), filled.links.end(),
                     [](const binding::Link &link) { return link.figure != nullptr && link.figure->synthetic; });
}

Diagnostic synthetic_warning() { return Diagnostic{Code{"job.synthetic-data"}, Severity::warning, {}, {}}; }

std::string synthetic_notice(const std::string &language) {
  return format::message(Diagnostic{Code{"job.synthetic-notice"}, Severity::note, {}, {}}, language);
}

} // namespace solieu::job
