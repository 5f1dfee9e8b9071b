#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace solieu::data {

/// The workbooks of a source as bytes of .ods: what is another format is converted by an office of our own in its
/// sandbox, many files in one start, when the first of them is asked for.
class WorkbookFiles {
public:
  /// `files` must outlive it; `cancelled` is asked while the office works.
  WorkbookFiles(std::span<const std::filesystem::path> files, std::function<bool()> cancelled)
      : files_(files), cancelled_(std::move(cancelled)) {}

  /// The files are asked for in their order. Throws Failure `data.workbook-…`, `data.file-…` for this one file, and
  /// `office.…` when there is no office to convert with.
  [[nodiscard]] std::string ods_of(const std::filesystem::path &file);

private:
  void convert_from(const std::filesystem::path &first);

  std::span<const std::filesystem::path> files_;
  std::function<bool()> cancelled_;
  std::vector<std::pair<std::filesystem::path, std::string>> converted_;
};

} // namespace solieu::data
