#pragma once

#include "diagnostic/diagnostic.hpp"
#include "odf/document_check.hpp"
#include "odf/xml_document.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::odf {

/// One XML part of a package under examination.
struct PartUnderCheck {
  const Package &package;
  const PackageEntry &entry;
  DocumentFormat format;
  const Limits &limits;

  [[noreturn]] void refuse_part(diagnostic::Code code,
                                std::vector<std::pair<std::string, std::string>> arguments) const;
};

/// Elements, links, formulas and repeat counts of an ODF part: linear in its size.
void check_part(const PartUnderCheck &part, XmlDocument &document);

/// A picture in SVG: nothing in it may point out of it.
void check_svg(const PartUnderCheck &part, XmlDocument &document);
/// The same as an answer, for a picture that is no part of a package.
[[nodiscard]] bool stays_inside(XmlDocument &document);

/// A formula or condition: only known, harmless functions, no reference into another file. `element` for the message.
void check_formula(const PartUnderCheck &part, const std::string &element, std::string_view formula);
/// The same for a condition, whose own words are no functions: only the functions that reach out are refused.
void check_condition(const PartUnderCheck &part, const std::string &element, std::string_view condition);

} // namespace solieu::odf
