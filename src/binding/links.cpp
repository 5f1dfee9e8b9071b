#include "binding/draft.hpp"

#include <string_view>

namespace solieu::binding {

using odf::XmlNode;

namespace {

bool is_element(const XmlNode &node) { return node.kind == XmlNode::Kind::element; }

/// Shapes hold text of the drawing layer, which knows neither bookmarks nor fields.
bool in_shape(const XmlNode &host) {
  const Names &n = Names::get();
  for (const XmlNode *above = parent_element(host); above; above = parent_element(*above)) {
    if (above->is(n.text_box))
      return false;
    if (above->name->starts_with("draw:"))
      return true;
  }
  return false;
}

class LinkPlacer {
public:
  explicit LinkPlacer(Draft &draft) : draft_(draft), declared_(draft.out->field_groups, false) {}

  void run() {
    if (draft_.out->kind == DocumentKind::calc)
      return;
    for (DraftMarker &marker : draft_.markers)
      if (std::holds_alternative<expression::ValueMarker>(marker.marker.data))
        carry(marker);
    for (DraftGroup &group : draft_.groups)
      if (group.paragraphs)
        mark_block(group);
  }

private:
  odf::XmlDocument &document(const DraftMarker &marker) { return *draft_.parts[marker.part].document; }

  void carry(DraftMarker &marker) {
    if (in_shape(*marker.host))
      return;
    const DraftPart::Kind kind = draft_.parts[marker.part].kind;
    if (kind == DraftPart::Kind::content) {
      marker.site.carrier = Carrier::bookmark;
    } else if (kind == DraftPart::Kind::styles && marker.field_group != no_index) {
      marker.site.carrier = Carrier::field;
      marker.site.group = marker.field_group;
      declare(marker);
    }
  }

  /// The fields of a header are declared at its start.
  void declare(const DraftMarker &marker) {
    if (declared_[marker.field_group])
      return;
    declared_[marker.field_group] = true;
    XmlNode *header = parent_element(*marker.host);
    while (header && !header->name->starts_with("style:"))
      header = parent_element(*header);
    if (!header)
      return;
    static const odf::XmlName declarations = odf::xml_name("text:user-field-decls");
    XmlNode *known = header->first;
    while (known && !known->is(declarations))
      known = known->next;
    const Mark mark{Mark::Kind::step, 0, 0, {StepKind::field_declarations, marker.field_group, known ? 0U : 1U}};
    XmlNode &slot = document(marker).new_slot(draft_.mark(mark));
    if (known)
      document(marker).append(*known, slot);
    else
      document(marker).insert_before(*header->first, slot);
  }

  /// A bookmark pair needs a paragraph at both ends of each branch.
  void mark_block(DraftGroup &group) {
    const DraftMarker &marker = draft_.markers[group.statements.front()];
    if (draft_.parts[marker.part].kind != DraftPart::Kind::content || !group.block)
      return;
    std::vector<std::pair<XmlNode *, XmlNode *>> ends;
    for (XmlNode *branch = group.block->first; branch; branch = branch->next) {
      if (branch->kind != XmlNode::Kind::block)
        continue;
      XmlNode *first = branch->first;
      while (first && !is_element(*first) && first->kind != XmlNode::Kind::block)
        first = first->next;
      XmlNode *last = branch->last;
      while (last && !is_element(*last) && last->kind != XmlNode::Kind::block)
        last = last->previous;
      if (!first || !last)
        continue;
      if (!is_element(*first) || !is_element(*last) || !is_paragraph(*first) || !is_paragraph(*last))
        return;
      ends.emplace_back(first, last);
    }
    if (ends.empty() || in_shape(*ends.front().first))
      return;
    group.link = static_cast<std::uint32_t>(draft_.out->block_links.size());
    const auto number = static_cast<std::uint32_t>(group.statements.front() + 1);
    draft_.out->block_links.push_back({marker.marker.text, number, marker.place, marker.file});
    for (const auto &[first, last] : ends) {
      XmlNode &open =
          document(marker).new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::block_open, group.link}}));
      XmlNode &close =
          document(marker).new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::block_close, group.link}}));
      if (first->first)
        document(marker).insert_before(*first->first, open);
      else
        document(marker).append(*first, open);
      document(marker).append(*last, close);
    }
  }

  Draft &draft_;
  std::vector<bool> declared_;
};

} // namespace

void place_links(Draft &draft) { LinkPlacer(draft).run(); }

} // namespace solieu::binding
