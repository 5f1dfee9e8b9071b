#include "border/settings.hpp"

#include "border/text.hpp"

#include <com/sun/star/beans/NamedValue.hpp>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/container/XHierarchicalNameAccess.hpp>
#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/deployment/XPackageInformationProvider.hpp>

namespace solieu::border {

namespace {

/// A folder setting may be a file: URL or a system path.
std::string path_of_setting(const rtl::OUString &value) {
  return value.startsWith("file:") ? path_of(value) : to_utf8(value);
}

} // namespace

rtl::OUString configured(const css::uno::Reference<css::uno::XComponentContext> &context, const char *node,
                         const char *name) {
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

rtl::OUString package_url(const css::uno::Reference<css::uno::XComponentContext> &context, const char *file) {
  return css::deployment::PackageInformationProvider::get(context)->getPackageLocation("vn.solieu") + "/" +
         rtl::OUString::createFromAscii(file);
}

Settings settings(const css::uno::Reference<css::uno::XComponentContext> &context) {
  const rtl::OUString folder = configured(context, "/vn.solieu.Settings/Workspace", "Folder");
  const rtl::OUString source = configured(context, "/vn.solieu.Settings/Workspace", "Source");
  return {folder.isEmpty() ? path_of(package_url(context, "workspace")) : path_of_setting(folder), to_utf8(source)};
}

} // namespace solieu::border
