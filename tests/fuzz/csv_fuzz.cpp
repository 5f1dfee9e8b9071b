// Any bytes as a CSV file, the first of them choosing the encoding that is declared: refused with Failure, or read into
// rows that are there or reported, twice the same; its records do not depend on how the bytes come.

#include "data/data_source.hpp"
#include "diagnostic/failure.hpp"
#include "format/delimited_text.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

using namespace solieu;

namespace {

model::Catalogue make_catalogue() {
  model::Catalogue made;
  model::Breakdown channel;
  channel.code = "channel";
  channel.members = {{"COAL", {"Ngành than", "Coal"}, ""}};
  model::Indicator job;
  job.code = "JOB";
  job.unit = model::Unit::of("người");
  job.breakdowns = {made.add(std::move(channel))};
  made.add(std::move(job));
  model::Territory unit;
  unit.keys = {*model::TerritoryKey::parse("VN-NSO/2025-01-01/22")};
  made.territories.add(std::move(unit));
  return made;
}

/// Each record in one text, whether the bytes come in pieces of this size.
std::string records_of(std::string_view bytes, std::size_t piece) {
  format::DelimitedReader reader([&bytes, piece](std::string &text) {
    const auto part = bytes.substr(0, piece);
    text.append(part);
    bytes.remove_prefix(part.size());
    return !part.empty();
  });
  std::string all;
  while (reader.next()) {
    all += std::to_string(reader.line());
    for (const auto field : reader.fields())
      (all += '\x1F').append(field);
    all += '\x1E';
  }
  if (const auto &problem = reader.problem())
    all += std::to_string(problem->line) + ":" + std::to_string(problem->column);
  return all;
}

/// What a read of the file brings: how many rows, what is wrong, the id of the rows; or why there are none.
std::string outcome(const model::SourceSettings &settings, const model::Catalogue &catalogue) {
  try {
    const auto result = data::open_source(settings)->read({}, catalogue);
    std::string text = result.dataset.snapshot_id + " " + std::to_string(result.dataset.size());
    for (const auto &finding : result.findings)
      text += " " + finding.code.name + ":" + std::to_string(finding.location.line);
    return text;
  } catch (const diagnostic::Failure &failure) {
    return failure.what();
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  static const model::Catalogue catalogue = make_catalogue();
  static const int file = ::memfd_create("input.csv", 0);
  constexpr std::array encodings{"", "utf-8", "utf-16", "windows-1258", "tcvn3", "vni"};
  const std::string_view bytes(reinterpret_cast<const char *>(data) + (size > 0 ? 1 : 0), size > 0 ? size - 1 : 0);
  if (records_of(bytes, 1) != records_of(bytes, bytes.size() + 1) || records_of(bytes, 3) != records_of(bytes, 1000))
    std::abort();
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, bytes.data(), bytes.size(), 0) < 0)
    std::abort();
  model::SourceSettings settings;
  settings.alias = "input";
  settings.kind = "csv";
  settings.path = "/proc/self/fd/" + std::to_string(file);
  settings.file.encoding = encodings[size > 0 ? data[0] % encodings.size() : 0];
  if (outcome(settings, catalogue) != outcome(settings, catalogue))
    std::abort();
  return 0;
}
