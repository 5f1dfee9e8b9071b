#include "office/background_task.hpp"

#include "border/guarded.hpp"
#include "border/text.hpp"

#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/frame/TerminationVetoException.hpp>
#include <com/sun/star/frame/XTerminateListener.hpp>
#include <com/sun/star/task/XJob.hpp>
#include <com/sun/star/task/XStatusIndicator.hpp>
#include <com/sun/star/util/XCancellable.hpp>
#include <cppuhelper/implbase1.hxx>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace solieu::office {

namespace {

using css::uno::Reference;
using Context = Reference<css::uno::XComponentContext>;
using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds tick{100};

/// One running task; shared by its threads and the main thread.
struct Task {
  std::size_t number = 0;
  Context context;
  border::NamedValues arguments;
  BackgroundTasks::Callbacks callbacks;
  std::atomic<int> percent{0};
  Clock::time_point begun = Clock::now();
  std::mutex mutex;
  std::condition_variable changed;
  bool over = false;
  bool cancelled = false;
  Reference<css::util::XCancellable> work;
  Answer answer;
  std::thread thread;
};

std::mutex tasks_mutex;
std::map<std::size_t, std::shared_ptr<Task>> tasks;
std::size_t last_number = 0;
bool quit_wanted = false;

/// Takes the core's progress without any call into the office.
class Progress : public cppu::WeakImplHelper1<css::task::XStatusIndicator> {
public:
  explicit Progress(std::shared_ptr<Task> task) : task_(std::move(task)) {}
  void SAL_CALL start(const rtl::OUString &, sal_Int32) override {}
  void SAL_CALL end() override {}
  void SAL_CALL setText(const rtl::OUString &) override {}
  void SAL_CALL setValue(sal_Int32 value) override { task_->percent = value; }
  void SAL_CALL reset() override {}

private:
  std::shared_ptr<Task> task_;
};

/// Runs a function on the main thread.
class MainCall : public cppu::WeakImplHelper1<css::awt::XCallback> {
public:
  explicit MainCall(std::function<void()> call) : call_(std::move(call)) {}
  void SAL_CALL notify(const css::uno::Any &) override {
    border::guarded(static_cast<cppu::OWeakObject *>(this), [this] { call_(); });
  }

private:
  std::function<void()> call_;
};

/// The answer when there is none from the core.
Answer no_answer(const rtl::OUString &reason, bool core_missing) {
  border::Results finding;
  finding.text("Severity", "error");
  finding.text("Code", core_missing ? "extension.core-missing" : "extension.unexpected");
  finding.any("Text", css::uno::Any(reason));
  border::Results results;
  results.flag("Good", false);
  results.flag("CoreMissing", core_missing);
  results.any("Findings", border::records({finding.values()}));
  return results.values();
}

border::NamedValues with_progress(const border::NamedValues &arguments,
                                  const Reference<css::task::XStatusIndicator> &progress) {
  border::NamedValues all(arguments);
  const sal_Int32 count = all.getLength();
  all.realloc(count + 1);
  all.getArray()[count] = css::beans::NamedValue("Progress", css::uno::Any(progress));
  return all;
}

Answer worked(const std::shared_ptr<Task> &task) {
  Reference<css::task::XJob> job;
  try {
    const Reference<css::uno::XInterface> service =
        task->context->getServiceManager()->createInstanceWithContext("vn.solieu.Reports", task->context);
    job.set(service, css::uno::UNO_QUERY_THROW);
    const Reference<css::util::XCancellable> cancellable(service, css::uno::UNO_QUERY_THROW);
    const std::lock_guard guard(task->mutex);
    task->work = cancellable;
  } catch (const css::uno::Exception &error) {
    return no_answer(error.Message, true);
  }
  bool stop = false;
  {
    const std::lock_guard guard(task->mutex);
    stop = task->cancelled;
  }
  if (stop) {
    task->work->cancel();
  }
  Answer answer;
  job->execute(with_progress(task->arguments, new Progress(task))) >>= answer;
  return answer;
}

void work(const std::shared_ptr<Task> &task) {
  Answer answer;
  try {
    answer = worked(task);
  } catch (...) {
    answer = no_answer(border::current_sentence(), false);
  }
  const std::lock_guard guard(task->mutex);
  task->answer = answer;
  task->over = true;
  task->work.clear();
  task->changed.notify_all();
}

/// On the main thread: the task leaves the list, its thread ends, its answer is told.
void finish(const std::shared_ptr<Task> &task) {
  bool quit = false;
  {
    const std::lock_guard guard(tasks_mutex);
    tasks.erase(task->number);
    quit = quit_wanted && tasks.empty();
    quit_wanted = quit_wanted && !quit;
  }
  task->thread.join();
  if (quit) {
    css::frame::Desktop::create(task->context)->terminate();
  } else if (task->callbacks.done) {
    task->callbacks.done(task->answer);
  }
}

int milliseconds_since(Clock::time_point begun) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun).count());
}

