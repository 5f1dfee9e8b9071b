#include "office_process/office.hpp"

#include "diagnostic/failure.hpp"
#include "office_process/conversion.hpp"
#include "office_process/sandbox.hpp"
#include "office_process/verify.hpp"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>
#include <vector>

namespace solieu::office_process {
namespace {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Failure;
using diagnostic::Severity;

/// The path a person chose by SOLIEU_SOFFICE, empty when it is not set.
fs::path chosen_office() {
  const char *value = std::getenv("SOLIEU_SOFFICE");
  return value == nullptr ? fs::path{} : fs::path{value};
}

bool is_program(const fs::path &path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

/// The usual places, those of The Document Foundation's own packages newest first.
std::vector<fs::path> usual_places() {
  std::vector<fs::path> places;
  std::error_code error;
  for (fs::directory_iterator entry{"/opt", error}, end; !error && entry != end; entry.increment(error))
    if (entry->path().filename().string().starts_with("libreoffice"))
      places.push_back(entry->path() / "program" / "soffice");
  std::ranges::sort(places, std::greater{});
  for (const char *folder : {"/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/usr/local/lib/libreoffice"})
    places.insert(places.begin(), fs::path{folder} / "program" / "soffice");
  return places;
}

fs::path office_or_failure() {
  if (const auto office = find_office())
    return *office;
  if (const auto chosen = chosen_office(); !chosen.empty())
    throw Failure({Code{"office.not-found-there"}, Severity::error, {}, {{"path", chosen.string()}}});
  throw Failure({Code{"office.not-found"}, Severity::error, {}, {}});
}

} // namespace

std::optional<fs::path> find_office() {
  if (const auto chosen = chosen_office(); !chosen.empty())
    return is_program(chosen) ? std::optional{fs::absolute(chosen)} : std::nullopt;
  for (const char *name : {"soffice", "libreoffice"})
    if (const auto found = find_program(name); !found.empty())
      return found;
  for (const auto &place : usual_places())
    if (is_program(place))
      return place;
  return std::nullopt;
}

diagnostic::Diagnostics conditions() {
  if (sandbox_works())
    return {};
  return {{Code{"office.no-sandbox"}, Severity::note, {}, {}}};
}

Exported convert(const ExportRequest &request) {
  Conversion conversion{request, office_or_failure()};
  Exported result{conversion.run(), conditions()};
  if (request.target_format != "pdf") {
    verify_package(result.bytes, request.target_format);
    return result;
  }
  verify_pdf(result.bytes);
  if (!request.figures.empty())
    diagnostic::append(result.findings, verify_figures(conversion.text_of_pdf(), request.figures));
  return result;
}

std::vector<std::string> convert_files(const BatchRequest &request) {
  if (request.files.empty())
    return {};
  auto results = Conversion{request, office_or_failure()}.run_all();
  for (auto &bytes : results) {
    try {
      if (!bytes.empty())
        verify_package(bytes, request.target_format);
    } catch (const Failure &) {
      bytes.clear(); // cut off where the office ended
    }
  }
  return results;
}

} // namespace solieu::office_process
