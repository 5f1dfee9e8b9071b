#include "office_process/verify.hpp"

#include "diagnostic/failure.hpp"
#include "office_process/pdf_structure.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace solieu::office_process {
namespace {

using diagnostic::Code;
using diagnostic::Failure;
using diagnostic::Severity;

/// Small letters of ASCII, digits, and all other letters as they are.
std::string letters_of(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (text.substr(at, 2) == "\u00A0")
      ++at;
    else if (text.substr(at, 3) == "\u202F")
      at += 2;
    else if (static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
      result.push_back(c);
    else if (c >= 'A' && c <= 'Z')
      result.push_back(static_cast<char>(c - 'A' + 'a'));
  }
  return result;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t index = count; index-- > 0;)
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + index]);
  return value;
}

/// True when the end record stands at the end and points at a directory that lies in the file.
bool is_whole_zip(std::string_view bytes) {
  constexpr std::string_view end_mark{"PK\5\6", 4};
  constexpr std::size_t end_size = 22;
  const auto end = bytes.rfind(end_mark);
  if (!bytes.starts_with("PK\3\4") || end == std::string_view::npos || bytes.size() - end < end_size)
    return false;
  const std::uint64_t size = little_endian(bytes, end + 12, 4);
  const std::uint64_t start = little_endian(bytes, end + 16, 4);
  const std::size_t comment = little_endian(bytes, end + 20, 2);
  return start + size <= end && bytes.size() == end + end_size + comment;
}

} // namespace

void verify_pdf(const std::string &bytes) {
  if (auto fault = fault_of_pdf(bytes); !fault.empty())
    throw Failure({Code{"office.broken-pdf"}, Severity::error, {}, {{"cause", std::move(fault)}}});
}

diagnostic::Diagnostics verify_figures(std::string_view text, const std::vector<std::string> &figures) {
  const auto shown = letters_of(text);
  const auto stands = [&](const std::string &figure) { return shown.find(letters_of(figure)) != std::string::npos; };
  if (figures.empty() || std::ranges::any_of(figures, stands))
    return {};
  const std::vector<std::pair<std::string, std::string>> arguments{{"text", figures.front()}};
  if (shown.empty())
    throw Failure({Code{"office.text-missing"}, Severity::error, {}, arguments});
  return {{Code{"office.figures-not-seen"}, Severity::warning, {}, arguments}};
}

void verify_package(std::string_view bytes, const std::string &extension) {
  if (!is_whole_zip(bytes))
    throw Failure({Code{"office.broken-output"}, Severity::error, {}, {{"format", extension}}});
}

} // namespace solieu::office_process
