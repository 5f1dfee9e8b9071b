#include "binding/included_styles.hpp"
#include "binding/package_parts.hpp"

#include "expression/parser.hpp"
#include "odf/document_check.hpp"
#include "odf/paragraph.hpp"

#include <algorithm>
#include <deque>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

constexpr std::size_t max_depth = 8;
constexpr std::size_t max_includes = 200;

/// The file of a paragraph that holds an include and nothing else.
std::optional<std::string> included_file(odf::XmlDocument &document, XmlNode &paragraph) {
  odf::ParagraphText text(document, paragraph);
  const std::string &whole = text.text();
  const std::size_t first = whole.find_first_not_of(' ');
  if (first == std::string::npos || !whole.substr(first).starts_with("{%") || text.has_objects())
    return std::nullopt;
  diagnostic::Diagnostics errors;
  const std::vector<expression::MarkerSpan> spans = expression::find_markers(whole, errors);
  if (spans.size() != 1 || spans.front().offset != first ||
      whole.find_first_not_of(' ', first + spans.front().length) != std::string::npos)
    return std::nullopt;
  const auto marker = expression::parse_marker(whole.substr(first, spans.front().length), errors);
  const auto *include = marker ? std::get_if<expression::IncludeMarker>(&marker->data) : nullptr;
  return include ? std::optional<std::string>(include->file) : std::nullopt;
}

bool is_declaration(const XmlNode &node) {
  if (node.kind != XmlNode::Kind::element)
    return true;
  return node.name->ends_with("-decls") || node.is(Names::get().tracked_changes) || *node.name == "office:forms";
}

class Includer {
public:
  Includer(Draft &draft, std::uint32_t content, odf::XmlDocument *styles)
      : draft_(draft), part_(draft.parts[content]), document_(*part_.document), styles_(styles) {}

  void run() {
    find(document_.root(), 0);
    for (std::size_t i = 0; i < waiting_.size(); ++i)
      splice(waiting_[i]);
    if (count_ > 0)
      part_.needed = true;
  }

  [[nodiscard]] bool included() const noexcept { return count_ > 0; }

private:
  struct Place {
    XmlNode *paragraph;
    std::string file;
    std::size_t depth;
  };

  void find(XmlNode &root, std::size_t depth) {
    walk(root, [&](XmlNode &node) {
      if (is_paragraph(node))
        if (std::optional<std::string> file = included_file(document_, node))
          waiting_.push_back({&node, std::move(*file), depth});
      return true;
    });
  }

  void splice(const Place &place) {
    std::optional<IncludeFailure> failure =
        IncludeFailure{Code{"binding.include-too-deep"}, {{"limit", std::to_string(max_depth)}}};
    if (place.depth < max_depth && count_ < max_includes)
      failure = take(place);
    if (failure)
      draft_.include_failures.emplace(place.paragraph, std::move(*failure));
  }

  std::optional<IncludeFailure> take(const Place &place) {
    const std::vector<std::pair<std::string, std::string>> arguments = {{"file", place.file}};
    std::optional<std::string> bytes;
    if (draft_.context.read_include)
      bytes = draft_.context.read_include(place.file);
    if (!bytes)
      return IncludeFailure{Code{"binding.include-unreachable"}, arguments};
    odf::Package package = odf::Package::open(std::move(*bytes), place.file, draft_.context.limits);
    if (!package.media_type().starts_with("application/vnd.oasis.opendocument.text"))
      return IncludeFailure{Code{"binding.include-wrong-kind"}, arguments};
    package = odf::refuse_unsafe(package, odf::DocumentFormat::text, draft_.context.limits);
    const auto content = part_of(package, "content.xml", place.file);
    if (!content || !has_body(content->root(), false))
      return IncludeFailure{Code{"binding.include-wrong-kind"}, arguments};
    const auto styles = part_of(package, "styles.xml", place.file);
    if (holds_object(content->root()))
      return IncludeFailure{Code{"binding.include-object"}, arguments};
    ++count_;
    IncludedStyles brought(*content, styles.get(), count_);
    brought.copy_to(document_, styles_);
    copy_body(place, package, *content, brought);
    draft_.included.push_back(content->source());
    return std::nullopt;
  }

  std::unique_ptr<odf::XmlDocument> part_of(const odf::Package &package, const char *name, const std::string &file) {
    const odf::PackageEntry *entry = package.find(name);
    return entry ? odf::XmlDocument::parse(package.read(*entry), file, name, draft_.context.limits) : nullptr;
  }

  static bool holds_object(XmlNode &root) {
    bool found = false;
    walk(root, [&](XmlNode &node) {
      found = found ||
              (node.kind == XmlNode::Kind::element && (*node.name == "draw:object" || *node.name == "draw:object-ole"));
      return !found;
    });
    return found;
  }

  void copy_body(const Place &place, const odf::Package &package, odf::XmlDocument &content,
                 const IncludedStyles &styles) {
    static const odf::XmlName body = odf::xml_name("office:text");
    XmlNode *text = nullptr;
    walk(content.root(), [&](XmlNode &node) {
      text = node.is(body) ? &node : text;
      return text == nullptr;
    });
    XmlNode *first = nullptr, *last = nullptr;
    for (XmlNode *node = text ? text->first : nullptr; node; node = node->next) {
      if (is_declaration(*node))
        continue;
      XmlNode &made = styles.import(document_, *node);
      if (last)
        document_.insert_after(*last, made);
      else
        document_.insert_before(*place.paragraph, made);
      first = first ? first : &made;
      last = &made;
    }
    if (first) {
      XmlNode &scope = document_.wrap(*first, *last, draft_.mark({Mark::Kind::scope}));
      take_pictures(scope, package);
      find(scope, place.depth + 1);
    }
    document_.remove(*place.paragraph);
  }

  /// Pictures come along under names of their own.
  void take_pictures(XmlNode &scope, const odf::Package &package) {
    static const odf::XmlName href = odf::xml_name("xlink:href");
    walk(scope, [&](XmlNode &node) {
      const std::string *target = node.kind == XmlNode::Kind::element ? node.attribute(href) : nullptr;
      if (!target || !target->starts_with("Pictures/"))
        return true;
      const odf::PackageEntry *entry = package.find(*target);
      if (!entry)
        return true;
      const std::string name = "Pictures/I" + std::to_string(count_) + "_" + target->substr(9);
      std::vector<AddedEntry> &added = draft_.out->added;
      if (std::none_of(added.begin(), added.end(), [&](const AddedEntry &known) { return known.name == name; }))
        added.push_back({name, package.read(*entry)});
      document_.set_attribute(node, "xlink:href", name);
      return true;
    });
  }

  Draft &draft_;
  DraftPart &part_;
  odf::XmlDocument &document_;
  odf::XmlDocument *styles_;
  std::deque<Place> waiting_; ///< more are found while one is taken
  std::size_t count_ = 0;
};

} // namespace

void splice_includes(Draft &draft) {
  if (draft.out->kind != DocumentKind::writer)
    return;
  DraftPart *styles = nullptr;
  for (DraftPart &part : draft.parts)
    styles = part.kind == DraftPart::Kind::styles ? &part : styles;
  for (std::uint32_t i = 0; i < draft.parts.size(); ++i) {
    if (draft.parts[i].kind != DraftPart::Kind::content)
      continue;
    Includer includer(draft, i, styles ? styles->document.get() : nullptr);
    includer.run();
    if (styles && includer.included())
      styles->needed = true;
  }
  add_to_manifest(*draft.out);
}

} // namespace solieu::binding
