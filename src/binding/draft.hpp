#pragma once

#include "binding/compiled_parts.hpp"
#include "binding/reading_order.hpp"
#include "odf/xml_document.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace solieu::binding {

/// What a slot or block of the draft's trees stands for; its number is the node's `mark`.
struct Mark {
  enum class Kind : std::uint8_t {
    marker,    ///< index = Draft::markers
    group,     ///< block around all branches of group `index`
    branch,    ///< branch `branch` of group `index`
    cell_type, ///< index = Draft::markers
    picture,   ///< of a frame; index = Draft::markers
    step,      ///< a step as it is
    gone_row,  ///< rows [index, index+length) that vanish
    scope,     ///< block whose names end with it: an included document, of CompiledParts::files
    gone_cell, ///< a column, or a cell of it, that vanishes
    series,    ///< block around series `index` of a chart
    things,    ///< block around sheet thing `index`
  } kind = Kind::marker;
  std::uint32_t index = 0;
  std::uint32_t branch = 0;
  Step step{};
};

/// A marker found in a part, with the slot that stands for it.
struct DraftMarker {
  expression::Marker marker;
  odf::XmlNode *slot = nullptr;
  odf::XmlNode *host = nullptr; ///< paragraph, heading or title
  diagnostic::Place place;
  std::uint32_t file = 0; ///< of CompiledParts::files
  std::uint32_t part = 0;
  std::uint32_t field_group = no_index; ///< header or footer
  Site site;                            ///< of a value
};

/// Statements that belong together: for … else … endfor, if … elif … else … endif.
struct DraftGroup {
  std::vector<std::size_t> statements; ///< markers, in order
  odf::XmlNode *block = nullptr;       ///< around all branches
  bool loop = false;
  bool repeats_rows = false; ///< repeats or hides rows of a table
  bool paragraphs = false;   ///< repeats or hides paragraphs
  std::uint32_t rows = no_index;
  std::uint32_t link = no_index;
  std::uint32_t column_loop = no_index; ///< of Draft::column_loops, when it repeats columns
  bool defines_columns = false;
  bool sheets = false;   ///< repeats a sheet
  bool kept_row = false; ///< a formula refers to it, so one empty row stays
  std::string empty_row; ///< that row as XML
};

struct DraftPart {
  std::string entry;
  std::unique_ptr<odf::XmlDocument> document;
  enum class Kind : std::uint8_t { content, styles, meta, object } kind = Kind::content;
  bool needed = false; ///< holds something that changes
  bool for_properties = false;
  std::uint32_t object = no_index; ///< of CompiledParts::objects, when the content shows it
  bool own_figures = false;        ///< a chart of rows that lie apart, which Writer cannot take from its table
};

/// A loop `by columns`: the same statements around the cells of every row of a table.
struct ColumnLoop {
  odf::XmlNode *table = nullptr;
  std::uint32_t part = 0;
  std::uint32_t first = 0, last = 0; ///< columns of the template
  std::vector<std::uint32_t> groups; ///< the first one around the column elements
  std::uint32_t block = no_index;    ///< column block
  std::vector<odf::XmlNode *> gone;  ///< cells and columns that held nothing but its statements
};

/// Why an include could not be carried out.
struct IncludeFailure {
  diagnostic::Code code;
  std::vector<std::pair<std::string, std::string>> arguments;
};

/// Template rows of a row element of a sheet: first and count.
using RowNumbers = std::unordered_map<const odf::XmlNode *, std::pair<std::uint32_t, std::uint32_t>>;

/// A template while it is compiled.
struct Draft {
  Draft(const CompileContext &given, diagnostic::Diagnostics &list) : context(given), findings(list) {}
  const CompileContext &context;
  diagnostic::Diagnostics &findings;
  std::unique_ptr<CompiledParts> out = std::make_unique<CompiledParts>();
  std::vector<DraftPart> parts;
  std::vector<DraftMarker> markers;
  std::vector<DraftGroup> groups;
  std::vector<ColumnLoop> column_loops;
  std::vector<Mark> marks;
  RowNumbers rows;
  std::unordered_map<const odf::XmlNode *, IncludeFailure> include_failures; ///< by paragraph
  std::vector<std::string> included;                                         ///< content of included documents
  std::vector<std::string> included_sheets; ///< names of the sheets whose rows were included
  /// Names of sheets with markers; the site is the marker's number until the program is written.
  std::unordered_map<const odf::XmlNode *, std::vector<Sheet::NamePart>> sheet_names;
  std::unordered_map<const odf::XmlNode *, std::uint32_t> column_bodies; ///< of tables with repeated columns
  std::unordered_map<const odf::XmlNode *, std::uint32_t>
      tables;                                          ///< number among the sheets of those that are followed
  std::vector<std::vector<std::uint32_t>> table_loops; ///< of each of them: groups that repeat all of it
  ReadingOrder reading;
  std::string token; ///< stands before the number of a mark inside an attribute; occurs nowhere else

  std::size_t mark(Mark value) {
    marks.push_back(value);
    return marks.size() - 1;
  }
  /// Text for an attribute that a step will write.
  std::string attribute_mark(Mark value) { return token + std::to_string(mark(value)) + ";"; }
  /// An error about a marker of the template.
  void error(diagnostic::Code code, const DraftMarker &at,
             std::vector<std::pair<std::string, std::string>> arguments = {});
};

