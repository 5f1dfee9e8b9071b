#include "ui/dispatcher.hpp"

#include "border/guarded.hpp"
#include "office/background_task.hpp"
#include "ui/diagnostics.hpp"
#include "ui/export_pdf.hpp"
#include "ui/new_report.hpp"

#include <com/sun/star/frame/DispatchDescriptor.hpp>
#include <com/sun/star/frame/FeatureStateEvent.hpp>
#include <com/sun/star/frame/XStatusListener.hpp>
#include <com/sun/star/util/URL.hpp>
#include <cppuhelper/supportsservice.hxx>

namespace solieu::ui {

namespace {

using css::uno::Reference;

bool ours(const css::util::URL &url) { return url.Protocol == "vn.solieu:" && known(url.Path); }

} // namespace

bool known(const rtl::OUString &command) {
  return command == "NewReport" || command == "ExportPdf" || command == "Diagnostics";
}

void run_command(const Context &context, const Frame &frame, const rtl::OUString &command,
                 const css::uno::Sequence<css::beans::PropertyValue> &arguments) {
  try {
    if (command == "NewReport") {
      new_report(context, frame, arguments);
    } else if (command == "ExportPdf") {
      export_pdf(context, frame, arguments);
    } else if (command == "Diagnostics") {
      show_diagnostics(context, frame);
    }
  } catch (...) {
    const rtl::OUString reason = border::current_sentence();
    show_findings(context, frame, string(context, "command.failed"), reason);
  }
}

rtl::OUString Dispatcher::getImplementationName() { return "vn.solieu.impl.Dispatcher"; }

sal_Bool Dispatcher::supportsService(const rtl::OUString &name) { return cppu::supportsService(this, name); }

css::uno::Sequence<rtl::OUString> Dispatcher::getSupportedServiceNames() {
  const rtl::OUString name("com.sun.star.frame.ProtocolHandler");
  return {&name, 1};
}

void Dispatcher::initialize(const css::uno::Sequence<css::uno::Any> &arguments) {
  border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    if (arguments.getLength() > 0) {
      arguments[0] >>= frame_;
    }
  });
}

Reference<css::frame::XDispatch> Dispatcher::queryDispatch(const css::util::URL &url, const rtl::OUString &,
                                                           sal_Int32) {
  return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    return ours(url) ? Reference<css::frame::XDispatch>(this) : Reference<css::frame::XDispatch>();
  });
}

css::uno::Sequence<Reference<css::frame::XDispatch>>
Dispatcher::queryDispatches(const css::uno::Sequence<css::frame::DispatchDescriptor> &requests) {
  return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    css::uno::Sequence<Reference<css::frame::XDispatch>> answers(requests.getLength());
    for (sal_Int32 i = 0; i < requests.getLength(); ++i) {
      answers.getArray()[i] = queryDispatch(requests[i].FeatureURL, requests[i].FrameName, requests[i].SearchFlags);
    }
    return answers;
  });
}

void Dispatcher::dispatch(const css::util::URL &url, const css::uno::Sequence<css::beans::PropertyValue> &arguments) {
  border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    if (ours(url)) { // from a menu or from another thread: windows belong to the main thread
      office::on_main_thread(context_, [context = context_, frame = frame_, command = url.Path, arguments] {
        run_command(context, frame, command, arguments);
      });
    }
  });
}

void Dispatcher::addStatusListener(const Reference<css::frame::XStatusListener> &listener, const css::util::URL &url) {
  border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    css::frame::FeatureStateEvent state;
    state.Source = static_cast<css::frame::XDispatch *>(this);
    state.FeatureURL = url;
    state.IsEnabled = true;
    listener->statusChanged(state);
  });
}

void Dispatcher::removeStatusListener(const Reference<css::frame::XStatusListener> &, const css::util::URL &) {}

} // namespace solieu::ui

extern "C" SAL_DLLPUBLIC_EXPORT css::uno::XInterface *
vn_solieu_Dispatcher_get(css::uno::XComponentContext *context, const css::uno::Sequence<css::uno::Any> &) {
  return cppu::acquire(static_cast<cppu::OWeakObject *>(new solieu::ui::Dispatcher(context)));
}
