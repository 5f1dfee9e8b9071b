#include "evaluate/filler.hpp"
#include "evaluate/picture.hpp"

#include "model/sha256.hpp"

#include <algorithm>

namespace solieu::evaluate {

using binding::no_index;
using diagnostic::Code;
using diagnostic::Severity;

namespace {

constexpr std::uint64_t hundredths_per_inch = 2540, pixels_per_inch = 96;

std::string centimetres(std::uint64_t hundredths) {
  const std::string digits = std::to_string(hundredths % 1000);
  return std::to_string(hundredths / 1000) + "." + std::string(3 - digits.size(), '0') + digits + "cm";
}

} // namespace

/// A picture in the line, as wide as asked and as high as it then is.
void Filler::image(const binding::Site &site, const std::string &path, const std::string &width) {
  const Marker marker{site.text, site.place, site.file};
  const auto refuse = [&](Code code) {
    stop({std::move(code), Severity::error, {}, {{"file", path}, {"width", width}, {"marker", site.text}}}, marker);
  };
  std::optional<std::string> bytes;
  if (context_.read_image)
    bytes = context_.read_image(path);
  if (!bytes)
    refuse(Code{"evaluate.image-unreachable"});
  const std::optional<Picture> picture = picture_of(*bytes);
  if (!picture)
    refuse(Code{"evaluate.image-kind"});
  std::optional<std::uint32_t> wide;
  wide = width.empty() ? std::optional(static_cast<std::uint32_t>(
                             std::max<std::uint64_t>(1, picture->width * hundredths_per_inch / pixels_per_inch)))
                       : length_of(width);
  if (!wide)
    refuse(Code{"evaluate.image-width"});
  const std::uint64_t high = std::max<std::uint64_t>(1, std::uint64_t{*wide} * picture->height / picture->width);
  const std::string name = "Pictures/SL_" + model::sha256(*bytes).substr(0, 24) + "." + std::string(picture->extension);
  std::vector<binding::AddedEntry> &added = report_.parts->added;
  if (std::none_of(added.begin(), added.end(), [&](const binding::AddedEntry &known) { return known.name == name; }))
    added.push_back({name, std::move(*bytes)});
  const char *place = parts_.kind == binding::DocumentKind::calc ? "svg:x=\"0cm\" svg:y=\"0cm\"" // of its cell
                                                                 : "text:anchor-type=\"as-char\"";
  put_text(Piece::Kind::raw,
           "<draw:frame " + std::string(place) + " svg:width=\"" + centimetres(*wide) + "\" svg:height=\"" +
               centimetres(high) + "\"><draw:image xlink:href=\"" + name +
               "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/></draw:frame>",
           no_index, false);
}

} // namespace solieu::evaluate
