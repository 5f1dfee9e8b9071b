#include "odf/document_check.hpp"

#include "odf/part_check.hpp"
#include "odf/refusal.hpp"
#include "odf/zip_directory.hpp"

#include <algorithm>
#include <array>

namespace solieu::odf {
namespace {

using diagnostic::Code;

constexpr std::array<std::string_view, 4> part_names{"content.xml", "styles.xml", "meta.xml", "settings.xml"};
constexpr std::string_view manifest_name = "META-INF/manifest.xml";
constexpr std::string_view pictures = "Pictures/";

bool is_part(std::string_view name) {
  return std::find(part_names.begin(), part_names.end(), name) != part_names.end();
}

bool starts_with_any_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

/// Folders that have a meaning of their own; any other top folder is an embedded object's: LibreOffice names it after
/// the chart ("Object 1", "Biểu đồ").
constexpr std::array<std::string_view, 12> reserved_folders{
    "meta-inf", "configurations2", "thumbnails", "pictures", "objectreplacements", "fonts",
    "media",    "basic",           "scripts",    "dialogs",  "versions",           "database"};

bool is_reserved(std::string_view folder) {
  return std::any_of(reserved_folders.begin(), reserved_folders.end(), [&](std::string_view reserved) {
    return folder.size() == reserved.size() && starts_with_any_case(folder, reserved);
  });
}

/// "Object 1/content.xml" → "content.xml"; empty when the name is in no object's folder.
std::string_view in_object(std::string_view name) {
  const auto slash = name.find('/');
  return slash == std::string_view::npos || is_reserved(name.substr(0, slash)) ? std::string_view{}
                                                                               : name.substr(slash + 1);
}

bool is_picture(std::string_view name) {
  const auto inner = in_object(name);
  const auto local = inner.empty() ? name : inner;
  return local.starts_with(pictures) && local.size() > pictures.size() && local.back() != '/';
}

bool is_script_folder(std::string_view name) {
  const auto inner = in_object(name);
  const auto local = inner.empty() ? name : inner;
  constexpr std::array<std::string_view, 3> folders{"basic/", "scripts/", "dialogs/"};
  return std::any_of(folders.begin(), folders.end(),
                     [&](std::string_view folder) { return starts_with_any_case(local, folder); });
}

/// A file "Object 1" (no folder) is a binary OLE object; an object within an object is not examined, so not allowed.
bool is_foreign_object(std::string_view name) {
  const bool binary = starts_with_any_case(name, "object") && name.find('/') == std::string_view::npos;
  return binary || is_part(in_object(in_object(name)));
}

enum class PictureKind : std::uint8_t { bitmap, markup, other };

/// The office looks at the bytes and not at the name, so we do the same.
PictureKind picture_kind(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n") || bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("GIF87a") ||
      bytes.starts_with("GIF89a") || (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP"))) {
    return PictureKind::bitmap;
  }
  const auto first = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != std::string_view::npos && bytes[first] == '<' ? PictureKind::markup : PictureKind::other;
}

class PackageCheck {
public:
  PackageCheck(const Package &package, DocumentFormat format, const Limits &limits)
      : package_(package), format_(format), limits_(limits) {}

  Package run() {
    std::vector<PackageEntry> carried;
    for (const auto &entry : package_.entries()) {
      check_name(entry);
      if (is_carried(entry.name)) {
        check_content(entry);
        carried.push_back(entry);
      }
    }
    return package_.with_only(std::move(carried));
  }

private:
  void check_name(const PackageEntry &entry) const {
    const auto shown = printable_name(entry.name);
    if (is_script_folder(entry.name)) {
      refuse(Code{"odf.macro"}, package_.file_name(), {{"entry", shown}, {"element", shown}});
    }
    if (is_foreign_object(entry.name)) {
      refuse(Code{"odf.ole-object"}, package_.file_name(), {{"entry", shown}});
    }
  }

  void check_content(const PackageEntry &entry) const {
    if (entry.name == "mimetype") {
      return;
    }
    const PartUnderCheck part{package_, entry, format_, limits_};
    auto bytes = package_.read(entry);
    if (!is_picture(entry.name)) {
      check_part(part, *XmlDocument::parse(std::move(bytes), package_.file_name(), entry.name, limits_));
      return;
    }
    const auto kind = picture_kind(bytes);
    if (kind == PictureKind::other) {
      refuse(Code{"odf.picture-kind"}, package_.file_name(), {{"entry", printable_name(entry.name)}});
    }
    if (kind == PictureKind::markup) {
      check_svg(part, *XmlDocument::parse(std::move(bytes), package_.file_name(), entry.name, limits_));
    }
  }

  const Package &package_;
  DocumentFormat format_;
  const Limits &limits_;
};

} // namespace

bool is_carried(std::string_view entry_name) noexcept {
  const auto inner = in_object(entry_name);
  return entry_name == "mimetype" || entry_name == manifest_name || is_part(entry_name) || is_part(inner) ||
         is_picture(entry_name);
}

Package refuse_unsafe(const Package &package, DocumentFormat format, const Limits &limits) {
  return PackageCheck(package, format, limits).run();
}

} // namespace solieu::odf
