#pragma once

#include "binding/compiled_parts.hpp"
#include "binding/filled_parts.hpp"
#include "evaluate/fill.hpp"
#include "evaluate/loop_items.hpp"
#include "evaluate/printer.hpp"
#include "evaluate/table_arithmetic.hpp"
#include "evaluate/table_layout.hpp"
#include "evaluate/trace.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace solieu::evaluate {

/// Figures of the snapshot for the language.
class SnapshotLookup final : public expression::FigureLookup {
public:
  explicit SnapshotLookup(const figures::Resolver &figures) : figures_(figures) {}
  [[nodiscard]] model::Figure figure(const model::FigureQuery &query) const override { return figures_.figure(query); }

private:
  const figures::Resolver &figures_;
};

/// Runs the program of a template once.
class Filler {
public:
  /// Without a sink all pieces stay in the report.
  Filler(const binding::CompiledParts &parts, const FillContext &context, binding::PieceSink *sink);
  [[nodiscard]] binding::FilledReport run();

private:
  using Piece = binding::Piece;
  struct Marker {
    const std::string &text;
    const diagnostic::Place &place;
    std::uint32_t file = 0;
  };
  struct Deferred { ///< a formula that waits until all rows are placed
    std::uint32_t later, addresses;
    TableLayout::Context context;
  };
  struct DeferredTableFormula {              ///< of a table of a text; it waits for cells that are not written yet
    std::uint32_t attributes, text, formula; ///< `attributes` and `text` are written later
    TableLayout::Context context;
    std::uint32_t row, column;
    bool placed = false;
  };
  struct WrittenFormula {
    std::string attributes, text;
    CellValue value;
  };
  struct DrawnCell {  ///< that a chart with figures of its own shows
    std::string text; ///< as XML
    std::optional<model::Decimal> number;
  };
  struct ChartTable { ///< of such a chart
    std::uint32_t later;
    std::uint32_t object; ///< of the layout
    std::vector<DrawnCell> categories{};
    struct Column {
      std::uint32_t series;
      std::size_t copy;
      bool domain;
      std::string label{}; ///< as XML
      std::vector<DrawnCell> cells{};
    };
    std::vector<Column> columns{};
    [[nodiscard]] std::size_t column(std::uint32_t series, std::size_t copy, bool domain);
    [[nodiscard]] std::string xml() const;
  };
  struct DeferredSeries { ///< a series of a chart that waits until all columns are placed
    std::uint32_t later, series;
    TableLayout::Context context;
  };
  struct Heading {
    std::size_t first; ///< piece, while it is open
    std::uint32_t level;
    bool open;
    std::string text; ///< as XML
  };
  struct DeferredThings { ///< what stands outside of the sheets once for each copy of one
    std::uint32_t later, things;
  };
  struct DeferredContents {
    std::uint32_t later, contents;
  };
  struct MergedCell { ///< the topmost of equal neighbours
    std::size_t part, piece;
    std::uint32_t merge, rows, last_row;
    std::uint32_t later; ///< where its tag will stand once its piece has gone
    bool placed;
    std::string text;
  };
  struct ColumnItems { ///< of one column block, for every row of its table
    std::vector<expression::Value> items;
    bool kept = false;
  };
  struct BlockState {
    std::uint32_t link = binding::no_index;
    bool first = false, last = false;
  };

