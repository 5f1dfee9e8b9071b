// Any bytes as a package: refused with Failure, or every entry reads with its checksum or fails; a copy reads the same.

#include "diagnostic/failure.hpp"
#include "odf/document_check.hpp"
#include "odf/package.hpp"

#include <cstdint>
#include <cstdlib>
#include <optional>

using namespace solieu;

namespace {

odf::Limits limits() {
  odf::Limits small;
  small.package_bytes = 1U << 20;
  small.entry_bytes = 1U << 20;
  small.inflated_bytes = 4U << 20;
  small.entries = 100;
  return small;
}

std::optional<std::string> read(const odf::Package &package, const odf::PackageEntry &entry) {
  try {
    return package.read(entry);
  } catch (const diagnostic::Failure &) {
    return std::nullopt;
  }
}

void check_copy(const odf::Package &package) {
  odf::PackageWriter writer;
  for (const auto &entry : package.entries()) {
    writer.copy(entry);
  }
  const auto copy = odf::Package::open(writer.finish(), "copy", limits());
  for (const auto &entry : package.entries()) {
    const auto *copied = copy.find(entry.name);
    if (copied == nullptr || read(copy, *copied) != read(package, entry)) {
      std::abort();
    }
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  std::optional<odf::Package> package;
  try {
    package = odf::Package::open({reinterpret_cast<const char *>(data), size}, "input", limits());
  } catch (const diagnostic::Failure &) {
    return 0;
  }
  try {
    check_copy(*package);
  } catch (const diagnostic::Failure &) {
    std::abort(); // what was read can be written and read again
  }
  try {
    (void)odf::refuse_unsafe(*package, odf::DocumentFormat::text, limits());
  } catch (const diagnostic::Failure &) {
  }
  return 0;
}
