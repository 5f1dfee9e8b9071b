#include "render/report_writer.hpp"

#include "render/notice.hpp"

#include "odf/xml_document.hpp"

#include <algorithm>
#include <utility>

namespace solieu::render {

using binding::FilledPart;
using binding::FilledReport;
using binding::Piece;

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
    entries.append(entry.name.ends_with(".png") ? "png" : entry.name.ends_with(".svg") ? "svg+xml" : "jpeg");
    entries.append("\"/>");
  }
  return manifest.insert(end, entries);
}

/// The folder that an object has in the template.
std::string folder_of(const binding::CompiledParts &parts, const FilledPart &part) {
  const std::string &entry = parts.parts[part.part].entry;
  return entry.substr(0, entry.rfind('/'));
}

/// The name of an entry of an object in the folder of a copy of it.
std::string in_folder(std::string_view entry, std::string_view folder) {
  return std::string(folder) + std::string(entry.substr(entry.find('/')));
}

/// True for the entries of objects that the content could show and does not.
bool left_out(const binding::CompiledParts &parts, const binding::FilledParts &filled, std::string_view entry) {
  for (const binding::EmbeddedObject &object : parts.objects) {
    if (!entry.starts_with(object.folder + "/"))
      continue;
    return std::none_of(filled.parts.begin(), filled.parts.end(),
                        [&](const FilledPart &part) { return part.part == object.part; });
  }
  return false;
}

/// True when objects have copies or are left out.
bool objects_differ(const binding::CompiledParts &parts, const binding::FilledParts &filled) {
  return std::any_of(filled.parts.begin(), filled.parts.end(),
                     [](const FilledPart &part) { return !part.folder.empty(); }) ||
         std::any_of(parts.objects.begin(), parts.objects.end(), [&](const binding::EmbeddedObject &object) {
           return left_out(parts, filled, object.folder + "/content.xml");
         });
}

/// A manifest with the copies of objects and without those that are left out.
std::string with_objects(const std::string &manifest, const binding::CompiledParts &parts,
                         const binding::FilledParts &filled) {
  static const odf::XmlName path = odf::xml_name("manifest:full-path");
  const auto document = odf::XmlDocument::parse(manifest, parts.file_name, std::string(manifest_entry));
  for (odf::XmlNode *node = document->root().first; node;) {
    odf::XmlNode *next = node->next;
    const std::string *name = node->kind == odf::XmlNode::Kind::element ? node->attribute(path) : nullptr;
    for (const FilledPart &part : filled.parts)
      if (name && !part.folder.empty() && name->starts_with(folder_of(parts, part) + "/")) {
        odf::XmlNode &copy = document->clone(*node);
        document->set_attribute(copy, "manifest:full-path", in_folder(*name, part.folder));
        document->insert_after(*node, copy);
      }
    if (name && left_out(parts, filled, *name))
      document->remove(*node);
    node = next;
  }
  return document->text();
}

/// The entries of an object once more, for a copy of it.
void add_object(odf::PackageWriter &package, const binding::CompiledParts &parts, const FilledPart &part,
                const std::string &content) {
  const std::string from = folder_of(parts, part) + "/";
  for (const odf::PackageEntry &entry : parts.package.entries())
    if (entry.name.starts_with(from) && entry.name != parts.parts[part.part].entry)
      package.add(in_folder(entry.name, part.folder), parts.package.read(entry));
  for (const binding::AddedEntry &entry : parts.added)
    if (entry.name.starts_with(from) && entry.name != parts.parts[part.part].entry && !entry.name.ends_with('/'))
      package.add(in_folder(entry.name, part.folder), entry.bytes);
  package.add(part.folder + "/content.xml", content);
}

/// The first piece from `from` on that is known later, or the end.
std::size_t next_later(const FilledPart &part, std::size_t from) {
  while (from < part.pieces.size() && part.pieces[from].kind != Piece::Kind::later)
    ++from;
  return from;
}

} // namespace

ReportWriter::ReportWriter(const binding::ReportTemplate &report_template, Options options)
    : parts_(report_template.parts()), options_(std::move(options)) {}

void ReportWriter::set_properties(std::vector<std::pair<std::string, std::string>> properties) {
  options_.properties = std::move(properties);
}

void ReportWriter::set_notice(std::string notice) { options_.notice = std::move(notice); }

void ReportWriter::take(const FilledReport &report, const FilledPart &part) {
  PartWriter writer(parts_, report, options_, written_);
  if (long_)
    return add_to_stream(writer, part);
  long_.emplace(options_.packing);
  long_->part = part.part;
  static_cast<void>(long_->stream.leave_open());
  add_to_head(writer, part);
}

void ReportWriter::add_to_head(PartWriter &writer, const FilledPart &part) {
  for (std::size_t from = 0; from < part.pieces.size();) {
    const std::size_t later = next_later(part, from);
    long_->head.emplace_back();
    writer.write(part, from, later, long_->head.back().text);
    if (later < part.pieces.size())
      long_->head.back().later = part.pieces[later].link;
    from = later + 1;
  }
}

