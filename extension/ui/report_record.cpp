#include "ui/report_record.hpp"

#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/beans/XPropertySetInfo.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>

namespace solieu::ui {

namespace {

using css::uno::Reference;

Reference<css::document::XDocumentProperties> properties_of(const Frame &frame) {
  if (!frame.is() || !frame->getController().is()) {
    return {};
  }
  const Reference<css::document::XDocumentPropertiesSupplier> supplier(frame->getController()->getModel(),
                                                                       css::uno::UNO_QUERY);
  return supplier.is() ? supplier->getDocumentProperties() : Reference<css::document::XDocumentProperties>();
}

rtl::OUString record_text(const Reference<css::document::XDocumentProperties> &document) {
  const Reference<css::beans::XPropertySet> properties(document->getUserDefinedProperties(), css::uno::UNO_QUERY_THROW);
  rtl::OUString text;
  for (sal_Int32 i = 0;; ++i) {
    const rtl::OUString name = "SL_" + rtl::OUString::number(i);
    rtl::OUString piece;
    const bool there = properties->getPropertySetInfo()->hasPropertyByName(name);
    const bool read = there && (properties->getPropertyValue(name) >>= piece);
    if (!read) {
      return text;
    }
    text += piece;
  }
}

/// The text of a string member of the record; the record is ours, and its first members are plain strings.
rtl::OUString member(const rtl::OUString &record, const char *name) {
  const rtl::OUString key = "\"" + rtl::OUString::createFromAscii(name) + "\":\"";
  const sal_Int32 begin = record.indexOf(key);
  const sal_Int32 end = begin < 0 ? -1 : record.indexOf('"', begin + key.getLength());
  return end < 0 ? rtl::OUString() : record.copy(begin + key.getLength(), end - begin - key.getLength());
}

sal_Int32 count_of(const rtl::OUString &text, const char *what) {
  const rtl::OUString wanted = rtl::OUString::createFromAscii(what);
  sal_Int32 count = 0;
  for (sal_Int32 at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    ++count;
  }
  return count;
}

/// The links of the record without its marks around blocks: the number that the command tells.
sal_Int32 count_figures(const rtl::OUString &record) {
  return count_of(record, "{\"id\":") - count_of(record, "\"y\":\"block\"");
}

} // namespace

rtl::OUString report_summary(const Context &context, const Frame &frame) {
  const Reference<css::document::XDocumentProperties> document = properties_of(frame);
  const rtl::OUString record = document.is() ? record_text(document) : rtl::OUString();
  if (record.isEmpty()) {
    return {};
  }
  return document->getTitle() + "\n" + string(context, "panel.made_from") + ": " + member(record, "template") + "\n" +
         string(context, "panel.period") + ": " + member(record, "periodName") + "\n" +
         string(context, "panel.territory") + ": " + member(record, "territoryName") + "\n" +
         string(context, "panel.figures") + ": " + rtl::OUString::number(count_figures(record));
}

} // namespace solieu::ui
