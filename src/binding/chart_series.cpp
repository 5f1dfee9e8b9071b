#include "binding/calc_addresses.hpp"
#include "binding/chart_ranges.hpp"

#include <algorithm>
#include <array>

namespace solieu::binding {

using odf::FormulaReference;
using odf::XmlNode;

namespace {

/// One column (or row) of the cells that a chart shows.
struct Line {
  FormulaReference label, values; ///< equal when the line has no label
};

class SeriesMaker {
public:
  SeriesMaker(odf::XmlDocument &document, XmlNode &plot) : document_(document), plot_(plot) {
    walk(document.root(), [this](XmlNode &node) {
      const std::string *kind =
          node.is(odf::xml_name("chart:chart")) ? node.attribute(odf::xml_name("chart:class")) : nullptr;
      class_ = kind ? *kind : class_;
      return node.kind == XmlNode::Kind::element && !node.is(Names::get().table);
    });
  }

  /// False when it is not known what the cells mean.
  bool run() {
    static constexpr std::array by_category = {"chart:bar",  "chart:line",  "chart:area",        "chart:circle",
                                               "chart:ring", "chart:radar", "chart:filled-radar"};
    const bool scatter = class_ == "chart:scatter";
    if (!scatter && std::ranges::find(by_category, class_) == by_category.end())
      return false;
    const std::string *labels = plot_.attribute(odf::xml_name("chart:data-source-has-labels"));
    const bool both = labels && *labels == "both";
    const bool first_row = both || (labels && *labels == "row"), first_column = both || (labels && *labels == "column");
    const bool in_rows = series_source() == "rows";
    std::vector<Line> lines = lines_of(in_rows, in_rows ? first_column : first_row);
    const bool headed = scatter || (in_rows ? first_row : first_column);
    if (lines.size() < (headed ? 2U : 1U))
      return false;
    const std::string heads = headed ? address(lines.front().values) : std::string();
    if (headed)
      lines.erase(lines.begin());
    if (headed && !scatter)
      add_categories(heads);
    for (std::size_t i = lines.size(); i-- > 0;)
      add(lines[i], i, scatter && i == 0 ? heads : std::string());
    return true;
  }

private:
  std::string series_source() {
    static const odf::XmlName name = odf::xml_name("chart:style-name"), style = odf::xml_name("style:name"),
                              source = odf::xml_name("chart:series-source");
    const std::string *wanted = plot_.attribute(name);
    std::string found;
    XmlNode *around = nullptr;
    walk(document_.root(), [&](XmlNode &node) {
      around = node.is(odf::xml_name("style:style")) ? &node : around;
      const std::string *text = node.kind == XmlNode::Kind::element ? node.attribute(source) : nullptr;
      const std::string *own = text && around ? around->attribute(style) : nullptr;
      if (own && wanted && *own == *wanted)
        found = *text;
      return node.kind == XmlNode::Kind::element;
    });
    return found;
  }

  [[nodiscard]] std::vector<Line> lines_of(bool in_rows, bool labelled) const {
    const std::string *text = plot_.attribute(odf::xml_name("table:cell-range-address"));
    std::vector<Line> lines;
    for (const FormulaReference &range : address_list(text ? *text : std::string()).references) {
      const odf::CellAddress &last = range.last ? *range.last : range.first;
      const std::size_t from = in_rows ? range.first.row : range.first.column, to = in_rows ? last.row : last.column;
      const bool room = in_rows ? last.column > range.first.column : last.row > range.first.row;
      for (std::size_t at = from; at <= to; ++at) {
        FormulaReference line = range;
        line.last = last;
        line.last->sheet.clear();
        (in_rows ? line.first.row : line.first.column) = at;
        (in_rows ? line.last->row : line.last->column) = at;
        FormulaReference label = line;
        label.last.reset();
        if (labelled && room)
          ++(in_rows ? line.first.column : line.first.row);
        lines.push_back({label, line});
      }
    }
    return lines;
  }

  static std::string address(const FormulaReference &range) {
    const std::string text = odf::reference_text(range);
    return text.substr(1, text.size() - 2);
  }

