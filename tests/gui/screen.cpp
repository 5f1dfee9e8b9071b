#include "gui/screen.hpp"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

extern char **environ;

namespace solieu::gui_test {

namespace {

std::vector<char *> pointers(std::vector<std::string> &words) {
  std::vector<char *> all;
  for (std::string &word : words) {
    all.push_back(word.data());
  }
  all.push_back(nullptr);
  return all;
}

/// Starts a program whose output nobody reads; `kept` stays open in it as descriptor 3.
pid_t start(std::vector<std::string> words, int kept, char **variables) {
  words.insert(words.begin(), {"/usr/bin/setpriv", "--pdeathsig=KILL"}); // it does not outlive this process
  ::posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&files, 1, 2);
  if (kept >= 0) {
    ::posix_spawn_file_actions_adddup2(&files, kept, 3);
  }
  pid_t process = -1;
  const int failed =
      ::posix_spawnp(&process, words.front().c_str(), &files, nullptr, pointers(words).data(), variables);
  ::posix_spawn_file_actions_destroy(&files);
  if (failed != 0) {
    throw std::runtime_error(words.front() + " does not start");
  }
  return process;
}

void end(pid_t process) {
  if (process > 0) {
    ::kill(process, SIGKILL);
    ::waitpid(process, nullptr, 0);
  }
}

} // namespace

Screen::Screen() {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  server_ = start({"Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp"}, ends[1], environ);
  ::close(ends[1]);
  std::string number;
  for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) {
    number += c;
  }
  ::close(ends[0]);
  if (number.empty()) {
    end(server_);
    throw std::runtime_error("Xvfb does not start");
  }
  display_ = ":" + number;
  std::vector<std::string> variables = {"DISPLAY=" + display_, "PATH=/usr/bin:/bin", "HOME=/"};
  manager_ = start({"openbox"}, -1, pointers(variables).data());
}

Screen::~Screen() {
  end(manager_);
  end(server_);
}

void Screen::key(const std::string &keys) const {
  support::run("/usr/bin/xdotool", {"key", "--clearmodifiers", keys}, "DISPLAY=" + display_);
}

void Screen::type(const std::string &text) const {
  support::run("/usr/bin/xdotool", {"type", "--delay", "30", text}, "DISPLAY=" + display_);
}

void Screen::picture(const std::string &name) const {
  const std::filesystem::path folder = SOLIEU_BINARY_DIR "/pictures";
  std::filesystem::create_directories(folder);
  const std::string file = (folder / (name + ".png")).string();
  std::string before;
  for (int attempt = 0; attempt < 10; ++attempt) { // until everything is painted: two pictures alike
    support::run("/usr/bin/import", {"-window", "root", "-define", "png:exclude-chunks=date,time", file},
                 "DISPLAY=" + display_);
    const std::string now = support::read_file(file);
    if (now == before) {
      return;
    }
    before = now;
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
  }
}

} // namespace solieu::gui_test
