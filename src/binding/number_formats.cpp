#include "binding/number_formats.hpp"

namespace solieu::binding {

void NumberFormats::read(odf::XmlNode &root) {
  static const odf::XmlName style = odf::xml_name("style:style"), name = odf::xml_name("style:name"),
                            family = odf::xml_name("style:family"), format = odf::xml_name("style:data-style-name"),
                            parent = odf::xml_name("style:parent-style-name"),
                            percentage = odf::xml_name("number:percentage-style"), body = odf::xml_name("office:body");
  const auto text = [](const odf::XmlNode &node, odf::XmlName attribute) {
    const std::string *value = node.attribute(attribute);
    return value ? *value : std::string();
  };
  walk(root, [&](odf::XmlNode &node) {
    if (node.is(percentage))
      percentages_.insert(text(node, name));
    else if (node.is(style) && text(node, family) == "table-cell")
      styles_[text(node, name)] = {text(node, format), text(node, parent)};
    return !node.is(body);
  });
}

bool NumberFormats::is_percentage(const std::string &cell_style) const {
  std::string name = cell_style;
  for (std::size_t depth = 0; depth < styles_.size() + 1; ++depth) { // a ring of parents ends too
    const auto found = styles_.find(name);
    if (found == styles_.end())
      return false;
    if (!found->second.format.empty())
      return percentages_.contains(found->second.format);
    name = found->second.parent;
  }
  return false;
}

} // namespace solieu::binding
