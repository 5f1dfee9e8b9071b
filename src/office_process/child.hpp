#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace solieu::office_process {

/// A program to run to its end in a session of its own, with exactly this environment and nothing on standard input.
struct ChildCommand {
  std::vector<std::string> arguments;   ///< [0] = path of the program
  std::vector<std::string> environment; ///< "NAME=value"; nothing else is passed on
  std::filesystem::path folder;         ///< working folder
  std::filesystem::path log;            ///< receives standard output and error, appended
  std::chrono::milliseconds time_limit{0};
  std::uint64_t memory_limit = 0;  ///< bytes of address space; 0 = none
  std::uint64_t file_limit = 0;    ///< bytes of one written file; 0 = none
  std::function<bool()> cancelled; ///< asked ten times a second; null = never
};

enum class ChildEnd { exited, signalled, timed_out, cancelled, not_started };

/// How a child ended; `number` is the exit status, the signal, or the errno of a failed start.
struct ChildResult {
  ChildEnd end = ChildEnd::exited;
  int number = 0;
};

/// Runs the command and waits. At the end, at the time limit and on cancelling, its whole process group is killed and
/// the child reaped. The child dies with the thread that started it. No failure is thrown but for a lack of processes
/// or descriptors, which is `not_started` too.
[[nodiscard]] ChildResult run_child(const ChildCommand &command);

} // namespace solieu::office_process
