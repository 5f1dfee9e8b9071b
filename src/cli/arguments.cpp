#include "cli/arguments.hpp"

#include "cli/help.hpp"
#include "diagnostic/failure.hpp"
#include "job/workspace_job.hpp"

#include <Poco/Exception.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <system_error>

namespace solieu::cli {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

[[noreturn]] void fail(Code code, std::vector<std::pair<std::string, std::string>> values) {
  throw Failure(Diagnostic{std::move(code), Severity::error, {}, std::move(values)});
}

struct OptionRow {
  const char *name;
  const char *letter;
  bool takes_value;
  std::string_view commands; ///< that use it, between spaces; "" = every command
  std::function<void(Arguments &, const std::string &)> set;
};
constexpr std::string_view of_reports = " fill check figure outlook ";
constexpr std::string_view of_data = " fill check figure explain outlook snapshot ";
constexpr std::string_view of_documents = " fill figure outlook ";
constexpr std::string_view of_verdicts = " fill check figure explain outlook snapshot workspace source ";

void set_parameter(Arguments &arguments, const std::string &value) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos || equals == 0) {
    fail(Code{"cli.parameter-malformed"}, {{"text", value}});
  }
  arguments.parameters.emplace_back(value.substr(0, equals), value.substr(equals + 1));
}

void set_issue_date(Arguments &arguments, const std::string &value) {
  const auto date = model::Date::parse(value);
  if (!date) {
    fail(Code{"cli.date-malformed"}, {{"text", value}});
  }
  arguments.issue_date = *date;
}

void set_language(Arguments &arguments, const std::string &value) {
  if (value != "vi" && value != "en") {
    fail(Code{"cli.language-unknown"}, {{"language", value}});
  }
  arguments.language = value;
}

const std::vector<OptionRow> &option_rows() {
  static const std::vector<OptionRow> rows = {
      {"workspace", "w", true, "", [](Arguments &a, const std::string &v) { a.workspace = v; }},
      {"output", "o", true, " fill ", [](Arguments &a, const std::string &v) { a.output = v; }},
      {"period", "p", true, of_reports, [](Arguments &a, const std::string &v) { a.period = v; }},
      {"territory", "t", true, of_reports, [](Arguments &a, const std::string &v) { a.territory = v; }},
      {"source", "s", true, of_data, [](Arguments &a, const std::string &v) { a.source = v; }},
      {"snapshot", "", true, " fill check figure explain outlook ",
       [](Arguments &a, const std::string &v) { a.snapshot = v; }},
      {"keep-snapshot", "", true, " fill ", [](Arguments &a, const std::string &v) { a.keep_snapshot = v; }},
      {"clock", "", true, " fill check figure outlook catalogue ",
       [](Arguments &a, const std::string &v) { a.clock = v; }},
      {"issue-date", "", true, of_reports, set_issue_date},
      {"number", "", true, " fill ", [](Arguments &a, const std::string &v) { a.number = v; }},
      {"lang", "", true, of_documents, set_language},
      {"param", "", true, " fill check figure ", set_parameter},
      {"json", "", false, "", [](Arguments &a, const std::string &) { a.json = true; }},
      {"strict", "", false, of_verdicts, [](Arguments &a, const std::string &) { a.strict = true; }},
      {"plain", "", false, " fill ", [](Arguments &a, const std::string &) { a.plain = true; }},
      {"why", "", false, " figure ", [](Arguments &a, const std::string &) { a.why = true; }},
      {"all", "", false, " check ", [](Arguments &a, const std::string &) { a.all = true; }},
      {"drift", "", false, " explain ", [](Arguments &a, const std::string &) { a.drift = true; }},
      {"help", "h", false, "", [](Arguments &a, const std::string &) { a.help = true; }},
      {"version", "", false, "", [](Arguments &a, const std::string &) { a.version = true; }},
  };
  return rows;
}

Poco::Util::OptionSet option_set() {
  Poco::Util::OptionSet options;
  for (const OptionRow &row : option_rows()) {
    Poco::Util::Option option(row.name, row.letter, "", false);
    option.repeatable(std::string_view(row.name) == "param");
    if (row.takes_value) {
      option.argument("VALUE", true);
    }
    options.addOption(option);
  }
  return options;
}

const OptionRow &row_of(const std::string &name) {
  return *std::find_if(option_rows().begin(), option_rows().end(),
                       [&](const OptionRow &row) { return name == row.name; });
}

/// An option given, as it was typed.
struct Given {
  std::string name;
  std::string typed;
};

/// An option that the command would pass over is a misunderstanding.
void require_used(const std::vector<Given> &options, const std::string &command) {
  const auto &known = command_names();
  if (std::find(known.begin(), known.end(), command) == known.end()) {
    return;
  }
  for (const Given &given : options) {
    const OptionRow &row = row_of(given.name);
    if (!row.commands.empty() && row.commands.find(" " + command + " ") == std::string_view::npos) {
      fail(Code{"cli.option-not-used"}, {{"command", command}, {"option", given.typed}});
    }
  }
}

std::string nearest_option(const std::string &word) {
  std::vector<std::string> names;
  for (const OptionRow &row : option_rows()) {
    names.push_back(std::string("--") + row.name);
  }
  return diagnostic::nearest_name(word.substr(0, word.find('=')), names);
}

/// The shipped workspace beside the program: of a build (../workspace) or of an installation
/// (../share/solieu/workspace).
std::filesystem::path shipped_workspace(const std::filesystem::path &beside) {
  std::error_code error;
  const std::filesystem::path built = beside.parent_path() / "workspace";
  return std::filesystem::is_directory(built, error) ? built : beside.parent_path() / "share" / "solieu" / "workspace";
}

} // namespace

Arguments read_arguments(const std::vector<std::string> &words, const std::filesystem::path &beside,
                         model::Date today) {
  Arguments arguments;
  arguments.issue_date = today;
  const Poco::Util::OptionSet options = option_set();
  Poco::Util::OptionProcessor processor(options);
  processor.setUnixStyle(true);
  bool only_operands = false;
  std::vector<Given> options_given;
  std::string awaiting_value; // an option whose value is the next word
  for (const std::string &word : words) {
    if (word == "--" && !only_operands) {
      only_operands = true;
      continue;
    }
    std::string name;
    std::string value;
    try {
      if (!only_operands && processor.process(word, name, value)) {
        const std::string typed = awaiting_value.empty() ? word.substr(0, word.find('=')) : awaiting_value;
        awaiting_value = name.empty() ? typed : "";
        if (!name.empty()) {
          if (row_of(name).takes_value && value.empty() && name != "number") {
            fail(Code{"cli.value-missing"}, {{"option", typed}});
          }
          row_of(name).set(arguments, value);
          options_given.push_back({name, typed});
        }
        continue;
      }
    } catch (const Poco::Util::DuplicateOptionException &) {
      fail(Code{"cli.option-twice"}, {{"option", word.substr(0, word.find('='))}});
    } catch (const Poco::Util::OptionException &) {
      fail(Code{"cli.option-unknown"}, {{"option", word}, {"nearest", nearest_option(word)}});
    }
    (arguments.command.empty() ? arguments.command : arguments.operands.emplace_back()) = word;
  }
  try {
    processor.checkRequired();
  } catch (const Poco::Util::OptionException &) {
    fail(Code{"cli.value-missing"}, {{"option", words.back()}});
  }
  if (!arguments.help) {
    require_used(options_given, arguments.command);
  }
  if (arguments.workspace.empty()) {
    arguments.workspace = job::default_workspace(shipped_workspace(beside));
  }
  return arguments;
}

} // namespace solieu::cli