  void add_categories(const std::string &heads) {
    static const odf::XmlName axis = odf::xml_name("chart:axis"), dimension = odf::xml_name("chart:dimension"),
                              title = odf::xml_name("chart:title"), categories = odf::xml_name("chart:categories");
    for (XmlNode *node = plot_.first; node; node = node->next) {
      const std::string *which = node->is(axis) ? node->attribute(dimension) : nullptr;
      if (!which || *which != "x")
        continue;
      XmlNode &made = document_.new_element("chart:categories");
      document_.set_attribute(made, "table:cell-range-address", heads);
      if (node->first && node->first->is(categories))
        return;
      if (node->first && node->first->is(title))
        document_.insert_after(*node->first, made);
      else if (node->first)
        document_.insert_before(*node->first, made);
      else
        document_.append(*node, made);
      return;
    }
  }

  /// Series come behind the axes; this one before those that are there.
  void add(const Line &line, std::size_t number, const std::string &domain) {
    static const odf::XmlName axis = odf::xml_name("chart:axis");
    XmlNode &series = document_.new_element("chart:series");
    if (class_ != "chart:circle" && class_ != "chart:ring") // each piece has a colour of its own
      document_.set_attribute(series, "chart:style-name", add_style(number));
    document_.set_attribute(series, "chart:values-cell-range-address", address(line.values));
    if (line.label.first != line.values.first)
      document_.set_attribute(series, "chart:label-cell-address", address(line.label));
    document_.set_attribute(series, "chart:class", class_);
    if (!domain.empty()) {
      XmlNode &made = document_.new_element("chart:domain");
      document_.set_attribute(made, "table:cell-range-address", domain);
      document_.append(series, made);
    }
    XmlNode *behind = nullptr;
    for (XmlNode *node = plot_.first; node; node = node->next)
      behind = node->is(axis) ? node : behind;
    if (behind)
      document_.insert_after(*behind, series);
    else if (plot_.first)
      document_.insert_before(*plot_.first, series);
    else
      document_.append(plot_, series);
  }

  std::string add_style(std::size_t number) {
    static const odf::XmlName styles = odf::xml_name("office:automatic-styles");
    std::string name = "SLC" + std::to_string(number + 1);
    const std::string colour = series_palette[number % series_palette.size()];
    XmlNode &style = document_.new_element("style:style");
    document_.set_attribute(style, "style:name", name);
    document_.set_attribute(style, "style:family", "chart");
    XmlNode &graphics = document_.new_element("style:graphic-properties");
    const bool drawn = class_ == "chart:line" || class_ == "chart:scatter" || class_ == "chart:radar";
    document_.set_attribute(graphics, "draw:stroke", drawn ? "solid" : "none");
    document_.set_attribute(graphics, "svg:stroke-width", "0.08cm");
    document_.set_attribute(graphics, "svg:stroke-color", colour);
    document_.set_attribute(graphics, "draw:fill", "solid");
    document_.set_attribute(graphics, "draw:fill-color", colour);
    document_.append(style, graphics);
    for (XmlNode *node = document_.root().first; node; node = node->next)
      if (node->is(styles)) {
        document_.append(*node, style);
        return name;
      }
    XmlNode &made = document_.new_element("office:automatic-styles");
    document_.append(made, style);
    document_.insert_before(*document_.root().first, made);
    return name;
  }

  odf::XmlDocument &document_;
  XmlNode &plot_;
  std::string class_;
};

} // namespace

bool give_series(Draft &draft, odf::XmlDocument &document, const std::string &chart) {
  static const odf::XmlName series = odf::xml_name("chart:series"), plot_area = odf::xml_name("chart:plot-area"),
                            cells = odf::xml_name("table:cell-range-address");
  XmlNode *plot = nullptr;
  bool shows = false;
  walk(document.root(), [&](XmlNode &node) {
    plot = node.is(plot_area) ? &node : plot;
    shows = shows || node.is(series);
    return node.kind == XmlNode::Kind::element && !node.is(Names::get().table);
  });
  if (!plot || shows)
    return false;
  if (SeriesMaker(document, *plot).run())
    return true;
  const std::string *range = plot->attribute(cells);
  diagnostic::Diagnostic finding{range ? diagnostic::Code{"binding.chart-without-series"}
                                       : diagnostic::Code{"binding.chart-empty"},
                                 diagnostic::Severity::warning};
  finding.location.file = draft.out->file_name;
  finding.location.place = {diagnostic::PlaceKind::chart, chart, 0, 0};
  finding.arguments = {{"name", chart}, {"cells", range ? *range : std::string()}};
  draft.findings.push_back(std::move(finding));
  return false;
}

} // namespace solieu::binding