void supervise(const std::shared_ptr<Task> &task) {
  std::thread worker([task] { work(task); });
  std::unique_lock lock(task->mutex);
  while (!task->changed.wait_for(lock, tick, [&task] { return task->over; })) {
    lock.unlock();
    on_main_thread(task->context, [task] {
      bool over = false;
      {
        const std::lock_guard guard(task->mutex);
        over = task->over;
      }
      if (!over && task->callbacks.progress) {
        task->callbacks.progress(task->percent, milliseconds_since(task->begun));
      }
    });
    lock.lock();
  }
  lock.unlock();
  worker.join();
  on_main_thread(task->context, [task] { finish(task); });
}

void cancel_all() {
  std::vector<std::size_t> numbers;
  {
    const std::lock_guard guard(tasks_mutex);
    for (const auto &[number, task] : tasks) {
      numbers.push_back(number);
    }
  }
  for (const std::size_t number : numbers) {
    BackgroundTasks::cancel(number);
  }
}

/// Keeps the office from quitting under a running task: cancels it and quits when it has stopped.
class QuitListener : public cppu::WeakImplHelper1<css::frame::XTerminateListener> {
public:
  void SAL_CALL queryTermination(const css::lang::EventObject &) override {
    border::guarded(static_cast<cppu::OWeakObject *>(this), [this] {
      if (BackgroundTasks::running() == 0) {
        return;
      }
      {
        const std::lock_guard guard(tasks_mutex);
        quit_wanted = true;
      }
      cancel_all();
      throw css::frame::TerminationVetoException("a report is being stopped", static_cast<cppu::OWeakObject *>(this));
    });
  }
  void SAL_CALL notifyTermination(const css::lang::EventObject &) override {}
  void SAL_CALL disposing(const css::lang::EventObject &) override {}
};

void listen_for_quit(const Context &context) {
  static std::once_flag once;
  std::call_once(once, [&context] { css::frame::Desktop::create(context)->addTerminateListener(new QuitListener); });
}

} // namespace

void on_main_thread(const Context &context, std::function<void()> call) {
  css::awt::AsyncCallback::create(context)->addCallback(new MainCall(std::move(call)), css::uno::Any());
}

std::size_t BackgroundTasks::start(const Context &context, const border::NamedValues &arguments, Callbacks callbacks) {
  listen_for_quit(context);
  const auto task = std::make_shared<Task>();
  task->context = context;
  task->arguments = arguments;
  task->callbacks = std::move(callbacks);
  {
    const std::lock_guard guard(tasks_mutex);
    task->number = ++last_number;
    tasks[task->number] = task;
  }
  task->thread = std::thread([task] { supervise(task); });
  return task->number;
}

void BackgroundTasks::cancel(std::size_t number) {
  std::shared_ptr<Task> task;
  {
    const std::lock_guard guard(tasks_mutex);
    const auto found = tasks.find(number);
    if (found == tasks.end()) {
      return;
    }
    task = found->second;
  }
  Reference<css::util::XCancellable> work;
  {
    const std::lock_guard guard(task->mutex);
    task->cancelled = true;
    work = task->work;
  }
  if (work.is()) {
    work->cancel();
  }
}

std::size_t BackgroundTasks::running() {
  const std::lock_guard guard(tasks_mutex);
  return tasks.size();
}

} // namespace solieu::office
