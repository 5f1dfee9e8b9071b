#include "render/render.hpp"

#include "render/notice.hpp"
#include "render/part_writer.hpp"

#include "odf/package.hpp"

namespace solieu::render {

using binding::CompiledParts;
using binding::FilledPart;

namespace {

constexpr std::string_view manifest_entry = "META-INF/manifest.xml";
constexpr std::string_view meta_entry = "meta.xml";

/// A preview or a signature of the template is none of the report.
bool dropped(std::string_view entry) {
  return entry.starts_with("Thumbnails/") || entry == "META-INF/documentsignatures.xml" || entry == "mimetype";
}

/// A manifest that names pictures as well.
std::string with_entries(std::string manifest, const std::vector<binding::AddedEntry> &added) {
  const std::size_t end = manifest.rfind("</");
  if (end == std::string::npos)
    return manifest;
  const std::size_t colon = manifest.find(':', end);
  const std::string prefix = colon == std::string::npos ? "" : manifest.substr(end + 2, colon - end - 1);
  const std::string name = "<" + prefix + "file-entry " + prefix + "full-path=\"";
  const std::string type = "\" " + prefix + "media-type=\"image/";
  std::string entries;
  for (const binding::AddedEntry &entry : added) {
    entries.append(name).append(entry.name).append(type);
    entries.append(entry.name.ends_with(".png") ? "png" : "jpeg").append("\"/>");
  }
  return manifest.insert(end, entries);
}

const FilledPart *written_part(const CompiledParts &parts, const binding::FilledParts &filled, std::string_view entry,
                               const Options &options) {
  for (const FilledPart &part : filled.parts) {
    const binding::Part &compiled = parts.parts[part.part];
    if (compiled.entry == entry)
      return compiled.for_properties && options.properties.empty() ? nullptr : &part;
  }
  return nullptr;
}

} // namespace

std::string render(const binding::ReportTemplate &report_template, const binding::FilledReport &report,
                   const Options &options) {
  const CompiledParts &parts = report_template.parts();
  PartWriter writer(parts, report, options);
  const bool text_document = report_template.kind() == binding::DocumentKind::writer;
  odf::PackageWriter package(options.packing);
  package.add_stored("mimetype", parts.media_type);
  const bool make_meta = !options.properties.empty() && parts.package.find(meta_entry) == nullptr;
  const std::string &manifest = make_meta ? parts.manifest_with_meta : parts.manifest;
  for (const odf::PackageEntry &entry : parts.package.entries()) {
    if (dropped(entry.name))
      continue;
    const FilledPart *part = written_part(parts, *report.parts, entry.name, options);
    if (!options.notice.empty() && takes_notice(entry.name, text_document))
      package.add(entry.name, with_notice(part != nullptr ? writer.write(*part) : parts.package.read(entry), entry.name,
                                          text_document, options.notice));
    else if (part != nullptr)
      package.add(entry.name, writer.write(*part));
    else if (entry.name == manifest_entry && !report.parts->added.empty())
      package.add(entry.name,
                  with_entries(manifest.empty() ? parts.package.read(entry) : manifest, report.parts->added));
    else if (entry.name == manifest_entry && !manifest.empty())
      package.add(entry.name, manifest);
    else
      package.copy(entry);
  }
  for (const binding::AddedEntry &added : parts.added)
    package.add(added.name, added.bytes);
  for (const binding::AddedEntry &added : report.parts->added)
    package.add(added.name, added.bytes);
  if (make_meta)
    package.add(meta_entry, with_notice(writer.new_meta(), meta_entry, text_document, options.notice));
  return package.finish();
}

} // namespace solieu::render
