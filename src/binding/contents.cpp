#include "binding/draft.hpp"

#include <charconv>

namespace solieu::binding {

using odf::XmlNode;

namespace {

constexpr std::uint32_t all_levels = 10;

std::uint32_t level_of(const XmlNode &node) {
  static const odf::XmlName level = odf::xml_name("text:outline-level");
  const std::string *text = node.attribute(level);
  std::uint32_t number = 1;
  if (text)
    std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

/// What an entry of a level is made of, in order.
ContentsEntry entry_of(const XmlNode &entry_template) {
  using Kind = ContentsEntry::Piece::Kind;
  ContentsEntry entry;
  if (const std::string *style = entry_template.attribute(odf::xml_name("text:style-name")))
    entry.style = *style;
  for (const XmlNode *node = entry_template.first; node; node = node->next) {
    if (node->kind != XmlNode::Kind::element)
      continue;
    const std::string &name = *node->name;
    if (name == "text:index-entry-chapter")
      entry.pieces.push_back({Kind::chapter, {}});
    else if (name == "text:index-entry-text")
      entry.pieces.push_back({Kind::text, {}});
    else if (name == "text:index-entry-tab-stop")
      entry.pieces.push_back({Kind::tab, {}});
    else if (name == "text:index-entry-page-number")
      entry.pieces.push_back({Kind::page, {}});
    else if (name == "text:index-entry-link-start")
      entry.pieces.push_back({Kind::link_start, {}});
    else if (name == "text:index-entry-link-end")
      entry.pieces.push_back({Kind::link_end, {}});
    else if (name == "text:index-entry-span" && node->first)
      entry.pieces.push_back({Kind::literal, node->first->text});
  }
  return entry;
}

class ContentsBinder {
public:
  ContentsBinder(Draft &draft, odf::XmlDocument &document) : draft_(draft), document_(document) {}

  void run() {
    const Names &n = Names::get();
    static const odf::XmlName contents = odf::xml_name("text:table-of-content");
    std::vector<XmlNode *> tables, headings;
    walk(document_.root(), [&](XmlNode &node) {
      if (node.is(contents))
        tables.push_back(&node);
      if (node.is(n.heading))
        headings.push_back(&node);
      return !node.is(contents) && !node.is(n.tracked_changes) && !node.is(n.heading);
    });
    if (tables.empty())
      return;
    for (XmlNode *table : tables)
      bind_table(*table);
    for (XmlNode *heading : headings)
      bind_heading(*heading);
    for (const char *name : {"text:bookmark-ref", "xlink:href"}) // their namespaces are declared
      document_.new_element(name);
  }

private:
  /// The entries of last time give way to those of the report.
  void bind_table(XmlNode &table) {
    static const odf::XmlName source = odf::xml_name("text:table-of-content-source"),
                              entry = odf::xml_name("text:table-of-content-entry-template"),
                              body = odf::xml_name("text:index-body"), title = odf::xml_name("text:index-title"),
                              limit = odf::xml_name("text:outline-level");
    Contents made;
    made.levels.resize(all_levels);
    made.depth = all_levels;
    XmlNode *entries = nullptr;
    for (XmlNode *node = table.first; node; node = node->next) {
      entries = node->is(body) ? node : entries;
      if (!node->is(source))
        continue;
      made.depth = node->attribute(limit) ? level_of(*node) : all_levels;
      for (const XmlNode *child = node->first; child; child = child->next)
        if (child->is(entry) && level_of(*child) >= 1 && level_of(*child) <= all_levels)
          made.levels[level_of(*child) - 1] = entry_of(*child);
    }
    if (!entries)
      return;
    for (XmlNode *node = entries->first; node;) {
      XmlNode *next = node->next;
      if (!node->is(title))
        document_.remove(*node);
      node = next;
    }
    draft_.out->contents.push_back(std::move(made));
    const auto index = static_cast<std::uint32_t>(draft_.out->contents.size() - 1);
    document_.append(*entries, document_.new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::contents, index}})));
  }

  void bind_heading(XmlNode &heading) {
    const auto slot = [&](std::uint32_t end) -> XmlNode & {
      return document_.new_slot(draft_.mark({Mark::Kind::step, 0, 0, {StepKind::heading, level_of(heading), end}}));
    };
    XmlNode &begin = slot(0);
    if (heading.first)
      document_.insert_before(*heading.first, begin);
    else
      document_.append(heading, begin);
    document_.append(heading, slot(1));
  }

  Draft &draft_;
  odf::XmlDocument &document_;
};

} // namespace

void bind_contents(Draft &draft) {
  if (draft.out->kind != DocumentKind::writer)
    return;
  for (DraftPart &part : draft.parts)
    if (part.kind == DraftPart::Kind::content && part.needed)
      ContentsBinder(draft, *part.document).run();
}

} // namespace solieu::binding
