#include "binding/included_parts.hpp"
#include "binding/included_styles.hpp"
#include "binding/office_results.hpp"
#include "binding/package_parts.hpp"

#include "diagnostic/failure.hpp"
#include "expression/parser.hpp"
#include "odf/document_check.hpp"
#include "odf/paragraph.hpp"

#include <algorithm>
#include <deque>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

/// The file of a paragraph that holds an include and nothing else.
std::optional<std::string> included_file(odf::XmlDocument &document, XmlNode &paragraph,
                                         const expression::Limits &limits) {
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
  const auto marker = expression::parse_marker(whole.substr(first, spans.front().length), errors, limits);
  const auto *include = marker ? std::get_if<expression::IncludeMarker>(&marker->data) : nullptr;
  return include ? std::optional<std::string>(include->file) : std::nullopt;
}

bool is_declaration(const XmlNode &node) {
  if (node.kind != XmlNode::Kind::element)
    return true;
  return node.name->ends_with("-decls") || node.is(Names::get().tracked_changes) || *node.name == "office:forms";
}

/// True for a cell, or other thing in a row, that holds nothing to see.
bool is_blank(XmlNode &node) {
  bool blank = true;
  walk(node, [&](XmlNode &inner) {
    blank = blank && inner.kind != XmlNode::Kind::text && !inner.name->starts_with("draw:") &&
            !inner.attribute(Names::get().formula) && !inner.attribute(Names::get().value);
    return blank;
  });
  return blank;
}

/// The row of a sheet that holds an include and nothing else; null when there is more in it.
XmlNode *row_of(XmlNode &paragraph) {
  const Names &n = Names::get();
  XmlNode *cell = parent_element(paragraph);
  XmlNode *row = cell ? parent_element(*cell) : nullptr;
  if (!row || !row->is(n.row) || repeat_count(*row, n.rows_repeated) > 1)
    return nullptr;
  for (XmlNode *child = row->first; child; child = child->next)
    if (child != cell && child->kind == XmlNode::Kind::element && !is_blank(*child))
      return nullptr;
  return row;
}

class Includer {
public:
  Includer(Draft &draft, std::uint32_t part, odf::XmlDocument *styles)
      : draft_(draft), calc_(draft.out->kind == DocumentKind::calc), part_(part),
        document_(*draft.parts[part].document), styles_(styles), before_(draft.included.size()) {}

  void run() {
    find(document_.root(), {});
    for (std::size_t i = 0; i < waiting_.size(); ++i)
      splice(waiting_[i]);
    if (included())
      draft_.parts[part_].needed = true;
  }

  [[nodiscard]] bool included() const noexcept { return draft_.included.size() > before_; }

private:
  struct Place {
    XmlNode *paragraph;
    std::string file;
    std::vector<std::size_t> within; ///< included documents around, outermost first: Draft::included
  };

  void find(XmlNode &root, const std::vector<std::size_t> &within) {
    walk(root, [&](XmlNode &node) {
      if (is_paragraph(node) && (!calc_ || row_of(node)))
        if (std::optional<std::string> file = included_file(document_, node, draft_.context.expressions))
          waiting_.push_back({&node, std::move(*file), within});
      return true;
    });
  }

  void splice(const Place &place) {
    const Limits &limits = draft_.context.structure;
    std::optional<IncludeFailure> failure;
    if (place.within.size() >= limits.include_depth)
      failure = IncludeFailure{Code{"binding.include-too-deep"},
                               {{"limit", std::to_string(limits.include_depth)}, {"limit_key", "include_depth"}}};
    else if (draft_.included.size() >= limits.includes)
      failure = IncludeFailure{Code{"binding.too-many-includes"},
                               {{"limit", std::to_string(limits.includes)}, {"limit_key", "includes"}}};
    else
      failure = taken(place);
    if (failure)
      draft_.include_failures.emplace(place.paragraph, std::move(*failure));
  }

  /// A file that cannot be read is one error among the others.
  std::optional<IncludeFailure> taken(const Place &place) {
    try {
      return take(place);
    } catch (const diagnostic::Failure &failure) {
      const diagnostic::Diagnostic &first = failure.findings().front();
      return IncludeFailure{first.code, first.arguments};
    }
  }

  std::optional<IncludeFailure> take(const Place &place) {
    std::vector<std::pair<std::string, std::string>> arguments = {{"file", place.file},
                                                                  {"kind", calc_ ? ".ots, .ods" : ".ott, .odt"}};
    std::optional<std::string> bytes;
    if (draft_.context.read_include)
      bytes = draft_.context.read_include(place.file);
    if (!bytes)
      return IncludeFailure{Code{"binding.include-unreachable"}, arguments};
    odf::Package package = odf::Package::open(std::move(*bytes), place.file, draft_.context.limits);
    if (!package.media_type().starts_with(calc_ ? "application/vnd.oasis.opendocument.spreadsheet"
                                                : "application/vnd.oasis.opendocument.text"))
      return IncludeFailure{Code{"binding.include-wrong-kind"}, arguments};
    package = odf::refuse_unsafe(package, calc_ ? odf::DocumentFormat::spreadsheet : odf::DocumentFormat::text,
                                 draft_.context.limits);
    const auto content = part_of(package, "content.xml", place.file);
    if (!content || !has_body(content->root(), calc_))
      return IncludeFailure{Code{"binding.include-wrong-kind"}, arguments};
    if (is_around(place, content->source()))
      return IncludeFailure{Code{"binding.include-itself"}, arguments};
    const auto styles = part_of(package, "styles.xml", place.file);
    draft_.included.push_back(content->source());
    if (calc_)
      drop_results(*content);
    draft_.out->files.push_back(place.file);
    IncludedStyles brought(*content, styles.get(), number());
    brought.copy_to(document_, styles_);
    if (calc_)
      copy_rows(place, package, *content, brought);
    else
      copy_body(place, package, *content, brought);
    return std::nullopt;
  }

