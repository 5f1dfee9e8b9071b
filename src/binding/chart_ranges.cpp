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

/// What LibreOffice gives one series after the other.
constexpr std::array<const char *, series_colours> palette = {"#004586", "#ff420e", "#ffd320", "#579d1c",
                                                              "#7e0021", "#83caff", "#314004", "#aecf00",
                                                              "#4b1f6f", "#ff950e", "#c5000b", "#0084d1"};

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
    if (name == own_table_name)
      return own_table_;
    for (std::uint32_t i = 0; i < out_.sheets.size(); ++i)
      if (out_.sheets[i].name == name)
        return i;
    return no_index;
  }

  /// A series is a column when its caption stands above it, a row when its caption stands beside it.
  static bool in_columns(const FormulaReference &range, const std::vector<FormulaReference> &head) {
    const odf::CellAddress &last = range.last ? *range.last : range.first;
    const bool wide = last.column > range.first.column, high = last.row > range.first.row;
    if (wide == high && !head.empty())
      return head.front().first.column == range.first.column;
    return !wide;
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
          const std::string value = palette[(number + colour) % palette.size()];
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

void multiply_series(Draft &draft, odf::XmlDocument &document, std::uint32_t own_table) {
  SeriesMultiplier(draft, document, own_table).run();
}

} // namespace solieu::binding
