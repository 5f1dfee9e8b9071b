#include "odf/sheet_reader.hpp"

#include "odf/refusal.hpp"
#include "odf/xml_cause.hpp"
#include "odf/xml_names.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <exception>
#include <map>
#include <memory>
#include <new>
#include <vector>

namespace solieu::odf {
namespace {

using diagnostic::Code;
using Kind = SheetCell::Kind;

constexpr char name_separator = ' ';
constexpr std::size_t most_columns = 2000;
constexpr std::string_view content_entry = "content.xml";

/// Elements with which whatever is inside them is passed over.
constexpr std::array<std::string_view, 8> passed_over{
    "office:annotation",       "table:shapes",          "table:tracked-changes",  "table:dde-links", "office:forms",
    "table:named-expressions", "table:database-ranges", "office:automatic-styles"};

/// A count of an attribute, at least 1 and at most more than any sheet has.
std::size_t count_of(std::string_view text) {
  constexpr std::size_t most = std::size_t{1} << 24U;
  std::size_t value = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::clamp<std::size_t>(value, 1, most) : 1;
}

Kind kind_of(std::string_view value_type) {
  if (value_type == "float" || value_type == "currency")
    return Kind::number;
  if (value_type == "percentage")
    return Kind::percentage;
  if (value_type == "date")
    return Kind::date;
  return value_type == "boolean" ? Kind::boolean : Kind::text;
}

/// A day without the midnight that some writers add.
std::string day_of(std::string_view date) {
  constexpr std::string_view midnight = "T00:00:00";
  return std::string(date.ends_with(midnight) ? date.substr(0, date.size() - midnight.size())
                                              : date.substr(0, date.find('T')));
}

} // namespace

/// What expat calls back into. No exception crosses expat: the first one is kept and thrown when the parser has
/// stopped.
struct SheetBuilder {
  const std::string &file;
  SheetVisitor &visitor;
  const Limits &limits;
  XML_Parser parser = nullptr;
  std::exception_ptr failure{};

  std::size_t depth = 0;
  std::size_t passing = 0; ///< depth of the element that is passed over, 0 = none
  bool spreadsheet = false;
  bool in_sheet = false;
  std::size_t tables = 0; ///< open ones: a table inside a cell is none of ours
  std::size_t row_number = 0;
  std::size_t row_repeated = 1;
  std::vector<SheetCell> cells{};
  std::size_t empty_before = 0; ///< cells not yet put before the next one that has something
  struct Merged {
    SheetCell cell;
    std::size_t last_row = 0;
  };
  std::map<std::size_t, Merged> merged{}; ///< by column: cells that reach into later rows
  std::uint64_t delivered = 0;

  bool in_cell = false;
  SheetCell cell{};
  std::size_t cell_repeated = 1;
  std::size_t cell_columns = 1;
  bool cell_formula = false;
  std::string formula{};
  bool has_value = false; ///< the value stands in an attribute
  std::string paragraphs{};
  bool in_paragraph = false;

  [[noreturn]] void stop(std::string_view code, std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    arguments.insert(arguments.begin(), {{"entry", std::string(content_entry)},
                                         {"line", std::to_string(XML_GetCurrentLineNumber(parser))},
                                         {"column", std::to_string(XML_GetCurrentColumnNumber(parser) + 1)}});
    refuse(Code{code}, file, std::move(arguments));
  }

  template <class Work> static void guarded(void *self, Work work) noexcept {
    auto &builder = *static_cast<SheetBuilder *>(self);
    if (builder.failure)
      return;
    try {
      work(builder);
    } catch (...) {
      builder.failure = std::current_exception();
      XML_StopParser(builder.parser, XML_FALSE);
    }
  }

  /// The usual name of an element or attribute.
  static std::string canonical(std::string_view expanded) {
    const auto separator = expanded.rfind(name_separator);
    if (separator == std::string_view::npos)
      return std::string(expanded);
    const auto prefix = prefix_of_namespace(expanded.substr(0, separator));
    return std::string(prefix).append(":").append(expanded.substr(separator + 1));
  }

