#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace solieu::support {

/// A folder of its own for a server, gone at the end; it belongs to the user that the server runs as.
class ServerFolder {
public:
  ServerFolder();
  ServerFolder(const ServerFolder &) = delete;
  ServerFolder &operator=(const ServerFolder &) = delete;
  ~ServerFolder();
  [[nodiscard]] const std::filesystem::path &path() const noexcept { return path_; }
  /// Gives the file or folder to the server's user.
  void hand_over(const std::filesystem::path &path) const;

private:
  std::filesystem::path path_;
};

/// Runs a program to its end as an unprivileged user (database servers refuse root); throws when it fails.
void run(const std::vector<std::string> &command);

/// A program that runs until this object ends, as an unprivileged user; it ends also when the tests crash.
class ServerProcess {
public:
  ServerProcess(const std::vector<std::string> &command, const std::filesystem::path &log);
  ServerProcess(const ServerProcess &) = delete;
  ServerProcess &operator=(const ServerProcess &) = delete;
  ~ServerProcess();
  [[nodiscard]] bool alive() const;
  /// Stops it without a word (SIGSTOP), or lets it go on.
  void freeze(bool frozen) const;

private:
  int process_;
};

/// A port of 127.0.0.1 that nobody listens on.
[[nodiscard]] int free_port();

} // namespace solieu::support
