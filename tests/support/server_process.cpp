#include "support/server_process.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace solieu::support {

namespace fs = std::filesystem;

namespace {

constexpr unsigned nobody = 65'534;

[[noreturn]] void become(const std::vector<std::string> &command, const char *log) {
  const int output = ::open(log, O_WRONLY | O_CREAT | O_APPEND, 0666);
  ::dup2(output, 1);
  ::dup2(output, 2);
  if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0))
    ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setenv("TZ", "UTC", 1);
  if (::chdir("/") != 0)
    ::_exit(126);
  std::vector<char *> arguments;
  for (const auto &word : command)
    arguments.push_back(const_cast<char *>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());
  ::_exit(127);
}

} // namespace

ServerFolder::ServerFolder() {
  auto name = (fs::temp_directory_path() / "solieu-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    throw std::runtime_error("no temporary folder");
  path_ = name;
  hand_over(path_);
}

ServerFolder::~ServerFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

void ServerFolder::hand_over(const fs::path &path) const {
  if (::geteuid() == 0 && ::chown(path.c_str(), nobody, nobody) != 0)
    throw std::runtime_error("cannot hand over " + path.string());
}

void run(const std::vector<std::string> &command) {
  const int process = ::fork();
  if (process == 0)
    become(command, "/dev/null");
  int status = 0;
  ::waitpid(process, &status, 0);
  if (status != 0)
    throw std::runtime_error(command.front() + " failed");
}

ServerProcess::ServerProcess(const std::vector<std::string> &command, const fs::path &log) : process_(::fork()) {
  if (process_ == 0)
    become(command, log.c_str());
}

ServerProcess::~ServerProcess() {
  ::kill(process_, SIGCONT);
  ::kill(process_, SIGQUIT);
  for (int i = 0; i < 50 && ::waitpid(process_, nullptr, WNOHANG) == 0; ++i)
    ::usleep(20'000);
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

bool ServerProcess::alive() const { return ::waitpid(process_, nullptr, WNOHANG) == 0; }

void ServerProcess::freeze(bool frozen) const { ::kill(process_, frozen ? SIGSTOP : SIGCONT); }

int free_port() {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(listener, reinterpret_cast<sockaddr *>(&address), size);
  ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
  ::close(listener);
  return ntohs(address.sin_port);
}

} // namespace solieu::support
