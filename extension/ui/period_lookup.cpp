#include "ui/period_lookup.hpp"

#include "office/background_task.hpp"

#include <optional>
#include <utility>

namespace solieu::ui {

using office::BackgroundTasks;

struct PeriodLookup::State : std::enable_shared_from_this<PeriodLookup::State> {
  State(const Context &office, Told callback) : context(office), told(std::move(callback)) {}

  void start() {
    border::Results arguments = task_arguments(context, "periods");
    arguments.any("Template", css::uno::Any(wanted->first));
    arguments.any("Territory", css::uno::Any(wanted->second));
    arguments.text("Today", today());
    running = std::exchange(wanted, std::nullopt);
    BackgroundTasks::Callbacks callbacks;
    callbacks.done = [self = shared_from_this()](const border::NamedValues &answer) { self->finish(answer); };
    task = BackgroundTasks::start(context, arguments.values(), std::move(callbacks));
  }

  void finish(const border::NamedValues &answer) {
    running.reset();
    if (!told) {
      return;
    }
    if (wanted) {
      start();
    } else {
      told(answer);
    }
  }

  Context context;
  Told told; ///< empty when nobody listens any more
  using Question = std::pair<rtl::OUString, rtl::OUString>;
  std::optional<Question> running, wanted;
  std::size_t task = 0;
};

PeriodLookup::PeriodLookup(const Context &context, Told told)
    : state_(std::make_shared<State>(context, std::move(told))) {}

PeriodLookup::~PeriodLookup() {
  state_->told = nullptr;
  if (state_->running) {
    BackgroundTasks::cancel(state_->task);
  }
}

void PeriodLookup::ask(const rtl::OUString &template_name, const rtl::OUString &territory) {
  state_->wanted = State::Question(template_name, territory);
  if (!state_->running) {
    state_->start();
  } else if (state_->running != state_->wanted) {
    BackgroundTasks::cancel(state_->task);
  } else {
    state_->wanted.reset();
  }
}

} // namespace solieu::ui
