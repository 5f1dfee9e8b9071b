#pragma once

#include "diagnostic/diagnostic.hpp"

#include <string>
#include <vector>

namespace solieu::cli {

/// The names of all commands, as a person types them.
[[nodiscard]] const std::vector<std::string> &command_names();

/// The sentence that explains a command, its options and an example; `cli.usage` for "". Failure
/// `cli.command-unknown`, with the nearest name.
[[nodiscard]] diagnostic::Diagnostic help_on(const std::string &command);

/// What stands after a command on the line ("TEMPLATE"), as a sentence of its own that `cli.operand-missing` holds.
[[nodiscard]] diagnostic::Diagnostic wrong_operands(const std::string &command, const diagnostic::Code &takes);

} // namespace solieu::cli
