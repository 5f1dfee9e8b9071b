// Any bytes as the body of a template (Writer, or Calc when they begin with "!"): refused with a finding or Failure, or
// compiled, filled and written; what is written is a package with XML that opens again, the same when it is written
// while it is filled.

#include "../support/odf_builder.hpp"
#include "../support/small_world.hpp"

#include "diagnostic/failure.hpp"
#include "odf/xml_document.hpp"
#include "render/report_writer.hpp"

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

/// Passes pieces on one by one.
struct Impatient final : binding::PieceSink {
  explicit Impatient(render::ReportWriter &to) : writer(to) {}
  void take(const binding::FilledReport &report, const binding::FilledPart &part) override {
    writer.take(report, part);
  }
  [[nodiscard]] std::size_t room() const noexcept override { return 1; }
  render::ReportWriter &writer;
};

void check_report(const std::string &bytes, const std::string &streamed) {
  const auto report = odf::Package::open(bytes, "report"), other = odf::Package::open(streamed, "streamed");
  for (const auto &entry : report.entries()) {
    const auto content = report.read(entry);
    const auto *same = other.find(entry.name);
    if (same == nullptr || other.read(*same) != content)
      std::abort();
    if (entry.name.ends_with(".xml"))
      (void)odf::XmlDocument::parse(content, "report", entry.name);
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  static support::SmallWorld world = make_world();
  support::OdfContent content;
  content.body = std::string(reinterpret_cast<const char *>(data), size);
  content.calc = content.body.starts_with('!');
  content.body.erase(0, content.calc ? 1 : 0);
  const evaluate::Limits limits{.rows = 2'000, .output_pieces = 50'000, .steps = 50'000};
  std::string report, streamed;
  try {
    diagnostic::Diagnostics findings;
    const auto compiled = world.compile(support::make_package(content), findings);
    if ((compiled == nullptr) != diagnostic::has_error(findings))
      std::abort();
    if (compiled == nullptr)
      return 0;
    const auto filled = world.fill(*compiled, limits);
    render::Options options;
    options.output_bytes = most_bytes;
    options.packing = odf::Packing::stored;
    report = render::render(*compiled, filled, options);
    render::ReportWriter writer(*compiled, options);
    Impatient sink(writer);
    streamed = writer.finish(world.fill(*compiled, limits, &sink));
  } catch (const diagnostic::Failure &) {
    return 0;
  }
  check_report(report, streamed); // a Failure here is a fault
  return 0;
}
