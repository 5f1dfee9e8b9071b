#include "ui/panel.hpp"

#include "border/guarded.hpp"
#include "border/text.hpp"
#include "office/background_task.hpp"
#include "ui/dispatcher.hpp"
#include "ui/report_record.hpp"

#include <com/sun/star/awt/ContainerWindowProvider.hpp>
#include <com/sun/star/awt/PosSize.hpp>
#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/ui/UIElementType.hpp>
#include <cppuhelper/supportsservice.hxx>
#include <rtl/ref.hxx>

#include <algorithm>
#include <array>

namespace solieu::ui {

namespace {

using css::uno::Reference;

constexpr std::array<const char *, 3> buttons = {"new_report", "export_pdf", "diagnostics"};
constexpr sal_Int32 margin = 8; // pixels
constexpr sal_Int32 report_lines = 8;

Reference<css::awt::XWindow> control_window(const Reference<css::awt::XWindow> &window, const char *name) {
  return {Reference<css::awt::XControlContainer>(window, css::uno::UNO_QUERY_THROW)
              ->getControl(rtl::OUString::createFromAscii(name)),
          css::uno::UNO_QUERY_THROW};
}

} // namespace

Panel::Panel(const Context &context, const Frame &frame, const rtl::OUString &url)
    : PanelBase(m_aMutex), context_(context), frame_(frame), url_(url) {}

Reference<css::ui::XUIElement> Panel::create(const Context &context, const Frame &frame,
                                             const Reference<css::awt::XWindow> &parent, const rtl::OUString &url) {
  const rtl::Reference<Panel> panel(new Panel(context, frame, url));
  panel->build(parent);
  return panel.get();
}

void Panel::build(const Reference<css::awt::XWindow> &parent) {
  const auto provider = css::awt::ContainerWindowProvider::create(context_);
  window_ = provider->createContainerWindow(package_url(context_, "dialogs/panel.xdl"), rtl::OUString(),
                                            Reference<css::awt::XWindowPeer>(parent, css::uno::UNO_QUERY_THROW),
                                            Reference<css::uno::XInterface>(static_cast<cppu::OWeakObject *>(this)));
  smallest_width_ = window_->getPosSize().Width;
  window_->addWindowListener(this);
  show_report();
  lay_out();
  window_->setVisible(true);
}

void Panel::lay_out() {
  const sal_Int32 width = std::max(smallest_width_, window_->getPosSize().Width) - 2 * margin;
  const sal_Int32 button_height = control_window(window_, buttons[0])->getPosSize().Height;
  const sal_Int32 report_height = report_lines * button_height * 2 / 3;
  control_window(window_, "report")->setPosSize(margin, margin, width, report_height, css::awt::PosSize::POSSIZE);
  sal_Int32 top = 2 * margin + report_height;
  for (const char *name : buttons) {
    control_window(window_, name)->setPosSize(margin, top, width, button_height, css::awt::PosSize::POSSIZE);
    top += button_height + margin / 2;
  }
}

void Panel::show_report() {
  const rtl::OUString text = report_summary(context_, frame_);
  if (text.isEmpty()) {
    return;
  }
  const Reference<css::awt::XControl> label(control_window(window_, "report"), css::uno::UNO_QUERY_THROW);
  Reference<css::beans::XPropertySet>(label->getModel(), css::uno::UNO_QUERY_THROW)
      ->setPropertyValue("Label", css::uno::Any(text));
}

Frame Panel::getFrame() { return frame_; }
rtl::OUString Panel::getResourceURL() { return url_; }
sal_Int16 Panel::getType() { return css::ui::UIElementType::TOOLPANEL; }
Reference<css::uno::XInterface> Panel::getRealInterface() { return static_cast<cppu::OWeakObject *>(this); }

Reference<css::accessibility::XAccessible> Panel::createAccessible(const Reference<css::accessibility::XAccessible> &) {
  return Reference<css::accessibility::XAccessible>(window_, css::uno::UNO_QUERY);
}

Reference<css::awt::XWindow> Panel::getWindow() { return window_; }

css::ui::LayoutSize Panel::getHeightForWidth(sal_Int32) {
  return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    const css::awt::Rectangle last = control_window(window_, buttons.back())->getPosSize();
    const sal_Int32 height = last.Y + last.Height + margin;
    return css::ui::LayoutSize(height, -1, height);
  });
}

sal_Int32 Panel::getMinimalWidth() { return smallest_width_; }

sal_Bool Panel::callHandlerMethod(const Reference<css::awt::XWindow> &, const css::uno::Any &,
                                  const rtl::OUString &method) {
  return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    const rtl::OUString command = method.startsWith("on") ? method.copy(2) : rtl::OUString();
    if (!known(command)) {
      return false;
    }
    office::on_main_thread(context_,
                           [context = context_, frame = frame_, command] { // not inside the button's own event
                             run_command(context, frame, command);
                           });
    return true;
  });
}

css::uno::Sequence<rtl::OUString> Panel::getSupportedMethodNames() {
  const std::array<rtl::OUString, 3> names = {"onNewReport", "onExportPdf", "onDiagnostics"};
  return {names.data(), static_cast<sal_Int32>(names.size())};
}

void Panel::windowResized(const css::awt::WindowEvent &) {
  border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    if (window_.is()) {
      lay_out();
    }
  });
}

void Panel::windowMoved(const css::awt::WindowEvent &) {}

void Panel::windowShown(const css::lang::EventObject &) {
  border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    if (window_.is()) {
      show_report();
    }
  });
}

void Panel::windowHidden(const css::lang::EventObject &) {}
void Panel::disposing(const css::lang::EventObject &) { window_.clear(); }

void Panel::disposing() {
  border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    const Reference<css::awt::XWindow> window = window_;
    window_.clear();
    if (window.is()) {
      window->removeWindowListener(this);
      window->dispose();
    }
  });
}

rtl::OUString PanelFactory::getImplementationName() { return "vn.solieu.impl.PanelFactory"; }

sal_Bool PanelFactory::supportsService(const rtl::OUString &name) { return cppu::supportsService(this, name); }

css::uno::Sequence<rtl::OUString> PanelFactory::getSupportedServiceNames() {
  const rtl::OUString name("vn.solieu.PanelFactory");
  return {&name, 1};
}

Reference<css::ui::XUIElement>
PanelFactory::createUIElement(const rtl::OUString &url,
                              const css::uno::Sequence<css::beans::PropertyValue> &arguments) {
  return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    Frame frame;
    Reference<css::awt::XWindow> parent;
    for (const css::beans::PropertyValue &argument : arguments) {
      if (argument.Name == "Frame") {
        argument.Value >>= frame;
      } else if (argument.Name == "ParentWindow") {
        argument.Value >>= parent;
      }
    }
    if (!parent.is()) {
      throw css::lang::IllegalArgumentException("no ParentWindow", static_cast<cppu::OWeakObject *>(this), 1);
    }
    return Panel::create(context_, frame, parent, url);
  });
}

} // namespace solieu::ui

extern "C" SAL_DLLPUBLIC_EXPORT css::uno::XInterface *
vn_solieu_PanelFactory_get(css::uno::XComponentContext *context, const css::uno::Sequence<css::uno::Any> &) {
  return cppu::acquire(static_cast<cppu::OWeakObject *>(new solieu::ui::PanelFactory(context)));
}
