#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// True when a paragraph, row or list item holds nothing but statements, comments and spaces, and at least one of them.
[[nodiscard]] bool only_statements(const Draft &draft, odf::XmlNode &unit);

/// The value marker that is all a cell holds; null when there is anything else.
[[nodiscard]] DraftMarker *only_value(Draft &draft, const odf::XmlNode &cell);

} // namespace solieu::binding
