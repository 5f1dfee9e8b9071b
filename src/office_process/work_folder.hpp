#pragma once

#include <filesystem>

namespace solieu::office_process {

/// A private folder (0700) for one conversion, removed with everything in it when the object goes. Folders that a
/// killed run left behind are removed when the next one is made; a lock tells those from folders in use.
class WorkFolder {
public:
  /// Failure `office.no-work-folder` when none can be made in the folder for temporary files.
  WorkFolder();
  ~WorkFolder();
  WorkFolder(const WorkFolder &) = delete;
  WorkFolder &operator=(const WorkFolder &) = delete;

  [[nodiscard]] const std::filesystem::path &path() const noexcept { return path_; }

private:
  std::filesystem::path path_;
  int lock_ = -1;
};

} // namespace solieu::office_process
