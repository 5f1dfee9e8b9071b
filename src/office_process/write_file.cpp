#include "diagnostic/failure.hpp"
#include "diagnostic/system_cause.hpp"
#include "office_process/office.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <random>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace solieu::office_process {
namespace {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

/// All these codes begin with `office.cannot-write`, so that the command can tell them as one kind.
Code code_of(int cause) {
  switch (cause) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return Code{"office.cannot-write-full"};
  case EACCES:
  case EPERM:
  case EROFS:
    return Code{"office.cannot-write-permission"};
  case ENOENT:
  case ENOTDIR:
    return Code{"office.cannot-write-no-folder"};
  case EINVAL:
    return Code{"office.cannot-write-no-file"};
  case EISDIR:
    return Code{"office.cannot-write-is-folder"};
  default:
    return Code{"office.cannot-write"};
  }
}

[[noreturn]] void fail(const fs::path &path, int cause, std::size_t size) {
  diagnostic::Location location;
  location.file = path.string();
  std::error_code error;
  const fs::path folder = fs::absolute(path, error).lexically_normal().parent_path();
  if (cause == ENOENT && fs::is_directory(folder, error)) { // as /proc answers
    cause = EACCES;
  }
  throw Failure(Diagnostic{code_of(cause),
                           Severity::error,
                           std::move(location),
                           {{"path", path.string()},
                            {"folder", folder.string()},
                            {"bytes", std::to_string(size)},
                            {"cause", diagnostic::system_cause(cause)}}});
}

/// The temporary file: removed unless it was renamed.
class Draft {
public:
  explicit Draft(const fs::path &folder) {
    std::random_device random;
    do {
      std::array<char, 40> name{};
      std::snprintf(name.data(), name.size(), ".solieu-%08x%08x.tmp", random(), random());
      path_ = folder / name.data();
      file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    } while (file_ < 0 && errno == EEXIST);
    error_ = file_ < 0 ? errno : 0;
  }
  ~Draft() {
    close();
    if (!renamed_)
      ::unlink(path_.c_str());
  }
  Draft(const Draft &) = delete;
  Draft &operator=(const Draft &) = delete;

  /// 0, or the errno of the first step that failed.
  [[nodiscard]] int error() const noexcept { return error_; }

  void write(std::string_view bytes) noexcept {
    while (error_ == 0 && !bytes.empty()) {
      const auto count = ::write(file_, bytes.data(), bytes.size());
      if (count >= 0)
        bytes.remove_prefix(static_cast<std::size_t>(count));
      else if (errno != EINTR)
        error_ = errno;
    }
  }

  /// Takes over the rights of the file that will be replaced, where the file system knows rights.
  void keep_mode_of(const fs::path &old) noexcept {
    struct stat status {};
    if (error_ == 0 && ::stat(old.c_str(), &status) == 0) [[maybe_unused]]
      const int done = ::fchmod(file_, status.st_mode & 0777U);
  }

  void publish(const fs::path &final_path) noexcept {
    if (error_ == 0)
      note(::fsync(file_));
    close();
    if (error_ == 0)
      note(::rename(path_.c_str(), final_path.c_str()));
    renamed_ = error_ == 0;
  }

private:
  void note(int result) noexcept {
    if (result != 0)
      error_ = errno;
  }
  void close() noexcept {
    if (file_ >= 0 && ::close(file_) != 0 && error_ == 0)
      error_ = errno;
    file_ = -1;
  }

  fs::path path_;
  int file_ = -1;
  int error_ = 0;
  bool renamed_ = false;
};

/// Makes the new name durable. File systems that cannot fsync a folder answer EINVAL; that is no loss to report.
int sync_folder(const fs::path &folder) noexcept {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0)
    return errno == EACCES ? 0 : errno;
  const int error = ::fsync(opened) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
  ::close(opened);
  return error;
}

/// Where a link points to; the link itself is left in place.
fs::path behind_links(const fs::path &path) {
  std::error_code error;
  const auto target = fs::is_symlink(path, error) ? fs::canonical(path, error) : path;
  return error ? path : target;
}

} // namespace

struct FileWriter::State {
  fs::path path, target, folder;
  Draft draft;
  std::size_t size = 0;

  explicit State(fs::path final_path)
      : path(std::move(final_path)), target(behind_links(path)),
        folder(target.has_parent_path() ? target.parent_path() : fs::path{"."}), draft(folder) {}
  void check() const {
    if (draft.error() != 0)
      fail(path, draft.error(), size);
  }
};

FileWriter::FileWriter(fs::path path) {
  std::error_code ignored;
  if (!path.has_filename() || fs::is_directory(path, ignored))
    fail(path, EISDIR, 0);
  const auto target = behind_links(path);
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) // a device or pipe would be replaced
    fail(path, EINVAL, 0);
  state_ = std::make_unique<State>(std::move(path));
}

FileWriter::~FileWriter() = default;

void FileWriter::write(std::string_view bytes) {
  state_->size += bytes.size();
  state_->draft.write(bytes);
  state_->check();
}

void FileWriter::publish() {
  state_->draft.keep_mode_of(state_->target);
  state_->draft.publish(state_->target);
  state_->check();
  if (const int error = sync_folder(state_->folder); error != 0)
    fail(state_->path, error, state_->size);
}

void write_file(const fs::path &path, std::string_view bytes) {
  FileWriter file(path);
  file.write(bytes);
  file.publish();
}

} // namespace solieu::office_process
