#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Formulas and the addresses of names, ranges, print areas and conditional formats become steps that move them.
void bind_addresses(Draft &draft, odf::XmlDocument &document, odf::XmlNode &spreadsheet);

} // namespace solieu::binding
