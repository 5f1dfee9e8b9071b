#pragma once

#include "binding/draft.hpp"

#include <set>
#include <string>

namespace solieu::binding {

/// Document kind, media type and manifest: a template becomes a document, thumbnails and signatures go. Failure
/// `binding.wrong-kind`, `binding.other-kind` when it is neither a Writer nor a Calc file.
void bind_package(CompiledParts &out, const odf::Limits &limits);
/// Whether the root of a content.xml is that of a Calc, else of a Writer document, with its body.
[[nodiscard]] bool has_body(const odf::XmlNode &root, bool calc);
/// Failure `binding.content-broken` when the root of content.xml is none of the kind that the package says it is.
void require_body(const CompiledParts &out, const odf::XmlNode &root);
/// A place for user-defined properties in meta.xml; SL_ ones of an earlier filling go.
void bind_properties(Draft &draft);

/// Takes entries out of the package, what is added to it, and the manifest.
void drop_entries(CompiledParts &out, const std::set<std::string> &names);

/// Names the pictures of included documents in the manifest.
void add_to_manifest(CompiledParts &out);

} // namespace solieu::binding
