#pragma once

#include "support/program.hpp"

namespace solieu::support {

/// The shipped workspace in a folder of the test's own, to be broken.
struct OwnWorkspace {
  OwnWorkspace() {
    std::filesystem::copy(SOLIEU_BINARY_DIR "/workspace", folder.path() / "workspace",
                          std::filesystem::copy_options::recursive);
  }
  [[nodiscard]] std::string path() const { return folder.file("workspace"); }
  [[nodiscard]] std::string database() const { return path() + "/observations.sqlite"; }
  /// Replaces the first place of a text in a file of the workspace.
  void change(const std::string &file, const std::string &old_text, const std::string &new_text) const {
    std::string bytes = read_file(path() + "/" + file);
    const std::size_t at = bytes.find(old_text);
    if (at == std::string::npos) {
      throw std::runtime_error(file + " has no " + old_text);
    }
    write_file(path() + "/" + file, bytes.replace(at, old_text.size(), new_text));
  }
  /// The program in this workspace.
  [[nodiscard]] Ended solieu(std::vector<std::string> words, const std::string &locale = "C.UTF-8") const {
    words.insert(words.end(), {"--workspace", path()});
    return run(SOLIEU_BINARY_DIR "/bin/solieu", words, "LC_ALL=" + locale);
  }
  Folder folder;
};

} // namespace solieu::support
