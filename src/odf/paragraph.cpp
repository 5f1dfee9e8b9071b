#include "odf/paragraph.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace solieu::odf {
namespace {

using NameSet = std::unordered_set<XmlName>;

NameSet names(std::initializer_list<std::string_view> list) {
  NameSet set;
  for (const auto name : list) {
    set.insert(xml_name(name));
  }
  return set;
}

/// Inline elements whose text is the paragraph's own.
const NameSet &transparent() {
  static const auto set =
      names({"text:span", "text:a", "text:meta", "text:ruby", "text:ruby-base", "loext:content-control", "text:sdt"});
  return set;
}

/// Elements that print nothing at their place.
const NameSet &invisible() {
  static const auto set = names({"text:soft-page-break",
                                 "text:bookmark",
                                 "text:bookmark-start",
                                 "text:bookmark-end",
                                 "text:reference-mark",
                                 "text:reference-mark-start",
                                 "text:reference-mark-end",
                                 "text:change",
                                 "text:change-start",
                                 "text:change-end",
                                 "text:alphabetical-index-mark",
                                 "text:alphabetical-index-mark-start",
                                 "text:alphabetical-index-mark-end",
                                 "text:toc-mark",
                                 "text:toc-mark-start",
                                 "text:toc-mark-end",
                                 "text:user-index-mark",
                                 "text:user-index-mark-start",
                                 "text:user-index-mark-end",
                                 "text:number",
                                 "text:ruby-text",
                                 "office:annotation",
                                 "office:annotation-end",
                                 "field:fieldmark-start",
                                 "field:fieldmark-end",
                                 "field:fieldmark",
                                 "text:bibliography-configuration"});
  return set;
}

/// A `text:c` beyond this is refused by document_check; here it is only held down.
constexpr std::size_t most_spaces = 10'000;

std::size_t space_count(const XmlNode &node) {
  static const auto count_name = xml_name("text:c");
  const auto *value = node.attribute(count_name);
  std::size_t count = 1;
  if (value != nullptr && std::from_chars(value->data(), value->data() + value->size(), count).ec != std::errc()) {
    count = 1;
  }
  return std::min(count, most_spaces);
}

void set_space_count(XmlDocument &document, XmlNode &node, std::size_t count) {
  if (count == 1) {
    document.remove_attribute(node, "text:c");
  } else {
    document.set_attribute(node, "text:c", std::to_string(count));
  }
}

/// True when `child` and what follows it are remembered places only.
bool holds_nothing(const XmlNode *child) {
  for (; child != nullptr; child = child->next) {
    if (child->kind != XmlNode::Kind::text || !child->text.empty()) {
      return false;
    }
  }
  return true;
}

} // namespace

ParagraphText::ParagraphText(XmlDocument &document, XmlNode &paragraph) : document_(document), paragraph_(paragraph) {
  collect();
}

void ParagraphText::collect() {
  for (auto *node = paragraph_.first; node != nullptr;) {
    bool descend = false;
    if (node->kind == XmlNode::Kind::text) {
      runs_.push_back({node, text_.size(), node->text.size()});
      text_ += node->text;
    } else if (node->kind == XmlNode::Kind::element) {
      collect_element(*node, descend);
    } else if (node->kind == XmlNode::Kind::block) {
      descend = true;
    }
    if (descend && node->first != nullptr) {
      node = node->first;
      continue;
    }
    while (node != &paragraph_ && node->next == nullptr) {
      node = node->parent;
    }
    node = node == &paragraph_ ? nullptr : node->next;
  }
}

void ParagraphText::collect_element(XmlNode &node, bool &descend) {
  static const auto space = xml_name("text:s");
  static const auto tab = xml_name("text:tab");
  static const auto line_break = xml_name("text:line-break");
  if (node.name == space) {
    const auto count = space_count(node);
    runs_.push_back({&node, text_.size(), count});
    text_.append(count, ' ');
  } else if (node.name == tab || node.name == line_break) {
    runs_.push_back({&node, text_.size(), 1});
    text_ += node.name == tab ? '\t' : '\n';
  } else if (transparent().contains(node.name)) {
    descend = true;
  } else if (!invisible().contains(node.name)) {
    has_objects_ = true;
  }
}

std::size_t ParagraphText::run_at(std::size_t offset) const {
  const auto found = std::lower_bound(runs_.begin(), runs_.end(), offset,
                                      [](const TextRun &run, std::size_t wanted) { return run.offset < wanted; });
  return static_cast<std::size_t>(found - runs_.begin());
}

std::size_t ParagraphText::cut_run(std::size_t offset) {
  const auto next = run_at(offset);
  if (next == 0) {
    return next;
  }
  auto &run = runs_[next - 1];
  if (run.offset + run.length <= offset) {
    return next;
  }
  const auto kept = offset - run.offset;
  auto *node = run.node;
  XmlNode *rest = nullptr;
  if (node->kind == XmlNode::Kind::text) {
    rest = &document_.new_text(node->text.substr(kept));
    document_.set_text(*node, node->text.substr(0, kept));
  } else {
    rest = &document_.clone(*node);
    set_space_count(document_, *node, kept);
    set_space_count(document_, *rest, run.length - kept);
  }
  document_.insert_after(*node, *rest);
  const TextRun later{rest, offset, run.length - kept};
  run.length = kept;
  runs_.insert(runs_.begin() + static_cast<std::ptrdiff_t>(next), later);
  return next;
}

