#pragma once

#include "office_process/office.hpp"
#include "office_process/work_folder.hpp"

#include <string>
#include <vector>

namespace solieu::office_process {

/// One conversion in a work folder of its own: `in/`, `out/`, `profile/`, `home/`, `tmp/` and the log stand in it.
class Conversion {
public:
  /// `office` is what find_office() found.
  Conversion(const ExportRequest &request, const std::filesystem::path &office);

  /// Runs the office, again when it asks for a restart (exit 79 or 81), and returns the bytes it wrote, not yet
  /// verified.
  [[nodiscard]] std::string run();
  /// The text of a PDF just made, by pdftotext.
  [[nodiscard]] std::string text_of_pdf();

private:
  void lay_out();
  [[nodiscard]] std::vector<std::string> office_arguments() const;
  [[nodiscard]] std::vector<std::string> environment() const;
  [[nodiscard]] std::vector<std::string> in_sandbox(std::vector<std::string> arguments) const;
  [[nodiscard]] std::filesystem::path output() const;
  [[nodiscard]] std::string log_tail() const;
  [[noreturn]] void fail(std::string_view code, std::string_view status = {}) const;
  int run_once(const std::vector<std::string> &arguments);

  const ExportRequest &request_;
  std::filesystem::path program_; ///< the program itself, soffice.bin where it stands beside the script
  std::chrono::steady_clock::time_point deadline_;
  WorkFolder work_;
};

} // namespace solieu::office_process
