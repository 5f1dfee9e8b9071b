#include "ui/export_pdf.hpp"

#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/frame/XTitle.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/ui/dialogs/ExecutableDialogResults.hpp>
#include <com/sun/star/ui/dialogs/FilePicker.hpp>
#include <com/sun/star/ui/dialogs/TemplateDescription.hpp>

namespace solieu::ui {

namespace {

using css::uno::Reference;

constexpr sal_Int32 pdf_a_2b = 2; // SelectPdfVersion of the PDF export filters

const char *filter_of(const Reference<css::lang::XComponent> &document) {
  const Reference<css::lang::XServiceInfo> info(document, css::uno::UNO_QUERY);
  if (info.is() && info->supportsService("com.sun.star.text.GenericTextDocument")) {
    return "writer_pdf_Export";
  }
  return info.is() && info->supportsService("com.sun.star.sheet.SpreadsheetDocument") ? "calc_pdf_Export" : nullptr;
}

Reference<css::lang::XComponent> document_of(const Frame &frame) {
  return {frame.is() && frame->getController().is() ? frame->getController()->getModel() : nullptr,
          css::uno::UNO_QUERY};
}

/// The document's name, or what a saved copy of it would be called, without its ending.
rtl::OUString proposed_name(const Frame &frame) {
  const Reference<css::frame::XTitle> titled(frame->getController()->getModel(), css::uno::UNO_QUERY);
  const rtl::OUString title = titled.is() ? titled->getTitle() : rtl::OUString();
  const sal_Int32 dot = title.lastIndexOf('.');
  return dot > 0 ? title.copy(0, dot) : title;
}

/// Where a person wants the file; "" when the question was left.
rtl::OUString asked_url(const Context &context, const Frame &frame) {
  const auto picker = css::ui::dialogs::FilePicker::createWithMode(
      context, css::ui::dialogs::TemplateDescription::FILESAVE_AUTOEXTENSION);
  picker->setTitle(string(context, "export.title"));
  picker->appendFilter(string(context, "export.filter"), "*.pdf");
  picker->setDefaultName(proposed_name(frame));
  const bool chosen = picker->execute() == css::ui::dialogs::ExecutableDialogResults::OK;
  const css::uno::Sequence<rtl::OUString> files =
      chosen ? picker->getSelectedFiles() : css::uno::Sequence<rtl::OUString>();
  return files.hasElements() ? files[0] : rtl::OUString();
}

} // namespace

void store_pdf(const Reference<css::lang::XComponent> &document, const rtl::OUString &url) {
  css::uno::Sequence<css::beans::PropertyValue> data(2);
  data.getArray()[0] = property("SelectPdfVersion", css::uno::Any(pdf_a_2b));
  data.getArray()[1] = property("UseTaggedPDF", css::uno::Any(true));
  css::uno::Sequence<css::beans::PropertyValue> arguments(3);
  arguments.getArray()[0] = property("FilterName", css::uno::Any(rtl::OUString::createFromAscii(filter_of(document))));
  arguments.getArray()[1] = property("FilterData", css::uno::Any(data));
  arguments.getArray()[2] = property("Overwrite", css::uno::Any(true));
  Reference<css::frame::XStorable>(document, css::uno::UNO_QUERY_THROW)->storeToURL(url, arguments);
}

void export_pdf(const Context &context, const Frame &frame,
                const css::uno::Sequence<css::beans::PropertyValue> &arguments) {
  const Reference<css::lang::XComponent> document = document_of(frame);
  if (!document.is() || filter_of(document) == nullptr) {
    show_findings(context, frame, string(context, "export.no_document"), rtl::OUString());
    return;
  }
  const rtl::OUString named = text_argument(arguments, "URL");
  const rtl::OUString url = named.isEmpty() ? asked_url(context, frame) : named;
  if (url.isEmpty()) {
    return;
  }
  try {
    store_pdf(document, url);
  } catch (const css::uno::Exception &error) {
    show_findings(context, frame, string(context, "export.failed"), error.Message);
  }
}

} // namespace solieu::ui
