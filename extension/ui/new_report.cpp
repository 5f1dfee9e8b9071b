#include "ui/new_report.hpp"

#include "border/guarded.hpp"
#include "border/text.hpp"
#include "office/background_task.hpp"
#include "ui/choice_window.hpp"

#include <com/sun/star/awt/XProgressBar.hpp>
#include <com/sun/star/document/MacroExecMode.hpp>
#include <com/sun/star/document/UpdateDocMode.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/io/SequenceInputStream.hpp>
#include <com/sun/star/util/XModifiable.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace solieu::ui {

namespace {

using border::Arguments;
using border::NamedValues;
using office::BackgroundTasks;

constexpr int show_progress_after = 400; // milliseconds; a shorter wait needs no window

/// A task with a progress window that appears when it takes long. Cancel is obeyed at once: the window goes and what
/// the task still brings is dropped; its threads end as soon as it has noticed.
class ShownTask : public std::enable_shared_from_this<ShownTask> {
public:
  using Done = std::function<void(const NamedValues &)>;
  ShownTask(const Context &context, const Frame &parent, Done done)
      : context_(context), parent_(parent), done_(std::move(done)) {}

  void start(const NamedValues &arguments) {
    const auto self = shared_from_this();
    BackgroundTasks::Callbacks callbacks;
    callbacks.progress = [self](int percent, int milliseconds) { self->show(percent, milliseconds); };
    callbacks.done = [self](const NamedValues &answer) { self->finish(answer); };
    number_ = BackgroundTasks::start(context_, arguments, std::move(callbacks));
  }

private:
  /// What goes wrong in the end is shown: nobody is there to catch it.
  void finish(const NamedValues &answer) {
    if (painting_) { // the office let this event in while it drew the window, which must live until it is drawn
      late_answer_ = answer;
      return;
    }
    window_.reset();
    if (over_) {
      return;
    }
    over_ = true;
    try {
      if (cancelled_) {
        show_findings(context_, parent_, string(context_, "report.cancelled"), rtl::OUString());
      } else {
        done_(answer);
      }
    } catch (...) {
      const rtl::OUString reason = border::current_sentence();
      show_findings(context_, parent_, string(context_, "command.failed"), reason);
    }
  }

  void show(int percent, int milliseconds) {
    if (cancelled_) {
      finish({});
    }
    if (over_ || painting_ || milliseconds < show_progress_after) {
      return;
    }
    painting_ = true;
    try {
      paint(percent);
    } catch (const css::uno::Exception &) { // the window has gone with its document; the work goes on
      window_.reset();
    }
    painting_ = false;
    if (late_answer_) {
      finish(*std::exchange(late_answer_, std::nullopt));
    }
  }

  void paint(int percent) {
    if (window_ == nullptr) {
      window_ =
          std::make_unique<Window>(context_, "progress", parent_, Window::Handlers{{"onCancel", [this] { cancel(); }}});
      window_->show();
    }
    if (percent != painted_) {
      painted_ = percent;
      window_->set_property("bar", "ProgressValue", css::uno::Any(static_cast<sal_Int32>(percent)));
    }
  }

  void cancel() {
    cancelled_ = true;
    BackgroundTasks::cancel(number_);
  }

  Context context_;
  Frame parent_;
  Done done_;
  std::size_t number_ = 0;
  bool cancelled_ = false;
  bool over_ = false;
  bool painting_ = false;
  std::optional<NamedValues> late_answer_;
  int painted_ = 0;
  std::unique_ptr<Window> window_;
};

const char *failure_heading(const NamedValues &answer, const char *otherwise) {
  return Arguments(answer).flag("CoreMissing") ? "core.missing" : otherwise;
}

void show_result(const Context &context, const Frame &parent, const NamedValues &answer) {
  const Arguments result(answer);
  if (!result.flag("Good")) {
    show_findings(context, parent, string(context, failure_heading(answer, "report.failed")),
                  findings_text(context, answer));
    return;
  }
  css::uno::Sequence<sal_Int8> bytes;
  result.any("Document") >>= bytes;
  open_document(context, bytes, field(answer, "FileName"));
  if (records_of(answer, "Findings").getLength() > 0) {
    show_findings(context, active_frame(context), string(context, "report.findings"), findings_text(context, answer));
  }
}

void fill(const Context &context, const Frame &parent, const Choice &choice) {
  border::Results arguments = task_arguments(context, "fill");
  arguments.any("Template", css::uno::Any(choice.template_name));
  arguments.any("Period", css::uno::Any(choice.period));
  arguments.any("Territory", css::uno::Any(choice.territory));
  arguments.any("Number", css::uno::Any(choice.number));
  arguments.any("IssueDate",
                css::uno::Any(choice.issue_date.isEmpty() ? border::to_oustring(today()) : choice.issue_date));
  const auto done = [context, parent](const NamedValues &answer) { show_result(context, parent, answer); };
  std::make_shared<ShownTask>(context, parent, done)->start(arguments.values());
}

void ask_and_fill(const Context &context, const Frame &parent, const NamedValues &answer) {
  if (!Arguments(answer).flag("Good")) {
    show_findings(context, parent, string(context, failure_heading(answer, "choices.failed")),
                  findings_text(context, answer));
    return;
  }
  if (records_of(answer, "Templates").getLength() == 0) {
    show_findings(context, parent, string(context, "choices.empty"), findings_text(context, answer));
    return;
  }
  std::optional<Choice> choice;
  {
    ChoiceWindow window(context, parent, answer);
    choice = window.ask();
  }
  if (choice) {
    fill(context, parent, *choice);
  }
}

} // namespace

void open_document(const Context &context, const css::uno::Sequence<sal_Int8> &bytes, const rtl::OUString &name) {
  css::uno::Sequence<css::beans::PropertyValue> arguments(5);
  css::beans::PropertyValue *const list = arguments.getArray();
  list[0] = property("InputStream", css::uno::Any(css::uno::Reference<css::io::XInputStream>(
                                        css::io::SequenceInputStream::createStreamFromSequence(context, bytes).get())));
  list[1] = property("AsTemplate", css::uno::Any(true));
  list[2] = property("MacroExecutionMode", css::uno::Any(css::document::MacroExecMode::NEVER_EXECUTE));
  list[3] = property("UpdateDocMode", css::uno::Any(css::document::UpdateDocMode::NO_UPDATE));
  list[4] = property("SuggestedSaveAsName", css::uno::Any(name));
  const css::uno::Reference<css::util::XModifiable> document(
      css::frame::Desktop::create(context)->loadComponentFromURL("private:stream", "_blank", 0, arguments),
      css::uno::UNO_QUERY_THROW);
  document->setModified(true); // so that closing it asks before the report is lost
}

void new_report(const Context &context, const Frame &parent,
                const css::uno::Sequence<css::beans::PropertyValue> &named) {
  const Choice choice{text_argument(named, "Template"), text_argument(named, "Period"),
                      text_argument(named, "Territory"), text_argument(named, "Number"),
                      text_argument(named, "IssueDate")};
  if (!choice.template_name.isEmpty()) {
    fill(context, parent, choice);
    return;
  }
  border::Results arguments = task_arguments(context, "choices");
  arguments.text("Today", today());
  const auto done = [context, parent](const NamedValues &answer) { ask_and_fill(context, parent, answer); };
  std::make_shared<ShownTask>(context, parent, done)->start(arguments.values());
}

} // namespace solieu::ui
