#include "odf/xml_document.hpp"

#include "odf/xml_names.hpp"

#include <algorithm>
#include <utility>

namespace solieu::odf {

const std::string *XmlNode::attribute(XmlName wanted) const noexcept {
  for (const auto &attribute : attributes) {
    if (attribute.name == wanted) {
      return &attribute.value;
    }
  }
  return nullptr;
}

namespace {

void link_between(XmlNode *parent, XmlNode *previous, XmlNode &node, XmlNode *next) {
  node.parent = parent;
  node.previous = previous;
  node.next = next;
  (previous != nullptr ? previous->next : parent->first) = &node;
  (next != nullptr ? next->previous : parent->last) = &node;
}

} // namespace

std::string XmlDocument::raw_name(std::string_view canonical) {
  const auto colon = canonical.find(':');
  if (colon == std::string_view::npos) {
    return std::string(canonical);
  }
  const std::string prefix(canonical.substr(0, colon));
  if (prefix == "xml" || prefix == "xmlns") {
    return std::string(canonical);
  }
  auto known = prefixes_.find(prefix);
  if (known == prefixes_.end()) {
    known = prefixes_.emplace(prefix, prefix).first;
    if (const auto uri = namespace_of_prefix(prefix); !uri.empty()) {
      root_->attributes.push_back({xml_name("xmlns:" + prefix), "xmlns:" + prefix, std::string(uri)});
      root_->changed = true;
    }
  }
  return known->second + std::string(canonical.substr(colon));
}

XmlNode &XmlDocument::new_node(XmlNode::Kind kind) {
  auto &node = nodes_.emplace_back();
  node.kind = kind;
  node.changed = true;
  return node;
}

XmlNode &XmlDocument::new_element(std::string_view canonical) {
  auto &node = new_node(XmlNode::Kind::element);
  node.name = xml_name(canonical);
  node.raw_name = raw_name(canonical);
  return node;
}

XmlNode &XmlDocument::new_text(std::string text) {
  auto &node = new_node(XmlNode::Kind::text);
  node.text = std::move(text);
  return node;
}

XmlNode &XmlDocument::new_slot(std::size_t mark) {
  auto &node = new_node(XmlNode::Kind::slot);
  node.mark = mark;
  return node;
}

XmlNode &XmlDocument::new_block(std::size_t mark) {
  auto &node = new_node(XmlNode::Kind::block);
  node.mark = mark;
  return node;
}

XmlNode &XmlDocument::clone(const XmlNode &node) {
  const auto copy_one = [this](const XmlNode &from) -> XmlNode & {
    auto &copy = nodes_.emplace_back(from);
    copy.parent = copy.first = copy.last = copy.previous = copy.next = nullptr;
    return copy;
  };
  auto &top = copy_one(node);
  auto *parent = &top;
  const auto *from = node.first;
  while (from != nullptr) {
    auto &copy = copy_one(*from);
    link_between(parent, parent->last, copy, nullptr);
    if (from->first != nullptr) {
      from = from->first;
      parent = &copy;
      continue;
    }
    while (from->next == nullptr && parent != &top) {
      from = from->parent;
      parent = parent->parent;
    }
    from = from->next;
  }
  return top;
}

void XmlDocument::insert_before(XmlNode &position, XmlNode &node) {
  detach(node);
  link_between(position.parent, position.previous, node, &position);
  touch(*position.parent);
}

void XmlDocument::insert_after(XmlNode &position, XmlNode &node) {
  detach(node);
  link_between(position.parent, &position, node, position.next);
  touch(*position.parent);
}

void XmlDocument::append(XmlNode &parent, XmlNode &node) {
  detach(node);
  link_between(&parent, parent.last, node, nullptr);
  touch(parent);
}

void XmlDocument::detach(XmlNode &node) {
  if (node.parent == nullptr) {
    return;
  }
  touch(*node.parent);
  (node.previous != nullptr ? node.previous->next : node.parent->first) = node.next;
  (node.next != nullptr ? node.next->previous : node.parent->last) = node.previous;
  node.parent = node.previous = node.next = nullptr;
}

void XmlDocument::remove(XmlNode &node) { detach(node); }

XmlNode &XmlDocument::wrap(XmlNode &first, XmlNode &last, std::size_t mark) {
  auto &block = new_block(mark);
  insert_before(first, block);
  auto *after = last.next;
  for (auto *node = &first; node != after;) {
    auto *next = node->next;
    append(block, *node);
    node = next;
  }
  return block;
}

void XmlDocument::set_text(XmlNode &node, std::string text) {
  node.text = std::move(text);
  mark_changed(node);
}

void XmlDocument::set_attribute(XmlNode &node, std::string_view canonical, std::string value) {
  const auto name = xml_name(canonical);
  const auto found = std::find_if(node.attributes.begin(), node.attributes.end(),
                                  [&](const XmlAttribute &attribute) { return attribute.name == name; });
  if (found != node.attributes.end()) {
    if (found->value == value) {
      return;
    }
    found->value = std::move(value);
  } else {
    auto raw = raw_name(canonical);
    node.attributes.push_back({name, std::move(raw), std::move(value)});
  }
  mark_changed(node);
}

void XmlDocument::remove_attribute(XmlNode &node, std::string_view canonical) {
  const auto name = xml_name(canonical);
  if (std::erase_if(node.attributes, [&](const XmlAttribute &attribute) { return attribute.name == name; }) > 0) {
    mark_changed(node);
  }
}

void XmlDocument::mark_changed(XmlNode &node) {
  node.changed = true;
  if (node.parent != nullptr) {
    touch(*node.parent);
  }
}

/// Ancestors of a node that is marked are marked already: every attachment marks its way up.
void XmlDocument::touch(XmlNode &node) {
  for (auto *up = &node; up != nullptr && !up->changed_inside; up = up->parent) {
    up->changed_inside = true;
  }
}

namespace {

/// Writes nodes; stretches of the source that follow one another go out as one literal.
class NodeWriter {
public:
  NodeWriter(const std::string &source, XmlSink &sink) : source_(source), sink_(sink) {}

