#include "data/regular_file.hpp"

#include "data/source_files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace solieu::data {

RegularFile::RegularFile(const std::filesystem::path &path)
    : path_(path), number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {
  if (number_ < 0)
    fail_file(errno == ENXIO ? "data.not-a-file" : "data.file-unreadable", path_); // ENXIO: a socket
  struct stat status {};
  const bool known = ::fstat(number_, &status) == 0;
  if (known && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uintmax_t>(status.st_size);
    return;
  }
  ::close(number_);
  fail_file(known ? "data.not-a-file" : "data.file-unreadable", path_);
}

RegularFile::~RegularFile() { ::close(number_); }

std::string RegularFile::read(std::size_t most) const {
  std::string bytes(most, '\0');
  std::size_t held = 0;
  while (held < most) {
    const auto count = ::read(number_, bytes.data() + held, most - held);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      fail_file("data.file-unreadable", path_);
    if (count == 0)
      break;
    held += static_cast<std::size_t>(count);
  }
  bytes.resize(held);
  return bytes;
}

} // namespace solieu::data
