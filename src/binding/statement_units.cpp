#include "binding/statement_units.hpp"

#include "binding/style_book.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace solieu::binding {

using odf::XmlNode;

namespace {

bool is_space(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      continue;
    if (text.substr(i, 2) == "\xC2\xA0") { // no-break space
      ++i;
      continue;
    }
    return false;
  }
  return true;
}

/// Elements that print nothing of their own.
bool is_frame_of_text(const XmlNode &node) {
  const Names &n = Names::get();
  for (const odf::XmlName name :
       {n.paragraph, n.heading, n.span, n.space, n.tab, n.link, n.list, n.list_item, n.list_header, n.row, n.cell,
        n.covered, n.soft_page_break, n.bookmark, n.bookmark_start, n.bookmark_end})
    if (node.name == name)
      return node.attribute(n.formula) == nullptr && node.attribute(n.value) == nullptr;
  return false;
}

bool is_statement(const Draft &draft, const XmlNode &slot) {
  const Mark &mark = draft.marks[slot.mark];
  return mark.kind == Mark::Kind::marker &&
         !std::holds_alternative<expression::ValueMarker>(draft.markers[mark.index].marker.data);
}

using Known = std::unordered_map<const XmlNode *, bool>;

/// The row, list item or paragraph that vanishes with a statement; null when it shares all of them with something.
XmlNode *vanishing_unit(const Draft &draft, const DraftMarker &marker, Known &known) {
  const Names &n = Names::get();
  XmlNode *unit = nullptr;
  for (XmlNode *above = marker.slot; above; above = parent_element(*above)) {
    const bool candidate = above == marker.host || above->is(n.row) || above->is(n.list_item);
    if (!candidate)
      continue;
    const auto [found, added] = known.try_emplace(above, false);
    if (added)
      found->second = only_statements(draft, *above);
    if (!found->second)
      break;
    unit = above;
    if (above->is(n.row))
      break;
  }
  return unit;
}

/// Other content beside the node, passing over blocks and spaces.
bool has_company(const XmlNode &node) {
  const XmlNode *above = node.parent;
  for (const XmlNode *child = above->first; child; child = child->next)
    if (child != &node && (child->kind == XmlNode::Kind::element || child->kind == XmlNode::Kind::block))
      return true;
  return above->kind == XmlNode::Kind::block && has_company(*above);
}

class StatementRemover {
public:
  explicit StatementRemover(Draft &draft) : draft_(draft) {}

  void run() {
    std::vector<XmlNode *> units;
    std::unordered_set<const XmlNode *> seen;
    Known known;
    for (const DraftMarker &marker : draft_.markers) {
      if (std::holds_alternative<expression::ValueMarker>(marker.marker.data))
        continue;
      XmlNode *unit = vanishing_unit(draft_, marker, known);
      if (unit && has_company(*unit)) {
        if (keeps_slot(marker))
          move_before(marker, *unit);
        if (seen.insert(unit).second) {
          units.push_back(unit);
          parts_.push_back(marker.part);
        }
      } else if (unit && empty_cell(marker) && seen.insert(marker.host).second) {
        units.push_back(marker.host);
        parts_.push_back(marker.part);
      }
    }
    for (const DraftMarker &marker : draft_.markers)
      if (!std::holds_alternative<expression::ValueMarker>(marker.marker.data) && !keeps_slot(marker))
        document(marker.part).remove(*marker.slot);
    for (std::size_t i = 0; i < units.size(); ++i)
      vanish(*units[i], parts_[i]);
  }

private:
  odf::XmlDocument &document(std::uint32_t part) { return *draft_.parts[part].document; }

  /// Statements that do something where they stand.
  static bool keeps_slot(const DraftMarker &marker) {
    return std::holds_alternative<expression::SetMarker>(marker.marker.data);
  }

  void move_before(const DraftMarker &marker, XmlNode &unit) {
    document(marker.part).remove(*marker.slot);
    document(marker.part).insert_before(unit, *marker.slot);
  }

  /// A Calc cell whose only text was a statement holds nothing; false for any other place.
  bool empty_cell(const DraftMarker &marker) {
    const Names &n = Names::get();
    XmlNode *cell = parent_element(*marker.host);
    if (draft_.out->kind != DocumentKind::calc || !cell || !cell->is(n.cell))
      return false;
    if (keeps_slot(marker))
      move_before(marker, *marker.host);
    document(marker.part).remove_attribute(*cell, "office:value-type");
    document(marker.part).remove_attribute(*cell, "calcext:value-type");
    return true;
  }

  void vanish(XmlNode &unit, std::uint32_t part) {
    const auto row = draft_.rows.find(&unit);
    if (row != draft_.rows.end()) {
      const Mark mark{Mark::Kind::gone_row, row->second.first, 0, {StepKind::literal, 0, row->second.second}};
      document(part).insert_before(unit, document(part).new_slot(draft_.mark(mark)));
    }
    if (draft_.out->kind == DocumentKind::writer &&
        (unit.is(Names::get().paragraph) || unit.is(Names::get().heading))) {
      if (!styles_)
        styles_.emplace(draft_);
      breaks_ += keep_page_break(draft_, *styles_, part, unit, "SL_PageBreak" + std::to_string(breaks_ + 1)) ? 1U : 0U;
    }
    document(part).remove(unit);
  }

  Draft &draft_;
  std::vector<std::uint32_t> parts_;
  std::optional<StyleBook> styles_; ///< once asked for
  std::size_t breaks_ = 0;          ///< of pages, kept
};

} // namespace

bool only_statements(const Draft &draft, XmlNode &unit) {
  bool statement = false;
  bool other = false;
  walk(unit, [&](XmlNode &node) {
    if (node.kind == XmlNode::Kind::slot) {
      statement = statement || is_statement(draft, node);
      other = other || !is_statement(draft, node);
    } else if (node.kind == XmlNode::Kind::text) {
      other = other || !is_space(node.text);
    } else if (node.kind == XmlNode::Kind::element) {
      other = other || !is_frame_of_text(node);
    }
    return !other;
  });
  return statement && !other;
}

DraftMarker *only_value(Draft &draft, const XmlNode &cell) {
  const Names &n = Names::get();
  const XmlNode *at = nullptr;
  for (const XmlNode *child = cell.first; child; child = child->next) {
    if (is_paragraph(*child) && at)
      return nullptr;
    if (is_paragraph(*child))
      at = child;
    else if (child->kind != XmlNode::Kind::text && !(child->kind == XmlNode::Kind::element && child->is(n.annotation)))
      return nullptr;
  }
  while (at && at->kind == XmlNode::Kind::element && at->first && at->first == at->last)
    at = at->first;
  if (!at || at->kind != XmlNode::Kind::slot)
    return nullptr;
  const Mark &mark = draft.marks[at->mark];
  if (mark.kind != Mark::Kind::marker)
    return nullptr;
  DraftMarker &marker = draft.markers[mark.index];
  return std::holds_alternative<expression::ValueMarker>(marker.marker.data) ? &marker : nullptr;
}

void remove_statements(Draft &draft) { StatementRemover(draft).run(); }

} // namespace solieu::binding
