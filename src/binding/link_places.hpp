#pragma once

#include "diagnostic/diagnostic.hpp"
#include "odf/package.hpp"

#include <string>
#include <unordered_map>

namespace solieu::binding {

/// Where the links of a finished report stand in it now (living-report.md), by link id; none for a document that is no
/// ODF. Links of headers and footers, which are fields, are left out.
[[nodiscard]] std::unordered_map<std::string, diagnostic::Place> link_places(const odf::Package &report,
                                                                             const std::string &file);

} // namespace solieu::binding
