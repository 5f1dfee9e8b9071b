#pragma once

#include "binding/added_entry.hpp"
#include "binding/report_template.hpp"
#include "expression/ast.hpp"
#include "odf/formula.hpp"
#include "odf/package.hpp"
#include "odf/table_formula.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace solieu::binding {

inline constexpr std::uint32_t no_index = 0xFFFFFFFF;

/// One step of the program that a template is compiled to.
enum class StepKind : std::uint8_t {
  literal,            ///< bytes [index, index+length) of CompiledParts::literals
  value,              ///< text of site `index`
  cell_type,          ///< type and value attributes of the cell that site `index` fills
  cell_text,          ///< text of the cell that was typed last
  loop,               ///< loop `index`
  choice,             ///< choice `index`
  set,                ///< assignment `index`
  sheet,              ///< sheet or table `index` begins
  sheet_end,          ///< it ends
  sheet_name,         ///< name of the tab of sheet `index`
  sheet_things,       ///< sheet things `index`, one for each copy of their sheet
  sheet_thing_name,   ///< what the name of such a thing, sheet things `index`, gets behind it in this copy
  column_span,        ///< number of columns that span `index` covers
  merge_tag,          ///< tag name of a cell that may be merged with the one above: merge `index`, start or end
  table_row,          ///< a row of a table with merged cells begins
  object,             ///< address of object `index`, whose part is written then
  series,             ///< series `index` of a chart, one for each copy of its columns or rows
  series_style,       ///< its style
  chart_table,        ///< the table of the figures of a chart that has its own
  number_cell,        ///< style and type of number cell `index`
  table_formula,      ///< style, formula and value of the cell of table formula `index`
  table_formula_text, ///< the text of that cell
  watched_cell,       ///< the text of watched cell `index` begins (`length` 0) or ends (1)
  locale,             ///< language (0) or country (1) of the report
  heading,            ///< a heading of level `index` begins (`length` 0) or ends (1)
  contents,           ///< entries of table of contents `index`
  picture,            ///< the picture of site `index` is chosen for the frame that follows
  picture_part,       ///< of that frame: PicturePart `index`
  copied_name,        ///< what copied name `index` gets behind it in this copy
  reference,          ///< addresses `index`, moved to where their rows went
  block_open,         ///< first place in block link `index`
  block_close,        ///< last place in block link `index`
  named_ranges,       ///< names of linked cells; `length` 1 = with their own container element
  database_ranges,    ///< ranges of repeated blocks; `length` as above
  field_declarations, ///< declarations of the user fields of header or footer `index`; `length` as above
  properties,         ///< user-defined properties
};

struct Step {
  StepKind kind = StepKind::literal;
  std::uint32_t index = 0;
  std::uint32_t length = 0;
};
using Body = std::vector<Step>;

/// What carries the link of a value (living-report.md).
enum class Carrier : std::uint8_t { none, bookmark, field, cell };

/// What a frame of the template says of its picture.
enum class PicturePart : std::uint8_t { width, height, x, y, content };

/// Where a picture by path stands; lengths in hundredths of a millimetre.
struct PicturePlace {
  std::uint32_t width = 0, height = 0; ///< that it leaves for the picture; 0 = as much as is wanted
  std::int64_t x = 0, y = 0;           ///< of a frame of the template
  std::uint32_t across = 0, down = 0;  ///< that its border and padding take
  bool grows = false;                  ///< the place is meant for the picture: a smaller one is made as large as fits
  bool narrows = false;                ///< what is wider than the place would be cut off, so a width asked for is less
};

/// A place that a value is written to.
struct Site {
  expression::NodePtr expression;
  std::string text;         ///< of the marker, braces included
  std::uint32_t number = 0; ///< of the marker in the template
  diagnostic::Place place;
  std::uint32_t file = 0; ///< of CompiledParts::files
  Carrier carrier = Carrier::none;
  bool linked = false;            ///< prints a figure, so it lives on
  bool at_start = false;          ///< a leading space would be lost
  bool plain = false;             ///< characters only: titles
  bool percentage = false;        ///< of a Calc cell: its number format is a percentage
  std::uint32_t group = no_index; ///< header or footer that declares the field
  bool typed = false;             ///< all that a spreadsheet's cell holds, so that the cell has its type
  std::uint32_t sheet = no_index; ///< of a typed cell
  std::uint32_t row = 0;          ///< template row, from 0
  std::uint32_t column = 0;
  std::uint32_t picture = no_index; ///< of CompiledParts::picture_places, when the place decides how large it is
};

/// A repeated or conditional block as a link: bookmark pair or database range.
struct BlockLink {
  std::string text;
  std::uint32_t number = 0;
  diagnostic::Place place;
  std::uint32_t file = 0;
  std::uint32_t first_column = 0, last_column = 0; ///< of a block of sheet rows
};