/// Removes a node and every span that it leaves empty; remembered places move out of the span.
void ParagraphText::erase_node(XmlNode &node) {
  auto *parent = node.parent;
  document_.remove(node);
  while (parent != &paragraph_ && parent->kind == XmlNode::Kind::element && holds_nothing(parent->first)) {
    auto *empty = parent;
    parent = empty->parent;
    while (empty->first != nullptr) {
      document_.insert_before(*empty, *empty->first);
    }
    document_.remove(*empty);
  }
}

void ParagraphText::replace(std::size_t offset, std::size_t length, XmlNode *replacement) {
  offset = std::min(offset, text_.size());
  length = std::min(length, text_.size() - offset);
  cut_run(offset + length);
  auto first = cut_run(offset);
  while (length > 0 && runs_[first].length == 0) {
    ++first;
  }
  auto &placed = replacement != nullptr ? *replacement : document_.new_text({});
  if (first < runs_.size()) {
    document_.insert_before(*runs_[first].node, placed);
  } else if (!runs_.empty()) {
    document_.insert_after(*runs_.back().node, placed);
  } else {
    document_.append(paragraph_, placed);
  }
  auto last = first;
  while (last < runs_.size() && runs_[last].offset < offset + length) {
    erase_node(*runs_[last].node);
    ++last;
  }
  const auto begin = runs_.begin() + static_cast<std::ptrdiff_t>(first);
  auto later = runs_.erase(begin, runs_.begin() + static_cast<std::ptrdiff_t>(last));
  std::for_each(later, runs_.end(), [&](TextRun &run) { run.offset -= length; });
  if (replacement == nullptr) {
    runs_.insert(later, TextRun{&placed, offset, 0});
  }
  text_.erase(offset, length);
}

/// A node for bytes [begin, end) of a run.
XmlNode &ParagraphText::part_of_run(const TextRun &run, std::size_t begin, std::size_t end) {
  if (run.node->kind == XmlNode::Kind::text) {
    return document_.new_text(run.node->text.substr(begin - run.offset, end - begin));
  }
  auto &part = document_.clone(*run.node);
  if (run.length > 1) {
    set_space_count(document_, part, end - begin);
  }
  return part;
}

void ParagraphText::replace_all(const std::vector<Replacement> &replacements) {
  auto next = replacements.begin();
  for (const auto &run : runs_) {
    const auto run_end = run.offset + run.length;
    if (next == replacements.end()) {
      break;
    }
    if (next->offset >= run_end) {
      continue;
    }
    auto done = run.offset;
    while (next != replacements.end() && next->offset < run_end) {
      if (next->offset >= run.offset) {
        if (next->offset > done) {
          document_.insert_before(*run.node, part_of_run(run, done, next->offset));
        }
        document_.insert_before(*run.node, *next->node);
      }
      const auto end = next->offset + next->length;
      done = std::min(end, run_end);
      if (end > run_end) {
        break;
      }
      ++next;
    }
    if (done < run_end) {
      document_.insert_before(*run.node, part_of_run(run, done, run_end));
    }
    erase_node(*run.node);
  }
  runs_.clear();
  text_.clear();
  collect();
}

XmlNode *ParagraphText::split_at(std::size_t offset) {
  const auto next = cut_run(std::min(offset, text_.size()));
  if (next < runs_.size() && runs_[next].length == 0 && runs_[next].offset == offset) {
    return lift_gap(runs_[next].node->parent, runs_[next].node);
  }
  if (next == 0) {
    return paragraph_.first;
  }
  const auto *before = runs_[next - 1].node;
  return lift_gap(before->parent, before->next);
}

/// The second half of a span that is split after `right`'s predecessor: the same tag, without its identity.
XmlNode &ParagraphText::split_span(XmlNode &span, XmlNode &right) {
  static const auto identity = xml_name("xml:id");
  auto &half = document_.new_element(*span.name);
  half.raw_name = span.raw_name;
  half.attributes = span.attributes;
  std::erase_if(half.attributes, [](const XmlAttribute &attribute) { return attribute.name == identity; });
  document_.insert_after(span, half);
  for (auto *node = &right; node != nullptr;) {
    auto *following = node->next;
    document_.append(half, *node);
    node = following;
  }
  return half;
}

/// Moves the gap before `right` (null = end of `parent`) up to the paragraph, splitting the spans it stands in.
XmlNode *ParagraphText::lift_gap(XmlNode *parent, XmlNode *right) {
  while (parent != &paragraph_ && parent->kind != XmlNode::Kind::block) {
    if (right == nullptr) {
      right = parent->next;
    } else if (right == parent->first) {
      right = parent;
    } else if (holds_nothing(right)) {
      while (parent->last != right) {
        document_.insert_after(*parent, *parent->last);
      }
      document_.insert_after(*parent, *right);
    } else {
      right = &split_span(*parent, *right);
    }
    parent = parent->parent;
  }
  return right;
}

} // namespace solieu::odf
