#include "office_process/pdf_structure.hpp"

#define POINTERHOLDER_TRANSITION 4 // libqpdf 11: std::shared_ptr instead of its own pointer
#include <cstdint>
#include <memory>
#include <qpdf/Pl_Discard.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>
#include <string_view>
#include <zlib.h>

namespace solieu::office_process {
namespace {

using Fault = std::runtime_error;

void check_warnings(QPDF &pdf) {
  if (const auto warnings = pdf.getWarnings(); !warnings.empty())
    throw Fault(warnings.front().getMessageDetail());
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
    throw Fault("not PDF/A-2b");
  auto mark_info = pdf.getRoot().getKey("/MarkInfo");
  if (!mark_info.isDictionary() || !mark_info.getKey("/Marked").isBool() || !mark_info.getKey("/Marked").getBoolValue())
    throw Fault("not tagged");
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
    throw Fault("stream too short");
  std::uint32_t stored = 0;
  for (std::size_t at = packed->getSize() - 4; at < packed->getSize(); ++at)
    stored = (stored << 8U) | packed->getBuffer()[at];
  if (::adler32_z(1, plain->getBuffer(), plain->getSize()) != stored)
    throw Fault("checksum of object " + std::to_string(stream.getObjectID()));
}

} // namespace

std::string fault_of_pdf(const std::string &bytes) try {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.setAttemptRecovery(false);
  pdf.processMemoryFile("pdf", bytes.data(), bytes.size());
  if (pdf.getAllPages().empty())
    return "no page";
  check_marks(pdf);
  for (auto &object : pdf.getAllObjects())
    if (object.isStream())
      check_checksum(object);
  read_everything(pdf);
  check_warnings(pdf);
  return {};
} catch (const std::exception &error) {
  return *error.what() == '\0' ? "unreadable" : error.what();
}

} // namespace solieu::office_process
