#include "binding/style_book.hpp"

#include <array>

namespace solieu::binding {

using odf::XmlNode;

namespace {

constexpr std::uint32_t any_part = no_index; ///< named styles are seen from every part
constexpr int most_above = 32;               ///< styles that stand on one another

struct Unit {
  std::string_view name;
  std::int64_t micrometres; ///< hundredths of a micrometre, so that all are whole
};
constexpr std::array<Unit, 6> units{
    {{"cm", 1'000'000}, {"mm", 100'000}, {"in", 2'540'000}, {"pt", 35'278}, {"pc", 423'333}, {"px", 26'458}}};

} // namespace

std::optional<std::int64_t> odf_length(std::string_view text) {
  constexpr std::int64_t longest = 1'000'000; // thousandths of any unit come nowhere near an overflow
  const bool negative = text.starts_with('-');
  std::int64_t value = 0, divisor = 1;
  std::size_t at = negative ? 1 : 0;
  const std::size_t begin = at;
  for (bool point = false; at < text.size(); ++at) {
    if (text[at] == '.' && !point)
      point = true;
    else if (text[at] < '0' || text[at] > '9')
      break;
    else if (divisor < 100'000 && value < longest * divisor) {
      value = value * 10 + (text[at] - '0');
      divisor *= point ? 10 : 1;
    }
  }
  for (const Unit &unit : units)
    if (at > begin && text.substr(at) == unit.name) {
      const std::int64_t length = value * unit.micrometres / divisor / 1000;
      return negative ? -length : length;
    }
  return std::nullopt;
}

StyleBook::StyleBook(Draft &draft) {
  static const odf::XmlName style = odf::xml_name("style:style"), name = odf::xml_name("style:name"),
                            family = odf::xml_name("style:family"), common = odf::xml_name("office:styles"),
                            automatic = odf::xml_name("office:automatic-styles");
  for (std::uint32_t i = 0; i < draft.parts.size(); ++i)
    for (XmlNode *group = draft.parts[i].document->root().first; group; group = group->next) {
      if (!group->is(common) && !group->is(automatic))
        continue;
      for (XmlNode *node = group->first; node; node = node->next) {
        const std::string *own = node->is(style) ? node->attribute(name) : nullptr;
        const std::string *kind = own ? node->attribute(family) : nullptr;
        if (kind)
          styles_.try_emplace({group->is(common) ? any_part : i, *kind, *own}, node);
      }
    }
}

XmlNode *StyleBook::find(std::uint32_t part, std::string_view family, const std::string &name) const {
  for (const std::uint32_t where : {part, any_part})
    if (const auto found = styles_.find(Key{where, family, name}); found != styles_.end())
      return found->second;
  return nullptr;
}

const std::string *StyleBook::property(std::uint32_t part, std::string_view family, const std::string *name,
                                       std::string_view properties, std::string_view attribute) const {
  static const odf::XmlName above = odf::xml_name("style:parent-style-name");
  const odf::XmlName element = odf::xml_name(properties), wanted = odf::xml_name(attribute);
  for (int i = 0; name && i < most_above; ++i) {
    XmlNode *style = find(part, family, *name);
    if (!style)
      return nullptr;
    for (const XmlNode *child = style->first; child; child = child->next)
      if (const std::string *value = child->is(element) ? child->attribute(wanted) : nullptr)
        return value;
    name = style->attribute(above);
  }
  return nullptr;
}

std::int64_t StyleBook::length(std::uint32_t part, std::string_view family, const std::string *name,
                               std::string_view properties, std::string_view attribute) const {
  const std::string *text = property(part, family, name, properties, attribute);
  return text ? odf_length(*text).value_or(0) : 0;
}

/// "fo:padding-left", else "fo:padding"; of a border its width, which comes first ("0.5pt solid #000000").
std::int64_t StyleBook::side(std::uint32_t part, std::string_view family, const std::string *name,
                             std::string_view properties, const std::string &what, std::string_view side) const {
  const std::string *text = property(part, family, name, properties, what + "-" + std::string(side));
  if (!text)
    text = property(part, family, name, properties, what);
  return text ? odf_length(std::string_view(*text).substr(0, text->find(' '))).value_or(0) : 0;
}

std::int64_t StyleBook::inset(std::uint32_t part, std::string_view family, const std::string *name,
                              std::string_view properties, bool across) const {
  std::int64_t taken = 0;
  const bool paragraph = family == "paragraph"; // the margin of a frame lies outside of it
  for (const char *what : {"fo:padding", "fo:border", "fo:margin"})
    for (const std::string_view end : across ? std::array{"left", "right"} : std::array{"top", "bottom"})
      if (paragraph || std::string_view(what) != "fo:margin")
        taken += side(part, family, name, properties, what, end);
  return taken;
}

} // namespace solieu::binding
