#include "binding/number_formats.hpp"

#include <charconv>

namespace solieu::binding {

namespace {

std::string text(const odf::XmlNode &node, odf::XmlName attribute) {
  const std::string *value = node.attribute(attribute);
  return value ? *value : std::string();
}

NumberFormat format_in(const odf::XmlNode &data_style, bool percent) {
  static const odf::XmlName number = odf::xml_name("number:number"), decimals = odf::xml_name("number:decimal-places"),
                            grouping = odf::xml_name("number:grouping");
  NumberFormat format{{}, percent, false};
  for (const odf::XmlNode *child = data_style.first; child; child = child->next) {
    if (!child->is(number))
      continue;
    format.grouping = text(*child, grouping) == "true";
    const std::string digits = text(*child, decimals);
    int count = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), count).ec == std::errc())
      format.decimals = count;
  }
  return format;
}

} // namespace

void NumberFormats::read(odf::XmlNode &root) {
  static const odf::XmlName style = odf::xml_name("style:style"), name = odf::xml_name("style:name"),
                            family = odf::xml_name("style:family"), format = odf::xml_name("style:data-style-name"),
                            parent = odf::xml_name("style:parent-style-name"),
                            percentage = odf::xml_name("number:percentage-style"),
                            number = odf::xml_name("number:number-style"), body = odf::xml_name("office:body");
  walk(root, [&](odf::XmlNode &node) {
    if (node.is(percentage) || node.is(number))
      formats_[text(node, name)] = format_in(node, node.is(percentage));
    else if (node.is(style) && text(node, family) == "table-cell")
      styles_[text(node, name)] = {text(node, format), text(node, parent)};
    return !node.is(body);
  });
}

/// The one of the style or of the nearest above it; empty when there is none.
std::string NumberFormats::data_style(const std::string &cell_style) const {
  std::string name = cell_style;
  for (std::size_t depth = 0; depth < styles_.size() + 1; ++depth) { // a ring of parents ends too
    const auto found = styles_.find(name);
    if (found == styles_.end())
      return {};
    if (!found->second.format.empty())
      return found->second.format;
    name = found->second.parent;
  }
  return {};
}

bool NumberFormats::is_percentage(const std::string &cell_style) const { return format_of(cell_style).percent; }

NumberFormat NumberFormats::format_of(const std::string &cell_style) const {
  const auto found = formats_.find(data_style(cell_style));
  return found == formats_.end() ? NumberFormat{} : found->second;
}

} // namespace solieu::binding
