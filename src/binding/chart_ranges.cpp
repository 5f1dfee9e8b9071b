#include "binding/chart_ranges.hpp"
#include "binding/axis_view.hpp"
#include "binding/calc_addresses.hpp"

#include <algorithm>
#include <array>

namespace solieu::binding {

using odf::FormulaReference;
using odf::XmlNode;

namespace {

constexpr std::array range_attributes = {"table:cell-range-address", "chart:values-cell-range-address",
                                         "chart:label-cell-address"};

template <class Visit> void for_each_range(XmlNode &chart, Visit visit) {
  walk(chart, [&](XmlNode &node) {
    if (node.kind != XmlNode::Kind::element)
      return node.kind == XmlNode::Kind::block;
    for (const char *name : range_attributes)
      if (const std::string *text = node.attribute(odf::xml_name(name)))
        for (const FormulaReference &reference : address_list(*text).references)
          visit(reference);
    return !node.is(Names::get().table);
  });
}

/// A series is a column when its caption stands above it, a row when its caption stands beside it.
bool in_columns(const FormulaReference &range, const std::vector<FormulaReference> &head) {
  const odf::CellAddress &last = range.last ? *range.last : range.first;
  const bool wide = last.column > range.first.column, high = last.row > range.first.row;
  if (wide == high && !head.empty())
    return head.front().first.column == range.first.column;
  return !wide;
}

std::uint32_t sheet_named(const CompiledParts &parts, const std::string &name) {
  for (std::uint32_t i = 0; i < parts.sheets.size(); ++i)
    if (parts.sheets[i].name == name)
      return i;
  return no_index;
}

std::vector<FormulaReference> addresses_in(const XmlNode &node, const char *attribute) {
  const std::string *text = node.attribute(odf::xml_name(attribute));
  return text ? address_list(*text).references : std::vector<FormulaReference>{};
}

/// Rows (or columns) first … last lie in a block that others share, or that something around repeats.
bool lies_apart(const AxisView &axis, const std::vector<RowBody> &bodies, const std::vector<RowBlock> &blocks,
                std::uint32_t sheet, std::size_t first, std::size_t last) {
  const auto from = axis.blocks_around(sheet, static_cast<std::uint32_t>(first));
  const auto to = axis.blocks_around(sheet, static_cast<std::uint32_t>(last));
  const auto common = std::mismatch(from.begin(), from.end(), to.begin(), to.end()).first - from.begin();
  if (common == 0)
    return false;
  const std::uint32_t inner = from[static_cast<std::size_t>(common) - 1];
  if (std::any_of(from.begin(), from.begin() + common - 1, [&](std::uint32_t block) { return axis.repeats(block); }))
    return true;
  if (!axis.repeats(inner))
    return false;
  const std::vector<RowItem> &items = bodies[blocks[inner].bodies.front()].items;
  return std::any_of(items.begin(), items.end(), [&](const RowItem &item) {
    return item.kind != RowItem::Kind::gone && (item.first < first || item.first + item.count > last + 1);
  });
}

class SeriesMultiplier {
public:
  SeriesMultiplier(Draft &draft, odf::XmlDocument &document, std::uint32_t own_table)
      : draft_(draft), out_(*draft.out), document_(document), own_table_(own_table) {}

