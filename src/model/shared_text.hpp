#pragma once

#include <compare>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace solieu::model {

/// A text that never changes and that many rows have in common: a copy costs no memory of its own.
class SharedText {
public:
  SharedText() = default;
  SharedText(std::string text) // NOLINT(google-explicit-constructor): a text is a shared text
      : text_(text.empty() ? nullptr : std::make_shared<const std::string>(std::move(text))) {}
  SharedText(const char *text) : SharedText(std::string(text)) {} // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool empty() const noexcept { return text_ == nullptr; }
  [[nodiscard]] const std::string &str() const noexcept { return text_ ? *text_ : none; }
  operator const std::string &() const noexcept { return str(); } // NOLINT(google-explicit-constructor)

  friend bool operator==(const SharedText &a, const SharedText &b) noexcept {
    return a.text_ == b.text_ || a.str() == b.str();
  }
  friend std::strong_ordering operator<=>(const SharedText &a, const SharedText &b) noexcept {
    return a.text_ == b.text_ ? std::strong_ordering::equal : a.str().compare(b.str()) <=> 0;
  }
  friend std::ostream &operator<<(std::ostream &out, const SharedText &text);

private:
  static const std::string none;
  std::shared_ptr<const std::string> text_;
};

} // namespace solieu::model
