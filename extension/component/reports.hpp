#pragma once

#include <com/sun/star/beans/NamedValue.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/task/XJob.hpp>
#include <com/sun/star/task/XStatusIndicator.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <com/sun/star/util/XCancellable.hpp>
#include <cppuhelper/implbase3.hxx>

#include <atomic>

namespace solieu::component {

using NamedValues = css::uno::Sequence<css::beans::NamedValue>;

/// Service vn.solieu.Reports: the core behind UNO. One instance does one task at a time; `execute` may run on any
/// thread and `cancel` may be called from any other.
///
/// Tasks (argument "Task"):
/// - "choices" (Workspace, Language, Today): Templates, Territories, Sources, DefaultTerritory to choose from.
/// - "periods" (Workspace, Source, Template, Territory, Today): Known, and Periods, the ids of those offered for which
///   the source has figures.
/// - "fill" (Workspace, Source, Template, Period, Territory, IssueDate, Number, Language, Format, Plain; Progress =
///   XStatusIndicator): Document (bytes), Extension, FileName, Title, Figures, Missing, Checks.
/// - "diagnose" (Workspace, Language): Lines about the workspace and its sources.
/// Without Workspace, the folder and source of vn.solieu.Settings are taken. A cancelled instance stays cancelled.
/// Every answer has Good (boolean) and Findings: sequence of {Severity, Code, Text, File, Place,
/// Marker}; what a person can mend is a
/// finding, never an exception. Wrong arguments: IllegalArgumentException.
class Reports : public cppu::WeakImplHelper3<css::lang::XServiceInfo, css::task::XJob, css::util::XCancellable> {
public:
  explicit Reports(const css::uno::Reference<css::uno::XComponentContext> &context);

  rtl::OUString SAL_CALL getImplementationName() override;
  sal_Bool SAL_CALL supportsService(const rtl::OUString &name) override;
  css::uno::Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override;
  css::uno::Any SAL_CALL execute(const NamedValues &arguments) override;
  void SAL_CALL cancel() override;

private:
  css::uno::Reference<css::uno::XComponentContext> context_;
  std::atomic<bool> cancelled_{false};
};

} // namespace solieu::component
