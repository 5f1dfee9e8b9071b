#include "office/office_instance.hpp"

#include <com/sun/star/awt/AsyncCallback.hpp>
#include <com/sun/star/awt/XCallback.hpp>
#include <com/sun/star/beans/XPropertySet.hpp>
#include <com/sun/star/bridge/UnoUrlResolver.hpp>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/connection/NoConnectException.hpp>
#include <com/sun/star/container/XEnumeration.hpp>
#include <com/sun/star/document/MacroExecMode.hpp>
#include <com/sun/star/document/UpdateDocMode.hpp>
#include <com/sun/star/frame/Desktop.hpp>
#include <com/sun/star/frame/DispatchHelper.hpp>
#include <com/sun/star/frame/XDispatchProvider.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/util/XChangesBatch.hpp>
#include <cppuhelper/bootstrap.hxx>
#include <cppuhelper/implbase1.hxx>
#include <rtl/bootstrap.hxx>
#include <rtl/ref.hxx>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <iostream>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace solieu::office_test {

namespace {

namespace fs = std::filesystem;
using css::uno::Reference;
using Clock = std::chrono::steady_clock;

const fs::path program_folder = SOLIEU_OFFICE_PROGRAM;
constexpr int restart_wanted = 81;
constexpr int restart_after_crash = 79;

/// The UNO runtime of this process, without any office.
Context local_context() {
  static const support::Folder folder;
  static const Context context = [] {
    std::signal(SIGPIPE, SIG_IGN); // the bridge may still speak to an office that has just ended
    const std::string rc = "vnd.sun.star.pathname:" + (program_folder / "fundamentalrc").string();
    ::setenv("URE_BOOTSTRAP", rc.c_str(), 1);
    rtl::Bootstrap::set("UserInstallation", url(folder.path()));
    return cppu::defaultBootstrap_InitialComponentContext();
  }();
  return context;
}

std::string item(const std::string &path, const std::string &name, const std::string &value) {
  return "<item oor:path=\"" + path + "\"><prop oor:name=\"" + name + "\" oor:op=\"fuse\"><value>" + value +
         "</value></prop></item>\n";
}

std::string registry(const std::string &language) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" "
         "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n" +
         item("/org.openoffice.Office.Linguistic/General", "UILocale", language) +
         item("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false") +
         item("/org.openoffice.Office.Common/Misc", "FirstRun", "false") +
         item("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4") +
         item("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true") + "</oor:items>\n";
}

std::vector<std::string> environment(const OfficeOptions &options) {
  std::vector<std::string> all = {"SAL_USE_VCLPLUGIN=" + options.plugin,
                                  "LC_ALL=C.UTF-8",
                                  "TZ=Asia/Ho_Chi_Minh",
                                  "HOME=" + std::string(::getenv("HOME") ? ::getenv("HOME") : "/"),
                                  "PATH=/usr/bin:/bin",
                                  "GTK_A11Y=none",
                                  "NO_AT_BRIDGE=1"};
  if (!options.display.empty()) {
    all.push_back("DISPLAY=" + options.display);
  }
  return all;
}

std::vector<char *> pointers(std::vector<std::string> &words) {
  std::vector<char *> all;
  for (std::string &word : words) {
    all.push_back(word.data());
  }
  all.push_back(nullptr);
  return all;
}

css::beans::PropertyValue property(const char *name, const css::uno::Any &value) {
  return {rtl::OUString::createFromAscii(name), -1, value, css::beans::PropertyState_DIRECT_VALUE};
}

/// Notes that the office's main loop called back.
class Called : public cppu::WeakImplHelper1<css::awt::XCallback> {
public:
  void SAL_CALL notify(const css::uno::Any &) override { called_ = true; }
  [[nodiscard]] bool called() const { return called_; }

private:
  std::atomic<bool> called_ = false;
};

/// An office answers before its main loop runs, and until then drops whatever is to run there.
bool main_loop_runs(const Context &context) {
  const auto callback = css::awt::AsyncCallback::create(context);
  const rtl::Reference<Called> called(new Called);
  return eventually(
      [&] {
        callback->addCallback(Reference<css::awt::XCallback>(called.get()), css::uno::Any());
        return called->called();
      },
      std::chrono::seconds(60));
}

} // namespace

