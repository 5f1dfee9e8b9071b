#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Describes the rows of a table, and says in it where it begins and ends; its number among the sheets.
std::uint32_t read_table(Draft &draft, odf::XmlDocument &document, odf::XmlNode &table, bool sheet);

/// Template rows of every row element, from 0 in each table.
void number_rows(Draft &draft, odf::XmlDocument &document);

/// Groups that repeat what a node stands in, outermost first.
[[nodiscard]] std::vector<std::uint32_t> loops_around(const Draft &draft, const odf::XmlNode &node);

} // namespace solieu::binding
