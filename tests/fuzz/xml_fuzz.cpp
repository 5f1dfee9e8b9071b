// Any bytes as an XML part: refused with Failure, or written back byte for byte; whatever is cut out of its paragraphs,
// the result is XML again.

#include "diagnostic/failure.hpp"
#include "odf/document_check.hpp"
#include "odf/formula.hpp"
#include "odf/paragraph.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace solieu;

namespace {

odf::XmlNode *next_node(odf::XmlNode *node) {
  if (node->first != nullptr) {
    return node->first;
  }
  while (node != nullptr && node->next == nullptr) {
    node = node->parent;
  }
  return node == nullptr ? nullptr : node->next;
}

void check_formulas(const odf::XmlNode &node) {
  for (const auto &attribute : node.attributes) {
    for (const auto &reference : odf::formula_references(attribute.value)) {
      const auto again = odf::formula_references(odf::reference_text(reference));
      if (again.size() != 1 || again[0].first != reference.first || again[0].last != reference.last) {
        std::abort();
      }
    }
  }
}

/// Cuts and splits a paragraph from its end, at places that the input decides.
void edit(odf::XmlDocument &document, odf::XmlNode &paragraph, std::size_t seed) {
  odf::ParagraphText text(document, paragraph);
  for (std::size_t step = 0, at = text.text().size(); step < 8 && at > 0; ++step) {
    const auto length = (seed >> step) % 5;
    at -= std::min(at, 1 + length);
    const auto before = text.text();
    text.replace(at, length, (seed >> step & 1U) != 0 ? &document.new_slot(step) : nullptr);
    if (text.text() != before.substr(0, at) + before.substr(std::min(before.size(), at + length))) {
      std::abort();
    }
    auto *right = text.split_at(at);
    if (right != nullptr && right->parent != &paragraph) {
      std::abort();
    }
    if (odf::ParagraphText(document, paragraph).text() != text.text()) {
      std::abort();
    }
  }
}

void check_safety(const std::string &bytes) {
  odf::PackageWriter writer(odf::Packing::stored);
  writer.add("content.xml", bytes);
  try {
    (void)odf::refuse_unsafe(odf::Package::open(writer.finish(), "input"), odf::DocumentFormat::spreadsheet);
  } catch (const diagnostic::Failure &) {
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char *>(data), size);
  std::unique_ptr<odf::XmlDocument> document;
  try {
    document = odf::XmlDocument::parse(bytes, "input", "content.xml");
  } catch (const diagnostic::Failure &) {
    return 0;
  }
  if (document->text() != bytes) {
    std::abort();
  }
  check_safety(bytes);
  static const auto paragraph = odf::xml_name("text:p");
  std::size_t seed = size;
  for (auto *node = &document->root(); node != nullptr; node = next_node(node)) {
    check_formulas(*node);
    if (node->is(paragraph)) {
      seed = seed * 31 + node->begin;
      edit(*document, *node, seed);
    }
  }
  try {
    (void)odf::XmlDocument::parse(document->text(), "input", "content.xml");
  } catch (const diagnostic::Failure &failure) {
    if (failure.findings().front().code.name == "odf.xml-broken") {
      std::abort();
    }
  }
  return 0;
}
