#include "binding/picture_frames.hpp"
#include "binding/package_parts.hpp"

#include <algorithm>
#include <array>

namespace solieu::binding {

using diagnostic::Code;
using odf::XmlNode;

namespace {

struct FrameNames {
  static const FrameNames &get() {
    static const FrameNames names;
    return names;
  }
  odf::XmlName title = odf::xml_name("svg:title"), description = odf::xml_name("svg:desc"),
               image = odf::xml_name("draw:image"), href = odf::xml_name("xlink:href"),
               style = odf::xml_name("draw:style-name");
};

constexpr std::int64_t longest = 200'000; // 2 m, in hundredths of a millimetre
constexpr std::array<const char *, 4> measures{"svg:width", "svg:height", "svg:x", "svg:y"};

/// Sizes that the office would compute anew instead.
constexpr std::array<const char *, 5> other_measures{"style:rel-width", "style:rel-height", "table:end-cell-address",
                                                     "table:end-x", "table:end-y"};

std::vector<XmlNode *> pictures_of(const XmlNode &frame) {
  std::vector<XmlNode *> found;
  for (XmlNode *child = frame.first; child; child = child->next)
    if (child->is(FrameNames::get().image))
      found.push_back(child);
  return found;
}

/// Nothing but the marker and spaces.
bool is_alone(const DraftMarker &marker) {
  for (const XmlNode *child = marker.host->first; child; child = child->next)
    if (child != marker.slot &&
        (child->kind != XmlNode::Kind::text || child->text.find_first_not_of(" \t\r\n") != std::string::npos))
      return false;
  return true;
}

} // namespace

bool PictureFrames::speaks(const XmlNode &host) {
  return host.is(FrameNames::get().title) || host.is(FrameNames::get().description);
}

void PictureFrames::bind(DraftMarker &marker) {
  XmlNode *frame = parent_element(*marker.host);
  if (!frame || !frame->is(Names::get().frame) || pictures_of(*frame).empty()) {
    const bool twice = frame && filled_.contains(frame);
    return draft_.error(twice ? Code{"binding.image-twice"} : Code{"binding.image-needs-picture"}, marker);
  }
  if (!is_alone(marker))
    return draft_.error(Code{"binding.image-not-alone"}, marker);
  filled_.insert(frame);
  fill(marker, *frame, static_cast<std::uint32_t>(&marker - draft_.markers.data()));
}

PicturePlace PictureFrames::place_of(const DraftMarker &marker, const XmlNode &frame) const {
  const auto length = [&](const char *name) {
    const std::string *text = frame.attribute(odf::xml_name(name));
    return text ? odf_length(*text).value_or(0) : 0;
  };
  const std::string *style = frame.attribute(FrameNames::get().style);
  const auto taken = [&](bool across, std::int64_t whole) {
    const std::int64_t inset = styles_.inset(marker.part, "graphic", style, "style:graphic-properties", across);
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(inset, 0, std::max<std::int64_t>(whole - 1, 0)));
  };
  const std::int64_t width = std::clamp<std::int64_t>(length("svg:width"), 0, longest),
                     height = std::clamp<std::int64_t>(length("svg:height"), 0, longest);
  PicturePlace place;
  place.across = taken(true, width);
  place.down = taken(false, height);
  place.width = static_cast<std::uint32_t>(width) - place.across;
  place.height = static_cast<std::uint32_t>(height) - place.down;
  place.grows = place.width > 0 && place.height > 0;
  place.x = length("svg:x");
  place.y = length("svg:y");
  return place;
}

void PictureFrames::fill(DraftMarker &marker, XmlNode &frame, std::uint32_t index) {
  odf::XmlDocument &document = *draft_.parts[marker.part].document;
  const auto part_mark = [&](PicturePart part) {
    return Mark{Mark::Kind::step, 0, 0, {StepKind::picture_part, static_cast<std::uint32_t>(part)}};
  };
  draft_.out->picture_places.push_back(place_of(marker, frame));
  marker.site.picture = static_cast<std::uint32_t>(draft_.out->picture_places.size() - 1);
  document.remove(*marker.host);
  for (const char *name : other_measures)
    document.remove_attribute(frame, name);
  for (std::size_t i = 0; i < measures.size(); ++i)
    if (i < 2 || frame.attribute(odf::xml_name(measures.at(i))))
      document.set_attribute(frame, measures.at(i), draft_.attribute_mark(part_mark(static_cast<PicturePart>(i))));
  const std::vector<XmlNode *> pictures = pictures_of(frame);
  document.insert_before(*pictures.front(), document.new_slot(draft_.mark(part_mark(PicturePart::content))));
  for (XmlNode *picture : pictures) {
    if (const std::string *href = picture->attribute(FrameNames::get().href))
      replaced_.insert(href->starts_with("./") ? href->substr(2) : *href);
    document.remove(*picture);
  }
  without_crop(document, marker.part, frame);
  document.insert_before(frame, document.new_slot(draft_.mark({Mark::Kind::picture, index, 0, {}})));
  for (const char *name : {"draw:image", "draw:text-box", "text:p", "xlink:href"}) // their namespaces are declared
    document.new_element(name);
}

/// What was cut off the old picture is none of the new one.
void PictureFrames::without_crop(odf::XmlDocument &document, std::uint32_t part, XmlNode &frame) {
  constexpr const char *clip = "fo:clip";
  static const odf::XmlName graphics = odf::xml_name("style:graphic-properties");
  const std::string *name = frame.attribute(FrameNames::get().style);
  const std::string *cut = styles_.property(part, "graphic", name, *graphics, clip);
  XmlNode *style =
      cut && cut->find_first_of("123456789") != std::string::npos ? styles_.find(part, "graphic", *name) : nullptr;
  if (!style || style->parent->is(odf::xml_name("office:styles")))
    return;
  const std::string whole = *name + "_SL";
  document.set_attribute(frame, *FrameNames::get().style, whole);
  if (styles_.find(part, "graphic", whole))
    return;
  XmlNode &copy = document.clone(*style);
  document.insert_after(*style, copy);
  document.set_attribute(copy, "style:name", whole);
  for (XmlNode *child = copy.first; child; child = child->next)
    if (child->is(graphics))
      document.set_attribute(*child, clip, "rect(0cm, 0cm, 0cm, 0cm)");
  styles_ = StyleBook(draft_);
}

void PictureFrames::drop_unseen() {
  if (replaced_.empty())
    return;
  for (DraftPart &part : draft_.parts)
    if (part.kind != DraftPart::Kind::object)
      walk(part.document->root(), [&](XmlNode &node) {
        for (const odf::XmlAttribute &attribute : node.attributes)
          if (attribute.name == FrameNames::get().href)
            replaced_.erase(attribute.value.starts_with("./") ? attribute.value.substr(2) : attribute.value);
        return true;
      });
  drop_entries(*draft_.out, replaced_);
}

} // namespace solieu::binding
