#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace solieu::office_process {

/// Checks a PDF as `qpdf --check` does, without repairing it: whole structure, every stream readable, at least one
/// page, the marks of PDF/A-2b and of tagged PDF. Failure `office.broken-pdf` with the cause.
void verify_pdf(const std::string &bytes);

/// Checks that `probe` stands in `text`, whatever the line breaks and spaces. Failure `office.text-missing`.
void verify_probe(std::string_view text, std::string_view probe);

/// Checks that a ZIP of documents (docx, xlsx, odt, ods) is there to its last record. Failure `office.broken-output`.
void verify_package(std::string_view bytes, const std::string &extension);

} // namespace solieu::office_process
