#pragma once

#include "ui/window.hpp"

#include <com/sun/star/awt/XContainerWindowEventHandler.hpp>
#include <com/sun/star/awt/XWindowListener.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/ui/XSidebarPanel.hpp>
#include <com/sun/star/ui/XToolPanel.hpp>
#include <com/sun/star/ui/XUIElement.hpp>
#include <com/sun/star/ui/XUIElementFactory.hpp>
#include <cppuhelper/basemutex.hxx>
#include <cppuhelper/compbase5.hxx>
#include <cppuhelper/implbase2.hxx>

namespace solieu::ui {

using PanelBase = cppu::WeakComponentImplHelper5<css::ui::XUIElement, css::ui::XToolPanel, css::ui::XSidebarPanel,
                                                 css::awt::XContainerWindowEventHandler, css::awt::XWindowListener>;

/// The one panel of the sidebar deck "Số Liệu": what the document is made from, and the commands.
class Panel : private cppu::BaseMutex, public PanelBase {
public:
  /// Made by the factory only; the window exists when this returns.
  static css::uno::Reference<css::ui::XUIElement> create(const Context &context, const Frame &frame,
                                                         const css::uno::Reference<css::awt::XWindow> &parent,
                                                         const rtl::OUString &url);

  css::uno::Reference<css::frame::XFrame> SAL_CALL getFrame() override;
  rtl::OUString SAL_CALL getResourceURL() override;
  sal_Int16 SAL_CALL getType() override;
  css::uno::Reference<css::uno::XInterface> SAL_CALL getRealInterface() override;
  css::uno::Reference<css::accessibility::XAccessible>
      SAL_CALL createAccessible(const css::uno::Reference<css::accessibility::XAccessible> &parent) override;
  css::uno::Reference<css::awt::XWindow> SAL_CALL getWindow() override;
  css::ui::LayoutSize SAL_CALL getHeightForWidth(sal_Int32 width) override;
  sal_Int32 SAL_CALL getMinimalWidth() override;
  sal_Bool SAL_CALL callHandlerMethod(const css::uno::Reference<css::awt::XWindow> &window, const css::uno::Any &event,
                                      const rtl::OUString &method) override;
  css::uno::Sequence<rtl::OUString> SAL_CALL getSupportedMethodNames() override;
  void SAL_CALL windowResized(const css::awt::WindowEvent &event) override;
  void SAL_CALL windowMoved(const css::awt::WindowEvent &event) override;
  void SAL_CALL windowShown(const css::lang::EventObject &event) override;
  void SAL_CALL windowHidden(const css::lang::EventObject &event) override;
  void SAL_CALL disposing(const css::lang::EventObject &event) override;
  void SAL_CALL disposing() override;

private:
  Panel(const Context &context, const Frame &frame, const rtl::OUString &url);
  void build(const css::uno::Reference<css::awt::XWindow> &parent);
  void lay_out();
  void show_report();

  Context context_;
  Frame frame_;
  rtl::OUString url_;
  css::uno::Reference<css::awt::XWindow> window_;
  sal_Int32 smallest_width_ = 0; ///< pixels, as the description of the panel has it
};

/// Service vn.solieu.PanelFactory: makes the panel for a frame.
class PanelFactory : public cppu::WeakImplHelper2<css::lang::XServiceInfo, css::ui::XUIElementFactory> {
public:
  explicit PanelFactory(const Context &context) : context_(context) {}
  rtl::OUString SAL_CALL getImplementationName() override;
  sal_Bool SAL_CALL supportsService(const rtl::OUString &name) override;
  css::uno::Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override;
  css::uno::Reference<css::ui::XUIElement> SAL_CALL
  createUIElement(const rtl::OUString &url, const css::uno::Sequence<css::beans::PropertyValue> &arguments) override;

private:
  Context context_;
};

} // namespace solieu::ui
