#include "odf/refusal.hpp"
#include "odf/xml_cause.hpp"
#include "odf/xml_document.hpp"
#include "odf/xml_names.hpp"

#include <expat.h>

#include <algorithm>
#include <climits>
#include <exception>
#include <new>
#include <optional>
#include <unordered_map>

namespace solieu::odf {
namespace {

using diagnostic::Code;

constexpr std::size_t most_names = 20'000; ///< distinct names: interned names live as long as the program
constexpr std::string_view declaration_prefix = "xmlns";

/// Prefixes in force, and the cache of names read under them.
class NamespaceScopes {
public:
  NamespaceScopes() { bind("xml", "xml"); }

  /// Canonical prefix of a prefix in force; nothing when it is not declared.
  [[nodiscard]] std::optional<std::string_view> canonical(std::string_view prefix) const {
    for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding) {
      if (binding->prefix == prefix) {
        return binding->canonical;
      }
    }
    return prefix.empty() ? std::optional<std::string_view>("") : std::nullopt;
  }

  void bind(std::string_view prefix, std::string canonical) {
    bindings_.push_back({std::string(prefix), std::move(canonical)});
    forget();
  }
  [[nodiscard]] std::size_t size() const { return bindings_.size(); }
  void cut(std::size_t size) {
    if (bindings_.size() != size) {
      bindings_.resize(size);
      forget();
    }
  }

  /// The name for `raw`; null when its prefix is not declared.
  XmlName name(std::string_view raw, bool of_attribute) {
    auto &cache = of_attribute ? attributes_ : elements_;
    scratch_.assign(raw);
    if (const auto found = cache.find(scratch_); found != cache.end()) {
      return found->second;
    }
    const auto made = make_name(raw, of_attribute);
    if (made != nullptr) {
      names_made_ += 1;
      cache.emplace(scratch_, made);
    }
    return made;
  }
  [[nodiscard]] std::size_t names_made() const { return names_made_; }

private:
  struct Binding {
    std::string prefix;
    std::string canonical;
  };

  void forget() {
    elements_.clear();
    attributes_.clear();
  }

  [[nodiscard]] XmlName make_name(std::string_view raw, bool of_attribute) const {
    const auto colon = raw.find(':');
    const bool prefixed = colon != std::string_view::npos;
    const auto prefix = prefixed ? raw.substr(0, colon) : std::string_view{};
    const auto local = prefixed ? raw.substr(colon + 1) : raw;
    if (prefix == declaration_prefix || (!prefixed && of_attribute)) {
      return xml_name(raw);
    }
    const auto known = canonical(prefix);
    if (!known) {
      return nullptr;
    }
    return xml_name(known->empty() ? std::string(local) : std::string(*known) + ":" + std::string(local));
  }

  std::vector<Binding> bindings_;
  std::unordered_map<std::string, XmlName> elements_;
  std::unordered_map<std::string, XmlName> attributes_;
  std::string scratch_;
  std::size_t names_made_ = 0;
};

/// A namespace that ODF does not know keeps the file's prefix, unless that is the usual one of a known namespace.
std::string canonical_prefix(std::string_view prefix, const std::string &uri) {
  if (const auto known = prefix_of_namespace(uri); !known.empty()) {
    return std::string(known);
  }
  if (uri.empty()) {
    return {};
  }
  const bool taken = prefix.empty() || !namespace_of_prefix(prefix).empty();
  return taken ? "{" + uri + "}" : std::string(prefix);
}

} // namespace

/// What expat calls back into. No exception crosses expat: the first one is kept and thrown when the parser has
/// stopped.
struct XmlBuilder {
  XmlDocument &document;
  const std::string &file;
  const std::string &entry;
  const Limits &limits;
  XML_Parser parser = nullptr;
  std::exception_ptr failure{};
  NamespaceScopes scopes{};
  std::vector<std::size_t> scope_sizes{}; ///< per open element
  std::vector<XmlName> seen{};
  XmlNode *current = nullptr;
  XmlNode *open_text = nullptr;
  std::size_t items = 0; ///< nodes and attributes

  template <class Work> static void guarded(void *self, Work work) noexcept {
    auto &builder = *static_cast<XmlBuilder *>(self);
    if (builder.failure) {
      return;
    }
    try {
      work(builder);
    } catch (...) {
      builder.failure = std::current_exception();
      XML_StopParser(builder.parser, XML_FALSE);
    }
  }