  void body(std::uint32_t index);
  void step(const binding::Step &step);
  void count(const binding::Site &site, const Printed &printed);
  void value(const binding::Site &site);
  void cell_type(const binding::Site &site);
  void cell_text();
  void loop(const binding::Loop &loop);
  void iterations(const binding::Loop &loop, LoopItems &items);
  void count_copy(const binding::Loop &loop);
  void begin_copy(const binding::Loop &loop);
  void define_columns(const binding::Loop &loop);
  void repeat_columns(const binding::Loop &loop);
  void choice(const binding::Choice &choice);
  void begin_sheet(std::uint32_t index);
  void sheet_name(std::uint32_t index);
  [[nodiscard]] std::string unique_sheet_name(std::string name);
  struct Shown { ///< a picture of the report; lengths in hundredths of a millimetre
    std::string entry;
    std::uint32_t width = 0, height = 0;
  };
  void image(const binding::Site &site, const std::string &path, const std::string &width);
  [[nodiscard]] Shown shown(const binding::Site &site, const std::string &path, const std::string &width);
  void frame_picture(const binding::Site &site);
  void frame_part(binding::PicturePart part);
  void column_span(const binding::ColumnSpan &span);
  void merge_tag(std::uint32_t index);
  void object(std::uint32_t index);
  void series(std::uint32_t index);
  [[nodiscard]] std::string series_text(const DeferredSeries &waiting);
  void sheet_things(std::uint32_t index);
  [[nodiscard]] std::string rest_of_name(const binding::SheetThing &thing, std::uint32_t sheet) const;
  void place_sheet_things();
  void number_cell(const binding::NumberCell &cell);
  void table_formula(std::uint32_t index);
  void table_formula_text();
  void watched_cell(const binding::WatchedCell &cell, std::uint32_t index);
  void watch(std::uint32_t watched, CellValue value, std::string_view text);
  void chart_table(const std::string &name);
  [[nodiscard]] ChartTable *chart_table_of(std::uint32_t object);
  [[nodiscard]] std::vector<DrawnCell> drawn_cells(const binding::Addresses &addresses,
                                                   const TableLayout::Context &context) const;
  [[nodiscard]] std::string chart_range(const binding::Addresses &addresses, const TableLayout::Context &context,
                                        std::size_t copy);
  [[nodiscard]] bool written_before(const binding::TableFormula &formula, const TableLayout::Context &context) const;
  [[nodiscard]] TableResult result_of(const binding::TableFormula &formula, const TableLayout::Context &context) const;
  [[nodiscard]] WrittenFormula written(const binding::TableFormula &formula, const TableLayout::Context &context,
                                       const TableResult &result);
  [[nodiscard]] std::string formula_text(const CellValue &value, const binding::NumberFormat &format) const;
  void place_table_formulas();
  void place_table_formula(DeferredTableFormula &waiting, const TableResult &result);
  [[nodiscard]] std::string_view locale(bool country) const;
  void heading(std::uint32_t level, bool end);
  void contents(std::uint32_t index);
  [[nodiscard]] std::string heading_text(std::size_t first) const;
  [[nodiscard]] std::string contents_entry(const binding::ContentsEntry &entry, std::size_t number) const;
  void place_charts_and_contents();
  [[nodiscard]] const expression::Value &value_of(const binding::Site &site, const Marker &marker,
                                                  expression::Value &storage);
  [[nodiscard]] std::string merged_tag(const MergedCell &cell) const;
  void place_merged_cell(const MergedCell &cell);
  void place_merged_cells();
  void settle_merged_cells();
  void hand_over_when_many();
  [[nodiscard]] std::uint32_t add_later();
  void assign(const binding::Assignment &assignment);
  void copied_name(const binding::CopiedName &name);
  void reference(std::uint32_t index);
  void block_end(const binding::Step &step, bool open);
  [[nodiscard]] LoopItems chosen_items(const binding::Loop &loop);
  void keep_row(std::uint32_t rows, std::uint32_t kept, bool empty);
  void branch_rows(std::uint32_t rows, std::size_t branch, std::uint32_t body_index);
  void close_rows(std::uint32_t rows, std::uint32_t link);
  BlockState enter_link(std::uint32_t link);

