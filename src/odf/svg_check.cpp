#include "odf/part_check.hpp"

#include "odf/zip_directory.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace solieu::odf {
namespace {

using diagnostic::Code;

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (auto &c : lowered) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lowered;
}

/// The name without its prefix: readers of SVG do not agree on which namespaces count.
std::string_view local_name(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_inside(std::string_view link) {
  constexpr std::array<std::string_view, 3> embedded{"data:image/png;base64,", "data:image/jpeg;base64,",
                                                     "data:image/gif;base64,"};
  const auto lowered = lower(link);
  return link.empty() || link.front() == '#' ||
         std::any_of(embedded.begin(), embedded.end(),
                     [&](std::string_view kind) { return lowered.starts_with(kind); });
}

/// CSS may hide url( or @import behind an escape, so a backslash is refused like they are.
bool styles_stay_inside(std::string_view css) {
  const auto text = lower(css);
  for (auto at = text.find("url("); at != std::string::npos; at = text.find("url(", at + 1)) {
    const auto target = text.find_first_not_of(" \t\r\n'\"", at + 4);
    if (target == std::string::npos || text[target] != '#') {
      return false;
    }
  }
  return text.find("@import") == std::string::npos;
}

bool is_forbidden(std::string_view name) {
  constexpr std::array<std::string_view, 8> forbidden{"script",  "foreignobject",    "handler",       "set",
                                                      "animate", "animatetransform", "animatemotion", "iframe"};
  return std::find(forbidden.begin(), forbidden.end(), lower(local_name(name))) != forbidden.end();
}

/// What in a picture points out of it.
struct Outside {
  std::string element, link;
};

class SvgCheck {
public:
  explicit SvgCheck(XmlDocument &document) : document_(document) {}

  [[nodiscard]] std::optional<Outside> run() const {
    const auto &source = document_.source();
    if (source.substr(0, document_.root().begin).find("<?xml-stylesheet") != std::string::npos) {
      return Outside{"?", "xml-stylesheet"};
    }
    const auto *top = &document_.root();
    for (const auto *node = top; node != nullptr;) {
      if (auto outside = of_node(*node, source)) {
        return outside;
      }
      if (node->first != nullptr) {
        node = node->first;
        continue;
      }
      while (node != top && node->next == nullptr) {
        node = node->parent;
      }
      node = node == top ? nullptr : node->next;
    }
    return std::nullopt;
  }

private:
  static std::optional<Outside> of_node(const XmlNode &node, const std::string &source) {
    if (node.kind == XmlNode::Kind::other && source.compare(node.begin, 2, "<?") == 0) {
      return Outside{"?", source.substr(node.begin, node.end - node.begin)};
    }
    if (node.kind == XmlNode::Kind::text && is_style(*node.parent) &&
        (!styles_stay_inside(node.text) || node.text.find('\\') != std::string::npos)) {
      return Outside{*node.parent->name, node.text};
    }
    if (node.kind != XmlNode::Kind::element) {
      return std::nullopt;
    }
    if (is_forbidden(*node.name)) {
      return Outside{*node.name, *node.name};
    }
    const auto found =
        std::find_if(node.attributes.begin(), node.attributes.end(), [](const auto &a) { return !is_harmless(a); });
    return found == node.attributes.end() ? std::nullopt : std::optional(Outside{*node.name, found->value});
  }

  static bool is_style(const XmlNode &node) {
    return node.kind == XmlNode::Kind::element && lower(local_name(*node.name)) == "style";
  }

  static bool is_harmless(const XmlAttribute &attribute) {
    const auto name = lower(local_name(*attribute.name));
    const bool points = name == "href" || name == "src" || *attribute.name == "xml:base";
    const bool hidden = name == "style" && attribute.value.find('\\') != std::string::npos;
    return (!points || is_inside(attribute.value)) && !hidden && styles_stay_inside(attribute.value);
  }

  XmlDocument &document_;
};

} // namespace

void check_svg(const PartUnderCheck &part, XmlDocument &document) {
  if (const auto outside = SvgCheck(document).run()) {
    part.refuse_part(Code{"odf.svg-link"}, {{"element", outside->element}, {"link", printable_name(outside->link)}});
  }
}

bool stays_inside(XmlDocument &document) { return !SvgCheck(document).run(); }

} // namespace solieu::odf
