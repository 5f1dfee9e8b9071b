#include "binding/included_styles.hpp"

namespace solieu::binding {

using odf::XmlNode;

namespace {

const odf::XmlName &style_name() {
  static const odf::XmlName name = odf::xml_name("style:name");
  return name;
}

bool names_a_style(const odf::XmlName attribute) { return attribute->ends_with("style-name"); }

/// Names that must be unique in a document, or that point at pages of the other one.
bool left_out(const odf::XmlName attribute) {
  static const odf::XmlName xml_id = odf::xml_name("xml:id"), master_page = odf::xml_name("style:master-page-name");
  return attribute == xml_id || attribute == master_page;
}

XmlNode *child(XmlNode &root, std::string_view name) {
  const odf::XmlName wanted = odf::xml_name(name);
  for (XmlNode *at = root.first; at; at = at->next)
    if (at->is(wanted))
      return at;
  return nullptr;
}

/// The element of styles of a part; made when there is none.
XmlNode &styles_of(odf::XmlDocument &document, std::string_view name) {
  if (XmlNode *found = child(document.root(), name))
    return *found;
  XmlNode &made = document.new_element(name);
  XmlNode *body = child(document.root(), "office:body");
  if (body)
    document.insert_before(*body, made);
  else
    document.append(document.root(), made);
  return made;
}

/// What a definition looks like, to compare two of them.
std::string look(const odf::XmlDocument &document, const XmlNode &node) {
  class Sink final : public odf::XmlSink {
  public:
    std::string text;
    void literal(std::string_view bytes) override { text += bytes; }
    void slot(std::size_t) override {}
    void block_begin(std::size_t) override {}
    void block_end(std::size_t) override {}
  } sink;
  document.write(node, sink);
  return sink.text;
}

using Looks = std::unordered_map<std::string, std::vector<std::string>>;

void read_looks(odf::XmlDocument &document, Looks &looks) {
  for (const char *group : {"office:styles", "office:automatic-styles"}) {
    const XmlNode *styles = child(document.root(), group);
    for (const XmlNode *node = styles ? styles->first : nullptr; node; node = node->next)
      if (const std::string *name = node->kind == XmlNode::Kind::element ? node->attribute(style_name()) : nullptr)
        looks[*name].push_back(look(document, *node));
  }
}

/// Fonts by name; the template's own win.
void copy_fonts(odf::XmlDocument &from, odf::XmlDocument &to) {
  XmlNode *fonts = child(from.root(), "office:font-face-decls");
  XmlNode *known = child(to.root(), "office:font-face-decls");
  if (!fonts || !known)
    return;
  std::unordered_set<std::string> names;
  for (const XmlNode *font = known->first; font; font = font->next)
    if (const std::string *name = font->kind == XmlNode::Kind::element ? font->attribute(style_name()) : nullptr)
      names.insert(*name);
  for (XmlNode *font = fonts->first; font; font = font->next) {
    const std::string *name = font->kind == XmlNode::Kind::element ? font->attribute(style_name()) : nullptr;
    if (!name || !names.insert(*name).second)
      continue;
    XmlNode &made = to.new_element(*font->name);
    for (const odf::XmlAttribute &attribute : font->attributes)
      to.set_attribute(made, *attribute.name, attribute.value);
    to.append(*known, made);
  }
}

} // namespace

IncludedStyles::IncludedStyles(odf::XmlDocument &content, odf::XmlDocument *styles, std::size_t number)
    : content_(content), styles_(styles), number_(number) {
  read(content.root(), true);
  if (styles)
    read(styles->root(), false);
  if (XmlNode *body = child(content.root(), "office:body"))
    find_needed(*body);
}

/// Automatic styles of styles.xml belong to page styles and stay behind.
void IncludedStyles::read(XmlNode &root, bool content) {
  const XmlNode *styles = child(root, content ? "office:automatic-styles" : "office:styles");
  for (XmlNode *node = styles ? styles->first : nullptr; node; node = node->next) {
    const std::string *name = node->kind == XmlNode::Kind::element ? node->attribute(style_name()) : nullptr;
    if (!name)
      continue;
    std::vector<Definition> &known = definitions_[*name];
    if (known.empty())
      order_.push_back(*name);
    known.push_back({node, content});
  }
}

void IncludedStyles::need(const XmlNode &node, std::vector<std::string> &waiting) {
  for (const odf::XmlAttribute &attribute : node.attributes)
    if (names_a_style(attribute.name) && definitions_.contains(attribute.value) &&
        needed_.insert(attribute.value).second)
      waiting.push_back(attribute.value);
}

void IncludedStyles::find_needed(XmlNode &body) {
  std::vector<std::string> waiting;
  const auto visit = [&](XmlNode &node) {
    if (node.kind == XmlNode::Kind::element)
      need(node, waiting);
    return true;
  };
  walk(body, visit);
  while (!waiting.empty()) {
    const std::string name = std::move(waiting.back());
    waiting.pop_back();
    for (const Definition &definition : definitions_[name])
      walk(*definition.node, visit);
  }
}

void IncludedStyles::copy_to(odf::XmlDocument &content, odf::XmlDocument *styles) {
  Looks looks;
  read_looks(content, looks);
  if (styles && styles != &content)
    read_looks(*styles, looks);
  std::vector<std::string> copied;
  for (const std::string &name : order_) {
    if (!needed_.contains(name))
      continue;
    const auto known = looks.find(name);
    bool same = known != looks.end();
    for (const Definition &definition : definitions_[name]) {
      const std::string own = look(definition.automatic ? content_ : *styles_, *definition.node);
      same = same && !definition.automatic && known->second == std::vector<std::string>{own};
    }
    if (same)
      continue; // the template has the very style
    if (known != looks.end()) {
      std::string fresh = name + "_I" + std::to_string(number_);
      while (looks.contains(fresh) || definitions_.contains(fresh))
        fresh += "_";
      new_names_[name] = std::move(fresh);
    }
    copied.push_back(name);
  }
  for (const std::string &name : copied)
    for (const Definition &definition : definitions_[name]) {
      odf::XmlDocument &target = definition.automatic || !styles ? content : *styles;
      XmlNode &made = import(target, *definition.node);
      if (const auto renamed = new_names_.find(name); renamed != new_names_.end()) {
        target.set_attribute(made, "style:name", renamed->second);
        target.remove_attribute(made, "style:display-name");
      }
      target.append(styles_of(target, definition.automatic || !styles ? "office:automatic-styles" : "office:styles"),
                    made);
    }
  copy_fonts(content_, content);
}

XmlNode &IncludedStyles::import(odf::XmlDocument &target, const XmlNode &node) const {
  const auto make = [&](const XmlNode &from) -> XmlNode & {
    if (from.kind == XmlNode::Kind::text)
      return target.new_text(from.text);
    XmlNode &made = target.new_element(*from.name);
    for (const odf::XmlAttribute &attribute : from.attributes) {
      if (left_out(attribute.name))
        continue;
      const auto renamed = names_a_style(attribute.name) ? new_names_.find(attribute.value) : new_names_.end();
      target.set_attribute(made, *attribute.name, renamed == new_names_.end() ? attribute.value : renamed->second);
    }
    return made;
  };
  XmlNode &top = make(node);
  std::vector<std::pair<const XmlNode *, XmlNode *>> waiting = {{&node, &top}};
  while (!waiting.empty()) {
    const auto [from, to] = waiting.back();
    waiting.pop_back();
    for (const XmlNode *inner = from->first; inner; inner = inner->next) {
      if (inner->kind != XmlNode::Kind::element && inner->kind != XmlNode::Kind::text)
        continue;
      XmlNode &made = make(*inner);
      target.append(*to, made);
      if (inner->first)
        waiting.emplace_back(inner, &made);
    }
  }
  return top;
}

} // namespace solieu::binding
