#include "binding/draft.hpp"

#include <charconv>

namespace solieu::binding {

const Names &Names::get() {
  static const Names names;
  return names;
}

bool is_paragraph(const odf::XmlNode &node) {
  const Names &n = Names::get();
  return node.is(n.paragraph) || node.is(n.heading);
}

odf::XmlNode *parent_element(const odf::XmlNode &node) {
  odf::XmlNode *above = node.parent;
  while (above && above->kind == odf::XmlNode::Kind::block)
    above = above->parent;
  return above;
}

std::uint32_t repeat_count(const odf::XmlNode &node, odf::XmlName attribute) {
  const std::string *text = node.attribute(attribute);
  std::uint32_t count = 1;
  if (!text)
    return 1;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  return error == std::errc{} && end == text->data() + text->size() && count > 0 ? count : 1;
}

void Draft::error(diagnostic::Code code, const DraftMarker &at,
                  std::vector<std::pair<std::string, std::string>> arguments) {
  diagnostic::Diagnostic finding{std::move(code)};
  finding.location.file = out->files[at.file];
  finding.location.place = at.place;
  finding.location.text = at.marker.text;
  finding.location.length = at.marker.text.size();
  arguments.emplace_back("marker", at.marker.text);
  finding.arguments = std::move(arguments);
  findings.push_back(std::move(finding));
}

} // namespace solieu::binding
