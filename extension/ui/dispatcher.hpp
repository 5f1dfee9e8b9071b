#pragma once

#include "ui/window.hpp"

#include <com/sun/star/frame/XDispatch.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/lang/XInitialization.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <cppuhelper/implbase4.hxx>

namespace solieu::ui {

/// The commands vn.solieu:NewReport, vn.solieu:ExportPdf, vn.solieu:Diagnostics of menu, toolbar and panel. One
/// instance a frame.
class Dispatcher : public cppu::WeakImplHelper4<css::lang::XServiceInfo, css::lang::XInitialization,
                                                css::frame::XDispatchProvider, css::frame::XDispatch> {
public:
  explicit Dispatcher(const Context &context) : context_(context) {}

  rtl::OUString SAL_CALL getImplementationName() override;
  sal_Bool SAL_CALL supportsService(const rtl::OUString &name) override;
  css::uno::Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override;
  void SAL_CALL initialize(const css::uno::Sequence<css::uno::Any> &arguments) override;
  css::uno::Reference<css::frame::XDispatch>
      SAL_CALL queryDispatch(const css::util::URL &url, const rtl::OUString &target, sal_Int32 flags) override;
  css::uno::Sequence<css::uno::Reference<css::frame::XDispatch>>
      SAL_CALL queryDispatches(const css::uno::Sequence<css::frame::DispatchDescriptor> &requests) override;
  void SAL_CALL dispatch(const css::util::URL &url,
                         const css::uno::Sequence<css::beans::PropertyValue> &arguments) override;
  void SAL_CALL addStatusListener(const css::uno::Reference<css::frame::XStatusListener> &listener,
                                  const css::util::URL &url) override;
  void SAL_CALL removeStatusListener(const css::uno::Reference<css::frame::XStatusListener> &listener,
                                     const css::util::URL &url) override;

private:
  Context context_;
  Frame frame_;
};

/// Is there a command of that name, the part of its URL after "vn.solieu:"?
[[nodiscard]] bool known(const rtl::OUString &command);

/// Runs a command, on the main thread. What goes wrong is shown, not thrown. With arguments nothing is asked: NewReport
/// takes Template, Period, Territory (and Number, IssueDate), ExportPdf takes URL.
void run_command(const Context &context, const Frame &frame, const rtl::OUString &command,
                 const css::uno::Sequence<css::beans::PropertyValue> &arguments = {});

} // namespace solieu::ui
