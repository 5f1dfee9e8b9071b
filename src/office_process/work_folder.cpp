#include "office_process/work_folder.hpp"

#include "diagnostic/failure.hpp"
#include "diagnostic/system_cause.hpp"

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace solieu::office_process {
namespace {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Failure;
using diagnostic::Severity;

constexpr std::string_view prefix = "solieu-office-";
/// A folder younger than this may have been made but not locked yet.
constexpr std::chrono::seconds locked_by_then{60};

int open_folder(const fs::path &path) { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }

/// Removes the folder; a killed process group may still be closing files in it, so it is tried for up to two seconds.
void remove_folder(const fs::path &path) noexcept {
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::error_code error;
    fs::remove_all(path, error);
    if (!error)
      return;
    ::poll(nullptr, 0, 20);
  }
}

bool is_orphan(const fs::path &path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != ::geteuid())
    return false;
  const auto changed = std::chrono::system_clock::from_time_t(status.st_mtime);
  if (std::chrono::system_clock::now() - changed < locked_by_then)
    return false;
  const int folder = open_folder(path);
  const bool free = folder >= 0 && ::flock(folder, LOCK_EX | LOCK_NB) == 0;
  if (folder >= 0)
    ::close(folder);
  return free;
}

void sweep(const fs::path &parent) {
  std::error_code error;
  for (fs::directory_iterator entry{parent, error}, end; !error && entry != end; entry.increment(error))
    if (entry->path().filename().string().starts_with(prefix) && is_orphan(entry->path()))
      remove_folder(entry->path());
}

} // namespace

WorkFolder::WorkFolder() {
  std::error_code error;
  fs::path parent = fs::temp_directory_path(error);
  if (!error)
    parent = fs::canonical(parent, error);
  if (!error)
    sweep(parent);
  std::string name = (parent / prefix).string() + "XXXXXX";
  if (error || ::mkdtemp(name.data()) == nullptr) {
    const auto cause = error ? error : std::error_code(errno, std::generic_category());
    throw Failure({Code{"office.no-work-folder"},
                   Severity::error,
                   {},
                   {{"folder", parent.string()}, {"cause", diagnostic::system_cause(cause.value())}}});
  }
  path_ = name;
  lock_ = open_folder(path_);
  if (lock_ >= 0)
    ::flock(lock_, LOCK_EX | LOCK_NB);
}

WorkFolder::~WorkFolder() {
  remove_folder(path_);
  if (lock_ >= 0)
    ::close(lock_);
}

} // namespace solieu::office_process
