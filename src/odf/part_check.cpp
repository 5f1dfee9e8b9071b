#include "odf/part_check.hpp"

#include "odf/refusal.hpp"
#include "odf/zip_directory.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace solieu::odf {
namespace {

using diagnostic::Code;

constexpr std::uint64_t most_spaces = 10'000;

enum class Element : std::uint8_t {
  macro,
  data_link,
  active_object,
  hyperlink,
  template_note,
  cell,
  row,
  column,
  spaces
};

/// What an element is to this check; all others are plain.
const std::unordered_map<XmlName, Element> &elements() {
  static const auto map = [] {
    std::unordered_map<XmlName, Element> kinds;
    const auto put = [&](Element kind, std::initializer_list<std::string_view> names) {
      for (const auto name : names) {
        kinds.emplace(xml_name(name), kind);
      }
    };
    put(Element::macro, {"script:event-listener", "presentation:event-listener", "text:script", "text:execute-macro",
                         "ooo:library-embedded", "ooo:library-linked", "ooo:library", "ooo:module"});
    put(Element::data_link, {"office:dde-source",
                             "table:dde-link",
                             "text:dde-connection-decl",
                             "text:dde-connection",
                             "calcext:data-mappings",
                             "calcext:data-mapping",
                             "calcext:data-transformations",
                             "table:database-source-sql",
                             "table:database-source-table",
                             "table:database-source-query",
                             "table:source-service",
                             "table:cell-range-source",
                             "table:table-source",
                             "text:section-source",
                             "text:database-display",
                             "text:database-next",
                             "text:database-row-select",
                             "text:database-row-number",
                             "text:database-name",
                             "form:connection-resource",
                             "office:database",
                             "xforms:model",
                             "xforms:submission"});
    put(Element::active_object, {"draw:plugin", "draw:applet", "draw:floating-frame", "draw:object-ole",
                                 "office:binary-data", "xhtml:script", "xhtml:object"});
    put(Element::hyperlink, {"text:a", "draw:a", "draw:area-rectangle", "draw:area-circle", "draw:area-polygon"});
    put(Element::template_note, {"meta:template"});
    put(Element::cell, {"table:table-cell", "table:covered-table-cell"});
    put(Element::row, {"table:table-row"});
    put(Element::column, {"table:table-column"});
    put(Element::spaces, {"text:s"});
    return kinds;
  }();
  return map;
}

bool starts_with_scheme(std::string_view link) {
  constexpr std::array<std::string_view, 3> allowed{"http://", "https://", "mailto:"};
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
  return std::any_of(allowed.begin(), allowed.end(), [&](std::string_view scheme) {
    return link.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), link.begin(), [&](char b, char a) { return same(a, b); });
  });
}

std::optional<unsigned> hexadecimal(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned>(c - '0');
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? std::optional(static_cast<unsigned>(lower - 'a') + 10U) : std::nullopt;
}

std::string percent_decoded(std::string_view link) {
  std::string decoded;
  for (std::size_t at = 0; at < link.size(); ++at) {
    const auto high = link[at] == '%' && at + 2 < link.size() ? hexadecimal(link[at + 1]) : std::nullopt;
    const auto low = high ? hexadecimal(link[at + 2]) : std::nullopt;
    if (low) {
      decoded += static_cast<char>(*high * 16 + *low);
      at += 2;
    } else {
      decoded += link[at];
    }
  }
  return decoded;
}

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > std::numeric_limits<std::uint64_t>::max() / b ? std::numeric_limits<std::uint64_t>::max()
                                                                     : a * b;
}

class PartCheck {
public:
  PartCheck(const PartUnderCheck &part, XmlDocument &document) : part_(part), document_(document) {
    const auto slash = part.entry.name.rfind('/');
    folder_ = slash == std::string::npos ? "" : part.entry.name.substr(0, slash + 1);
  }

