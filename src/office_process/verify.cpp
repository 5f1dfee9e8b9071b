#include "office_process/verify.hpp"

#include "diagnostic/failure.hpp"
#include "office_process/pdf_structure.hpp"

#include <cstdint>
#include <utility>

namespace solieu::office_process {
namespace {

using diagnostic::Code;
using diagnostic::Failure;
using diagnostic::Severity;

std::string without_spaces(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "\u00A0")
      ++at;
    else if (text.substr(at, 3) == "\u202F")
      at += 2;
    else if (static_cast<unsigned char>(text[at]) > ' ')
      result.push_back(text[at]);
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

void verify_probe(std::string_view text, std::string_view probe) {
  if (without_spaces(text).find(without_spaces(probe)) == std::string::npos)
    throw Failure({Code{"office.text-missing"}, Severity::error, {}, {{"text", std::string{probe}}}});
}

void verify_package(std::string_view bytes, const std::string &extension) {
  if (!is_whole_zip(bytes))
    throw Failure({Code{"office.broken-output"}, Severity::error, {}, {{"format", extension}}});
}

} // namespace solieu::office_process
