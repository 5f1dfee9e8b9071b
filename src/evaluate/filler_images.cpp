#include "evaluate/filler.hpp"
#include "evaluate/picture.hpp"

#include "model/sha256.hpp"
#include "odf/xml_document.hpp"

#include <algorithm>
#include <limits>

namespace solieu::evaluate {

using binding::no_index;
using binding::Site;
using diagnostic::Code;
using diagnostic::Severity;
using expression::Value;

namespace {

std::string centimetres(std::int64_t hundredths) {
  const auto size = static_cast<std::uint64_t>(hundredths < 0 ? -hundredths : hundredths);
  const std::string digits = std::to_string(size % 1000);
  return (hundredths < 0 ? "-" : "") + std::to_string(size / 1000) + "." + std::string(3 - digits.size(), '0') +
         digits + "cm";
}

/// The other side of a picture whose one side is so long.
std::uint32_t in_proportion(std::uint64_t side, std::uint64_t other_pixels, std::uint64_t side_pixels) {
  constexpr std::uint64_t longest = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(side * other_pixels / side_pixels, 1, longest));
}

/// As wide as asked; else as large as a place allows that is meant for the picture; else its own size, but no larger
/// than the place.
std::uint32_t fitted_width(const Picture &picture, std::optional<std::uint32_t> asked,
                           const binding::PicturePlace *place) {
  const std::uint32_t own = asked.value_or(picture.own_width);
  if (!place || place->width == 0 || (asked && !place->narrows))
    return own;
  if (asked)
    return std::min(own, place->width);
  std::uint32_t most = place->width;
  if (place->height > 0)
    most = std::min(most, in_proportion(place->height, picture.width, picture.height));
  return place->grows ? most : std::min(own, most);
}

std::string image_element(const std::string &entry) {
  return "<draw:image xlink:href=\"" + entry +
         "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>";
}

std::string sized(std::uint32_t width, std::uint32_t height) {
  return " svg:width=\"" + centimetres(width) + "\" svg:height=\"" + centimetres(height) + "\">";
}

/// Where a length lies in the middle of a longer one.
std::int64_t middle(std::int64_t whole, std::int64_t part) { return (whole - part) / 2; }

} // namespace

Filler::Shown Filler::shown(const Site &site, const std::string &path, const std::string &width) {
  const Marker marker{site.text, site.place, site.file};
  const auto refuse = [&](Code code) {
    stop({std::move(code), Severity::error, {}, {{"file", path}, {"width", width}, {"marker", site.text}}}, marker);
  };
  std::optional<std::string> bytes;
  if (context_.read_image)
    bytes = context_.read_image(path);
  if (!bytes)
    refuse(Code{"evaluate.image-unreachable"});
  if (bytes->size() > context_.limits.picture_bytes)
    stop({Code{"evaluate.image-too-large"},
          Severity::error,
          {},
          {{"file", path},
           {"limit", std::to_string(context_.limits.picture_bytes >> 20U)},
           {"limit_key", "picture_mb"},
           {"marker", site.text}}},
         marker);
  const std::optional<Picture> picture = picture_of(*bytes);
  if (!picture)
    refuse(Code{"evaluate.image-kind"});
  const std::optional<std::uint32_t> asked = width.empty() ? std::nullopt : length_of(width);
  if (!width.empty() && !asked)
    refuse(Code{"evaluate.image-width"});
  const binding::PicturePlace *place = site.picture == no_index ? nullptr : &parts_.picture_places[site.picture];
  Shown result;
  result.width = fitted_width(*picture, asked, place);
  result.height = in_proportion(result.width, picture->height, picture->width);
  result.entry = "Pictures/SL_" + model::sha256(*bytes).substr(0, 24) + "." + std::string(picture->extension);
  std::vector<binding::AddedEntry> &added = report_.parts->added;
  if (std::any_of(added.begin(), added.end(),
                  [&](const binding::AddedEntry &known) { return known.name == result.entry; }))
    return result;
  added.push_back({result.entry, std::move(*bytes), {}});
  if (picture->turned)
    report_.findings.push_back({Code{"evaluate.image-turned"},
                                Severity::warning,
                                {parts_.files[marker.file], marker.place, 0, 0, marker.text, 0, marker.text.size()},
                                {{"file", path}}});
  return result;
}

/// A picture in the line, or in its cell of a sheet: in the middle where it was made to fit.
void Filler::image(const Site &site, const std::string &path, const std::string &width) {
  const Shown picture = shown(site, path, width);
  std::string frame = "<draw:frame text:anchor-type=\"as-char\"";
  if (parts_.kind == binding::DocumentKind::calc) {
    const binding::PicturePlace place = site.picture == no_index || !width.empty()
                                            ? binding::PicturePlace{picture.width, picture.height}
                                            : parts_.picture_places[site.picture];
    frame = "<draw:frame svg:x=\"" + centimetres(std::max<std::int64_t>(0, middle(place.width, picture.width))) +
            "\" svg:y=\"" + centimetres(std::max<std::int64_t>(0, middle(place.height, picture.height))) + "\"";
  }
  put_text(Piece::Kind::raw,
           frame + sized(picture.width, picture.height) + image_element(picture.entry) + "</draw:frame>", no_index,
           false);
}

/// The picture of a frame of the template; a value that is missing says so in a text box of the same size.
void Filler::frame_picture(const Site &site) {
  const Marker marker{site.text, site.place, site.file};
  Value storage;
  const Value &result = value_of(site, marker, storage);
  Printed printed = printer_.print(result);
  printed.text = readable(std::move(printed.text), marker);
  count(site, printed);
  report(marker, printed);
  frame_.place = parts_.picture_places[site.picture];
  frame_.picture = {{}, frame_.place.width, frame_.place.height};
  if (printed.missing) {
    std::string text;
    odf::escape_xml(printed.text, false, text);
    frame_.content = "<draw:text-box><text:p>" + text + "</text:p></draw:text-box>";
    return;
  }
  frame_.picture = shown(site, printed.text, result.presentation->image_width.value_or(std::string()));
  frame_.content = image_element(frame_.picture.entry);
}

void Filler::frame_part(binding::PicturePart part) {
  const auto attribute = [&](std::int64_t length) {
    put_text(Piece::Kind::attribute, centimetres(length), no_index, false);
  };
  switch (part) {
  case binding::PicturePart::width:
    return attribute(std::int64_t{frame_.picture.width} + frame_.place.across);
  case binding::PicturePart::height:
    return attribute(std::int64_t{frame_.picture.height} + frame_.place.down);
  case binding::PicturePart::x:
    return attribute(frame_.place.x + middle(frame_.place.width, frame_.picture.width));
  case binding::PicturePart::y:
    return attribute(frame_.place.y + middle(frame_.place.height, frame_.picture.height));
  case binding::PicturePart::content:
    return put_text(Piece::Kind::raw, frame_.content, no_index, false);
  }
}

} // namespace solieu::evaluate