struct Loop {
  std::string variable;
  expression::NodePtr list;
  expression::NodePtr condition;
  std::string text;
  diagnostic::Place place;
  std::uint32_t file = 0;
  bool uses_loop = false; ///< something inside says `loop.…`
  std::uint32_t body = no_index;
  std::uint32_t otherwise = no_index;
  std::uint32_t rows = no_index; ///< row block, when it repeats rows of a sheet
  std::uint32_t link = no_index;
  std::uint32_t kept = no_index;    ///< one empty row for an empty loop that a formula refers to
  bool repeats_rows = false;        ///< counts against the limit of rows
  std::uint32_t columns = no_index; ///< column block, when it repeats columns
  bool defines_columns = false;     ///< chooses the items that the rows of the table repeat
  bool sheets = false;              ///< repeats sheets
};

struct Branch {
  expression::NodePtr condition; ///< null = else
  std::uint32_t body = no_index;
  std::string text; ///< of the statement: if, elif, else
  diagnostic::Place place;
  std::uint32_t file = 0;
};
struct Choice {
  std::vector<Branch> branches;
  std::string text;
  diagnostic::Place place;
  std::uint32_t file = 0;
  std::uint32_t rows = no_index;
  std::uint32_t link = no_index;
  std::uint32_t kept = no_index;
};

struct Assignment {
  std::string variable;
  expression::NodePtr value;
  std::string text;
  diagnostic::Place place;
  std::uint32_t file = 0;
};

/// Rows of a sheet, or columns of a table, as they stand in the template: runs that are written once, rows that vanish,
/// blocks.
struct RowItem {
  enum class Kind : std::uint8_t { plain, gone, block } kind = Kind::plain;
  std::uint32_t first = 0;         ///< template row
  std::uint32_t count = 0;         ///< template rows
  std::uint32_t block = no_index;  ///< row block
  std::uint32_t plain_since = 0;   ///< rows written since the block before, or since the body began
  std::uint32_t blocks_before = 0; ///< blocks of this body before this item
};
struct RowBody {
  std::vector<RowItem> items;     ///< in order of their rows
  std::uint32_t block = no_index; ///< that it is a branch of; none = the sheet itself
  std::uint32_t plain_at_end = 0; ///< rows written after the last block

  /// Blocks among the items.
  [[nodiscard]] std::uint32_t blocks() const noexcept {
    return items.empty() ? 0 : items.back().blocks_before + (items.back().kind == RowItem::Kind::block ? 1U : 0U);
  }
  /// Adds an item behind the others and counts what stands before it.
  void append(RowItem item) {
    item.plain_since = plain_at_end;
    item.blocks_before = blocks();
    if (item.kind == RowItem::Kind::plain)
      plain_at_end += item.count;
    else if (item.kind == RowItem::Kind::block)
      plain_at_end = 0;
    items.push_back(item);
  }
};
struct RowBlock {
  std::uint32_t parent = no_index;   ///< row body
  std::vector<std::uint32_t> bodies; ///< row body of each branch
  std::uint32_t first = 0, last = 0; ///< template rows, inclusive
  bool repeats = false;
  std::uint32_t plain_since = 0; ///< rows of the parent written between the block before and this one
  std::uint32_t order = 0;       ///< blocks of the parent before this one
};
/// A sheet of a spreadsheet, or a table of a text with repeated columns.
struct Sheet {
  std::string name;
  std::uint32_t rows = no_index;    ///< row body
  std::uint32_t columns = no_index; ///< column body; none = its columns stay
  bool repeated = false;            ///< by {% sheet for … %}
  struct NamePart {
    std::string text;
    std::uint32_t site = no_index; ///< after the text
  };
  std::vector<NamePart> name_parts{}; ///< when the name holds markers
};

/// A chart or other object of the template: a folder of its package.
struct EmbeddedObject {
  std::string folder;
  std::uint32_t part = no_index; ///< its content, when it changes or may be copied
};

/// A series of a chart that shows one column (or row) of a block: there is one for each of its copies.
struct ChartSeries {
  std::uint32_t sheet = no_index;
  std::uint32_t block = no_index; ///< innermost
  bool columns = true;            ///< a block of columns
  std::uint32_t body = no_index;  ///< literals, references and the style
  std::string style;
};
/// Colours that the copies of a series take turns in.
inline constexpr std::size_t series_colours = 12;

/// A cell of a table of a text whose value is remembered: a formula takes it, or a chart with figures of its own.
struct WatchedCell {
  std::uint32_t row = 0, column = 0; ///< of the template
  bool lasting = false;              ///< asked about when its copy of the rows is done, too
  bool shown = false;                ///< its text is kept for a chart
  std::string number{};              ///< that it holds in the template; empty = text
  bool percent = false;              ///< the number is one of a percentage
};

/// A cell of a table of a text that a chart or a formula shows: its number stands in the file beside its text.
struct NumberCell {
  std::uint32_t site = no_index;
  std::string style;                ///< of the cell; the numbers' are called after it
  std::uint32_t watched = no_index; ///< watched cell
};

/// How a cell writes its number.
struct NumberFormat {
  std::optional<int> decimals{}; ///< nothing = as the number has them
  bool percent = false;
  bool grouping = true;
};

