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
    else if (entry.name == manifest_entry && !manifest.empty())
      package.add(entry.name, manifest);
    else
      package.copy(entry);
  }
  if (make_meta)
    package.add(meta_entry, with_notice(writer.new_meta(), meta_entry, text_document, options.notice));
  return package.finish();
}

} // namespace solieu::render
