#include "ui/diagnostics.hpp"

#include "border/text.hpp"
#include "office/background_task.hpp"

#include <com/sun/star/deployment/PackageInformationProvider.hpp>
#include <com/sun/star/deployment/XPackageInformationProvider.hpp>

#include <dlfcn.h>

namespace solieu::ui {

namespace {

using border::Arguments;
using border::NamedValues;

rtl::OUString extension_version(const Context &context) {
  const css::uno::Sequence<css::uno::Sequence<rtl::OUString>> list =
      css::deployment::PackageInformationProvider::get(context)->getExtensionList();
  for (const css::uno::Sequence<rtl::OUString> &entry : list) {
    if (entry.getLength() > 1 && entry[0] == "vn.solieu") {
      return entry[1];
    }
  }
  return "?";
}

rtl::OUString office_version(const Context &context) {
  return border::configured(context, "/org.openoffice.Setup/Product", "ooSetupVersionAboutBox");
}

rtl::OUString line(const Context &context, const char *key, const rtl::OUString &value) {
  return string(context, key) + ": " + value + "\n";
}

rtl::OUString head(const Context &context, const Settings &found, const std::string &problem) {
  rtl::OUString text = line(context, "diagnostics.version", extension_version(context));
  text += line(context, "diagnostics.office", office_version(context));
  text += line(context, "diagnostics.workspace", border::to_oustring(found.workspace));
  if (problem.empty()) {
    return text + string(context, "diagnostics.core_good") + "\n";
  }
  return text + string(context, "diagnostics.core_missing") + "\n    " + border::to_oustring(problem) + "\n\n" +
         string(context, "diagnostics.next") + "\n";
}

rtl::OUString source_lines(const Context &context, const NamedValues &answer) {
  css::uno::Sequence<rtl::OUString> lines;
  Arguments(answer).any("Lines") >>= lines;
  rtl::OUString text = "\n" + string(context, "diagnostics.sources") + ":\n";
  for (const rtl::OUString &entry : lines) {
    text += "    " + entry + "\n";
  }
  return text + "\n" + findings_text(context, answer);
}

} // namespace

std::string core_problem(const Context &context) {
  const std::string file = border::path_of(package_url(context, "solieu_core.uno.so"));
  void *library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char *reason = dlerror();
    return reason == nullptr ? "dlopen" : reason;
  }
  dlclose(library);
  return {};
}

void show_diagnostics(const Context &context, const Frame &parent) {
  const Settings found = settings(context);
  const std::string problem = core_problem(context);
  const rtl::OUString text = head(context, found, problem);
  if (!problem.empty()) {
    show_findings(context, parent, string(context, "diagnostics.heading"), text);
    return;
  }
  border::Results arguments;
  arguments.text("Task", "diagnose");
  arguments.text("Workspace", found.workspace);
  arguments.text("Language", language(context));
  office::BackgroundTasks::Callbacks callbacks;
  callbacks.done = [context, parent, text](const NamedValues &answer) {
    show_findings(context, parent, string(context, "diagnostics.heading"), text + source_lines(context, answer));
  };
  (void)office::BackgroundTasks::start(context, arguments.values(), std::move(callbacks));
}

} // namespace solieu::ui
