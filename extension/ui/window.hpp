#pragma once

#include "ui/office_context.hpp"

#include <com/sun/star/awt/XControlContainer.hpp>
#include <com/sun/star/awt/XDialog2.hpp>
#include <com/sun/star/awt/XDialogEventHandler.hpp>
#include <com/sun/star/awt/XListBox.hpp>
#include <com/sun/star/awt/XTextComponent.hpp>
#include <com/sun/star/awt/XWindow.hpp>
#include <com/sun/star/awt/XWindowPeer.hpp>
#include <com/sun/star/frame/XFrame.hpp>
#include <cppuhelper/implbase1.hxx>

#include <functional>
#include <map>
#include <string>

namespace solieu::ui {

using Frame = css::uno::Reference<css::frame::XFrame>;

/// The events of an .xdl window by the names that stand in it.
class Events : public cppu::WeakImplHelper1<css::awt::XDialogEventHandler> {
public:
  explicit Events(std::map<rtl::OUString, std::function<void()>> handlers) : handlers_(std::move(handlers)) {}
  sal_Bool SAL_CALL callHandlerMethod(const css::uno::Reference<css::awt::XDialog> &dialog, const css::uno::Any &event,
                                      const rtl::OUString &method) override;
  css::uno::Sequence<rtl::OUString> SAL_CALL getSupportedMethodNames() override;

private:
  std::map<rtl::OUString, std::function<void()>> handlers_;
};

/// A dialog from dialogs/<name>.xdl over a frame's window; disposed with this object.
class Window {
public:
  using Handlers = std::map<rtl::OUString, std::function<void()>>;
  Window(const Context &context, const char *name, const Frame &parent, Handlers handlers = {});
  ~Window();
  Window(const Window &) = delete;
  Window &operator=(const Window &) = delete;

  /// Shows it and waits; true when it was left by OK.
  [[nodiscard]] bool execute();
  /// Shows it without waiting.
  void show();
  template <typename Interface> css::uno::Reference<Interface> control(const char *name) const {
    return css::uno::Reference<Interface>(control_named(name), css::uno::UNO_QUERY_THROW);
  }
  void set_property(const char *control, const char *property, const css::uno::Any &value);
  [[nodiscard]] css::uno::Any property(const char *control, const char *property) const;
  [[nodiscard]] std::string text(const char *control) const;
  /// Selected position of a list, −1 = none.
  [[nodiscard]] sal_Int16 selected(const char *list) const;
  void fill_list(const char *list, const std::vector<rtl::OUString> &items, sal_Int16 selected);

private:
  [[nodiscard]] css::uno::Reference<css::uno::XInterface> control_named(const char *name) const;
  css::uno::Reference<css::awt::XDialog2> dialog_;
};

/// The frame a person works in.
[[nodiscard]] Frame active_frame(const Context &context);

/// Shows lines of findings under a heading in a window whose text can be copied.
void show_findings(const Context &context, const Frame &parent, const rtl::OUString &heading,
                   const rtl::OUString &lines);

/// What stands between the parts of a line: an en dash.
[[nodiscard]] rtl::OUString dash();

/// The findings of an answer, one paragraph each: severity, place, sentence.
[[nodiscard]] rtl::OUString findings_text(const Context &context, const border::NamedValues &answer);

} // namespace solieu::ui
