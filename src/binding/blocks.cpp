#include "binding/draft.hpp"
#include "binding/statement_units.hpp"

#include <algorithm>
#include <array>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

template <class T> bool holds(const DraftMarker &marker) { return std::holds_alternative<T>(marker.marker.data); }

/// A statement's place among the siblings that its group repeats: `child` is the sibling, `unit` the element in it.
struct Stand {
  XmlNode *child = nullptr;
  XmlNode *unit = nullptr;
};

class BlockBuilder {
public:
  explicit BlockBuilder(Draft &draft) : draft_(draft) {}

  void run() {
    std::uint32_t part = 0;
    for (std::size_t i = 0; i < draft_.markers.size(); ++i) {
      const bool in_sheet = !open_.empty() && open_.front().sheet;
      if (draft_.markers[i].part != part || (in_sheet && open_.front().sheet != sheet_of(draft_.markers[i])))
        close_all();
      part = draft_.markers[i].part;
      take(i);
    }
    close_all();
  }

private:
  struct Open {
    std::vector<std::size_t> statements;
    bool loop = false;
    bool had_else = false;
    XmlNode *sheet = nullptr; ///< that it repeats
  };

  /// The sheet that a marker of a spreadsheet stands in; null in a text.
  XmlNode *sheet_of(const DraftMarker &marker) const {
    XmlNode *sheet = nullptr;
    for (XmlNode *above = marker.host; above; above = parent_element(*above))
      sheet = above->is(Names::get().table) ? above : sheet;
    return draft_.out->kind == DocumentKind::calc ? sheet : nullptr;
  }

  /// What is open at the end of a part, or of a sheet that repeats.
  void close_all() {
    for (Open &open : open_) {
      if (open.sheet) {
        place(std::move(open));
        continue;
      }
      const DraftMarker &marker = draft_.markers[open.statements.front()];
      if (open.loop)
        draft_.error(Code{"binding.for-unclosed"}, marker);
      else
        draft_.error(Code{"binding.if-unclosed"}, marker);
    }
    open_.clear();
  }

  void take(std::size_t index) {
    const DraftMarker &marker = draft_.markers[index];
    if (holds<expression::ForMarker>(marker) || holds<expression::IfMarker>(marker))
      begin(index, holds<expression::ForMarker>(marker));
    else if (holds<expression::ElifMarker>(marker) || holds<expression::ElseMarker>(marker))
      middle(index, holds<expression::ElseMarker>(marker));
    else if (holds<expression::EndForMarker>(marker) || holds<expression::EndIfMarker>(marker))
      end(index, holds<expression::EndForMarker>(marker));
    else if (holds<expression::IncludeMarker>(marker))
      refuse_include(marker);
  }

  /// Includes that could be carried out are gone by now.
  void refuse_include(const DraftMarker &marker) {
    const auto failure = draft_.include_failures.find(marker.host);
    if (failure == draft_.include_failures.end())
      draft_.error(Code{"binding.include-not-alone"}, marker);
    else
      draft_.error(failure->second.code, marker, failure->second.arguments);
  }

  void begin(std::size_t index, bool loop) {
    if (const std::size_t most = draft_.context.structure.nesting; open_.size() == most)
      draft_.error(Code{"binding.nested-too-deep"}, draft_.markers[index],
                   {{"limit", std::to_string(most)}, {"limit_key", "nesting"}});
    const auto *statement = std::get_if<expression::ForMarker>(&draft_.markers[index].marker.data);
    if (statement && statement->by_sheets)
      return begin_sheet(index);
    open_.push_back({{index}, loop});
  }

  /// {% sheet for … %} repeats its sheet and ends with it.
  void begin_sheet(std::size_t index) {
    const diagnostic::Place &place = draft_.markers[index].place;
    XmlNode *sheet = sheet_of(draft_.markers[index]);
    const bool in_a1 = place.kind == diagnostic::PlaceKind::sheet_cell && place.row == 1 && place.column == 1;
    if (!sheet || !in_a1 || !open_.empty())
      draft_.error(Code{"binding.sheet-loop-not-in-a1"}, draft_.markers[index]);
    open_.push_back({{index}, true, false, sheet ? sheet : draft_.markers[index].host});
  }