  void run() {
    const auto *top = &document_.root();
    for (const auto *node = top; node != nullptr;) {
      enter(*node);
      if (node->first != nullptr) {
        node = node->first;
        continue;
      }
      leave(*node);
      while (node != top && node->next == nullptr) {
        node = node->parent;
        leave(*node);
      }
      node = node == top ? nullptr : node->next;
    }
  }

private:
  void enter(const XmlNode &node) {
    static const auto script = xml_name("office:script");
    if (node.parent != nullptr && node.parent->is(script)) {
      check_in_script(node);
    }
    if (node.kind != XmlNode::Kind::element) {
      return;
    }
    if (node.name->starts_with("form:")) {
      refuse_element(Code{"odf.active-object"}, node);
    }
    const auto found = elements().find(node.name);
    const bool plain = found == elements().end();
    if (!plain) {
      check_kind(node, found->second);
    }
    check_attributes(node, plain ? std::nullopt : std::optional(found->second));
  }

  void leave(const XmlNode &node) {
    if (!rows_.empty() && rows_.back().row == &node) {
      rows_.pop_back();
    }
  }

  [[noreturn]] void refuse_element(Code code, const XmlNode &node) const {
    part_.refuse_part(std::move(code), {{"element", *node.name}});
  }

  /// The office writes an empty office:script/ooo:libraries into many documents; anything more is a program.
  void check_in_script(const XmlNode &node) const {
    static const auto libraries = xml_name("ooo:libraries");
    const bool blank = node.kind == XmlNode::Kind::text && node.text.find_first_not_of(" \t\r\n") == std::string::npos;
    const bool empty = node.is(libraries) && node.first == nullptr;
    if (!blank && !empty && node.kind != XmlNode::Kind::other) {
      part_.refuse_part(Code{"odf.macro"}, {{"element", "office:script"}});
    }
  }

  void check_kind(const XmlNode &node, Element kind) {
    switch (kind) {
    case Element::macro:
      refuse_element(Code{"odf.macro"}, node);
    case Element::data_link:
      refuse_element(Code{"odf.data-link"}, node);
    case Element::active_object:
      refuse_element(Code{"odf.active-object"}, node);
    case Element::cell:
      count_cell(node);
      break;
    case Element::row:
      rows_.push_back({&node, product(rows_.empty() ? 1 : rows_.back().times, repeated(node, rows_repeated()))});
      break;
    case Element::column:
      count(node, repeated(node, columns_repeated()));
      break;
    case Element::spaces:
      check_spaces(node);
      break;
    case Element::hyperlink:
    case Element::template_note:
      break;
    }
  }

  static XmlName rows_repeated() {
    static const auto name = xml_name("table:number-rows-repeated");
    return name;
  }
  static XmlName columns_repeated() {
    static const auto name = xml_name("table:number-columns-repeated");
    return name;
  }

  /// A count attribute; 1 when absent, the largest number when it is none.
  static std::uint64_t repeated(const XmlNode &node, XmlName name) {
    const auto *value = node.attribute(name);
    if (value == nullptr) {
      return 1;
    }
    std::uint64_t count = 0;
    const auto *end = value->data() + value->size();
    const auto [stop, error] = std::from_chars(value->data(), end, count);
    return error == std::errc() && stop == end ? count : std::numeric_limits<std::uint64_t>::max();
  }

  /// Writer makes every repeated cell, Calc only those that hold something.
  [[nodiscard]] bool is_made(const XmlNode &cell) const {
    static const auto value_type = xml_name("office:value-type");
    static const auto formula = xml_name("table:formula");
    return part_.format == DocumentFormat::text || cell.first != nullptr || cell.attribute(value_type) != nullptr ||
           cell.attribute(formula) != nullptr;
  }

  void count_cell(const XmlNode &cell) {
    if (is_made(cell)) {
      count(cell, product(repeated(cell, columns_repeated()), rows_.empty() ? 1 : rows_.back().times));
    }
  }

  void count(const XmlNode &node, std::uint64_t more) {
    const auto limit = part_.limits.repeated_cells;
    if (more > limit || cells_ > limit - more) {
      refuse_repeat(node, limit, "repeated_cells");
    }
    cells_ += more;
  }

