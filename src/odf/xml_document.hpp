#pragma once

#include "odf/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::odf {

/// Canonical name: the usual ODF prefix whatever the file's own ("text:p", "table:table-cell", "xlink:href"); a name in
/// a namespace that ODF does not know keeps the file's prefix. Interned: equal names have equal addresses.
using XmlName = const std::string *;
[[nodiscard]] XmlName xml_name(std::string_view canonical);

struct XmlAttribute {
  XmlName name;
  std::string raw_name; ///< as in the file, for writing
  std::string value;    ///< decoded
};

/// A node of a document. Pseudo nodes are ours: a `slot` marks where a value will stand, a `block` groups siblings that
/// repeat or vanish together; neither writes a tag.
struct XmlNode {
  enum class Kind : std::uint8_t { element, text, other, slot, block } kind = Kind::element;
  XmlName name = nullptr; ///< of an element
  std::string raw_name;   ///< as in the file
  std::vector<XmlAttribute> attributes;
  std::string text;     ///< decoded, of a text node
  std::size_t mark = 0; ///< number of a slot or block, given by the caller
  XmlNode *parent = nullptr, *first = nullptr, *last = nullptr, *previous = nullptr, *next = nullptr;
  /// Bytes in the source: whole node [begin, end), start tag [begin, inner). All 0 for a node made here.
  std::size_t begin = 0, inner = 0, end = 0;
  bool changed = false;        ///< own tag or text differs from the source
  bool changed_inside = false; ///< something below differs

  [[nodiscard]] bool is(XmlName wanted) const noexcept { return kind == Kind::element && name == wanted; }
  /// Decoded value of an attribute; null when absent.
  [[nodiscard]] const std::string *attribute(XmlName wanted) const noexcept;
};

/// Where serialised bytes go.
class XmlSink {
public:
  virtual ~XmlSink() = default;
  virtual void literal(std::string_view bytes) = 0; ///< valid only during the call
  virtual void slot(std::size_t mark) = 0;
  virtual void block_begin(std::size_t mark) = 0;
  virtual void block_end(std::size_t mark) = 0;
};

/// An XML part as a tree that remembers its bytes: what was not changed is written back byte for byte. Parsed with
/// expat, bounded and iterative; a DOCTYPE, an entity declaration or a depth over the limit is refused with Failure
/// `odf.xml-…` naming file, entry, line and column.
class XmlDocument {
public:
  [[nodiscard]] static std::unique_ptr<XmlDocument> parse(std::string bytes, const std::string &file_name,
                                                          const std::string &entry_name, const Limits &limits = {});
  XmlDocument(const XmlDocument &) = delete;
  XmlDocument &operator=(const XmlDocument &) = delete;

  [[nodiscard]] XmlNode &root() noexcept { return *root_; }
  [[nodiscard]] const std::string &source() const noexcept { return source_; }

  XmlNode &new_element(std::string_view canonical);
  XmlNode &new_text(std::string text);
  XmlNode &new_slot(std::size_t mark);
  XmlNode &new_block(std::size_t mark);
  /// A deep copy, detached.
  XmlNode &clone(const XmlNode &node);
  void insert_before(XmlNode &position, XmlNode &node);
  void insert_after(XmlNode &position, XmlNode &node);
  void append(XmlNode &parent, XmlNode &node);
  void remove(XmlNode &node);
  /// Puts the siblings first … last (same parent, in order) into a new block in their place.
  XmlNode &wrap(XmlNode &first, XmlNode &last, std::size_t mark);
  void set_text(XmlNode &node, std::string text);
  void set_attribute(XmlNode &node, std::string_view canonical, std::string value);
  void remove_attribute(XmlNode &node, std::string_view canonical);

  /// Prologue and root in document order.
  void write(XmlSink &sink) const;
  void write(const XmlNode &node, XmlSink &sink) const;
  [[nodiscard]] std::string text() const;

private:
  XmlDocument() = default;
  friend struct XmlBuilder;
  /// The name as this file writes it; declares its namespace at the root when the file has not.
  [[nodiscard]] std::string raw_name(std::string_view canonical);
  XmlNode &new_node(XmlNode::Kind kind);
  static void detach(XmlNode &node);
  static void mark_changed(XmlNode &node);
  static void touch(XmlNode &node);
  std::string source_;
  std::deque<XmlNode> nodes_;
  std::map<std::string, std::string, std::less<>> prefixes_; ///< canonical prefix → the file's, as declared at the root
  XmlNode *root_ = nullptr;
};

/// Escapes for element content (`quotes` false) or an attribute value (true); appends to `out`. What XML 1.0 forbids
/// becomes U+FFFD.
void escape_xml(std::string_view text, bool quotes, std::string &out);

} // namespace solieu::odf
