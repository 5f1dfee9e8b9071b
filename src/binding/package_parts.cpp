#include "binding/package_parts.hpp"

#include "diagnostic/failure.hpp"
#include "odf/document_check.hpp"

#include <algorithm>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

constexpr std::string_view writer_type = "application/vnd.oasis.opendocument.text";
constexpr const char *writer_body = "office:text";
constexpr const char *calc_body = "office:spreadsheet";
constexpr std::string_view calc_type = "application/vnd.oasis.opendocument.spreadsheet";

std::string manifest_text(odf::XmlDocument &document) { return document.text(); }

std::string media_type_of(const AddedEntry &added) {
  const std::string_view name = added.name;
  if (!added.media_type.empty())
    return added.media_type;
  if (name.ends_with(".xml"))
    return "text/xml";
  if (name.ends_with(".jpg") || name.ends_with(".jpeg"))
    return "image/jpeg";
  return name.ends_with(".svg") ? "image/svg+xml" : "image/png";
}

/// Entries of a manifest that the filled document does not have.
bool dropped_from_manifest(std::string_view path) { return !path.ends_with('/') && !odf::is_carried(path); }

/// What a package is that does not say it: the kinds people rename to .odt.
Code kind_by_parts(const odf::Package &package) {
  const auto holds = [&package](std::string_view folder) {
    return std::any_of(package.entries().begin(), package.entries().end(),
                       [folder](const odf::PackageEntry &entry) { return entry.name.starts_with(folder); });
  };
  if (holds("word/"))
    return Code{"binding.kind-word"};
  if (holds("xl/"))
    return Code{"binding.kind-excel"};
  return holds("ppt/") ? Code{"binding.kind-powerpoint"} : Code{"binding.kind-zip"};
}

[[noreturn]] void refuse_kind(const CompiledParts &out) {
  const std::string &type = out.package.media_type();
  diagnostic::Diagnostic finding{type.empty() ? Code{"binding.other-kind"} : Code{"binding.wrong-kind"}};
  finding.location.file = out.file_name;
  finding.arguments = {{"file", out.file_name}};
  if (type.empty())
    finding.arguments.emplace_back("what", kind_by_parts(out.package).name);
  else
    finding.arguments.emplace_back("type", type);
  throw diagnostic::Failure(std::move(finding));
}

void bind_manifest(CompiledParts &out, const odf::PackageEntry &entry) {
  const auto document = odf::XmlDocument::parse(out.package.read(entry), out.file_name, entry.name);
  const odf::XmlName file = odf::xml_name("manifest:file-entry");
  const odf::XmlName path = odf::xml_name("manifest:full-path");
  bool changed = false;
  bool has_meta = false;
  for (XmlNode *node = document->root().first; node;) {
    XmlNode *next = node->next;
    const std::string *name = node->is(file) ? node->attribute(path) : nullptr;
    if (name && *name == "/" && out.new_mimetype) {
      document->set_attribute(*node, "manifest:media-type", out.media_type);
      changed = true;
    } else if (name && dropped_from_manifest(*name)) {
      document->remove(*node);
      changed = true;
    }
    has_meta = has_meta || (name && *name == "meta.xml");
    node = next;
  }
  if (changed)
    out.manifest = manifest_text(*document);
  if (has_meta)
    return;
  XmlNode &added = document->new_element("manifest:file-entry");
  document->append(document->root(), added);
  document->set_attribute(added, "manifest:full-path", "meta.xml");
  document->set_attribute(added, "manifest:media-type", "text/xml");
  out.manifest_with_meta = manifest_text(*document);
}

} // namespace

bool has_body(const XmlNode &root, bool calc) {
  if (!root.is(odf::xml_name("office:document-content")))
    return false;
  const XmlNode *body = root.first;
  while (body && !body->is(odf::xml_name("office:body")))
    body = body->next;
  const XmlNode *inside = body ? body->first : nullptr;
  while (inside && !inside->is(odf::xml_name(calc ? calc_body : writer_body)))
    inside = inside->next;
  return inside != nullptr;
}

