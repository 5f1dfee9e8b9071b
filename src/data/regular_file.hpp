#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace solieu::data {

/// A file open for reading. Opening never waits, as a pipe would make it: Failure `data.not-a-file` for anything but a
/// regular file, `data.file-unreadable`.
class RegularFile {
public:
  explicit RegularFile(const std::filesystem::path &path);
  RegularFile(const RegularFile &) = delete;
  RegularFile &operator=(const RegularFile &) = delete;
  ~RegularFile();

  [[nodiscard]] std::uintmax_t size() const noexcept { return size_; }
  /// The next bytes, at most so many; none at the end. Failure `data.file-unreadable`.
  [[nodiscard]] std::string read(std::size_t most) const;

private:
  std::filesystem::path path_;
  int number_;
  std::uintmax_t size_ = 0;
};

} // namespace solieu::data