rtl::OUString text(const std::string &utf8) { return rtl::OUString::fromUtf8(utf8.c_str()); }

std::string utf8(const rtl::OUString &text) {
  const rtl::OString bytes = rtl::OUStringToOString(text, RTL_TEXTENCODING_UTF8);
  return {bytes.getStr(), static_cast<std::size_t>(bytes.getLength())};
}

rtl::OUString url(const fs::path &path) { return text("file://" + fs::absolute(path).string()); }

std::string build_id() {
  const std::string text = support::read_file(program_folder / "versionrc");
  const std::size_t begin = text.find("\nbuildid=") + 9;
  return text.substr(begin, text.find_first_of("\r\n", begin) - begin);
}

bool eventually(const std::function<bool()> &question, std::chrono::seconds limit) {
  const Clock::time_point end = Clock::now() + limit;
  while (!question()) {
    if (Clock::now() > end) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

OfficeInstance::OfficeInstance(OfficeOptions options) : options_(std::move(options)) {
  profile_ = options_.profile.empty() ? folder_.path() / "profile" : options_.profile;
  pipe_ = "solieu" + std::to_string(::getpid()) + folder_.path().filename().string();
  if (!fs::exists(profile_)) {
    seed_profile();
  }
  const Clock::time_point begun = Clock::now();
  spawn();
  connect();
  start_time_ = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
}

OfficeInstance::~OfficeInstance() {
  context_.clear();
  int status = 0;
  if (process_ > 0 && ::waitpid(process_, &status, WNOHANG) == process_) {
    std::cerr << "LibreOffice was gone already, " << (WIFSIGNALED(status) ? "signal " : "status ")
              << (WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)) << ": " << log() << '\n';
  } else if (process_ > 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
}

/// What makes a first start like any other: no restart, no questions.
void OfficeInstance::seed_profile() const {
  fs::create_directories(profile_ / "user/extensions");
  support::write_file(profile_ / "user/extensions/buildid", build_id());
  support::write_file(profile_ / "user/registrymodifications.xcu", registry(options_.language));
}

void OfficeInstance::spawn() {
  std::vector<std::string> words = {
      (options_.program / "soffice.bin").string(),
      "--norestore",
      "--nologo",
      "--nodefault",
      "--nolockcheck",
      "--accept=pipe,name=" + pipe_ + ";urp;StarOffice.ComponentContext",
      "-env:UserInstallation=" + utf8(url(profile_)),
      "-env:BUNDLED_EXTENSIONS=" +
          utf8(url(options_.extensions.empty() ? folder_.path() / "none" : options_.extensions))};
  if (options_.headless) {
    words.emplace_back("--headless");
  }
  std::vector<std::string> variables = environment(options_);
  const std::string log = (folder_.path() / "office.log").string();
  ::posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  ::posix_spawn_file_actions_adddup2(&files, 1, 2);
  const int failed = ::posix_spawn(&process_, words.front().c_str(), &files, nullptr, pointers(words).data(),
                                   pointers(variables).data());
  ::posix_spawn_file_actions_destroy(&files);
  if (failed != 0) {
    throw std::runtime_error("LibreOffice does not start: " + words.front());
  }
}

/// Did the office ask for another start, and got it?
bool OfficeInstance::restarted() {
  int status = 0;
  if (::waitpid(process_, &status, WNOHANG) != process_) {
    return false;
  }
  process_ = -1;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code != restart_wanted && code != restart_after_crash) {
    throw std::runtime_error("LibreOffice ended with " + std::to_string(code) + ": " + log());
  }
  spawn();
  return true;
}

void OfficeInstance::connect() {
  const auto resolver = css::bridge::UnoUrlResolver::create(local_context());
  const rtl::OUString address = text("uno:pipe,name=" + pipe_ + ";urp;StarOffice.ComponentContext");
  const bool there = eventually(
      [&] {
        try {
          context_.set(resolver->resolve(address), css::uno::UNO_QUERY_THROW);
          return desktop().is() && !restarted();
        } catch (const css::uno::Exception &) {
          restarted();
          return false;
        }
      },
      std::chrono::seconds(60));
  if (!there || !main_loop_runs(context_)) {
    throw std::runtime_error("LibreOffice does not answer: " + log());
  }
}

Reference<css::uno::XInterface> OfficeInstance::service(const std::string &name) const {
  return context_->getServiceManager()->createInstanceWithContext(text(name), context_);
}

Reference<css::frame::XDesktop2> OfficeInstance::desktop() const { return css::frame::Desktop::create(context_); }

std::size_t OfficeInstance::threads() const {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto &entry : fs::directory_iterator("/proc/" + std::to_string(process_) + "/task")) {
    ++count;
  }
  return count;
}

