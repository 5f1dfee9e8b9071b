#include "ui/window.hpp"

#include "border/guarded.hpp"
#include "border/text.hpp"

#include <com/sun/star/awt/DialogProvider2.hpp>
#include <com/sun/star/awt/PosSize.hpp>
#include <com/sun/star/awt/XControl.hpp>
#include <com/sun/star/awt/XControlModel.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/datatransfer/UnsupportedFlavorException.hpp>
#include <com/sun/star/datatransfer/XTransferable.hpp>
#include <com/sun/star/datatransfer/clipboard/SystemClipboard.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/lang/XComponent.hpp>

#include <algorithm>

namespace solieu::ui {

namespace {

using css::uno::Reference;

constexpr char plain_text[] = "text/plain;charset=utf-16";

/// Plain text on the clipboard.
class ClipboardText : public cppu::WeakImplHelper1<css::datatransfer::XTransferable> {
public:
  explicit ClipboardText(const rtl::OUString &text) : text_(text) {}
  css::uno::Any SAL_CALL getTransferData(const css::datatransfer::DataFlavor &flavor) override {
    return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
      if (!isDataFlavorSupported(flavor)) {
        throw css::datatransfer::UnsupportedFlavorException(flavor.MimeType, static_cast<cppu::OWeakObject *>(this));
      }
      return css::uno::Any(text_);
    });
  }
  css::uno::Sequence<css::datatransfer::DataFlavor> SAL_CALL getTransferDataFlavors() override {
    return border::guarded(static_cast<cppu::OWeakObject *>(this), [] {
      const css::datatransfer::DataFlavor flavor(plain_text, "Unicode text", cppu::UnoType<rtl::OUString>::get());
      return css::uno::Sequence<css::datatransfer::DataFlavor>(&flavor, 1);
    });
  }
  sal_Bool SAL_CALL isDataFlavorSupported(const css::datatransfer::DataFlavor &flavor) override {
    return flavor.MimeType.startsWith(plain_text);
  }

private:
  rtl::OUString text_;
};

void copy_to_clipboard(const Context &context, const rtl::OUString &text) {
  css::datatransfer::clipboard::SystemClipboard::create(context)->setContents(new ClipboardText(text), nullptr);
}

/// Dialogs made from a description stand in the corner of their parent; this one shall stand over its middle.
void center(const Reference<css::awt::XDialog2> &dialog, const Frame &parent) {
  const Reference<css::awt::XWindow> window(dialog, css::uno::UNO_QUERY_THROW);
  const Reference<css::awt::XWindow> below =
      parent.is() ? parent->getContainerWindow() : Reference<css::awt::XWindow>();
  if (!below.is()) {
    return;
  }
  const css::awt::Rectangle own = window->getPosSize();
  const css::awt::Rectangle wide = below->getPosSize();
  window->setPosSize(std::max<sal_Int32>(0, (wide.Width - own.Width) / 2),
                     std::max<sal_Int32>(0, (wide.Height - own.Height) / 3), 0, 0, css::awt::PosSize::POS);
}

} // namespace

sal_Bool Events::callHandlerMethod(const Reference<css::awt::XDialog> &, const css::uno::Any &,
                                   const rtl::OUString &method) {
  return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    const auto found = handlers_.find(method);
    if (found == handlers_.end()) {
      return false;
    }
    found->second();
    return true;
  });
}

css::uno::Sequence<rtl::OUString> Events::getSupportedMethodNames() {
  return border::guarded(static_cast<cppu::OWeakObject *>(this), [&] {
    css::uno::Sequence<rtl::OUString> names(static_cast<sal_Int32>(handlers_.size()));
    sal_Int32 i = 0;
    for (const auto &[name, handler] : handlers_) {
      names.getArray()[i++] = name;
    }
    return names;
  });
}