void ReportWriter::add_to_stream(PartWriter &writer, const FilledPart &part) {
  constexpr std::size_t at_once = 1024; // pieces: their text stays near until it is packed
  std::string text;
  for (std::size_t from = 0; from < part.pieces.size();) {
    const std::size_t later = next_later(part, from);
    for (; from < later; from = std::min(from + at_once, later)) {
      text.clear();
      writer.write(part, from, std::min(from + at_once, later), text);
      long_->stream.add(text);
    }
    if (later < part.pieces.size())
      long_->places.emplace_back(long_->stream.leave_open(), part.pieces[later].link);
    from = later + 1;
  }
}

const FilledPart *ReportWriter::written_part(const binding::FilledParts &filled, std::string_view entry) const {
  for (const FilledPart &part : filled.parts) {
    const binding::Part &compiled = parts_.parts[part.part];
    if (compiled.entry == entry && part.folder.empty())
      return compiled.for_properties && options_.properties.empty() ? nullptr : &part;
  }
  return nullptr;
}

bool ReportWriter::takes_notice_here(std::string_view entry) const {
  return !options_.notice.empty() && takes_notice(entry, parts_.kind == binding::DocumentKind::writer);
}

std::string ReportWriter::noticed(std::string xml, std::string_view entry) const {
  const bool writer = parts_.kind == binding::DocumentKind::writer;
  return takes_notice_here(entry) ? with_notice(std::move(xml), entry, writer, options_.notice) : xml;
}

void ReportWriter::write_long(const FilledReport &report, const FilledPart &part, odf::PackageWriter &package) {
  const std::string &entry = parts_.parts[part.part].entry;
  PartWriter writer(parts_, report, options_, written_);
  add_to_stream(writer, part);
  const std::vector<std::string> &later = report.parts->later;
  std::string head;
  for (const HeadPiece &piece : long_->head) {
    head += piece.text;
    if (piece.later)
      head += later[*piece.later];
  }
  long_->stream.close(0, noticed(std::move(head), entry));
  for (const auto &[place, index] : long_->places)
    long_->stream.close(place, later[index]);
  package.add(entry, long_->stream);
}

void ReportWriter::write_entry(const FilledReport &report, const odf::PackageEntry &entry,
                               odf::PackageWriter &package) {
  const bool makes_meta = !options_.properties.empty() && parts_.package.find(meta_entry) == nullptr;
  std::string manifest = makes_meta ? parts_.manifest_with_meta : parts_.manifest;
  if (entry.name == manifest_entry && objects_differ(parts_, *report.parts))
    manifest = with_objects(manifest.empty() ? parts_.package.read(entry) : manifest, parts_, *report.parts);
  const FilledPart *part = written_part(*report.parts, entry.name);
  if (part != nullptr && long_ && long_->part == part->part)
    return write_long(report, *part, package);
  if (part != nullptr)
    return package.add(entry.name, noticed(PartWriter(parts_, report, options_, written_).write(*part), entry.name));
  if (takes_notice_here(entry.name))
    return package.add(entry.name, noticed(parts_.package.read(entry), entry.name));
  if (entry.name == manifest_entry && !report.parts->added.empty())
    return package.add(entry.name,
                       with_entries(manifest.empty() ? parts_.package.read(entry) : manifest, report.parts->added));
  if (entry.name == manifest_entry && !manifest.empty())
    return package.add(entry.name, manifest);
  package.copy(entry);
}

void ReportWriter::write(const FilledReport &report, odf::PackageWriter &package) {
  package.add_stored("mimetype", parts_.media_type);
  for (const odf::PackageEntry &entry : parts_.package.entries())
    if (!dropped(entry.name) && !left_out(parts_, *report.parts, entry.name))
      write_entry(report, entry, package);
  for (const binding::AddedEntry &added : parts_.added) {
    const FilledPart *part = written_part(*report.parts, added.name);
    if (!added.name.ends_with('/') && !left_out(parts_, *report.parts, added.name))
      package.add(added.name,
                  part != nullptr ? PartWriter(parts_, report, options_, written_).write(*part) : added.bytes);
  }
  for (const FilledPart &part : report.parts->parts)
    if (!part.folder.empty())
      add_object(package, parts_, part, PartWriter(parts_, report, options_, written_).write(part));
  for (const binding::AddedEntry &added : report.parts->added)
    package.add(added.name, added.bytes);
  if (!options_.properties.empty() && parts_.package.find(meta_entry) == nullptr)
    package.add(meta_entry, noticed(PartWriter(parts_, report, options_, written_).new_meta(), meta_entry));
}

std::string ReportWriter::finish(const FilledReport &report) {
  odf::PackageWriter package(options_.packing);
  write(report, package);
  return package.finish();
}

void ReportWriter::finish(const FilledReport &report, odf::ByteSink &sink) {
  odf::PackageWriter package(options_.packing, &sink);
  write(report, package);
  static_cast<void>(package.finish());
}

} // namespace solieu::render
