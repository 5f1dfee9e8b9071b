#pragma once

#include "border/values.hpp"

#include <com/sun/star/uno/XComponentContext.hpp>

#include <functional>
#include <memory>

namespace solieu::office {

/// What a finished task gives back: the answer of vn.solieu.Reports, or a record with Good = false and Findings when
/// the core could not be loaded at all (`CoreMissing` = true then, with its reason in Findings).
using Answer = border::NamedValues;

/// Runs a function on the main thread, soon; never within this call. What it throws is lost.
void on_main_thread(const css::uno::Reference<css::uno::XComponentContext> &context, std::function<void()> call);

/// Runs the core's tasks off the main thread. All callbacks run on the main thread, never under a lock of ours.
/// When the office wants to quit, running tasks are cancelled and the office quits as soon as they have stopped; no
/// thread outlives its task.
class BackgroundTasks {
public:
  struct Callbacks {
    std::function<void(int percent, int milliseconds)> progress; ///< every 100 ms while it runs
    std::function<void(const Answer &)> done;                    ///< once; not called when the office has gone
  };
  /// Starts a task with these arguments for vn.solieu.Reports; returns its number, for cancel().
  static std::size_t start(const css::uno::Reference<css::uno::XComponentContext> &context,
                           const border::NamedValues &arguments, Callbacks callbacks);
  /// Asks a task to stop; its `done` comes with a finding `job.cancelled`. Nothing happens when it is over.
  static void cancel(std::size_t task);
  /// Number of tasks that have not ended.
  [[nodiscard]] static std::size_t running();
};

} // namespace solieu::office