bool OfficeInstance::has_loaded(const std::string &library) const {
  return support::read_file("/proc/" + std::to_string(process_) + "/maps").find(library) != std::string::npos;
}

void OfficeInstance::set(const std::string &name, const std::string &value) const {
  const css::uno::Any node(css::beans::NamedValue("nodepath", css::uno::Any(text("/vn.solieu.Settings/Workspace"))));
  const Reference<css::uno::XInterface> access =
      css::configuration::theDefaultProvider::get(context_)->createInstanceWithArguments(
          "com.sun.star.configuration.ConfigurationUpdateAccess", {&node, 1});
  Reference<css::beans::XPropertySet>(access, css::uno::UNO_QUERY_THROW)
      ->setPropertyValue(text(name), css::uno::Any(text(value)));
  Reference<css::util::XChangesBatch>(access, css::uno::UNO_QUERY_THROW)->commitChanges();
}

Document OfficeInstance::load(const std::string &address, bool hidden) const {
  css::uno::Sequence<css::beans::PropertyValue> arguments(3);
  arguments.getArray()[0] = property("Hidden", css::uno::Any(hidden));
  arguments.getArray()[1] = property("MacroExecutionMode", css::uno::Any(css::document::MacroExecMode::NEVER_EXECUTE));
  arguments.getArray()[2] = property("UpdateDocMode", css::uno::Any(css::document::UpdateDocMode::NO_UPDATE));
  return desktop()->loadComponentFromURL(text(address), "_blank", 0, arguments);
}

void OfficeInstance::dispatch(const Document &document, const std::string &command,
                              const std::vector<std::pair<std::string, std::string>> &arguments) const {
  css::uno::Sequence<css::beans::PropertyValue> values(static_cast<sal_Int32>(arguments.size()));
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    values.getArray()[i] = property(arguments[i].first.c_str(), css::uno::Any(text(arguments[i].second)));
  }
  const Reference<css::frame::XModel> model(document, css::uno::UNO_QUERY_THROW);
  const Reference<css::frame::XDispatchProvider> frame(model->getCurrentController()->getFrame(),
                                                       css::uno::UNO_QUERY_THROW);
  css::frame::DispatchHelper::create(context_)->executeDispatch(frame, text(command), "_self", 0, values);
}

std::vector<Document> OfficeInstance::documents() const {
  std::vector<Document> all;
  const Reference<css::container::XEnumeration> list = desktop()->getComponents()->createEnumeration();
  while (list->hasMoreElements()) {
    all.emplace_back(list->nextElement(), css::uno::UNO_QUERY);
  }
  return all;
}

void OfficeInstance::ask_to_quit() const {
  try {
    desktop()->terminate();
  } catch (const css::uno::RuntimeException &) { // it went while it answered
    return;
  }
}

int OfficeInstance::wait_for_end(std::chrono::seconds limit) {
  int status = 0;
  if (!eventually([&] { return ::waitpid(process_, &status, WNOHANG) == process_; }, limit)) {
    return -1;
  }
  process_ = -1;
  if (status != 0) {
    std::cerr << "LibreOffice said: " << log() << '\n';
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int OfficeInstance::quit() {
  ask_to_quit();
  return wait_for_end();
}

} // namespace solieu::office_test