  void start_element(const char *raw, const char **attributes) {
    if (++depth > limits.xml_depth)
      stop("odf.xml-too-deep", {{"limit", std::to_string(limits.xml_depth)}});
    if (passing != 0)
      return;
    const auto name = canonical(raw);
    if (name.starts_with("draw:") || std::ranges::find(passed_over, name) != passed_over.end() ||
        (name == "table:table" && in_cell)) {
      passing = depth;
      return;
    }
    if (name == "office:spreadsheet")
      spreadsheet = true;
    else if (name == "table:table" && spreadsheet)
      start_sheet(attributes);
    else if (name == "table:table-row" && in_sheet)
      start_row(attributes);
    else if ((name == "table:table-cell" || name == "table:covered-table-cell") && in_sheet)
      start_cell(attributes, name == "table:covered-table-cell");
    else if (in_cell)
      start_text(name, attributes);
  }

  static std::string attribute(const char **attributes, std::string_view wanted) {
    for (; *attributes != nullptr; attributes += 2)
      if (canonical(attributes[0]) == wanted)
        return attributes[1];
    return {};
  }

  void start_sheet(const char **attributes) {
    in_sheet = visitor.begin_sheet(attribute(attributes, "table:name"));
    row_number = 0;
    merged.clear();
  }

  void start_row(const char **attributes) {
    cells.clear();
    empty_before = 0;
    row_repeated = count_of(attribute(attributes, "table:number-rows-repeated"));
    ++row_number;
  }

  void start_cell(const char **attributes, bool covered) {
    in_cell = true;
    in_paragraph = false;
    cell = {};
    cell.covered = covered;
    cell_repeated = 1;
    cell_columns = 1;
    cell_formula = false;
    has_value = false;
    paragraphs.clear();
    for (; *attributes != nullptr; attributes += 2)
      take_attribute(canonical(attributes[0]), attributes[1]);
  }

  void take_attribute(const std::string &name, std::string_view value) {
    if (name == "table:number-columns-repeated")
      cell_repeated = count_of(value);
    else if (name == "table:number-columns-spanned")
      cell_columns = count_of(value);
    else if (name == "table:number-rows-spanned")
      cell.rows = count_of(value);
    else if (name == "office:value-type" && cell.kind != Kind::error)
      cell.kind = kind_of(value);
    else if (name == "calcext:value-type" && value == "error")
      cell.kind = Kind::error;
    else if (name == "table:formula")
      cell_formula = true, formula = value;
    else if (name == "office:value" || name == "office:boolean-value" || name == "office:time-value" ||
             (name == "office:string-value" && !value.empty()))
      has_value = true, cell.text = value;
    else if (name == "office:date-value")
      has_value = true, cell.text = day_of(value);
  }

  void start_text(const std::string &name, const char **attributes) {
    if (name == "text:p") {
      if (!paragraphs.empty())
        paragraphs += '\n';
      in_paragraph = true;
    } else if (name == "text:s") {
      const auto count = count_of(attribute(attributes, "text:c"));
      paragraphs.append(std::min<std::size_t>(count, limits.xml_depth), ' ');
    } else if (name == "text:tab") {
      paragraphs += '\t';
    } else if (name == "text:line-break") {
      paragraphs += '\n';
    }
  }

  void text(std::string_view more) {
    if (passing != 0 || !in_cell || !in_paragraph)
      return;
    if (paragraphs.size() + more.size() > limits.attribute_bytes)
      stop("odf.xml-too-long", {{"limit", std::to_string(limits.attribute_bytes)}});
    paragraphs += more;
  }

  void end_element(const char *raw) {
    const auto closed = depth--;
    if (passing != 0) {
      passing = passing == closed ? 0 : passing;
      return;
    }
    const auto name = canonical(raw);
    if (name == "text:p")
      in_paragraph = false;
    else if (name == "table:table-cell" || name == "table:covered-table-cell")
      end_cell();
    else if (name == "table:table-row" && in_sheet)
      end_row();
    else if (name == "table:table")
      in_sheet = false;
  }

  void end_cell() {
    if (!in_cell)
      return;
    in_cell = false;
    if (!has_value)
      cell.text = paragraphs;
    if (cell.kind == Kind::error)
      cell.text = paragraphs;
    if (cell_formula && cell.text.empty() && cell.kind == Kind::empty)
      cell.kind = Kind::error, cell.text = formula;
    if (cell.kind == Kind::empty && !cell.text.empty())
      cell.kind = Kind::text;
    if (cell.kind == Kind::text && cell.text.empty())
      cell.kind = Kind::empty;
    put_cell();
  }

