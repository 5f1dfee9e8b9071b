#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace solieu::office_process {

/// True when bubblewrap works here: asked once, by running it. SOLIEU_SANDBOX=none says no.
[[nodiscard]] bool sandbox_works();

/// What stands before the program's own arguments so that it runs without network, sees the system read-only and of
/// everything else only `writable` and, read-only, `readable`.
[[nodiscard]] std::vector<std::string> sandbox_arguments(const std::filesystem::path &writable,
                                                         const std::vector<std::filesystem::path> &readable);

/// The path of a program of that name in PATH, empty when there is none.
[[nodiscard]] std::filesystem::path find_program(const std::string &name);

} // namespace solieu::office_process
