// Any bytes as the body of a template (Writer, or Calc when they begin with "!"): refused with a finding or Failure, or
// compiled, filled and written; what is written is a package with XML that opens again.

#include "../support/odf_builder.hpp"
#include "../support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "odf/xml_document.hpp"
#include "render/render.hpp"

#include <cstdint>
#include <cstdlib>

using namespace solieu;

namespace {

constexpr std::size_t most_bytes = 4U << 20;

support::SmallWorld make_world() {
  support::SmallWorld world;
  for (const char *line : {"JOB_ADDED;2025-Q1;channel=COAL;actual;2000", "JOB_ADDED;2025-Q1;channel=IZ;actual;5000",
                           "JOB_ADDED;2025-Q1;channel=LOAN;actual;650",
                           "JOB_ADDED;2025-Q1;;actual;7650;;more_than;tren", "JOB_ADDED;2024-Q1;;actual;7000",
                           "JOB_ADDED;2025;;plan;30000;;more_than;tren", "UNEMP_RATE;2025-Q1;;actual;2.1"})
    world.observe(line);
  support::OdfContent part;
  part.body = "<text:p>{{ report.org.name }}</text:p>";
  world.includes["part.ott"] = support::make_package(part);
  return world;
}

void check_report(const std::string &bytes) {
  const auto report = odf::Package::open(bytes, "report");
  for (const auto &entry : report.entries())
    if (entry.name.ends_with(".xml"))
      (void)odf::XmlDocument::parse(report.read(entry), "report", entry.name);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  static support::SmallWorld world = make_world();
  support::OdfContent content;
  content.body = std::string(reinterpret_cast<const char *>(data), size);
  content.calc = content.body.starts_with('!');
  content.body.erase(0, content.calc ? 1 : 0);
  std::string report;
  try {
    diagnostic::Diagnostics findings;
    const auto compiled = world.compile(support::make_package(content), findings);
    if ((compiled == nullptr) != diagnostic::has_error(findings))
      std::abort();
    if (compiled == nullptr)
      return 0;
    const auto filled = world.fill(*compiled, {.rows = 2'000, .output_pieces = 50'000, .steps = 50'000});
    render::Options options;
    options.output_bytes = most_bytes;
    options.packing = odf::Packing::stored;
    report = render::render(*compiled, filled, options);
  } catch (const diagnostic::Failure &) {
    return 0;
  }
  check_report(report); // a Failure here is a fault
  return 0;
}
