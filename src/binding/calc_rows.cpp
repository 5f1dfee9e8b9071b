#include "binding/calc_rows.hpp"
#include "binding/calc_addresses.hpp"
#include "binding/table_rows.hpp"

namespace solieu::binding {

using odf::XmlNode;

namespace {

/// Where the names and ranges of links go: into the element the document has, or into one of their own.
void place_ranges(Draft &draft, odf::XmlDocument &document, XmlNode &spreadsheet) {
  const Names &n = Names::get();
  static const odf::XmlName names = odf::xml_name("table:named-expressions"),
                            ranges = odf::xml_name("table:database-ranges");
  XmlNode *names_at = nullptr, *ranges_at = nullptr, *last_table = nullptr;
  for (XmlNode *child = spreadsheet.first; child; child = child->next) {
    const bool sheet = child->is(n.table) || child->kind == XmlNode::Kind::block;
    names_at = child->is(names) ? child : names_at;
    ranges_at = child->is(ranges) ? child : ranges_at;
    last_table = sheet ? child : last_table;
  }
  const auto slot = [&](StepKind kind, bool own) -> XmlNode & {
    return document.new_slot(draft.mark({Mark::Kind::step, 0, 0, {kind, 0, own ? 1U : 0U}}));
  };
  XmlNode *after = names_at ? names_at : last_table;
  if (!after)
    return;
  if (names_at) {
    document.append(*names_at, slot(StepKind::named_ranges, false));
  } else {
    XmlNode &made = slot(StepKind::named_ranges, true);
    document.insert_after(*after, made);
    after = &made;
  }
  if (ranges_at)
    document.append(*ranges_at, slot(StepKind::database_ranges, false));
  else
    document.insert_after(*after, slot(StepKind::database_ranges, true));
}

} // namespace

void bind_rows(Draft &draft, DraftPart &part) {
  const Names &n = Names::get();
  XmlNode *spreadsheet = nullptr;
  walk(part.document->root(), [&](XmlNode &node) {
    spreadsheet = node.is(n.spreadsheet) ? &node : spreadsheet;
    return spreadsheet == nullptr;
  });
  if (!spreadsheet)
    return;
  for (XmlNode *child = spreadsheet->first; child; child = child->next) {
    XmlNode *sheet = child;
    while (sheet && sheet->kind == XmlNode::Kind::block)
      sheet = sheet->first;
    if (sheet && sheet->is(n.table))
      read_table(draft, *part.document, *sheet, true);
  }
  bind_addresses(draft, *part.document, *spreadsheet);
  place_ranges(draft, *part.document, *spreadsheet);
}

} // namespace solieu::binding
