#pragma once

#include "ui/office_context.hpp"

#include <functional>
#include <memory>

namespace solieu::ui {

/// Asks the core, off the main thread, for which periods the source has figures. One question at a time: a newer one
/// stops the one under way, and only the answer to the newest is told.
class PeriodLookup {
public:
  using Told = std::function<void(const border::NamedValues &answer)>;
  /// `told` is called on the main thread, never within ask() and never after the end of this object.
  PeriodLookup(const Context &context, Told told);
  ~PeriodLookup();
  PeriodLookup(const PeriodLookup &) = delete;
  PeriodLookup &operator=(const PeriodLookup &) = delete;

  void ask(const rtl::OUString &template_name, const rtl::OUString &territory);

private:
  struct State;
  std::shared_ptr<State> state_; ///< the task under way holds it too
};

} // namespace solieu::ui