void require_body(const CompiledParts &out, const XmlNode &root) {
  const bool calc = out.kind == DocumentKind::calc;
  if (has_body(root, calc))
    return;
  diagnostic::Diagnostic finding{Code{"binding.content-broken"}};
  finding.location.file = out.file_name;
  finding.arguments = {
      {"file", out.file_name}, {"kind", calc ? "Calc" : "Writer"}, {"element", calc ? calc_body : writer_body}};
  throw diagnostic::Failure(std::move(finding));
}

void bind_package(CompiledParts &out, const odf::Limits &limits) {
  std::string type = out.package.media_type();
  constexpr std::string_view suffix = "-template";
  if (type.ends_with(suffix)) {
    type.resize(type.size() - suffix.size());
    out.new_mimetype = true;
  }
  if (type != writer_type && type != calc_type)
    refuse_kind(out);
  out.kind = type == calc_type ? DocumentKind::calc : DocumentKind::writer;
  out.media_type = std::move(type);
  out.package = odf::refuse_unsafe(
      out.package, out.kind == DocumentKind::calc ? odf::DocumentFormat::spreadsheet : odf::DocumentFormat::text,
      limits);
  if (const odf::PackageEntry *manifest = out.package.find("META-INF/manifest.xml"))
    bind_manifest(out, *manifest);
}

void add_to_manifest(CompiledParts &out) {
  const odf::PackageEntry *entry = out.package.find("META-INF/manifest.xml");
  if (out.added.empty() || !entry)
    return;
  if (out.manifest.empty())
    out.manifest = out.package.read(*entry);
  for (std::string *text : {&out.manifest, &out.manifest_with_meta}) {
    if (text->empty())
      continue;
    const auto document = odf::XmlDocument::parse(*text, out.file_name, entry->name);
    for (const AddedEntry &added : out.added) {
      XmlNode &made = document->new_element("manifest:file-entry");
      document->append(document->root(), made);
      document->set_attribute(made, "manifest:full-path", added.name);
      document->set_attribute(made, "manifest:media-type", media_type_of(added));
    }
    *text = manifest_text(*document);
  }
}

void drop_entries(CompiledParts &out, const std::set<std::string> &names) {
  static const odf::XmlName path = odf::xml_name("manifest:full-path");
  std::erase_if(out.added, [&](const AddedEntry &added) { return names.contains(added.name); });
  std::vector<odf::PackageEntry> kept = out.package.entries();
  std::erase_if(kept, [&](const odf::PackageEntry &entry) { return names.contains(entry.name); });
  out.package = out.package.with_only(std::move(kept));
  const odf::PackageEntry *entry = out.package.find("META-INF/manifest.xml");
  if (names.empty() || !entry)
    return;
  if (out.manifest.empty())
    out.manifest = out.package.read(*entry);
  for (std::string *text : {&out.manifest, &out.manifest_with_meta}) {
    if (text->empty())
      continue;
    const auto document = odf::XmlDocument::parse(*text, out.file_name, entry->name);
    for (XmlNode *node = document->root().first; node;) {
      XmlNode *next = node->next;
      const std::string *name = node->kind == XmlNode::Kind::element ? node->attribute(path) : nullptr;
      if (name && names.contains(*name))
        document->remove(*node);
      node = next;
    }
    *text = manifest_text(*document);
  }
}

void bind_properties(Draft &draft) {
  const odf::XmlName meta = odf::xml_name("office:meta");
  const odf::XmlName property = odf::xml_name("meta:user-defined");
  const odf::XmlName name = odf::xml_name("meta:name");
  for (DraftPart &part : draft.parts) {
    if (part.kind != DraftPart::Kind::meta)
      continue;
    for (XmlNode *node = part.document->root().first; node; node = node->next) {
      if (!node->is(meta))
        continue;
      for (XmlNode *child = node->first; child;) {
        XmlNode *next = child->next;
        const std::string *text = child->is(property) ? child->attribute(name) : nullptr;
        if (text && text->starts_with("SL_"))
          part.document->remove(*child);
        child = next;
      }
      const std::size_t mark = draft.mark({Mark::Kind::step, 0, 0, {StepKind::properties}});
      part.document->append(*node, part.document->new_slot(mark));
      part.for_properties = true;
    }
  }
}

} // namespace solieu::binding
