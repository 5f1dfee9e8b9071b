#pragma once

#include "binding/style_book.hpp"

#include <set>

namespace solieu::binding {

/// Pictures of the template whose title or description is a marker with `| image`: what the marker names takes their
/// place.
class PictureFrames {
public:
  PictureFrames(Draft &draft, StyleBook &styles) : draft_(draft), styles_(styles) {}

  /// True for the title or description of a picture, chart or shape.
  [[nodiscard]] static bool speaks(const odf::XmlNode &host);
  /// Binds a marker that stands there.
  void bind(DraftMarker &marker);
  /// Takes the pictures that are seen nowhere any more out of the package.
  void drop_unseen();

private:
  void fill(DraftMarker &marker, odf::XmlNode &frame, std::uint32_t index);
  void without_crop(odf::XmlDocument &document, std::uint32_t part, odf::XmlNode &frame);
  [[nodiscard]] PicturePlace place_of(const DraftMarker &marker, const odf::XmlNode &frame) const;

  Draft &draft_;
  StyleBook &styles_;
  std::set<const odf::XmlNode *> filled_;
  std::set<std::string> replaced_; ///< entries
};

} // namespace solieu::binding
