#include "data/secret.hpp"

#include "data/office_port.hpp"
#include "diagnostic/failure.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

namespace {

constexpr std::size_t longest_password = 4096;

[[noreturn]] void fail(Code code, const model::SourceSettings &settings) {
  const auto &server = settings.server;
  throw Failure(
      Diagnostic{std::move(code),
                 Severity::error,
                 {.file = settings.alias},
                 {{"alias", settings.alias}, {"variable", server.password_variable}, {"file", server.password_file}}});
}

/// Whoever knows a password, the libraries it is given to included, leaves no core file and cannot be looked into by
/// other programs of this user.
void leave_no_core() { ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// All bytes the text has room for: a short one that was moved or cut leaves some behind its end.
void wipe(std::string &text) noexcept {
  text.resize(text.capacity());
  for (volatile char &c : text)
    c = 0;
}

/// Closes itself.
class OpenFile {
public:
  explicit OpenFile(const std::string &path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {}
  OpenFile(const OpenFile &) = delete;
  OpenFile &operator=(const OpenFile &) = delete;
  ~OpenFile() {
    if (number_ >= 0)
      ::close(number_);
  }
  [[nodiscard]] int number() const noexcept { return number_; }

private:
  int number_;
};

/// The first line of a file that belongs to this user and that nobody else may read.
std::string line_of(const model::SourceSettings &settings) {
  const OpenFile file(settings.server.password_file);
  struct stat status {};
  if (file.number() < 0 && errno == ELOOP) // a link may be turned to another file by whoever may write its folder
    fail(Code{"data.password-file-link"}, settings);
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
    fail(Code{"data.password-file-unreadable"}, settings);
  if (status.st_uid != ::geteuid() || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    fail(Code{"data.password-file-open"}, settings);
  std::string text(longest_password, '\0');
  const auto count = ::read(file.number(), text.data(), text.size());
  if (count < 0)
    fail(Code{"data.password-file-unreadable"}, settings);
  text.resize(static_cast<std::size_t>(count));
  const auto end = text.find_first_of("\r\n");
  std::string line = text.substr(0, end);
  wipe(text);
  if (line.empty())
    fail(Code{"data.password-file-empty"}, settings);
  return line;
}

} // namespace

Secret Secret::of(const model::SourceSettings &settings) {
  if (!settings.server.password_variable.empty()) {
    const char *const value = std::getenv(settings.server.password_variable.c_str());
    if (value == nullptr || *value == '\0')
      fail(Code{"data.password-variable-unset"}, settings);
    return Secret(value);
  }
  if (!settings.server.password_file.empty())
    return Secret(line_of(settings));
  const bool wanted = !settings.server.user.empty() && office_port().password;
  return Secret(wanted ? office_port().password(settings).value_or("") : std::string());
}

Secret::Secret(std::string text) : text_(std::move(text)) {
  if (!text_.empty())
    leave_no_core();
}

Secret::Secret(Secret &&other) noexcept : text_(std::move(other.text_)) {
  wipe(other.text_);
  other.text_.clear();
}

Secret::~Secret() { wipe(text_); }

std::string Secret::removed_from(std::string_view text) const {
  std::string safe(text);
  if (text_.empty())
    return safe;
  for (auto at = safe.find(text_); at != std::string::npos; at = safe.find(text_, at))
    safe.replace(at, text_.size(), "…");
  return safe;
}

} // namespace solieu::data
