#pragma once

#include "diagnostic/diagnostic.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::office_process {

/// What to export and how long it may take.
struct ExportRequest {
  std::string document_bytes;        ///< .odt or .ods
  std::string extension;             ///< "odt", "ods"
  std::string target_format = "pdf"; ///< "pdf" (PDF/A-2b, tagged), "docx", "xlsx", "odt" …
  std::vector<std::string> figures;  ///< of which a PDF should show one; none = not looked for
  std::string locale{};              ///< of number formats that name none: "vi-VN"; empty = the office's own
  std::chrono::seconds time_limit{120};
  std::function<bool()>
      cancelled{}; ///< asked ten times a second; null = never. True ends with Failure `office.cancelled`
};

/// A document of the office, and what a user should know of it.
struct Exported {
  std::string bytes;
  diagnostic::Diagnostics findings;
};

/// Files to convert one after the other.
struct BatchRequest {
  std::vector<std::filesystem::path> files;
  std::string target_format = "ods";
  std::chrono::seconds time_limit{300}; ///< of one start of the office
  std::function<bool()> cancelled{};
};

/// Where a LibreOffice is, found by SOLIEU_SOFFICE, PATH and the usual folders; nothing when there is none.
[[nodiscard]] std::optional<std::filesystem::path> find_office();

/// What a user should know before trusting an export from here: a note `office.no-sandbox` where bubblewrap is missing.
[[nodiscard]] diagnostic::Diagnostics conditions();

/// Converts with a LibreOffice of our own: private profile seeded so that it starts fast (performance.md §3), private
/// TMPDIR, own process group, killed at the time limit, sandboxed by bubblewrap where that exists. The result is
/// verified (structure, page count ≥ 1, a figure of the report) before it is returned: soffice exits 0 on failures
/// (reliability.md 0.1, 0.2). A warning `office.figures-not-seen` and what `conditions` says come with it. Failure
/// `office.not-found`, `office.timed-out`, `office.crashed`, `office.no-output`, `office.broken-pdf`,
/// `office.text-missing` and the others of messages.csv.
[[nodiscard]] Exported convert(const ExportRequest &request);

/// Converts many files with as few starts of the office as it takes, under the same conditions. The verified bytes of
/// each in its order, "" for one that the office did not open; one on which it breaks down or stays for longer than the
/// time limit is "" too, and the others are converted by the next start. Failure `office.not-found`,
/// `office.cancelled`, `office.no-work-folder`.
[[nodiscard]] std::vector<std::string> convert_files(const BatchRequest &request);

/// Writes bytes under a final name so that it is there whole or not at all: temporary file in the same folder, fsync,
/// rename, fsync of the folder. Failure with a code that begins with `office.cannot-write` names the path and the cause
/// (`-full`, `-permission`, `-no-folder`, `-is-folder`).
void write_file(const std::filesystem::path &path, std::string_view bytes);

/// The same for bytes that come piece by piece; without publish() nothing is left behind.
class FileWriter {
public:
  explicit FileWriter(std::filesystem::path path);
  ~FileWriter();
  FileWriter(const FileWriter &) = delete;
  FileWriter &operator=(const FileWriter &) = delete;
  void write(std::string_view bytes);
  void publish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace solieu::office_process
