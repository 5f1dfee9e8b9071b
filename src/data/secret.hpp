#pragma once

#include "model/source_settings.hpp"

#include <string>
#include <string_view>

namespace solieu::data {

/// A password. It cannot be copied, compared or printed, and its memory is wiped when it ends.
class Secret {
public:
  /// Reads it where the settings say: the environment variable, else the file, which its owner alone may read; when
  /// they name neither, what the office keeps for this source, else empty. Throws Failure `data.password-…`.
  [[nodiscard]] static Secret of(const model::SourceSettings &settings);

  Secret(const Secret &) = delete;
  Secret &operator=(const Secret &) = delete;
  Secret(Secret &&other) noexcept;
  Secret &operator=(Secret &&other) = delete;
  ~Secret();

  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  /// For the driver's own connect call and nothing else.
  [[nodiscard]] const char *reveal() const noexcept { return text_.c_str(); }
  /// The text without any occurrence of the secret: what a server says may repeat it.
  [[nodiscard]] std::string removed_from(std::string_view text) const;

private:
  explicit Secret(std::string text);

  std::string text_;
};

} // namespace solieu::data
