#pragma once

#include "office/office_instance.hpp"

#include <com/sun/star/accessibility/XAccessible.hpp>

#include <optional>
#include <string>
#include <vector>

namespace solieu::office_test {

/// What a screen reader sees: a window or a control in it, with everything inside.
class Seen {
public:
  explicit Seen(css::uno::Reference<css::accessibility::XAccessible> what) : what_(std::move(what)) {}

  [[nodiscard]] std::string name() const;
  [[nodiscard]] sal_Int16 role() const;
  /// The text of an edit field or a label.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::vector<Seen> children() const;
  /// This and all inside, in reading order; menus and lists too.
  [[nodiscard]] std::vector<Seen> all() const;
  /// The first one inside of that name, and of that role when one is given.
  [[nodiscard]] std::optional<Seen> find(const std::string &name, sal_Int16 role = -1) const;
  /// The first one inside of that role.
  [[nodiscard]] std::optional<Seen> find_role(sal_Int16 role) const;
  /// Every text inside, a line each.
  [[nodiscard]] std::string everything() const;
  /// What a click does. The window may stay busy: asked without waiting for the end.
  void press() const;
  void type(const std::string &text) const;
  /// An item of a drop-down list.
  void choose(const std::string &item) const;
  /// The item that a drop-down list shows; "" when there is none.
  [[nodiscard]] std::string chosen() const;
  [[nodiscard]] bool showing() const;
  /// Names and roles, indented; for the message of a test that fails.
  [[nodiscard]] std::string tree(std::size_t depth = 0) const;

private:
  [[nodiscard]] css::uno::Reference<css::accessibility::XAccessibleContext> context() const;
  css::uno::Reference<css::accessibility::XAccessible> what_;
};

/// The windows on the screen.
[[nodiscard]] std::vector<Seen> windows(const OfficeInstance &office);
/// Their titles, a line each, for the message of a test that missed one.
[[nodiscard]] std::string titles(const OfficeInstance &office);
/// Waits for a window of that title.
[[nodiscard]] std::optional<Seen> window(const OfficeInstance &office, const std::string &title,
                                         std::chrono::seconds limit = std::chrono::seconds(20));
/// Waits until there is no window of that title.
[[nodiscard]] bool gone(const OfficeInstance &office, const std::string &title);

} // namespace solieu::office_test