Window::Window(const Context &context, const char *name, const Frame &parent, Handlers handlers) {
  const auto provider = css::awt::DialogProvider2::create(context);
  const rtl::OUString url = package_url(context, "dialogs/") + rtl::OUString::createFromAscii(name) + ".xdl";
  css::uno::Sequence<css::beans::NamedValue> arguments(2);
  arguments.getArray()[0] = css::beans::NamedValue(
      "ParentWindow",
      css::uno::Any(parent.is() ? Reference<css::awt::XWindowPeer>(parent->getContainerWindow(), css::uno::UNO_QUERY)
                                : Reference<css::awt::XWindowPeer>()));
  arguments.getArray()[1] =
      css::beans::NamedValue("EventHandler", css::uno::Any(Reference<css::uno::XInterface>(
                                                 static_cast<cppu::OWeakObject *>(new Events(std::move(handlers))))));
  dialog_.set(provider->createDialogWithArguments(url, arguments), css::uno::UNO_QUERY_THROW);
  center(dialog_, parent);
}

Window::~Window() {
  try {
    if (const Reference<css::lang::XComponent> component{dialog_, css::uno::UNO_QUERY}; component.is()) {
      component->dispose();
    }
  } catch (const css::uno::Exception &) {
    dialog_.clear();
  }
}

bool Window::execute() { return dialog_->execute() == 1; }

void Window::show() { Reference<css::awt::XWindow>(dialog_, css::uno::UNO_QUERY_THROW)->setVisible(true); }

Reference<css::uno::XInterface> Window::control_named(const char *name) const {
  return Reference<css::awt::XControlContainer>(dialog_, css::uno::UNO_QUERY_THROW)
      ->getControl(rtl::OUString::createFromAscii(name));
}

void Window::set_property(const char *name, const char *property, const css::uno::Any &value) {
  Reference<css::beans::XPropertySet>(control<css::awt::XControl>(name)->getModel(), css::uno::UNO_QUERY_THROW)
      ->setPropertyValue(rtl::OUString::createFromAscii(property), value);
}

css::uno::Any Window::property(const char *name, const char *property) const {
  return Reference<css::beans::XPropertySet>(control<css::awt::XControl>(name)->getModel(), css::uno::UNO_QUERY_THROW)
      ->getPropertyValue(rtl::OUString::createFromAscii(property));
}

std::string Window::text(const char *name) const {
  return border::to_utf8(control<css::awt::XTextComponent>(name)->getText());
}

sal_Int16 Window::selected(const char *list) const { return control<css::awt::XListBox>(list)->getSelectedItemPos(); }

void Window::fill_list(const char *list, const std::vector<rtl::OUString> &items, sal_Int16 chosen) {
  const auto box = control<css::awt::XListBox>(list);
  box->removeItems(0, box->getItemCount());
  box->addItems(css::uno::Sequence<rtl::OUString>(items.data(), static_cast<sal_Int32>(items.size())), 0);
  if (chosen >= 0 && static_cast<std::size_t>(chosen) < items.size()) {
    box->selectItemPos(chosen, true);
  }
}

Frame active_frame(const Context &context) { return css::frame::Desktop::create(context)->getCurrentFrame(); }

void show_findings(const Context &context, const Frame &parent, const rtl::OUString &heading,
                   const rtl::OUString &lines) {
  Window window(context, "findings", parent,
                {{"onCopy", [&] { copy_to_clipboard(context, heading + "\n\n" + lines); }}});
  window.set_property("heading", "Label", css::uno::Any(heading));
  window.set_property("list", "Text", css::uno::Any(lines));
  (void)window.execute();
}

rtl::OUString dash() { return border::to_oustring(" \u2013 "); }

rtl::OUString findings_text(const Context &context, const border::NamedValues &answer) {
  css::uno::Sequence<border::NamedValues> list;
  border::Arguments(answer).any("Findings") >>= list;
  rtl::OUString text;
  for (const border::NamedValues &values : list) {
    const border::Arguments finding(values);
    const std::string severity = "severity." + finding.text("Severity");
    const std::string place = finding.text("Place");
    const std::string marker = finding.text("Marker");
    text += string(context, severity.c_str());
    text += place.empty() ? rtl::OUString() : dash() + border::to_oustring(place);
    text += ": " + border::to_oustring(finding.text("Text")) + "\n";
    text += marker.empty() ? rtl::OUString() : "    " + border::to_oustring(marker) + "\n";
    text += "\n";
  }
  return text;
}

} // namespace solieu::ui
