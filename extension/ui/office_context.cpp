#include "ui/office_context.hpp"

#include "border/text.hpp"

#include <com/sun/star/beans/PropertyState.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/container/XHierarchicalNameAccess.hpp>
#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/lang/Locale.hpp>
#include <com/sun/star/resource/MissingResourceException.hpp>
#include <com/sun/star/resource/StringResourceWithLocation.hpp>

#include <array>
#include <ctime>

namespace solieu::ui {

namespace {

rtl::OUString configured(const Context &context, const char *node, const char *name) {
  const css::beans::NamedValue path("nodepath", css::uno::Any(rtl::OUString::createFromAscii(node)));
  const css::uno::Any argument(path);
  const css::uno::Reference<css::container::XHierarchicalNameAccess> access(
      css::configuration::theDefaultProvider::get(context)->createInstanceWithArguments(
          "com.sun.star.configuration.ConfigurationAccess", css::uno::Sequence<css::uno::Any>(&argument, 1)),
      css::uno::UNO_QUERY_THROW);
  rtl::OUString value;
  access->getByHierarchicalName(rtl::OUString::createFromAscii(name)) >>= value;
  return value;
}

/// A folder setting may be a file: URL or a system path.
std::string path_of_setting(const rtl::OUString &value) {
  return value.startsWith("file:") ? border::path_of(value) : border::to_utf8(value);
}

} // namespace

std::string language(const Context &context) {
  return configured(context, "/org.openoffice.Setup/L10N", "ooLocale").startsWith("vi") ? "vi" : "en";
}

rtl::OUString package_url(const Context &context, const char *file) {
  return css::deployment::PackageInformationProvider::get(context)->getPackageLocation("vn.solieu") + "/" +
         rtl::OUString::createFromAscii(file);
}

Settings settings(const Context &context) {
  const rtl::OUString folder = configured(context, "/vn.solieu.Settings/Workspace", "Folder");
  const rtl::OUString source = configured(context, "/vn.solieu.Settings/Workspace", "Source");
  return {folder.isEmpty() ? border::path_of(package_url(context, "workspace")) : path_of_setting(folder),
          border::to_utf8(source)};
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

} // namespace solieu::ui
