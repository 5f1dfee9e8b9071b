#pragma once

#include "diagnostic/diagnostic.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::office_process {

/// Checks a PDF as `qpdf --check` does, without repairing it: whole structure, every stream readable, at least one
/// page, the marks of PDF/A-2b and of tagged PDF. Failure `office.broken-pdf` with the cause.
void verify_pdf(const std::string &bytes);

/// Looks for one of the figures in the text of a PDF by their letters and digits alone, as a cell or a font may write
/// them in a way of its own. Failure `office.text-missing` when there is no text at all; a warning
/// `office.figures-not-seen` when there is, but none of them.
[[nodiscard]] diagnostic::Diagnostics verify_figures(std::string_view text, const std::vector<std::string> &figures);

/// Checks that a ZIP of documents (docx, xlsx, odt, ods) is there to its last record. Failure `office.broken-output`.
void verify_package(std::string_view bytes, const std::string &extension);

} // namespace solieu::office_process
