#pragma once

#include "binding/added_entry.hpp"
#include "binding/filled_report.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace solieu::binding {

/// A piece of a filled part; `offset` and `length` point into CompiledParts::literals (literal) or FilledParts::texts.
struct Piece {
  enum class Kind : std::uint8_t {
    literal,      ///< bytes of the template
    text,         ///< inline text of a paragraph
    plain,        ///< characters without line breaks or tabs of their own
    raw,          ///< bytes as they are
    later,        ///< bytes that are known last: `link` of FilledParts::later
    attribute,    ///< characters inside an attribute
    cell,         ///< value of cell `link` of FilledParts::cells
    link_open,    ///< link `link` begins
    link_close,   ///< link `link` ends
    field,        ///< text of link `link` in a header or footer
    named_ranges, ///< `length` 1: with the element around
    database_ranges,
    field_declarations, ///< of header or footer `offset`
    properties,
  } kind = Kind::literal;
  bool at_start = false;
  std::uint32_t link = 0xFFFFFFFF;
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

/// Type and value of a Calc cell.
struct CellValue {
  enum class Type : std::uint8_t { text, number, percentage, date } type = Type::text;
  std::string value; ///< invariant text of a number, ISO date
};

/// Where a link of a sheet stands: a cell or a block, rows and columns from 0, ends included.
struct LinkedRange {
  std::uint32_t link = 0;
  std::uint32_t sheet = 0; ///< of FilledParts::sheet_names
  std::uint32_t first_row = 0, last_row = 0;
  std::uint32_t first_column = 0, last_column = 0;
};

struct FilledPart {
  std::uint32_t part = 0; ///< of CompiledParts::parts
  std::vector<Piece> pieces;
  std::string folder{}; ///< of a further copy of an object
};

/// A report as render writes it.
struct FilledParts {
  std::string texts;
  std::vector<FilledPart> parts;
  std::vector<CellValue> cells;
  std::vector<std::string> later;
  std::vector<std::string> sheet_names; ///< of the filled document, in order
  std::vector<AddedEntry> added;        ///< pictures by path
  std::vector<LinkedRange> named_ranges;
  std::vector<LinkedRange> database_ranges;
  std::vector<std::vector<std::uint32_t>> fields; ///< links of each header or footer
};

/// Takes the pieces of a long part while the report is being filled, so that they need not be kept.
class PieceSink {
public:
  virtual ~PieceSink() = default;
  /// The next pieces of the part, all written but for `later`. They, their texts and cells go afterwards; links stay.
  virtual void take(const FilledReport &report, const FilledPart &part) = 0;
  /// How many pieces are held before they are taken.
  [[nodiscard]] virtual std::size_t room() const noexcept { return 1U << 16U; }
};

} // namespace solieu::binding
