#include "binding/calc_addresses.hpp"
#include "binding/chart_ranges.hpp"
#include "binding/statement_units.hpp"
#include "binding/table_rows.hpp"

#include <algorithm>
#include <map>

namespace solieu::binding {

using odf::XmlNode;

namespace {

constexpr std::string_view content_suffix = "/content.xml";

bool holds_brace(XmlNode &node) {
  bool found = false;
  walk(node, [&](XmlNode &inner) {
    found = found || (inner.kind == XmlNode::Kind::text && inner.text.find('{') != std::string::npos);
    return !found;
  });
  return found;
}

class ObjectBinder {
public:
  explicit ObjectBinder(Draft &draft) : draft_(draft) {}

  void run() {
    for (std::uint32_t i = 0; i < draft_.parts.size(); ++i)
      if (draft_.parts[i].kind == DraftPart::Kind::content)
        find_frames(i);
    for (DraftPart &part : draft_.parts)
      if (part.kind == DraftPart::Kind::object)
        bind(part);
  }

private:
  struct Frame {
    XmlNode *object;
    std::uint32_t part;
  };

  void find_frames(std::uint32_t part) {
    static const odf::XmlName object = odf::xml_name("draw:object"), href = odf::xml_name("xlink:href");
    walk(draft_.parts[part].document->root(), [&](XmlNode &node) {
      const std::string *target = node.is(object) ? node.attribute(href) : nullptr;
      if (target)
        frames_[target->starts_with("./") ? target->substr(2) : *target].push_back({&node, part});
      return node.kind == XmlNode::Kind::element || node.kind == XmlNode::Kind::block;
    });
  }

  void bind(DraftPart &part) {
    const std::string folder = part.entry.substr(0, part.entry.size() - content_suffix.size());
    const auto frames = frames_.find(folder);
    ChartPlace chart{folder};
    if (frames != frames_.end())
      chart.loops = loops_around(draft_, *frames->second.front().object);
    const bool given = draft_.out->kind == DocumentKind::calc && frames != frames_.end() && fills_cells() &&
                       give_series(draft_, *part.document, folder);
    const bool own = has_own_table(part.document->root());
    XmlNode *table = table_of(part.document->root());
    if (own && table && part.needed) {
      chart.own_table = read_table(draft_, *part.document, *table, false);
      type_cells(*part.document, *table);
    }
    chart.own_figures = part.own_figures;
    if (part.own_figures)
      prepare_own_table(*part.document);
    multiply_series(draft_, *part.document, chart.own_table);
    const bool moves = bind_chart_ranges(draft_, *part.document, chart);
    if (!own && table && (moves || given || holds_brace(*table))) {
      part.document->remove(*table);
      part.needed = true;
    }
    part.needed = part.needed || moves || given || !chart.loops.empty();
    if (part.needed && frames != frames_.end())
      show(part, folder, frames->second);
  }

  /// False for a spreadsheet without markers.
  [[nodiscard]] bool fills_cells() const {
    return std::ranges::any_of(
        draft_.parts, [](const DraftPart &part) { return part.kind == DraftPart::Kind::content && part.needed; });
  }

  /// The object is written where the content shows it, with what is known there.
  void show(DraftPart &part, const std::string &folder, const std::vector<Frame> &frames) {
    part.object = static_cast<std::uint32_t>(draft_.out->objects.size());
    draft_.out->objects.push_back({folder});
    for (const Frame &frame : frames) {
      DraftPart &content = draft_.parts[frame.part];
      content.document->set_attribute(*frame.object, "xlink:href",
                                      draft_.attribute_mark({Mark::Kind::step, 0, 0, {StepKind::object, part.object}}));
      content.needed = true;
    }
  }

  /// Behind the rest of the chart there will be the table of what it shows.
  void prepare_own_table(odf::XmlDocument &document) {
    static const odf::XmlName plot_area = odf::xml_name("chart:plot-area"), chart = odf::xml_name("chart:chart");
    XmlNode *whole = nullptr;
    walk(document.root(), [&](XmlNode &node) {
      whole = node.is(chart) ? &node : whole;
      if (node.is(plot_area))
        document.remove_attribute(node, "table:cell-range-address");
      return node.kind == XmlNode::Kind::element && !node.is(plot_area);
    });
    if (!whole)
      return;
    document.append(*whole, document.new_slot(draft_.mark(
                                {Mark::Kind::step,
                                 0,
                                 0,
                                 {StepKind::chart_table, static_cast<std::uint32_t>(draft_.out->objects.size())}})));
    document.new_element("table:table"); // its namespace, and those of what it holds, are declared
    document.new_element("text:p");
    document.new_element("office:value");
  }

  static XmlNode *table_of(XmlNode &root) {
    XmlNode *table = nullptr;
    walk(root, [&](XmlNode &node) {
      table = table ? table : node.is(Names::get().table) ? &node : nullptr;
      return table == nullptr;
    });
    return table;
  }

  /// Cells of the table inside a chart are numbers, as in a spreadsheet.
  void type_cells(odf::XmlDocument &document, XmlNode &table) {
    walk(table, [&](XmlNode &node) {
      if (!node.is(Names::get().cell))
        return true;
      DraftMarker *marker = only_value(draft_, node);
      if (!marker)
        return false;
      document.remove_attribute(node, "office:value");
      const auto index = static_cast<std::uint32_t>(marker - draft_.markers.data());
      document.set_attribute(node, "office:value-type", draft_.attribute_mark({Mark::Kind::cell_type, index}));
      marker->site.typed = true;
      return false;
    });
  }

  Draft &draft_;
  std::map<std::string, std::vector<Frame>> frames_; ///< by folder
};

} // namespace

void bind_objects(Draft &draft) { ObjectBinder(draft).run(); }

} // namespace solieu::binding
