#pragma once

#include "odf/xml_document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace solieu::odf {

/// A stretch of a paragraph's text that comes from one node.
struct TextRun {
  XmlNode *node;      ///< text node, or text:s, text:tab, text:line-break
  std::size_t offset; ///< in the joined text
  std::size_t length;
};

/// The text of a paragraph or heading as a person reads it: joined across spans, links, bookmarks, soft page breaks and
/// tracked insertions; text:s gives spaces, text:tab a tab, text:line-break a newline. Notes, frames, annotations and
/// tracked deletions inside are left out.
class ParagraphText {
public:
  ParagraphText(XmlDocument &document, XmlNode &paragraph);

  [[nodiscard]] const std::string &text() const noexcept { return text_; }
  [[nodiscard]] XmlNode &paragraph() const noexcept { return paragraph_; }
  /// True when the paragraph holds frames, images, notes or other things that are not text.
  [[nodiscard]] bool has_objects() const noexcept { return has_objects_; }

  /// Puts `replacement` (a slot, or null) where bytes [offset, offset+length) stand, in the format of their first
  /// character; spans left empty vanish. Offsets of later text move: work from the end of the paragraph backwards.
  /// With null the place itself is remembered, so that split_at(offset) finds it among notes, bookmarks and slots.
  void replace(std::size_t offset, std::size_t length, XmlNode *replacement);

  /// What stands in place of bytes [offset, offset+length).
  struct Replacement {
    std::size_t offset;
    std::size_t length;
    XmlNode *node;
  };
  /// The same for many stretches, in order and apart from one another, in one pass.
  void replace_all(const std::vector<Replacement> &replacements);

  /// Splits spans and text so that the point between two bytes is a gap between two direct children of the paragraph;
  /// returns the child after it (null = end of the paragraph). The gap is where replace(offset, …, nullptr) took text
  /// away, else right after the byte before `offset`. What stands before the gap keeps its nodes.
  XmlNode *split_at(std::size_t offset);

private:
  void collect();
  void collect_element(XmlNode &node, bool &descend);
  std::size_t run_at(std::size_t offset) const;
  /// Makes run boundaries at `offset`; returns the first run that begins there or later.
  std::size_t cut_run(std::size_t offset);
  void erase_node(XmlNode &node);
  XmlNode &part_of_run(const TextRun &run, std::size_t begin, std::size_t end);
  XmlNode &split_span(XmlNode &span, XmlNode &right);
  XmlNode *lift_gap(XmlNode *parent, XmlNode *right);
  XmlDocument &document_;
  XmlNode &paragraph_;
  std::string text_;
  std::vector<TextRun> runs_;
  bool has_objects_ = false;
};

/// Appends `text` as ODF inline content: runs of spaces as text:s, tabs as text:tab, newlines as text:line-break,
/// everything escaped. `at_start`: a leading space would be lost and becomes text:s.
void write_inline_text(std::string_view text, bool at_start, std::string &out);

} // namespace solieu::odf
