#include "cli/commands.hpp"
#include "cli/help.hpp"

#include "diagnostic/failure.hpp"

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>
#include <system_error>

namespace {

using solieu::cli::Arguments;
using solieu::cli::ExitStatus;
using solieu::cli::Output;
using solieu::diagnostic::Code;
using solieu::diagnostic::Diagnostic;
using solieu::diagnostic::Failure;
using solieu::diagnostic::Severity;

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) { stop_asked = 1; }

/// "vi" when the locale of messages is Vietnamese, else "en" (LC_ALL, LC_MESSAGES, LANG: the first that is set).
std::string message_language() {
  for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char *value = std::getenv(name);
    if (value != nullptr && *value != '\0') {
      return std::string_view(value).starts_with("vi") ? "vi" : "en";
    }
  }
  return "en";
}

solieu::model::Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  return {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
}

std::filesystem::path program_folder() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::current_path(error) : self.parent_path();
}

ExitStatus tell(const Failure &failure, const Output &output) {
  if (output.json) {
    Poco::JSON::Object object = solieu::cli::new_object();
    object.set("findings", solieu::cli::findings_json(failure.findings(), output.language));
    output.object(object);
  } else {
    output.findings(failure.findings());
  }
  return solieu::cli::status_of(failure.findings());
}

ExitStatus run(const std::vector<std::string> &words, Output &output) {
  try {
    const Arguments arguments = solieu::cli::read_arguments(words, program_folder(), today());
    output.json = arguments.json;
    if (arguments.version) {
      output.line("solieu " SOLIEU_VERSION);
      return ExitStatus::done;
    }
    if (arguments.help || arguments.command.empty()) {
      output.line(output.say(solieu::cli::help_on(arguments.command)));
      return arguments.help ? ExitStatus::done : ExitStatus::usage;
    }
    return solieu::cli::run_command(arguments, output, [] { return stop_asked != 0; });
  } catch (const Failure &failure) {
    return tell(failure, output);
  }
}

} // namespace

int main(int count, char **words) {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  std::vector<std::string> list(words + 1, words + count);
  Output output{std::cout, std::cerr, message_language(), false};
  for (const std::string &word : list) {
    output.json = output.json || word == "--json";
  }
  try {
    const ExitStatus status = run(list, output);
    if (!std::cout.flush()) {
      output.findings({Diagnostic{Code{"cli.not-printed"}}});
      return static_cast<int>(ExitStatus::output_unwritable);
    }
    return static_cast<int>(status);
  } catch (const std::exception &error) {
    output.findings({Diagnostic{Code{"cli.unexpected"}, Severity::error, {}, {{"what", error.what()}}}});
    return static_cast<int>(ExitStatus::refused);
  }
}
