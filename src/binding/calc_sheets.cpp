#include "binding/calc_addresses.hpp"
#include "binding/calc_rows.hpp"
#include "binding/draft.hpp"
#include "binding/number_formats.hpp"
#include "binding/statement_units.hpp"

namespace solieu::binding {

using odf::XmlNode;

namespace {

bool holds_slot(XmlNode &cell) {
  bool found = false;
  walk(cell, [&](XmlNode &node) {
    found = found || node.kind == XmlNode::Kind::slot || node.kind == XmlNode::Kind::block;
    return !found;
  });
  return found;
}

/// Binds the cells of the sheets in document order.
class SheetBinder {
public:
  SheetBinder(Draft &draft, DraftPart &part, const NumberFormats &formats)
      : draft_(draft), document_(*part.document), formats_(formats) {}

  void run() {
    walk(
        document_.root(), [this](XmlNode &node) { return enter(node); },
        [this](XmlNode &node) { sheet_node_ = sheet_node_ == &node ? nullptr : sheet_node_; });
  }

private:
  bool enter(XmlNode &node) {
    const Names &n = Names::get();
    if (node.kind == XmlNode::Kind::block)
      return true;
    if (node.kind == XmlNode::Kind::slot && draft_.marks[node.mark].kind == Mark::Kind::gone_cell) {
      ++next_column_;
      return false;
    }
    if (node.kind != XmlNode::Kind::element)
      return false;
    if (node.is(n.table) && !sheet_node_) {
      sheet_node_ = &node;
      columns_.clear();
      ++sheet_;
    } else if (node.is(n.column) && sheet_node_) {
      const std::string *style = node.attribute(n.default_cell_style);
      columns_.push_back({repeat_count(node, n.columns_repeated), style ? *style : std::string()});
    } else if (node.is(n.row) && sheet_node_) {
      const auto numbers = draft_.rows.find(&node);
      row_ = numbers == draft_.rows.end() ? 0 : numbers->second.first;
      const std::string *style = node.attribute(n.default_cell_style);
      row_style_ = style ? *style : std::string();
      next_column_ = 0;
    } else if ((node.is(n.cell) || node.is(n.covered)) && sheet_node_) {
      const std::uint32_t column = next_column_;
      next_column_ += repeat_count(node, n.columns_repeated);
      bind_cell(node, column);
      return false;
    }
    return true;
  }

  void bind_cell(XmlNode &cell, std::uint32_t column) {
    if (!holds_slot(cell))
      return;
    DraftMarker *marker = only_value(draft_, cell);
    for (const char *name : {"office:value", "office:date-value", "office:time-value", "office:boolean-value",
                             "office:string-value", "office:currency", "calcext:value-type"})
      document_.remove_attribute(cell, name);
    if (!marker) {
      document_.set_attribute(cell, "office:value-type", "string");
      return;
    }
    const auto index = static_cast<std::uint32_t>(marker - draft_.markers.data());
    document_.set_attribute(cell, "office:value-type", draft_.attribute_mark({Mark::Kind::cell_type, index}));
    marker->site.carrier = Carrier::cell;
    marker->site.typed = true;
    marker->site.sheet = sheet_ - 1;
    marker->site.row = row_;
    marker->site.column = column;
    marker->site.percentage = formats_.is_percentage(style_of(cell, column));
  }

  std::string style_of(const XmlNode &cell, std::uint32_t column) const {
    if (const std::string *own = cell.attribute(Names::get().style_name))
      return *own;
    if (!row_style_.empty())
      return row_style_;
    std::uint32_t first = 0;
    for (const auto &[count, style] : columns_) {
      if (column < first + count)
        return style;
      first += count;
    }
    return {};
  }

  Draft &draft_;
  odf::XmlDocument &document_;
  const NumberFormats &formats_;
  XmlNode *sheet_node_ = nullptr;
  std::uint32_t sheet_ = 0, row_ = 0, next_column_ = 0;
  std::string row_style_;
  std::vector<std::pair<std::uint32_t, std::string>> columns_;
};

} // namespace

void bind_sheets(Draft &draft) {
  NumberFormats formats;
  for (DraftPart &part : draft.parts)
    if (part.kind == DraftPart::Kind::content || part.kind == DraftPart::Kind::styles)
      formats.read(part.document->root());
  for (DraftPart &part : draft.parts) {
    if (part.kind != DraftPart::Kind::content || !part.needed)
      continue;
    SheetBinder(draft, part, formats).run();
    bind_rows(draft, part);
  }
}

} // namespace solieu::binding
