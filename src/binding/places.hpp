#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Follows a walk through a part and knows the place of the node it is at, as a person names it.
class PlaceTracker {
public:
  PlaceTracker(DocumentKind kind, DraftPart::Kind part, std::string entry)
      : kind_(kind), part_(part), entry_(std::move(entry)) {}
  void enter(const odf::XmlNode &node);
  void leave(const odf::XmlNode &node);
  /// A table whose own element is not met: the sheet of an included file.
  void begin_table(std::string name) { tables_.push_back({nullptr, std::move(name)}); }
  /// An included document stands in the place of a paragraph, or of a row of a sheet.
  void pass_include();
  /// Of the paragraph or title entered last.
  [[nodiscard]] diagnostic::Place place(const odf::XmlNode &node) const;
  /// The header or footer we are in; null outside.
  [[nodiscard]] const odf::XmlNode *header() const noexcept { return header_; }

private:
  struct Table {
    const odf::XmlNode *node;
    std::string name;
    std::uint32_t row = 0, next_row = 0, column = 0, next_column = 0;
  };
  struct Frame {
    const odf::XmlNode *node;
    diagnostic::Place place;
    std::size_t tables; ///< tables open outside of it
  };
  DocumentKind kind_;
  DraftPart::Kind part_;
  std::string entry_;
  std::vector<Table> tables_;
  std::vector<Frame> frames_; ///< text boxes and notes
  const odf::XmlNode *header_ = nullptr;
  diagnostic::Place header_place_;
  std::string page_;
  std::size_t paragraphs_ = 0, notes_ = 0;
};

} // namespace solieu::binding