  void put(Piece piece);
  void put_text(Piece::Kind kind, std::string_view text, std::uint32_t link, bool at_start);
  [[nodiscard]] static std::string escaped(std::string_view text);
  [[nodiscard]] std::uint32_t store(std::string_view text);
  [[nodiscard]] expression::Value evaluate(const expression::Node &expression, const Marker &marker);
  void take_notes(const Marker &marker);
  void report(const Marker &marker, const Printed &printed);
  [[nodiscard]] std::uint32_t add_link(std::uint32_t number, const Marker &marker);
  void fill_link(std::uint32_t link, const expression::Value &value, const Printed &printed,
                 const binding::CellValue &cell);
  [[nodiscard]] std::string readable(std::string whole, const Marker &marker);
  [[nodiscard]] std::string moved(const binding::Addresses &addresses, const TableLayout::Context &context,
                                  std::size_t copy = 0);
  void place_formulas();
  [[noreturn]] void stop(diagnostic::Diagnostic finding, const Marker &marker) const;

  const binding::CompiledParts &parts_;
  const FillContext &context_;
  binding::PieceSink *sink_;
  struct {
    std::size_t texts = 0, cells = 0;
  } part_begin_;
  SnapshotLookup lookup_;
  Printer printer_;
  expression::Environment environment_;
  std::vector<model::Figure> trace_;
  binding::FilledReport report_;
  TableLayout layout_;
  std::vector<std::string> keys_;
  std::vector<BlockState> blocks_;
  std::vector<Deferred> deferred_;
  std::vector<DeferredSeries> series_;
  std::vector<DeferredTableFormula> table_formulas_;
  CellValues values_;
  using CellKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>; ///< copy of the table, row, column
  std::map<CellKey, DrawnCell> drawn_;
  std::vector<ChartTable> chart_tables_;
  std::size_t gathered_ = 0; ///< first piece of the cell whose text is gathered; 0 = none
  struct {
    std::string text;
    std::uint32_t later = binding::no_index;
  } formula_text_; ///< of the formula whose cell is written now
  std::vector<DeferredThings> things_;
  std::vector<Heading> headings_;
  std::vector<DeferredContents> contents_;
  std::size_t output_ = 0;                               ///< part that is written now
  TableLayout::Path repetitions_;                        ///< around what is written now
  std::uint32_t repetition_ = 0;                         ///< number of the last one
  std::unordered_map<std::uint32_t, std::size_t> shown_; ///< how often each object was
  std::unordered_set<std::string> ids_;
  std::vector<std::size_t> copies_;                                       ///< of the body of each loop
  using Told = std::tuple<const std::string *, std::size_t, std::string>; ///< marker, spot, code
  std::set<Told> wrong_;                                                  ///< errors told
  std::unordered_set<const binding::Addresses *> told_;                   ///< that they reach over rows between
  std::size_t rows_ = 0, pieces_ = 0;
  std::size_t other_copies_ = 0;                                ///< of loops that repeat no rows
  std::unordered_map<std::uint32_t, ColumnItems> column_items_; ///< by instance of their block
  std::unordered_set<std::string> sheet_names_;                 ///< in lower case
  std::string next_sheet_name_;
  struct {
    std::vector<MergedCell> cells;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> last; ///< by merge and copy of its column
    std::uint32_t row = 0;                                               ///< of any table
    bool open = false;                                                   ///< between the tags of such a cell
    bool covered = false;
  } merging_;
  struct { ///< of the frame that is written now
    binding::PicturePlace place;
    Shown picture;
    std::string content;
  } frame_;
  struct { ///< a value that is wanted once more
    const binding::Site *site = nullptr;
    expression::Value value;
  } held_;
  struct {
    std::string text;
    std::uint32_t link = binding::no_index;
  } cell_;
};

/// The key that a loop item has in an instance path: "channel=COAL", a full territory key, a period, the key of a row.
[[nodiscard]] std::string key_of(const expression::Value &item, const model::Catalogue &catalogue,
                                 const Printer &printer);
/// What `loop` is inside a loop.
[[nodiscard]] expression::Value loop_row(std::size_t index, std::size_t length, const format::Formatter &formatter);

} // namespace solieu::evaluate
