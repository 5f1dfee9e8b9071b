#pragma once

#include "support/program.hpp"

#include <com/sun/star/beans/NamedValue.hpp>
#include <com/sun/star/frame/XDesktop2.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace solieu::office_test {

using Context = css::uno::Reference<css::uno::XComponentContext>;
using Document = css::uno::Reference<css::lang::XComponent>;

/// How an office is started.
struct OfficeOptions {
  std::string language = "vi";
  std::string plugin = "svp"; ///< windows in memory; "gen" and "gtk3" need a display
  std::string display{};
  bool headless = false;                                       ///< every question is answered at once
  std::filesystem::path extensions = SOLIEU_BINARY_DIR "/oxt"; ///< folder of unpacked extensions; empty = none
  std::filesystem::path profile{};                             ///< empty = a new one
  std::filesystem::path program = SOLIEU_OFFICE_PROGRAM;       ///< folder of the office's programs
};

/// A LibreOffice with a profile and a log of its own; ended by its process id with this object.
class OfficeInstance {
public:
  explicit OfficeInstance(OfficeOptions options = {});
  ~OfficeInstance();
  OfficeInstance(const OfficeInstance &) = delete;
  OfficeInstance &operator=(const OfficeInstance &) = delete;

  [[nodiscard]] const Context &context() const { return context_; }
  [[nodiscard]] css::uno::Reference<css::uno::XInterface> service(const std::string &name) const;
  [[nodiscard]] css::uno::Reference<css::frame::XDesktop2> desktop() const;
  [[nodiscard]] pid_t process() const { return process_; }
  [[nodiscard]] std::string log() const { return support::read_file(folder_.path() / "office.log"); }
  /// From the start of the process to the first answer.
  [[nodiscard]] std::chrono::milliseconds start_time() const { return start_time_; }
  /// Number of threads of the process.
  [[nodiscard]] std::size_t threads() const;
  /// Is this file mapped into the process?
  [[nodiscard]] bool has_loaded(const std::string &library) const;

  /// Writes a string of vn.solieu.Settings/Workspace.
  void set(const std::string &name, const std::string &value) const;
  [[nodiscard]] Document load(const std::string &url, bool hidden = false) const;
  /// Runs a command of the extension in the frame of the document, as its menu does.
  void dispatch(const Document &document, const std::string &command,
                const std::vector<std::pair<std::string, std::string>> &arguments = {}) const;
  /// Documents that are open.
  [[nodiscard]] std::vector<Document> documents() const;
  /// Asks the office to quit.
  void ask_to_quit() const;
  /// Waits for the end of the process; its exit status, 128 + signal, or −1 when it does not end in time.
  int wait_for_end(std::chrono::seconds limit = std::chrono::seconds(30));
  int quit();

private:
  void seed_profile() const;
  void spawn();
  void connect();
  bool restarted();

  OfficeOptions options_;
  support::Folder folder_;
  std::filesystem::path profile_;
  std::string pipe_;
  pid_t process_ = -1;
  Context context_;
  std::chrono::milliseconds start_time_{0};
};

/// What the office writes into the folder of extensions of a profile that it knows.
[[nodiscard]] std::string build_id();

/// Asks again and again until the answer is yes or the time is over.
bool eventually(const std::function<bool()> &question, std::chrono::seconds limit = std::chrono::seconds(20));

[[nodiscard]] rtl::OUString text(const std::string &utf8);
[[nodiscard]] std::string utf8(const rtl::OUString &text);
[[nodiscard]] rtl::OUString url(const std::filesystem::path &path);

} // namespace solieu::office_test
