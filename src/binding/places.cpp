#include "binding/places.hpp"

namespace solieu::binding {

using diagnostic::Place;
using diagnostic::PlaceKind;
using odf::XmlNode;

namespace {

bool is_header(const XmlNode &node) {
  static const std::vector<odf::XmlName> names = {
      odf::xml_name("style:header"), odf::xml_name("style:header-left"), odf::xml_name("style:header-first"),
      odf::xml_name("style:footer"), odf::xml_name("style:footer-left"), odf::xml_name("style:footer-first")};
  if (node.kind == XmlNode::Kind::element)
    for (const odf::XmlName name : names)
      if (node.name == name)
        return true;
  return false;
}

std::string text_of(const XmlNode &node, odf::XmlName name) {
  const std::string *value = node.attribute(name);
  return value ? *value : std::string();
}

} // namespace

void PlaceTracker::enter(const XmlNode &node) {
  const Names &n = Names::get();
  if (node.is(n.table)) {
    tables_.push_back({&node, text_of(node, n.table_name)});
  } else if (node.is(n.row) && !tables_.empty()) {
    Table &table = tables_.back();
    table.row = table.next_row;
    table.next_row += repeat_count(node, n.rows_repeated);
    table.next_column = 0;
  } else if ((node.is(n.cell) || node.is(n.covered)) && !tables_.empty()) {
    Table &table = tables_.back();
    table.column = table.next_column;
    table.next_column += repeat_count(node, n.columns_repeated);
  } else if (node.is(n.text_box)) {
    const XmlNode *frame = parent_element(node);
    frames_.push_back({&node, {PlaceKind::text_box, frame ? text_of(*frame, n.draw_name) : "", 0, 0}, tables_.size()});
  } else if (node.is(n.note)) {
    frames_.push_back({&node, {PlaceKind::footnote, "", ++notes_, 0}, tables_.size()});
  } else if (node.is(n.master_page)) {
    page_ = text_of(node, n.display_name);
    if (page_.empty())
      page_ = text_of(node, n.style_style_name);
  } else if (is_header(node)) {
    header_ = &node;
    const bool footer = node.name->find("footer") != std::string::npos;
    header_place_ = {footer ? PlaceKind::footer : PlaceKind::header, page_, 0, 0};
  } else if (is_paragraph(node) && tables_.empty() && frames_.empty() && !header_) {
    ++paragraphs_;
  }
}

void PlaceTracker::pass_include() {
  if (kind_ == DocumentKind::calc && !tables_.empty())
    ++tables_.back().next_row;
  else if (tables_.empty() && frames_.empty() && !header_)
    ++paragraphs_;
}

void PlaceTracker::leave(const XmlNode &node) {
  if (!tables_.empty() && tables_.back().node == &node)
    tables_.pop_back();
  else if (!frames_.empty() && frames_.back().node == &node)
    frames_.pop_back();
  else if (header_ == &node)
    header_ = nullptr;
}

Place PlaceTracker::place(const XmlNode &node) const {
  const Names &n = Names::get();
  if (node.is(n.title) || node.is(n.subject))
    return {PlaceKind::title, node.is(n.title) ? "title" : "subject", 0, 0};
  if (part_ == DraftPart::Kind::object)
    return {PlaceKind::chart, entry_.substr(0, entry_.find('/')), 0, 0};
  if (!frames_.empty() && frames_.back().tables == tables_.size())
    return frames_.back().place;
  if (!tables_.empty()) {
    const Table &table = tables_.back();
    return {kind_ == DocumentKind::calc ? PlaceKind::sheet_cell : PlaceKind::table_cell, table.name, table.row + 1U,
            table.column + 1U};
  }
  if (header_)
    return header_place_;
  return {PlaceKind::paragraph, "", paragraphs_, 0};
}

} // namespace solieu::binding
