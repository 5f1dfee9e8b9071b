#include "cli/help.hpp"

#include "diagnostic/failure.hpp"

#include <algorithm>

namespace solieu::cli {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

const std::vector<std::pair<std::string, Code>> &commands() {
  static const std::vector<std::pair<std::string, Code>> rows = {
      {"fill", Code{"cli.help-fill"}},           {"check", Code{"cli.help-check"}},
      {"figure", Code{"cli.help-figure"}},       {"explain", Code{"cli.help-explain"}},
      {"source", Code{"cli.help-source"}},       {"outlook", Code{"cli.help-outlook"}},
      {"workspace", Code{"cli.help-workspace"}}, {"snapshot", Code{"cli.help-snapshot"}},
      {"catalogue", Code{"cli.help-catalogue"}}, {"help", Code{"cli.usage"}},
  };
  return rows;
}

} // namespace

const std::vector<std::string> &command_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const auto &[name, help] : commands()) {
      list.push_back(name);
    }
    return list;
  }();
  return names;
}

Diagnostic help_on(const std::string &command) {
  if (command.empty()) {
    return Diagnostic{Code{"cli.usage"}, Severity::note, {}, {}};
  }
  const auto found =
      std::find_if(commands().begin(), commands().end(), [&](const auto &row) { return row.first == command; });
  if (found == commands().end()) {
    throw diagnostic::Failure(
        Diagnostic{Code{"cli.command-unknown"},
                   Severity::error,
                   {},
                   {{"command", command}, {"nearest", diagnostic::nearest_name(command, command_names())}}});
  }
  return Diagnostic{found->second, Severity::note, {}, {}};
}

Diagnostic wrong_operands(const std::string &command, const Code &takes) {
  return Diagnostic{Code{"cli.operand-missing"}, Severity::error, {}, {{"command", command}, {"what", takes.name}}};
}

} // namespace solieu::cli
