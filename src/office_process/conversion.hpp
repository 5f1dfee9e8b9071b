#pragma once

#include "office_process/child.hpp"
#include "office_process/office.hpp"
#include "office_process/work_folder.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::office_process {

/// Conversions by one office in a work folder of its own: `in/`, `out/`, `profile/`, `home/`, `tmp/` and the log stand
/// in it.
class Conversion {
public:
  /// `office` is what find_office() found.
  Conversion(const ExportRequest &request, const std::filesystem::path &office);
  Conversion(const BatchRequest &request, const std::filesystem::path &office);

  /// Runs the office, again when it asks for a restart (exit 79 or 81), and returns the bytes it wrote, not yet
  /// verified.
  [[nodiscard]] std::string run();
  /// The bytes of every file, not yet verified; "" for one that the office did not open or did not survive.
  [[nodiscard]] std::vector<std::string> run_all();
  /// The text of a PDF just made, by pdftotext.
  [[nodiscard]] std::string text_of_pdf();

private:
  void lay_out(const std::string &locale);
  /// Failure `office.no-work-folder` for what the work cannot write.
  void fill_folder(const std::function<void()> &work) const;
  [[nodiscard]] std::vector<std::string> office_arguments(std::size_t first) const;
  [[nodiscard]] std::vector<std::string> environment() const;
  [[nodiscard]] std::vector<std::string> in_sandbox(std::vector<std::string> arguments) const;
  [[nodiscard]] std::filesystem::path output(std::size_t which) const;
  [[nodiscard]] std::string log_tail() const;
  [[noreturn]] void fail(std::string_view code, std::string_view status = {}) const;
  [[nodiscard]] ChildResult start(const std::vector<std::string> &arguments);
  int run_once(const std::vector<std::string> &arguments);

  std::string target_format_;
  std::string convert_to_; ///< the target with its filter
  std::chrono::seconds time_limit_;
  std::function<bool()> cancelled_;
  std::filesystem::path program_; ///< the program itself, soffice.bin where it stands beside the script
  std::chrono::steady_clock::time_point deadline_;
  std::vector<std::string> inputs_; ///< names in `in/`
  WorkFolder work_;
};

} // namespace solieu::office_process
