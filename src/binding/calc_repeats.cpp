#include "binding/draft.hpp"

#include "diagnostic/failure.hpp"

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

/// Text that may hold a marker, in the node or below it.
bool has_brace(XmlNode &node) {
  bool found = false;
  walk(node, [&](XmlNode &n) {
    found = found || (n.kind == XmlNode::Kind::text && n.text.find('{') != std::string::npos);
    return !found;
  });
  return found;
}

class RepeatExpander {
public:
  RepeatExpander(Draft &draft, odf::XmlDocument &document) : draft_(draft), document_(document) {}

  void run() {
    const Names &n = Names::get();
    std::vector<XmlNode *> cells, rows;
    walk(document_.root(), [&](XmlNode &node) {
      if (node.is(n.cell) && node.first && repeat_count(node, n.columns_repeated) > 1 && has_brace(node))
        cells.push_back(&node);
      else if (node.is(n.row) && repeat_count(node, n.rows_repeated) > 1 && has_brace(node))
        rows.push_back(&node);
      return node.kind == XmlNode::Kind::element;
    });
    for (XmlNode *cell : cells)
      expand(*cell, n.columns_repeated);
    for (XmlNode *row : rows)
      expand(*row, n.rows_repeated);
  }

private:
  void expand(XmlNode &node, odf::XmlName attribute) {
    const std::uint32_t count = repeat_count(node, attribute);
    if (const std::size_t most = draft_.context.structure.repeated_markers; count > most) {
      diagnostic::Diagnostic finding{Code{"binding.too-many-repeats"}};
      finding.location.file = draft_.out->file_name;
      finding.arguments = {
          {"count", std::to_string(count)}, {"limit", std::to_string(most)}, {"limit_key", "repeated_markers"}};
      throw diagnostic::Failure(std::move(finding));
    }
    document_.remove_attribute(node, *attribute);
    for (std::uint32_t i = 1; i < count; ++i)
      document_.insert_after(node, document_.clone(node));
  }

  Draft &draft_;
  odf::XmlDocument &document_;
};

} // namespace

void expand_repeats(Draft &draft, odf::XmlDocument &document) { RepeatExpander(draft, document).run(); }

} // namespace solieu::binding