/// Element and attribute names that the room looks for.
struct Names {
  odf::XmlName paragraph = odf::xml_name("text:p"), heading = odf::xml_name("text:h"),
               span = odf::xml_name("text:span"), space = odf::xml_name("text:s"), tab = odf::xml_name("text:tab"),
               line_break = odf::xml_name("text:line-break"), link = odf::xml_name("text:a"),
               list = odf::xml_name("text:list"), list_item = odf::xml_name("text:list-item"),
               list_header = odf::xml_name("text:list-header"), section = odf::xml_name("text:section"),
               note = odf::xml_name("text:note"), note_body = odf::xml_name("text:note-body"),
               tracked_changes = odf::xml_name("text:tracked-changes"), annotation = odf::xml_name("office:annotation"),
               table_changes = odf::xml_name("table:tracked-changes"), table = odf::xml_name("table:table"),
               rows = odf::xml_name("table:table-rows"), header_rows = odf::xml_name("table:table-header-rows"),
               row_group = odf::xml_name("table:table-row-group"), row = odf::xml_name("table:table-row"),
               cell = odf::xml_name("table:table-cell"), covered = odf::xml_name("table:covered-table-cell"),
               column = odf::xml_name("table:table-column"), table_name = odf::xml_name("table:name"),
               style_name = odf::xml_name("table:style-name"),
               default_cell_style = odf::xml_name("table:default-cell-style-name"),
               rows_repeated = odf::xml_name("table:number-rows-repeated"),
               columns_repeated = odf::xml_name("table:number-columns-repeated"),
               columns_spanned = odf::xml_name("table:number-columns-spanned"),
               rows_spanned = odf::xml_name("table:number-rows-spanned"),
               header_columns = odf::xml_name("table:table-header-columns"),
               column_group = odf::xml_name("table:table-column-group"), columns = odf::xml_name("table:table-columns"),
               formula = odf::xml_name("table:formula"), value = odf::xml_name("office:value"),
               value_type = odf::xml_name("office:value-type"), frame = odf::xml_name("draw:frame"),
               text_box = odf::xml_name("draw:text-box"), draw_name = odf::xml_name("draw:name"),
               master_page = odf::xml_name("style:master-page"), style_style_name = odf::xml_name("style:name"),
               display_name = odf::xml_name("style:display-name"), title = odf::xml_name("dc:title"),
               subject = odf::xml_name("dc:subject"), spreadsheet = odf::xml_name("office:spreadsheet"),
               soft_page_break = odf::xml_name("text:soft-page-break"), bookmark = odf::xml_name("text:bookmark"),
               bookmark_start = odf::xml_name("text:bookmark-start"), bookmark_end = odf::xml_name("text:bookmark-end");
  [[nodiscard]] static const Names &get();
};

/// Visits `root` and what is below in document order. `enter` says whether to go inside; it may change what is below.
template <class Enter, class Leave> void walk(odf::XmlNode &root, Enter enter, Leave leave) {
  odf::XmlNode *node = &root;
  while (true) {
    if (enter(*node) && node->first) {
      node = node->first;
      continue;
    }
    leave(*node);
    while (node != &root && !node->next) {
      node = node->parent;
      leave(*node);
    }
    if (node == &root)
      return;
    node = node->next;
  }
}
template <class Enter> void walk(odf::XmlNode &root, Enter enter) {
  walk(root, enter, [](odf::XmlNode &) {});
}

[[nodiscard]] bool is_paragraph(const odf::XmlNode &node);
/// The nearest element above, passing over blocks; null at the top.
[[nodiscard]] odf::XmlNode *parent_element(const odf::XmlNode &node);
/// A positive number in an attribute; 1 when absent or damaged.
[[nodiscard]] std::uint32_t repeat_count(const odf::XmlNode &node, odf::XmlName attribute);

// The steps of compiling, in order; each appends its errors to the draft's findings.
/// Puts included documents in the place of their markers, with the styles and pictures they need.
void splice_includes(Draft &draft);
/// Gives every row and cell that holds a marker an element of its own (Calc).
void expand_repeats(Draft &draft, odf::XmlDocument &document);
/// Finds and parses the markers of a part and puts a slot in place of each.
void find_part_markers(Draft &draft, std::uint32_t part);
/// Matches statements to groups and wraps what each repeats into blocks.
void build_blocks(Draft &draft);
/// Wraps the columns of a loop `by columns`, in all rows of its table.
void wrap_columns(Draft &draft, std::uint32_t group);
/// Takes away columns that held only statements, and describes the columns of each table that has such loops.
void bind_columns(Draft &draft);
/// Tables of a text whose rows or columns something follows: charts, merged cells.
void bind_tables(Draft &draft);
/// Charts and other objects: their ranges, and copies of those that stand in a block.
void bind_objects(Draft &draft);
/// Merged cells that reach over blocks of rows.
void bind_row_spans(Draft &draft);
/// Tables of contents and the headings that they name.
void bind_contents(Draft &draft);
/// Pictures by path: where they may stand, how much room they have, and frames of the template that they fill.
void bind_images(Draft &draft);
/// Cells with `| merge`.
void bind_merges(Draft &draft);
/// Gives the paragraph of each {% pagebreak %} a style that ends the page.
void place_page_breaks(Draft &draft);
/// Takes away what holds only statements.
void remove_statements(Draft &draft);
/// Typed cells, formulas and other addresses of a spreadsheet.
void bind_sheets(Draft &draft);
/// Decides which values and blocks are linked, and places what carries the links.
void place_links(Draft &draft);
/// Names of bookmarks, tables, frames and the like that a loop copies.
void bind_names(Draft &draft);
/// Flattens the trees into the program.
void write_program(Draft &draft);
/// Names, types and needs of every expression of the program.
void check_program(Draft &draft);
/// The expressions alone, when the blocks of the template do not match.
void check_loosely(Draft &draft);

} // namespace solieu::binding
