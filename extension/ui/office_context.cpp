#include "ui/office_context.hpp"

#include <com/sun/star/beans/PropertyState.hpp>
#include <com/sun/star/lang/Locale.hpp>
#include <com/sun/star/resource/MissingResourceException.hpp>
#include <com/sun/star/resource/StringResourceWithLocation.hpp>

#include <array>
#include <ctime>

namespace solieu::ui {

std::string language(const Context &context) {
  return border::configured(context, "/org.openoffice.Setup/L10N", "ooLocale").startsWith("vi") ? "vi" : "en";
}

rtl::OUString string(const Context &context, const char *key) {
  const bool vietnamese = language(context) == "vi";
  const css::lang::Locale locale(vietnamese ? rtl::OUString("vi") : rtl::OUString("en"),
                                 vietnamese ? rtl::OUString("VN") : rtl::OUString("US"), rtl::OUString());
  const auto resource = css::resource::StringResourceWithLocation::create(
      context, package_url(context, "dialogs"), true, locale, "strings", rtl::OUString(), nullptr);
  try {
    return resource->resolveString(rtl::OUString::createFromAscii(key));
  } catch (const css::resource::MissingResourceException &) {
    return rtl::OUString::createFromAscii(key);
  }
}

border::Results task_arguments(const Context &context, const char *task) {
  const Settings found = settings(context);
  border::Results arguments;
  arguments.text("Task", task);
  arguments.text("Workspace", found.workspace);
  arguments.text("Source", found.source);
  arguments.text("Language", language(context));
  return arguments;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  std::array<char, 16> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
  return {text.data(), length};
}

css::beans::PropertyValue property(const char *name, const css::uno::Any &value) {
  return {rtl::OUString::createFromAscii(name), -1, value, css::beans::PropertyState_DIRECT_VALUE};
}

rtl::OUString text_argument(const css::uno::Sequence<css::beans::PropertyValue> &arguments, const char *name) {
  rtl::OUString text;
  for (const css::beans::PropertyValue &argument : arguments) {
    if (argument.Name.equalsAscii(name)) {
      argument.Value >>= text;
    }
  }
  return text;
}

} // namespace solieu::ui