  [[noreturn]] void stop(Code code, std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    arguments.emplace(arguments.begin(), "column", std::to_string(XML_GetCurrentColumnNumber(parser) + 1));
    arguments.emplace(arguments.begin(), "line", std::to_string(XML_GetCurrentLineNumber(parser)));
    arguments.emplace(arguments.begin(), "entry", entry);
    refuse(std::move(code), file, std::move(arguments));
  }

  [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser)); }
  [[nodiscard]] std::size_t event_end() const {
    return position() + static_cast<std::size_t>(XML_GetCurrentByteCount(parser));
  }

  void count(std::size_t more) {
    items += more;
    if (items > limits.xml_nodes) {
      stop(Code{"odf.xml-too-large"}, {{"limit", std::to_string(limits.xml_nodes)}, limits.named("xml_nodes")});
    }
  }

  XmlNode &add(XmlNode::Kind kind) {
    count(1);
    auto &node = document.nodes_.emplace_back();
    node.kind = kind;
    node.begin = position();
    node.inner = node.begin;
    node.parent = current;
    if (current != nullptr) {
      node.previous = current->last;
      (current->last != nullptr ? current->last->next : current->first) = &node;
      current->last = &node;
    }
    return node;
  }

  void close_text() {
    if (open_text != nullptr) {
      open_text->end = position();
      open_text = nullptr;
    }
  }

  void declare_namespaces(const char **attributes) {
    for (; *attributes != nullptr; attributes += 2) {
      const std::string_view name = attributes[0];
      if (name.substr(0, declaration_prefix.size()) != declaration_prefix ||
          (name.size() > declaration_prefix.size() && name[declaration_prefix.size()] != ':')) {
        continue;
      }
      const auto prefix = name.size() > declaration_prefix.size() ? name.substr(declaration_prefix.size() + 1) : "";
      auto canonical = canonical_prefix(prefix, attributes[1]);
      const auto before = scopes.canonical(prefix);
      if (before && *before == canonical) {
        continue;
      }
      if (before && !prefix.empty()) {
        stop(Code{"odf.xml-prefix-changed"}, {{"prefix", std::string(prefix)}});
      }
      if (current == nullptr && !prefix.empty()) {
        document.prefixes_.emplace(canonical, prefix);
      }
      scopes.bind(prefix, std::move(canonical));
    }
  }

  XmlName name(std::string_view raw, bool of_attribute) {
    const auto name = scopes.name(raw, of_attribute);
    if (name == nullptr) {
      stop(Code{"odf.xml-unknown-prefix"}, {{"prefix", std::string(raw.substr(0, raw.find(':')))}});
    }
    if (scopes.names_made() > most_names) {
      stop(Code{"odf.xml-too-large"}, {{"limit", std::to_string(most_names)}});
    }
    return name;
  }

  void read_attributes(XmlNode &node, const char **attributes) {
    std::size_t size = 0;
    while (attributes[size] != nullptr) {
      size += 2;
    }
    count(size / 2);
    node.attributes.reserve(size / 2);
    seen.clear();
    for (std::size_t i = 0; i < size; i += 2) {
      std::string value = attributes[i + 1];
      if (value.size() > limits.attribute_bytes) {
        stop(Code{"odf.xml-too-long"},
             {{"limit", std::to_string(limits.attribute_bytes)}, limits.named("xml_text_kb")});
      }
      seen.push_back(name(attributes[i], true));
      node.attributes.push_back({seen.back(), attributes[i], std::move(value)});
    }
    std::sort(seen.begin(), seen.end());
    if (const auto twice = std::adjacent_find(seen.begin(), seen.end()); twice != seen.end()) {
      stop(Code{"odf.xml-attribute-twice"}, {{"attribute", **twice}});
    }
  }

  void start_element(const char *raw, const char **attributes) {
    close_text();
    scope_sizes.push_back(scopes.size());
    if (scope_sizes.size() > limits.xml_depth) {
      stop(Code{"odf.xml-too-deep"}, {{"limit", std::to_string(limits.xml_depth)}, limits.named("xml_depth")});
    }
    declare_namespaces(attributes);
    auto &node = add(XmlNode::Kind::element);
    node.raw_name = raw;
    node.name = name(node.raw_name, false);
    read_attributes(node, attributes);
    node.inner = event_end();
    node.end = node.inner;
    if (current == nullptr) {
      document.root_ = &node;
    }
    current = &node;
  }

  void end_element() {
    close_text();
    const bool self_closed = document.source_[current->inner - 2] == '/';
    current->end = self_closed ? current->inner : event_end();
    current = current->parent;
    scopes.cut(scope_sizes.back());
    scope_sizes.pop_back();
  }

  void start_text() {
    if (open_text == nullptr && current != nullptr) {
      open_text = &add(XmlNode::Kind::text);
    }
  }

  void text(std::string_view more) {
    start_text();
    if (open_text->text.size() + more.size() > limits.attribute_bytes) {
      stop(Code{"odf.xml-too-long"}, {{"limit", std::to_string(limits.attribute_bytes)}, limits.named("xml_text_kb")});
    }
    open_text->text += more;
  }

  void other() {
    close_text();
    if (current != nullptr) {
      add(XmlNode::Kind::other).end = event_end();
    }
  }

  void declaration(const char *encoding) const {
    if (encoding == nullptr) {
      return;
    }
    std::string name = encoding;
    for (auto &c : name) {
      c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (name != "UTF-8") {
      stop(Code{"odf.xml-encoding"}, {{"encoding", encoding}});
    }
  }

  void connect() {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void *self, const char *raw, const char **attributes) {
          guarded(self, [&](XmlBuilder &builder) { builder.start_element(raw, attributes); });
        },
        [](void *self, const char *) { guarded(self, [](XmlBuilder &builder) { builder.end_element(); }); });
    XML_SetCharacterDataHandler(parser, [](void *self, const char *bytes, int size) {
      guarded(self, [&](XmlBuilder &builder) { builder.text({bytes, static_cast<std::size_t>(size)}); });
    });
    XML_SetStartCdataSectionHandler(
        parser, [](void *self) { guarded(self, [](XmlBuilder &builder) { builder.start_text(); }); });
    XML_SetCommentHandler(
        parser, [](void *self, const char *) { guarded(self, [](XmlBuilder &builder) { builder.other(); }); });
    XML_SetProcessingInstructionHandler(parser, [](void *self, const char *, const char *) {
      guarded(self, [](XmlBuilder &builder) { builder.other(); });
    });
    XML_SetXmlDeclHandler(parser, [](void *self, const char *, const char *encoding, int) {
      guarded(self, [&](XmlBuilder &builder) { builder.declaration(encoding); });
    });
    XML_SetStartDoctypeDeclHandler(parser, [](void *self, const char *, const char *, const char *, int) {
      guarded(self, [](XmlBuilder &builder) { builder.stop(Code{"odf.xml-doctype"}); });
    });
  }

  void parse() {
    const auto &source = document.source_;
    if (source.size() > INT_MAX) {
      refuse(Code{"odf.xml-too-large"}, file,
             {{"entry", entry}, {"line", "1"}, {"column", "1"}, {"limit", std::to_string(INT_MAX)}});
    }
    if (source.substr(0, 4).find('\0') != std::string::npos || source.substr(0, 2) == "\xFE\xFF" ||
        source.substr(0, 2) == "\xFF\xFE") {
      refuse(Code{"odf.xml-encoding"}, file,
             {{"entry", entry}, {"line", "1"}, {"column", "1"}, {"encoding", "UTF-16"}});
    }
    connect();
    const auto status = XML_Parse(parser, source.data(), static_cast<int>(source.size()), 1);
    if (failure) {
      std::rethrow_exception(failure);
    }
    if (status != XML_STATUS_OK) {
      stop(Code{"odf.xml-broken"}, {{"reason", xml_cause(XML_GetErrorCode(parser))}});
    }
  }
};

std::unique_ptr<XmlDocument> XmlDocument::parse(std::string bytes, const std::string &file_name,
                                                const std::string &entry_name, const Limits &limits) {
  std::unique_ptr<XmlDocument> document(new XmlDocument);
  document->source_ = std::move(bytes);
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (!parser) {
    throw std::bad_alloc();
  }
  XmlBuilder builder{*document, file_name, entry_name, limits};
  builder.parser = parser.get();
  builder.parse();
  return document;
}

} // namespace solieu::odf
