#include "ui/export_pdf.hpp"

#include "border/guarded.hpp"

#include <com/sun/star/frame/XStorable.hpp>
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

void export_pdf(const Context &context, const Frame &frame) {
  const Reference<css::lang::XComponent> document = document_of(frame);
  if (!document.is() || filter_of(document) == nullptr) {
    show_findings(context, frame, string(context, "export.no_document"), rtl::OUString());
    return;
  }
  const auto picker = css::ui::dialogs::FilePicker::createWithMode(
      context, css::ui::dialogs::TemplateDescription::FILESAVE_AUTOEXTENSION);
  picker->setTitle(string(context, "export.title"));
  picker->appendFilter(string(context, "export.filter"), "*.pdf");
  if (picker->execute() != css::ui::dialogs::ExecutableDialogResults::OK) {
    return;
  }
  try {
    store_pdf(document, picker->getSelectedFiles()[0]);
  } catch (...) {
    show_findings(context, frame, string(context, "export.failed"), border::current_sentence());
  }
}

} // namespace solieu::ui