  void middle(std::size_t index, bool is_else) {
    if (open_.empty()) {
      draft_.error(Code{"binding.else-alone"}, draft_.markers[index]);
      return;
    }
    Open &open = open_.back();
    if (open.had_else || (open.loop && !is_else))
      draft_.error(Code{"binding.else-misplaced"}, draft_.markers[index],
                   {{"opened", draft_.markers[open.statements.front()].marker.text}});
    open.had_else = open.had_else || is_else;
    open.statements.push_back(index);
  }

  void end(std::size_t index, bool loop) {
    if (open_.empty() || (open_.back().loop != loop && given_up_[loop ? 1 : 0] > 0)) {
      if (given_up_[loop ? 1 : 0]-- <= 0)
        draft_.error(Code{"binding.end-alone"}, draft_.markers[index]);
      return;
    }
    if (open_.back().loop != loop) {
      draft_.error(Code{"binding.blocks-cross"}, draft_.markers[index],
                   {{"opened", draft_.markers[open_.back().statements.front()].marker.text}});
      const auto match = std::find_if(open_.rbegin(), open_.rend(), [loop](const Open &o) { return o.loop == loop; });
      if (match == open_.rend())
        return;
      given_up_[loop ? 0 : 1] += static_cast<int>(open_.end() - match.base());
      open_.erase(match.base(), open_.end());
      open_.pop_back();
      return;
    }
    Open open = std::move(open_.back());
    open_.pop_back();
    open.statements.push_back(index);
    place(std::move(open));
  }

  void place(Open open) {
    DraftGroup group;
    group.statements = std::move(open.statements);
    group.loop = open.loop;
    const std::uint32_t number = static_cast<std::uint32_t>(draft_.groups.size());
    draft_.groups.push_back(std::move(group));
    if (open.sheet)
      return wrap_sheet(number, *open.sheet);
    const auto *statement =
        std::get_if<expression::ForMarker>(&draft_.markers[draft_.groups.back().statements.front()].marker.data);
    if (statement && statement->by_columns)
      return wrap_columns(draft_, number);
    const DraftGroup &added = draft_.groups.back();
    const DraftMarker &first = draft_.markers[added.statements.front()];
    const bool inline_text = std::all_of(added.statements.begin(), added.statements.end(),
                                         [&](std::size_t i) { return draft_.markers[i].host == first.host; });
    if (inline_text)
      wrap_inline(number);
    else
      wrap_siblings(number);
  }

  void wrap_sheet(std::uint32_t number, XmlNode &sheet) {
    DraftGroup &group = draft_.groups[number];
    group.sheets = true;
    odf::XmlDocument &document = *draft_.parts[draft_.markers[group.statements.front()].part].document;
    XmlNode &branch = document.wrap(sheet, sheet, draft_.mark({Mark::Kind::branch, number, 0}));
    group.block = &document.wrap(branch, branch, draft_.mark({Mark::Kind::group, number}));
  }

  /// Splits the spans around a slot, so that it becomes a child of its paragraph.
  void raise(DraftMarker &marker) {
    odf::XmlDocument &document = *draft_.parts[marker.part].document;
    XmlNode &slot = *marker.slot;
    while (slot.parent != marker.host && slot.parent->kind != XmlNode::Kind::block) {
      XmlNode &above = *slot.parent;
      if (slot.next) {
        XmlNode &rest = document.new_element(*above.name);
        rest.raw_name = above.raw_name;
        rest.attributes = above.attributes;
        while (slot.next) {
          XmlNode &moved = *slot.next;
          document.remove(moved);
          document.append(rest, moved);
        }
        document.insert_after(above, rest);
      }
      document.remove(slot);
      document.insert_after(above, slot);
      if (!above.first)
        document.remove(above);
    }
  }

  void wrap_inline(std::uint32_t number) {
    const DraftGroup &group = draft_.groups[number];
    std::vector<Stand> stands;
    for (const std::size_t i : group.statements) {
      raise(draft_.markers[i]);
      stands.push_back({draft_.markers[i].slot, draft_.markers[i].slot});
    }
    wrap(number, stands, std::vector<bool>(stands.size(), true));
  }

