#pragma once

#include "binding/draft.hpp"

namespace solieu::binding {

/// Document kind, media type and manifest: a template becomes a document, thumbnails and signatures go. Failure
/// `binding.wrong-kind` when it is neither a Writer nor a Calc file.
void bind_package(CompiledParts &out, const odf::Limits &limits);
/// A place for user-defined properties in meta.xml; SL_ ones of an earlier filling go.
void bind_properties(Draft &draft);

/// Names the pictures of included documents in the manifest.
void add_to_manifest(CompiledParts &out);

} // namespace solieu::binding
