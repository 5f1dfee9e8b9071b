#include "office_process/child.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace solieu::office_process {
namespace {

using Clock = std::chrono::steady_clock;

/// A file descriptor that closes itself.
class Descriptor {
public:
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int number() const noexcept { return number_; }
  void close() noexcept {
    if (number_ >= 0)
      ::close(number_);
    number_ = -1;
  }

private:
  int number_;
};

std::vector<char *> pointers(const std::vector<std::string> &texts) {
  std::vector<char *> result;
  result.reserve(texts.size() + 1);
  for (const auto &text : texts)
    result.push_back(const_cast<char *>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

/// Everything the child needs between fork and exec, made beforehand: there only async-signal-safe calls are allowed.
struct Prepared {
  std::vector<char *> arguments;
  std::vector<char *> environment;
  const char *folder;
  int input, log, report;
  pid_t parent;
  rlim_t memory, file, cpu_seconds;
};

void limit(__rlimit_resource_t resource, rlim_t value) noexcept {
  const rlimit both{value, value};
  ::setrlimit(resource, &both);
}

void set_limits(const Prepared &prepared) noexcept {
  limit(RLIMIT_CORE, 0);
  if (prepared.memory != 0)
    limit(RLIMIT_AS, prepared.memory);
  if (prepared.file != 0)
    limit(RLIMIT_FSIZE, prepared.file);
  limit(RLIMIT_CPU, prepared.cpu_seconds);
}

void reset_signals() noexcept {
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGXFSZ})
    ::signal(number, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Prepared &prepared) noexcept {
  ::setsid();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  reset_signals();
  set_limits(prepared);
  const bool ready = ::getppid() == prepared.parent && ::chdir(prepared.folder) == 0 &&
                     ::dup2(prepared.input, STDIN_FILENO) >= 0 && ::dup2(prepared.log, STDOUT_FILENO) >= 0 &&
                     ::dup2(prepared.log, STDERR_FILENO) >= 0;
  if (ready) {
    ::syscall(SYS_close_range, 3U, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */);
    ::execve(prepared.arguments.front(), prepared.arguments.data(), prepared.environment.data());
  }
  const int cause = errno;
  [[maybe_unused]] const auto written = ::write(prepared.report, &cause, sizeof cause);
  ::_exit(127);
}

/// The errno with which exec failed, 0 when the program runs. The pipe closes at exec.
int start_failure(int pipe_end) noexcept {
  int cause = 0;
  ssize_t count = 0;
  do
    count = ::read(pipe_end, &cause, sizeof cause);
  while (count < 0 && errno == EINTR);
  return count == static_cast<ssize_t>(sizeof cause) ? cause : 0;
}

bool has_ended(pid_t child) noexcept {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == child;
}

/// Waits for the end, the limit or cancelling; the child is not reaped yet, so that its group number stays its own.
ChildEnd wait_for_end(pid_t child, const ChildCommand &command, Clock::time_point deadline) {
  const Descriptor watch{static_cast<int>(::syscall(SYS_pidfd_open, child, 0))};
  for (;;) {
    if (has_ended(child))
      return ChildEnd::exited;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0)
      return ChildEnd::timed_out;
    if (command.cancelled && command.cancelled())
      return ChildEnd::cancelled;
    pollfd event{watch.number(), POLLIN, 0};
    ::poll(&event, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 100)));
  }
}

ChildResult reap(pid_t child, ChildEnd end) noexcept {
  ::kill(-child, SIGKILL);
  int status = 0;
  pid_t reaped = 0;
  do
    reaped = ::waitpid(child, &status, 0);
  while (reaped < 0 && errno == EINTR);
  if (end != ChildEnd::exited || reaped != child)
    return {end, 0};
  if (WIFSIGNALED(status))
    return {ChildEnd::signalled, WTERMSIG(status)};
  return {ChildEnd::exited, WEXITSTATUS(status)};
}

} // namespace

ChildResult run_child(const ChildCommand &command) {
  const Descriptor input{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  const Descriptor log{::open(command.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600)};
  std::array<int, 2> ends{-1, -1};
  if (input.number() < 0 || log.number() < 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0)
    return {ChildEnd::not_started, errno};
  const Descriptor read_end{ends[0]};
  Descriptor write_end{ends[1]};
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(command.time_limit).count();
  const Prepared prepared{pointers(command.arguments),
                          pointers(command.environment),
                          command.folder.c_str(),
                          input.number(),
                          log.number(),
                          write_end.number(),
                          ::getpid(),
                          command.memory_limit,
                          command.file_limit,
                          static_cast<rlim_t>(2 * seconds + 1)};
  const auto deadline = Clock::now() + command.time_limit;
  const pid_t child = ::fork();
  if (child < 0)
    return {ChildEnd::not_started, errno};
  if (child == 0)
    become(prepared);
  write_end.close();
  if (const int cause = start_failure(read_end.number()); cause != 0) {
    reap(child, ChildEnd::not_started);
    return {ChildEnd::not_started, cause};
  }
  return reap(child, wait_for_end(child, command, deadline));
}

} // namespace solieu::office_process
