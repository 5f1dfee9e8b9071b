#pragma once

#include "odf/limits.hpp"
#include "odf/package.hpp"

#include <cstdint>
#include <string_view>

namespace solieu::odf {

enum class DocumentFormat : std::uint8_t { text, spreadsheet };

/// True for an entry that a report takes along from its template: content, styles, meta, settings, manifest, pictures
/// and the parts of embedded charts. Everything else (thumbnails, toolbars, fonts, signatures, replacement pictures …)
/// is left behind.
[[nodiscard]] bool is_carried(std::string_view entry_name) noexcept;

/// Refuses a template that could run a program, fetch something from elsewhere or blow up when opened (reliability.md
/// §2: allow-lists), and returns the package without the harmless entries that a report does not take along. Failure
/// `odf.macro`, `odf.linked-content`, `odf.data-link`, `odf.active-object`, `odf.repeat`, `odf.function`,
/// `odf.external-reference`, `odf.picture-kind`, `odf.svg-link`, `odf.ole-object`, `odf.encrypted`: the first found,
/// naming entry and element.
[[nodiscard]] Package refuse_unsafe(const Package &package, DocumentFormat format, const Limits &limits = {});

} // namespace solieu::odf
