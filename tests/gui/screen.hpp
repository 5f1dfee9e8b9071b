#pragma once

#include "support/program.hpp"

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace solieu::gui_test {

/// A screen of its own, 1366 × 768, with a window manager; gone with this object.
class Screen {
public:
  Screen();
  ~Screen();
  Screen(const Screen &) = delete;
  Screen &operator=(const Screen &) = delete;

  [[nodiscard]] const std::string &display() const { return display_; }
  /// Keys as xdotool names them: "alt+c", "Tab", "Return".
  void key(const std::string &keys) const;
  void type(const std::string &text) const;
  /// Keeps what is on the screen in <build>/pictures/<name>.png.
  void picture(const std::string &name) const;

private:
  std::string display_;
  pid_t server_ = -1;
  pid_t manager_ = -1;
};

} // namespace solieu::gui_test