  /// True when a document is the one whose body this is, or one that is included around the place.
  [[nodiscard]] bool is_around(const Place &place, const std::string &content) const {
    const bool body = draft_.parts[part_].kind == DraftPart::Kind::content;
    return (body && content == document_.source()) ||
           std::ranges::any_of(place.within, [&](std::size_t i) { return draft_.included[i] == content; });
  }

  /// Of the document that is included now, from 1.
  [[nodiscard]] std::size_t number() const { return draft_.included.size(); }

  std::unique_ptr<odf::XmlDocument> part_of(const odf::Package &package, const std::string &name,
                                            const std::string &file) {
    const odf::PackageEntry *entry = package.find(name);
    return entry ? odf::XmlDocument::parse(package.read(*entry), file, name, draft_.context.limits) : nullptr;
  }

  static XmlNode *first_in(XmlNode &root, odf::XmlName name) {
    XmlNode *found = nullptr;
    walk(root, [&](XmlNode &node) {
      found = found ? found : node.is(name) ? &node : nullptr;
      return found == nullptr;
    });
    return found;
  }

  void copy_body(const Place &place, const odf::Package &package, odf::XmlDocument &content,
                 const IncludedStyles &styles) {
    static const odf::XmlName body = odf::xml_name("office:text");
    std::vector<XmlNode *> made;
    XmlNode *text = first_in(content.root(), body);
    for (XmlNode *node = text ? text->first : nullptr; node; node = node->next)
      if (!is_declaration(*node))
        made.push_back(&styles.import(document_, *node));
    replace(*place.paragraph, made, package, place, 0);
  }

  /// The rows of the first sheet of a spreadsheet, up to the last that holds something.
  void copy_rows(const Place &place, const odf::Package &package, odf::XmlDocument &content,
                 const IncludedStyles &styles) {
    const Names &n = Names::get();
    XmlNode *row = row_of(*place.paragraph);
    XmlNode *sheet = first_in(content.root(), n.table);
    std::vector<XmlNode *> made;
    for (const XmlNode *node : sheet ? rows_with_content(*sheet) : std::vector<XmlNode *>{})
      made.push_back(&styles.import(document_, *node));
    const std::string *name = sheet ? sheet->attribute(n.table_name) : nullptr;
    draft_.included_sheets.push_back(name ? *name : std::string());
    make_room(draft_, document_, *row, made, draft_.included_sheets.back());
    replace(*row, made, package, place, static_cast<std::uint32_t>(draft_.included_sheets.size() - 1));
  }

  static std::vector<XmlNode *> rows_with_content(XmlNode &sheet) {
    std::vector<XmlNode *> rows;
    std::size_t used = 0;
    walk(sheet, [&](XmlNode &node) {
      if (!node.is(Names::get().row))
        return true;
      rows.push_back(&node);
      if (!is_blank(node))
        used = rows.size();
      return false;
    });
    rows.resize(used);
    return rows;
  }

  void replace(XmlNode &old, const std::vector<XmlNode *> &made, const odf::Package &package, const Place &place,
               std::uint32_t sheet) {
    for (XmlNode *node : made)
      document_.insert_before(old, *node);
    if (!made.empty()) {
      const auto file = static_cast<std::uint32_t>(draft_.out->files.size() - 1);
      XmlNode &scope = document_.wrap(*made.front(), *made.back(), draft_.mark({Mark::Kind::scope, file, sheet}));
      take_along(draft_, document_, scope, package);
      std::vector<std::size_t> within = place.within;
      within.push_back(number() - 1);
      find(scope, within);
    }
    document_.remove(old);
  }

  Draft &draft_;
  bool calc_;
  std::uint32_t part_;
  odf::XmlDocument &document_;
  odf::XmlDocument *styles_;
  std::deque<Place> waiting_; ///< more are found while one is taken
  std::size_t before_;
};

} // namespace

void splice_includes(Draft &draft) {
  DraftPart *styles = nullptr;
  for (DraftPart &part : draft.parts)
    styles = part.kind == DraftPart::Kind::styles ? &part : styles;
  odf::XmlDocument *style_document = styles ? styles->document.get() : nullptr;
  bool any = false;
  for (std::uint32_t i = 0; i < draft.parts.size(); ++i) {
    const DraftPart::Kind kind = draft.parts[i].kind;
    const bool header = kind == DraftPart::Kind::styles && draft.out->kind == DocumentKind::writer;
    if (kind != DraftPart::Kind::content && !header)
      continue;
    Includer includer(draft, i, style_document);
    includer.run();
    any = any || includer.included();
  }
  for (DraftPart &part : draft.parts)
    part.needed = part.needed || (any && part.kind == DraftPart::Kind::styles);
  add_included_objects(draft);
  add_to_manifest(*draft.out);
}

} // namespace solieu::binding