  void check_spaces(const XmlNode &node) const {
    static const auto number = xml_name("text:c");
    if (repeated(node, number) > most_spaces) {
      refuse_repeat(node, most_spaces);
    }
  }

  /// `key`: of the limit, where it can be set.
  [[noreturn]] void refuse_repeat(const XmlNode &node, std::uint64_t limit, const char *key = "") const {
    part_.refuse_part(Code{"odf.repeat"},
                      {{"element", *node.name}, {"limit", std::to_string(limit)}, part_.limits.named(key)});
  }

  void check_attributes(const XmlNode &node, std::optional<Element> kind) const {
    static const auto link = xml_name("xlink:href");
    static const auto base = xml_name("xml:base");
    static const std::unordered_set<XmlName> formulas{xml_name("table:formula"), xml_name("table:expression")};
    static const std::unordered_set<XmlName> conditions{xml_name("table:condition"), xml_name("style:condition"),
                                                        xml_name("calcext:value"), xml_name("calcext:expression")};
    for (const auto &attribute : node.attributes) {
      if (attribute.name == link) {
        check_link(node, kind, attribute.value);
      } else if (attribute.name == base) {
        refuse_link(node, attribute.value);
      } else if (formulas.contains(attribute.name)) {
        check_formula(part_, *node.name, attribute.value);
      } else if (conditions.contains(attribute.name)) {
        check_condition(part_, *node.name, attribute.value);
      }
    }
  }

  [[noreturn]] void refuse_link(const XmlNode &node, const std::string &link) const {
    part_.refuse_part(Code{"odf.linked-content"}, {{"element", *node.name}, {"link", printable_name(link)}});
  }

  void check_link(const XmlNode &node, std::optional<Element> kind, const std::string &link) const {
    static const auto chart = xml_name("chart:chart");
    if (link.empty() || link.front() == '#' || kind == Element::template_note ||
        (node.is(chart) && (link == ".." || link == "."))) { // the document's data, or its own
      return;
    }
    if (kind == Element::hyperlink ? !starts_with_scheme(link) : !is_in_package(link)) {
      refuse_link(node, link);
    }
  }

  [[nodiscard]] bool is_in_package(std::string_view link) const {
    while (link.starts_with("./")) {
      link.remove_prefix(2);
    }
    return names_entry(folder_ + std::string(link)) || names_entry(folder_ + percent_decoded(link));
  }

  /// An entry that the report takes along, the folder of an object, or a replacement or font that it leaves behind.
  [[nodiscard]] bool names_entry(const std::string &name) const {
    if (part_.package.find(name) != nullptr) {
      return is_carried(name) || name.find("ObjectReplacements/") == 0 || name.find("Fonts/") == 0;
    }
    const auto content = name + (name.ends_with('/') ? "content.xml" : "/content.xml");
    return part_.package.find(content) != nullptr && is_carried(content);
  }

  struct Row {
    const XmlNode *row;
    std::uint64_t times;
  };

  const PartUnderCheck &part_;
  XmlDocument &document_;
  std::string folder_;
  std::vector<Row> rows_; ///< open rows, nested tables included
  std::uint64_t cells_ = 0;
};

} // namespace

void PartUnderCheck::refuse_part(Code code, std::vector<std::pair<std::string, std::string>> arguments) const {
  arguments.emplace(arguments.begin(), "entry", printable_name(entry.name));
  refuse(std::move(code), package.file_name(), std::move(arguments));
}

void check_part(const PartUnderCheck &part, XmlDocument &document) {
  static const auto encryption = xml_name("manifest:encryption-data");
  static const auto manifest = xml_name("manifest:manifest");
  if (document.root().is(manifest)) {
    for (const auto *entry = document.root().first; entry != nullptr; entry = entry->next) {
      for (const auto *child = entry->first; child != nullptr; child = child->next) {
        if (child->is(encryption)) {
          part.refuse_part(Code{"odf.encrypted"}, {});
        }
      }
    }
    return;
  }
  PartCheck(part, document).run();
}

} // namespace solieu::odf
