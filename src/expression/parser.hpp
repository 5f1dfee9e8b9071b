#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace solieu::expression {

/// Bounds of the language (template-language.md §6).
struct Limits {
  std::size_t expression_bytes = 4096;
  std::size_t nesting = 32;
};

/// Where a marker stands in a run of text: bytes [offset, offset+length), braces included.
struct MarkerSpan {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// Finds `{{…}}`, `{%…%}`, `{#…#}` in the text of a paragraph; braces inside string literals do not end a marker.
/// An opening without an end is an error `expression.marker-unclosed`.
[[nodiscard]] std::vector<MarkerSpan> find_markers(std::string_view text, diagnostic::Diagnostics &errors);

/// Parses one marker, braces included; accepts AutoCorrect damage (template-language.md §1). Nothing when it has
/// errors, which are appended with `location.text`, `offset` and `length` set.
[[nodiscard]] std::optional<Marker> parse_marker(std::string_view text, diagnostic::Diagnostics &errors,
                                                 const Limits &limits = {});

/// Parses a bare expression, as of `solieu figure '…'` and of a rule.
[[nodiscard]] NodePtr parse_expression(std::string_view text, diagnostic::Diagnostics &errors,
                                       const Limits &limits = {});

} // namespace solieu::expression