  void source(std::size_t begin, std::size_t end) {
    if (begin == end) {
      return;
    }
    if (begin != end_) {
      flush();
      begin_ = begin;
    }
    end_ = end;
  }

  void flush() {
    if (begin_ != end_) {
      sink_.literal(std::string_view(source_).substr(begin_, end_ - begin_));
    }
    begin_ = end_ = 0;
  }

  void tree(const XmlNode &top) {
    const auto *node = &top;
    while (true) {
      if (enter(*node)) {
        node = node->first;
        continue;
      }
      while (node != &top && node->next == nullptr) {
        node = node->parent;
        leave(*node);
      }
      if (node == &top) {
        return;
      }
      node = node->next;
    }
  }

private:
  void made(const std::string &bytes) {
    flush();
    sink_.literal(bytes);
  }

  [[nodiscard]] bool self_closed(const XmlNode &node) const { return node.inner == node.end && node.end != node.begin; }

  /// Writes the node, or its beginning when its children come next (then true).
  bool enter(const XmlNode &node) {
    switch (node.kind) {
    case XmlNode::Kind::slot:
      flush();
      sink_.slot(node.mark);
      return false;
    case XmlNode::Kind::block:
      flush();
      sink_.block_begin(node.mark);
      if (node.first == nullptr) {
        sink_.block_end(node.mark);
      }
      return node.first != nullptr;
    case XmlNode::Kind::text:
      text(node);
      return false;
    case XmlNode::Kind::other:
      source(node.begin, node.end);
      return false;
    case XmlNode::Kind::element:
      break;
    }
    if (!node.changed && !node.changed_inside) {
      source(node.begin, node.end);
      return false;
    }
    start_tag(node);
    if (node.first == nullptr && !self_closed_as_written(node)) {
      end_tag(node);
    }
    return node.first != nullptr;
  }

  void leave(const XmlNode &node) {
    if (node.kind == XmlNode::Kind::block) {
      flush();
      sink_.block_end(node.mark);
    } else {
      end_tag(node);
    }
  }

  void text(const XmlNode &node) {
    if (!node.changed) {
      source(node.begin, node.end);
      return;
    }
    std::string escaped;
    escape_xml(node.text, false, escaped);
    if (!escaped.empty()) {
      made(escaped);
    }
  }

  /// True when start_tag() has already closed the element.
  [[nodiscard]] bool self_closed_as_written(const XmlNode &node) const { return node.changed || self_closed(node); }

  void start_tag(const XmlNode &node) {
    const bool empty = node.first == nullptr;
    if (!node.changed) {
      if (self_closed(node) && !empty) {
        source(node.begin, source_.rfind('/', node.inner - 1));
        made(">");
      } else {
        source(node.begin, node.inner);
      }
      return;
    }
    std::string tag = "<" + node.raw_name;
    for (const auto &attribute : node.attributes) {
      tag += " " + attribute.raw_name + "=\"";
      escape_xml(attribute.value, true, tag);
      tag += '"';
    }
    tag += empty ? "/>" : ">";
    made(tag);
  }

  void end_tag(const XmlNode &node) {
    if (node.end == node.inner) {
      made("</" + node.raw_name + ">");
    } else {
      source(source_.rfind('<', node.end - 1), node.end);
    }
  }

  const std::string &source_;
  XmlSink &sink_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

class TextSink : public XmlSink {
public:
  void literal(std::string_view bytes) override { text_ += bytes; }
  void slot(std::size_t) override {}
  void block_begin(std::size_t) override {}
  void block_end(std::size_t) override {}
  std::string take() { return std::move(text_); }

private:
  std::string text_;
};

} // namespace

void XmlDocument::write(XmlSink &sink) const {
  NodeWriter writer(source_, sink);
  writer.source(0, root_->begin);
  writer.tree(*root_);
  writer.source(root_->end, source_.size());
  writer.flush();
}

void XmlDocument::write(const XmlNode &node, XmlSink &sink) const {
  NodeWriter writer(source_, sink);
  writer.tree(node);
  writer.flush();
}

std::string XmlDocument::text() const {
  TextSink sink;
  write(sink);
  return sink.take();
}

} // namespace solieu::odf