  void wrap_siblings(std::uint32_t number) {
    DraftGroup &group = draft_.groups[number];
    XmlNode *common = common_element(group);
    const Names &n = Names::get();
    if (common && common->is(n.row)) { // all in one row: the whole row
      wrap_row(number, *common);
      return;
    }
    const XmlNode *bound = included_around(common, group);
    std::vector<Stand> stands;
    for (const std::size_t i : group.statements) {
      const Stand stand = stand_below(bound, *draft_.markers[i].slot);
      if (!allowed(number, i, common, stand))
        return;
      stands.push_back(stand);
    }
    std::vector<bool> vanish;
    for (std::size_t k = 0; k < stands.size(); ++k)
      vanish.push_back(stands[k].child->kind == XmlNode::Kind::element && only_statements(draft_, *stands[k].unit));
    for (std::size_t k = 1; k + 1 < stands.size(); ++k)
      if (!vanish[k]) {
        draft_.error(Code{"binding.else-not-alone"}, draft_.markers[group.statements[k]]);
        return;
      }
    group.repeats_rows = is_row(*stands.front().unit);
    group.paragraphs = is_paragraph(*stands.front().unit);
    wrap(number, stands, vanish);
  }

  static bool is_row(const XmlNode &node) { return node.is(Names::get().row); }

  void wrap_row(std::uint32_t number, XmlNode &row) {
    DraftGroup &group = draft_.groups[number];
    if (group.statements.size() > 2) {
      draft_.error(Code{"binding.else-not-alone"}, draft_.markers[group.statements[1]]);
      return;
    }
    const XmlNode *around = row.parent;
    while (around->kind == XmlNode::Kind::block && !is_scope(*around))
      around = around->parent;
    const Stand stand = stand_below(around, row);
    if (!inside_own_block(number, group.statements.front(), stand))
      return;
    group.repeats_rows = true;
    wrap(number, {stand, stand}, {false, false});
  }

  [[nodiscard]] bool is_scope(const XmlNode &node) const {
    return node.kind == XmlNode::Kind::block && draft_.marks[node.mark].kind == Mark::Kind::scope;
  }

  /// The included document that holds all statements of a group, or else their common element.
  const XmlNode *included_around(const XmlNode *common, const DraftGroup &group) const {
    const auto holds = [&](const XmlNode &scope, std::size_t statement) {
      const XmlNode *above = draft_.markers[statement].slot;
      while (above && above != &scope)
        above = above->parent;
      return above != nullptr;
    };
    for (const XmlNode *above = draft_.markers[group.statements.front()].slot; above && above != common;
         above = above->parent)
      if (is_scope(*above) && std::all_of(group.statements.begin(), group.statements.end(),
                                          [&](std::size_t statement) { return holds(*above, statement); }))
        return above;
    return common;
  }

  XmlNode *common_element(const DraftGroup &group) {
    std::vector<XmlNode *> path = elements_above(*draft_.markers[group.statements.front()].slot);
    for (const std::size_t i : group.statements) {
      const std::vector<XmlNode *> other = elements_above(*draft_.markers[i].slot);
      std::size_t same = 0;
      while (same < path.size() && same < other.size() && path[same] == other[same])
        ++same;
      path.resize(same);
    }
    return path.empty() ? nullptr : path.back();
  }

  /// From the root down to the parent.
  static std::vector<XmlNode *> elements_above(const XmlNode &node) {
    std::vector<XmlNode *> path;
    for (XmlNode *above = parent_element(node); above; above = parent_element(*above))
      path.push_back(above);
    std::reverse(path.begin(), path.end());
    return path;
  }

  static Stand stand_below(const XmlNode *common, XmlNode &node) {
    Stand stand{&node, &node};
    while (stand.child->parent && stand.child->parent != common) {
      stand.child = stand.child->parent;
      if (stand.child->kind == XmlNode::Kind::element)
        stand.unit = stand.child;
    }
    return stand;
  }