  void run() {
    static const odf::XmlName series = odf::xml_name("chart:series");
    std::vector<XmlNode *> found;
    walk(document_.root(), [&](XmlNode &node) {
      if (node.is(series))
        found.push_back(&node);
      return node.kind == XmlNode::Kind::element && !node.is(series);
    });
    for (std::size_t i = 0; i < found.size(); ++i)
      multiply(*found[i], i);
  }

private:
  void multiply(XmlNode &series, std::size_t number) {
    static const odf::XmlName values = odf::xml_name("chart:values-cell-range-address"),
                              label = odf::xml_name("chart:label-cell-address"),
                              style = odf::xml_name("chart:style-name");
    const std::string *text = series.attribute(values);
    const std::vector<FormulaReference> range = text ? address_list(*text).references : std::vector<FormulaReference>{};
    if (range.size() != 1)
      return;
    const std::string *caption = series.attribute(label);
    const std::vector<FormulaReference> head =
        caption ? address_list(*caption).references : std::vector<FormulaReference>{};
    const std::uint32_t sheet = table_named(range.front().first.sheet);
    if (sheet == no_index)
      return;
    ChartSeries made;
    made.sheet = sheet;
    made.columns = in_columns(range.front(), head);
    const AxisView rows(out_.sheets, &Sheet::rows, out_.row_bodies, out_.row_blocks),
        columns(out_.sheets, &Sheet::columns, out_.column_bodies, out_.column_blocks);
    const AxisView &axis = made.columns ? columns : rows;
    const std::size_t line = made.columns ? range.front().first.column : range.front().first.row;
    const std::vector<std::uint32_t> blocks = axis.blocks_around(sheet, static_cast<std::uint32_t>(line));
    if (blocks.empty() || !axis.repeats(blocks.back()))
      return;
    made.block = blocks.back();
    if (const std::string *name = series.attribute(style)) {
      made.style = *name;
      add_styles(*name, number);
    }
    const auto index = static_cast<std::uint32_t>(out_.series.size());
    if (!made.style.empty())
      document_.set_attribute(series, "chart:style-name",
                              draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::series_style, index}}));
    out_.series.push_back(std::move(made));
    document_.wrap(series, series, draft_.mark({Mark::Kind::series, index}));
  }

  [[nodiscard]] std::uint32_t table_named(const std::string &name) const {
    return name == own_table_name ? own_table_ : sheet_named(out_, name);
  }

  /// The style of a series in each colour.
  void add_styles(const std::string &name, std::size_t number) {
    static const odf::XmlName style = odf::xml_name("style:style"), own_name = odf::xml_name("style:name"),
                              graphics = odf::xml_name("style:graphic-properties");
    XmlNode *found = nullptr;
    walk(document_.root(), [&](XmlNode &node) {
      const std::string *known = node.is(style) ? node.attribute(own_name) : nullptr;
      found = known && *known == name ? &node : found;
      return found == nullptr && node.kind == XmlNode::Kind::element;
    });
    if (!found)
      return;
    for (std::size_t colour = series_colours; colour-- > 1;) {
      XmlNode &copy = document_.clone(*found);
      document_.insert_after(*found, copy);
      document_.set_attribute(copy, "style:name", name + "_SL" + std::to_string(colour));
      for (XmlNode *child = copy.first; child; child = child->next)
        if (child->is(graphics)) {
          const std::string value = series_palette[(number + colour) % series_palette.size()];
          document_.set_attribute(*child, "draw:fill-color", value);
          document_.set_attribute(*child, "svg:stroke-color", value);
        }
    }
  }

  Draft &draft_;
  CompiledParts &out_;
  odf::XmlDocument &document_;
  std::uint32_t own_table_;
};

} // namespace

bool has_own_table(XmlNode &chart) {
  bool own = false;
  for_each_range(chart, [&](const FormulaReference &range) { own = own || range.first.sheet == own_table_name; });
  return own;
}

std::vector<std::string> shown_tables(XmlNode &chart) {
  std::vector<std::string> names;
  for_each_range(chart, [&](const FormulaReference &range) {
    if (range.first.sheet != own_table_name && std::find(names.begin(), names.end(), range.first.sheet) == names.end())
      names.push_back(range.first.sheet);
  });
  return names;
}

bool draws_apart(const Draft &draft, XmlNode &chart, std::vector<ShownCells> &shown) {
  static const odf::XmlName series = odf::xml_name("chart:series"), categories = odf::xml_name("chart:categories"),
                            domain = odf::xml_name("chart:domain");
  const CompiledParts &out = *draft.out;
  const AxisView rows(out.sheets, &Sheet::rows, out.row_bodies, out.row_blocks),
      columns(out.sheets, &Sheet::columns, out.column_bodies, out.column_blocks);
  bool apart = false, down = true;
  const auto show = [&](const FormulaReference &range, bool drawn) {
    const std::uint32_t sheet = sheet_named(out, range.first.sheet);
    const odf::CellAddress &last = range.last ? *range.last : range.first;
    if (sheet == no_index)
      return;
    shown.push_back({sheet, range.first, last});
    apart =
        apart || (drawn && (down ? lies_apart(rows, out.row_bodies, out.row_blocks, sheet, range.first.row, last.row)
                                 : lies_apart(columns, out.column_bodies, out.column_blocks, sheet, range.first.column,
                                              last.column)));
  };
  walk(chart, [&](XmlNode &node) {
    if (node.is(series)) {
      const std::vector<FormulaReference> head = addresses_in(node, "chart:label-cell-address");
      for (const FormulaReference &range : addresses_in(node, "chart:values-cell-range-address")) {
        down = in_columns(range, head);
        show(range, true);
      }
      for (const FormulaReference &range : head)
        show(range, false);
    }
    if (node.is(categories) || node.is(domain))
      for (const FormulaReference &range : addresses_in(node, "table:cell-range-address"))
        show(range, false);
    return node.kind == XmlNode::Kind::block || (node.kind == XmlNode::Kind::element && !node.is(Names::get().table));
  });
  return apart;
}

void multiply_series(Draft &draft, odf::XmlDocument &document, std::uint32_t own_table) {
  SeriesMultiplier(draft, document, own_table).run();
}

} // namespace solieu::binding