  /// What a covered cell shows: the content of the merged cell that begins above or to the left; null when nothing.
  const SheetCell *covering(std::size_t column) {
    if (const auto above = merged.find(column); above != merged.end() && row_number <= above->second.last_row)
      return &above->second.cell;
    if (covering_left == 0)
      return nullptr;
    --covering_left;
    remember(column, left);
    return &left;
  }

  /// Puts the cell as often as it repeats.
  void put_cell() {
    for (; cell.covered && cell_repeated > 0; --cell_repeated) {
      const auto *const origin = covering(cells.size() + empty_before);
      if (origin == nullptr)
        break;
      append(*origin);
      cells.back().covered = true;
    }
    if (cell_repeated == 0)
      return;
    covering_left = cell_columns - 1;
    left = cell;
    remember(cells.size() + empty_before, cell);
    if (cell.kind == Kind::empty) {
      empty_before += cell_repeated;
      return;
    }
    for (; cell_repeated > 0; --cell_repeated)
      append(cell);
  }

  std::size_t covering_left = 0; ///< columns to the right that the last merged cell still covers
  SheetCell left{};

  void remember(std::size_t column, const SheetCell &one) {
    if (one.rows > 1)
      merged[column] = {one, row_number + one.rows - 1};
  }

  void append(const SheetCell &one) {
    if (cells.size() + empty_before >= most_columns)
      stop("odf.repeat", {{"element", "table:table-cell"}, {"limit", std::to_string(most_columns)}});
    cells.resize(cells.size() + empty_before);
    empty_before = 0;
    cells.push_back(one);
  }

  void end_row() {
    covering_left = 0;
    const auto first = row_number;
    row_number += row_repeated - 1;
    if (cells.empty())
      return;
    delivered += row_repeated * cells.size();
    if (delivered > limits.repeated_cells)
      stop("odf.repeat", {{"element", "table:table-row"}, {"limit", std::to_string(limits.repeated_cells)}});
    for (std::size_t i = 0; i < row_repeated; ++i)
      visitor.row(first + i, cells);
  }

  void connect() {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void *self, const char *raw, const char **attributes) {
          guarded(self, [&](SheetBuilder &builder) { builder.start_element(raw, attributes); });
        },
        [](void *self, const char *raw) { guarded(self, [&](SheetBuilder &builder) { builder.end_element(raw); }); });
    XML_SetCharacterDataHandler(parser, [](void *self, const char *bytes, int size) {
      guarded(self, [&](SheetBuilder &builder) { builder.text({bytes, static_cast<std::size_t>(size)}); });
    });
    XML_SetStartDoctypeDeclHandler(parser, [](void *self, const char *, const char *, const char *, int) {
      guarded(self, [](SheetBuilder &builder) { builder.stop("odf.xml-doctype"); });
    });
  }

  void parse(const std::string &bytes) {
    if (bytes.size() > INT_MAX)
      stop("odf.xml-too-large", {{"limit", std::to_string(INT_MAX)}});
    connect();
    const auto status = XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), 1);
    if (failure)
      std::rethrow_exception(failure);
    if (status != XML_STATUS_OK)
      stop("odf.xml-broken", {{"reason", xml_cause(XML_GetErrorCode(parser))}});
    if (!spreadsheet)
      refuse(Code{"odf.not-a-workbook"}, file);
  }
};

void read_sheets(const Package &package, SheetVisitor &visitor, const Limits &limits) {
  const auto *const manifest = package.find("META-INF/manifest.xml");
  const bool locked = manifest != nullptr && package.read(*manifest).find("encryption-data") != std::string::npos;
  if (locked || package.find("encrypted-package") != nullptr)
    refuse(Code{"odf.encrypted"}, package.file_name(), {{"entry", std::string(content_entry)}});
  const auto *const content = package.find(content_entry);
  if (content == nullptr)
    refuse(Code{"odf.not-a-workbook"}, package.file_name());
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreateNS("UTF-8", name_separator),
                                                                       &XML_ParserFree);
  if (!parser)
    throw std::bad_alloc();
  SheetBuilder builder{.file = package.file_name(), .visitor = visitor, .limits = limits};
  builder.parser = parser.get();
  builder.parse(package.read(*content));
}

} // namespace solieu::odf