/// A formula in a table of a text. Its result is written beside it, as LibreOffice computes it.
struct TableFormula {
  std::uint32_t addresses = no_index;
  std::vector<odf::TableFormulaStep> steps; ///< empty = LibreOffice alone can compute it
  std::string style;                        ///< of the cell; without decimals of its own those of the numbers are used
  NumberFormat format;
  diagnostic::Place place;
  std::uint32_t row = 0, column = 0; ///< of the template
  std::uint32_t watched = no_index;
};
/// Digits after the point for which there are cell styles.
inline constexpr std::size_t number_cell_decimals = 7;

/// How a table of contents writes the headings of a level.
struct ContentsEntry {
  std::string style; ///< of its paragraph
  struct Piece {
    enum class Kind : std::uint8_t { literal, chapter, text, tab, page, link_start, link_end } kind = Kind::literal;
    std::string text;
  };
  std::vector<Piece> pieces;
};
struct Contents {
  std::vector<ContentsEntry> levels; ///< from 1
  std::uint32_t depth = 0;           ///< deepest level that it names
};

/// Columns of the template that a cell covers, ends included.
struct ColumnSpan {
  std::uint32_t first = 0, last = 0;
};

/// A cell that is merged with equal neighbours above.
struct Merge {
  std::uint32_t site = no_index;
  std::uint32_t columns = 1; ///< that the cell covers
  std::string cell, covered; ///< tag names
};

/// Behind the name of a thing that a loop copies (a bookmark, a table, a frame …): the first copy keeps the name.
struct CopiedName {
  std::string separator; ///< before the number of the copy
  std::uint32_t loop = no_index;
};

/// Where figures stand in the table that a chart gets of its own.
struct ChartColumn {
  enum class Part : std::uint8_t { categories, values, label, domain } part = Part::values;
  std::uint32_t series = 0; ///< number in the chart of the template
};

/// A thing outside of the sheets that belongs to a sheet that repeats (a filter, a pivot table, a validation): each
/// copy of the sheet has its own; the first one keeps the name.
struct SheetThing {
  std::uint32_t sheet = no_index;
  std::uint32_t body = no_index; ///< literals, references and the rest of the name
  std::string separator;         ///< before the number of the copy
};

/// A formula or a list of addresses with the references that must follow their rows.
struct Addresses {
  std::string text;
  std::vector<odf::FormulaReference> references;
  std::vector<std::uint32_t> sheets;   ///< of each reference; none = not in this document
  bool brackets = true;                ///< false: an attribute that holds bare addresses
  bool single = false;                 ///< one cell, that of the first copy
  bool listed = false;                 ///< bare addresses, as many ranges as one likes
  bool row_count = false;              ///< not the address: how many rows it covers
  bool table = false;                  ///< a formula of a table of a text
  std::optional<ChartColumn> column{}; ///< what a chart with figures of its own takes from here
  bool next_sheet = false;             ///< of the sheet that begins behind it
  std::uint32_t seen_from = no_index;  ///< outside of the sheets: this sheet's first copy
  std::string name{};                  ///< that it defines
  diagnostic::Place place{};

  /// As a person reads it: "LD = $T.B3", "=SUM(B3)".
  [[nodiscard]] odf::TypedFormula shown() const;
};

/// A part of the package that is written anew.
struct Part {
  std::string entry;
  std::uint32_t body = no_index;
  bool for_properties = false; ///< only when properties are to be set
  bool embedded = false;       ///< of an object: written where the content shows it
};

/// The compiled form of a template: one program over literal bytes, and what its steps point at.
struct CompiledParts {
  std::string file_name;
  std::vector<std::string> files; ///< the template's own name and those of the included ones
  std::string sha256;
  DocumentKind kind = DocumentKind::writer;
  odf::Package package;
  std::string media_type;         ///< of the document that is written
  bool new_mimetype = false;      ///< the template's own differs
  std::string manifest;           ///< empty = the template's own is right
  std::string manifest_with_meta; ///< when meta.xml has to be made
  std::vector<AddedEntry> added;  ///< pictures of included documents
  std::vector<Part> parts;
  std::string literals;
  std::vector<Body> bodies;
  std::vector<Site> sites;
  std::vector<Loop> loops;
  std::vector<Choice> choices;
  std::vector<Assignment> assignments;
  std::vector<BlockLink> block_links;
  std::vector<Sheet> sheets;
  std::vector<RowBody> row_bodies;
  std::vector<RowBlock> row_blocks;
  std::vector<RowBody> column_bodies;
  std::vector<RowBlock> column_blocks;
  std::vector<ColumnSpan> column_spans;
  std::vector<Merge> merges;
  std::vector<CopiedName> copied_names;
  std::vector<SheetThing> sheet_things;
  std::vector<Addresses> addresses;
  std::vector<EmbeddedObject> objects;
  std::vector<ChartSeries> series;
  std::vector<NumberCell> number_cells;
  std::vector<PicturePlace> picture_places;
  std::vector<WatchedCell> watched_cells;
  std::vector<TableFormula> table_formulas;
  std::vector<Contents> contents;
  expression::Needs needs;
  std::vector<std::string> rules;
  std::uint32_t field_groups = 0; ///< headers and footers with fields
};

} // namespace solieu::binding
