#include "office_process/verify.hpp"

#include "diagnostic/failure.hpp"

#define POINTERHOLDER_TRANSITION 4 // libqpdf 11: std::shared_ptr instead of its own pointer
#include <cstdint>
#include <memory>
#include <qpdf/Pl_Discard.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <zlib.h>

namespace solieu::office_process {
namespace {

using diagnostic::Code;
using diagnostic::Failure;
using diagnostic::Severity;

[[noreturn]] void broken_pdf(const std::string &cause) {
  throw Failure({Code{"office.broken-pdf"}, Severity::error, {}, {{"cause", cause}}});
}

void check_warnings(QPDF &pdf) {
  if (const auto warnings = pdf.getWarnings(); !warnings.empty())
    broken_pdf(warnings.front().getMessageDetail());
}

/// The document's XMP metadata, "" when there is none.
std::string metadata(QPDF &pdf) {
  auto stream = pdf.getRoot().getKey("/Metadata");
  if (!stream.isStream())
    return {};
  const auto data = stream.getStreamData(qpdf_dl_generalized);
  return {reinterpret_cast<const char *>(data->getBuffer()), data->getSize()};
}

bool holds_either(const std::string &text, std::string_view element, std::string_view attribute) {
  return text.find(element) != std::string::npos || text.find(attribute) != std::string::npos;
}

void check_marks(QPDF &pdf) {
  const auto text = metadata(pdf);
  if (!holds_either(text, "<pdfaid:part>2<", "pdfaid:part=\"2\"") ||
      !holds_either(text, "<pdfaid:conformance>B<", "pdfaid:conformance=\"B\""))
    broken_pdf("not PDF/A-2b");
  auto mark_info = pdf.getRoot().getKey("/MarkInfo");
  if (!mark_info.isDictionary() || !mark_info.getKey("/Marked").isBool() || !mark_info.getKey("/Marked").getBoolValue())
    broken_pdf("not tagged");
}

/// Reads every object and decodes every stream, by writing it all to nowhere.
void read_everything(QPDF &pdf) {
  Pl_Discard discard;
  QPDFWriter writer{pdf};
  writer.setOutputPipeline(&discard);
  writer.setDecodeLevel(qpdf_dl_all);
  writer.setCompressStreams(false); // else a stream that is compressed already would be copied unread
  writer.setStaticID(true);
  writer.write();
}

/// libqpdf does not compare the checksum at the end of a compressed stream, so a flipped byte in a font would pass.
void check_checksum(QPDFObjectHandle &stream) {
  auto filter = stream.getDict().getKey("/Filter");
  if (!filter.isName() || filter.getName() != "/FlateDecode" || stream.getDict().hasKey("/DecodeParms"))
    return;
  const auto packed = stream.getRawStreamData();
  const auto plain = stream.getStreamData(qpdf_dl_generalized);
  if (packed->getSize() < 4)
    broken_pdf("stream too short");
  std::uint32_t stored = 0;
  for (std::size_t at = packed->getSize() - 4; at < packed->getSize(); ++at)
    stored = (stored << 8U) | packed->getBuffer()[at];
  if (::adler32_z(1, plain->getBuffer(), plain->getSize()) != stored)
    broken_pdf("checksum of object " + std::to_string(stream.getObjectID()));
}

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

void verify_pdf(const std::string &bytes) try {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.setAttemptRecovery(false);
  pdf.processMemoryFile("pdf", bytes.data(), bytes.size());
  if (pdf.getAllPages().empty())
    broken_pdf("no page");
  check_marks(pdf);
  for (auto &object : pdf.getAllObjects())
    if (object.isStream())
      check_checksum(object);
  read_everything(pdf);
  check_warnings(pdf);
} catch (const Failure &) {
  throw;
} catch (const std::exception &error) {
  broken_pdf(error.what());
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