  /// A statement must stand in a row of its table or in a paragraph of its text, at the level of its partners.
  bool allowed(std::uint32_t number, std::size_t index, const XmlNode *common, const Stand &stand) {
    const Names &n = Names::get();
    const DraftMarker &marker = draft_.markers[index];
    const bool in_table =
        common && (common->is(n.table) || common->is(n.rows) || common->is(n.header_rows) || common->is(n.row_group));
    const bool in_list = common && common->is(n.list);
    const bool fits = in_table  ? stand.unit->is(n.row)
                      : in_list ? stand.unit->is(n.list_item) || stand.unit->is(n.list_header)
                                : stand.unit == marker.host && common && !is_paragraph(*common);
    if (fits)
      return inside_own_block(number, index, stand);
    const DraftGroup &group = draft_.groups[number];
    const DraftMarker &first = draft_.markers[group.statements.front()];
    const DraftMarker &last = draft_.markers[group.statements.back()];
    const bool tables = stand.unit->is(n.table) || in_table;
    std::vector<std::pair<std::string, std::string>> arguments = {{"opened", first.marker.text},
                                                                  {"closed", last.marker.text}};
    if (tables)
      draft_.error(Code{"binding.crosses-table"}, first, std::move(arguments));
    else
      draft_.error(Code{"binding.crosses-part"}, first, std::move(arguments));
    return false;
  }

  /// False when the sibling is already repeated by a block that lies beside this one.
  bool inside_own_block(std::uint32_t number, std::size_t index, const Stand &stand) {
    if (stand.child->kind != XmlNode::Kind::block)
      return true;
    const DraftGroup &own = draft_.groups[number];
    if (draft_.marks[stand.child->mark].kind == Mark::Kind::scope) {
      draft_.error(Code{"binding.crosses-part"}, draft_.markers[own.statements.front()],
                   {{"opened", draft_.markers[own.statements.front()].marker.text},
                    {"closed", draft_.markers[own.statements.back()].marker.text}});
      return false;
    }
    const DraftGroup &other = draft_.groups[draft_.marks[stand.child->mark].index];
    if (own.statements.front() <= other.statements.front() && other.statements.back() <= own.statements.back())
      return true;
    draft_.error(Code{"binding.blocks-share"}, draft_.markers[index],
                 {{"other", draft_.markers[other.statements.front()].marker.text}});
    return false;
  }

  void wrap(std::uint32_t number, const std::vector<Stand> &stands, const std::vector<bool> &vanish) {
    odf::XmlDocument &document = *draft_.parts[draft_.markers[draft_.groups[number].statements.front()].part].document;
    const std::size_t branches = stands.size() - 1;
    XmlNode *first_block = nullptr;
    XmlNode *last_block = nullptr;
    for (std::size_t k = 0; k < branches; ++k) {
      const std::size_t mark = draft_.mark({Mark::Kind::branch, number, static_cast<std::uint32_t>(k)});
      XmlNode *first = k == 0 && !vanish[k] ? stands[k].child : stands[k].child->next;
      XmlNode *last = k + 1 == branches && !vanish[k + 1] ? stands[k + 1].child : stands[k + 1].child->previous;
      XmlNode *block = nullptr;
      if (vanish[k] && vanish[k + 1] && stands[k].child == stands[k + 1].child) { // both in one that vanishes
        block = &document.new_block(mark);
        document.insert_before(*stands[k].child, *block);
      } else if (vanish[k] && last == stands[k].child) { // nothing between
        block = &document.new_block(mark);
        document.insert_after(*stands[k].child, *block);
      } else {
        block = &document.wrap(*first, *last, mark);
      }
      first_block = k == 0 ? block : first_block;
      last_block = block;
    }
    draft_.groups[number].block = &document.wrap(*first_block, *last_block, draft_.mark({Mark::Kind::group, number}));
  }

  Draft &draft_;
  std::vector<Open> open_;
  std::array<int, 2> given_up_{}; ///< blocks reported as crossing, whose ends are still to come: if, for
};

} // namespace

void build_blocks(Draft &draft) { BlockBuilder(draft).run(); }

} // namespace solieu::binding
