#pragma once

#include <string>

namespace solieu::office_process {

/// What is wrong with a PDF that should be whole, PDF/A-2b and tagged; "" when nothing is. Reads it to the last stream
/// and repairs nothing. This file and its .cpp are C++17: libqpdf's headers do not compile with clang as C++20.
[[nodiscard]] std::string fault_of_pdf(const std::string &bytes);

} // namespace solieu::office_process
