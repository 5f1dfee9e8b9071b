#include "office/accessible.hpp"

#include <com/sun/star/accessibility/AccessibleRole.hpp>
#include <com/sun/star/accessibility/AccessibleStateType.hpp>
#include <com/sun/star/accessibility/XAccessibleAction.hpp>
#include <com/sun/star/accessibility/XAccessibleEditableText.hpp>
#include <com/sun/star/accessibility/XAccessibleSelection.hpp>
#include <com/sun/star/accessibility/XAccessibleStateSet.hpp>
#include <com/sun/star/accessibility/XAccessibleText.hpp>
#include <com/sun/star/awt/Toolkit.hpp>
#include <com/sun/star/awt/XExtendedToolkit.hpp>
#include <com/sun/star/lang/DisposedException.hpp>

#include <chrono>
#include <thread>

namespace solieu::office_test {

using css::uno::Reference;
namespace role = css::accessibility::AccessibleRole;

namespace {
constexpr sal_Int32 most_children = 200; // a document's cells are none of ours
constexpr int most_tries = 40;           // a window that is being drawn changes under the reader
constexpr std::chrono::milliseconds pause{50};
} // namespace

/// What is seen may go at any moment: then DisposedException, never a null reference.
Reference<css::accessibility::XAccessibleContext> Seen::context() const {
  const auto context = what_->getAccessibleContext();
  if (!context.is()) {
    throw css::lang::DisposedException("it is no longer on the screen", what_);
  }
  return context;
}

std::string Seen::name() const { return utf8(context()->getAccessibleName()); }

sal_Int16 Seen::role() const { return context()->getAccessibleRole(); }

std::string Seen::text() const {
  const Reference<css::accessibility::XAccessibleText> text(context(), css::uno::UNO_QUERY);
  return text.is() ? utf8(text->getText()) : std::string();
}

std::vector<Seen> Seen::children() const {
  std::vector<Seen> list;
  const auto parent = context();
  const sal_Int32 count = std::min<sal_Int32>(parent->getAccessibleChildCount(), most_children);
  for (sal_Int32 i = 0; i < count; ++i) {
    if (const auto child = parent->getAccessibleChild(i); child.is() && child->getAccessibleContext().is()) {
      list.emplace_back(child);
    }
  }
  return list;
}

std::vector<Seen> Seen::all() const {
  std::vector<Seen> list = {*this};
  for (std::size_t i = 0; i < list.size(); ++i) {
    const sal_Int16 kind = list[i].role();
    if (kind == role::DOCUMENT_TEXT || kind == role::DOCUMENT_SPREADSHEET) {
      continue;
    }
    for (Seen &child : list[i].children()) {
      list.push_back(std::move(child));
    }
  }
  return list;
}

std::optional<Seen> Seen::find(const std::string &name, sal_Int16 kind) const {
  for (int tries = 1;; ++tries) {
    try {
      for (const Seen &one : all()) {
        if (one.name() == name && (kind < 0 || one.role() == kind)) {
          return one;
        }
      }
      return std::nullopt;
    } catch (const css::uno::RuntimeException &) {
      if (tries == most_tries) {
        throw;
      }
      std::this_thread::sleep_for(pause);
    }
  }
}

std::optional<Seen> Seen::find_role(sal_Int16 kind) const {
  for (const Seen &one : all()) {
    if (one.role() == kind) {
      return one;
    }
  }
  return std::nullopt;
}

std::string Seen::everything() const {
  std::string lines;
  for (const Seen &one : all()) {
    lines += one.name() + "\n" + one.text() + "\n";
  }
  return lines;
}

void Seen::press() const {
  Reference<css::accessibility::XAccessibleAction>(context(), css::uno::UNO_QUERY_THROW)->doAccessibleAction(0);
}

void Seen::type(const std::string &words) const {
  Reference<css::accessibility::XAccessibleEditableText>(context(), css::uno::UNO_QUERY_THROW)
      ->setText(office_test::text(words));
}

void Seen::choose(const std::string &item) const {
  const auto list = find_role(role::LIST);
  const std::vector<Seen> items = list ? list->children() : std::vector<Seen>();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].name() == item) {
      Reference<css::accessibility::XAccessibleSelection>(list->context(), css::uno::UNO_QUERY_THROW)
          ->selectAccessibleChild(static_cast<sal_Int32>(i));
      return;
    }
  }
  throw std::runtime_error("the list has no " + item);
}

std::string Seen::chosen() const {
  const auto line = find_role(role::TEXT);
  return line ? line->text() : text();
}

bool Seen::showing() const {
  const auto states = context()->getAccessibleStateSet();
  return states.is() && states->contains(css::accessibility::AccessibleStateType::SHOWING);
}

std::string Seen::tree(std::size_t depth) const {
  std::string lines = std::string(depth * 2, ' ') + std::to_string(role()) + " " + name() + " | " + text() + "\n";
  if (depth < 12) {
    for (const Seen &child : children()) {
      lines += child.tree(depth + 1);
    }
  }
  return lines;
}

// Deprecated without a successor: nothing else lists the windows that are no frames.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
std::vector<Seen> windows(const OfficeInstance &office) {
  std::vector<Seen> list;
  const Reference<css::awt::XExtendedToolkit> toolkit(css::awt::Toolkit::create(office.context()),
                                                      css::uno::UNO_QUERY_THROW);
  for (sal_Int32 i = 0; i < toolkit->getTopWindowCount(); ++i) {
    const Reference<css::accessibility::XAccessible> window(toolkit->getTopWindow(i), css::uno::UNO_QUERY);
    if (window.is()) {
      list.emplace_back(window);
    }
  }
  return list;
}
#pragma GCC diagnostic pop

namespace {

/// What happens to one window while it is looked at does not hide the others.
bool shows(const Seen &window, const std::string &title) {
  try {
    return window.name().find(title) != std::string::npos && window.showing();
  } catch (const css::uno::Exception &) { // it went
    return false;
  }
}

std::optional<Seen> now(const OfficeInstance &office, const std::string &title) {
  try {
    for (const Seen &one : windows(office)) {
      if (shows(one, title)) {
        return one;
      }
    }
  } catch (const css::uno::Exception &) { // the list changed while it was read
    return std::nullopt;
  }
  return std::nullopt;
}

} // namespace

std::string titles(const OfficeInstance &office) {
  std::string lines;
  for (const Seen &one : windows(office)) {
    try {
      lines += one.name() + (one.showing() ? "\n" : " (hidden)\n");
    } catch (const css::uno::Exception &) {
      lines += "(gone)\n";
    }
  }
  return lines;
}

std::optional<Seen> window(const OfficeInstance &office, const std::string &title, std::chrono::seconds limit) {
  std::optional<Seen> found;
  (void)eventually(
      [&] {
        found = now(office, title);
        return found.has_value();
      },
      limit);
  return found;
}

bool gone(const OfficeInstance &office, const std::string &title) {
  return eventually([&] { return !now(office, title); });
}

} // namespace solieu::office_test
