#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Formulas and the addresses of names, ranges, print areas and conditional formats become steps that move them.
void bind_addresses(Draft &draft, odf::XmlDocument &document, odf::XmlNode &spreadsheet);

/// The same for the ranges of charts; after all sheets.
void bind_charts(Draft &draft);

} // namespace solieu::binding
