#pragma once

#include "model/date.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace solieu::cli {

/// The command line, read but not yet understood: `solieu COMMAND operands… options…`.
struct Arguments {
  std::string command;
  std::vector<std::string> operands;
  std::filesystem::path workspace, snapshot, keep_snapshot;
  std::string output, period, territory, source, clock, number, language;
  model::Date issue_date;
  std::vector<std::pair<std::string, std::string>> parameters;
  bool json = false, strict = false, plain = false, why = false, all = false, drift = false, help = false,
       version = false;
};

/// Reads the arguments; Failure `cli.…` for an unknown option or a value that is none. `beside` is the folder of the
/// program, where the shipped workspace is found; `today` is the issue date when none is given.
[[nodiscard]] Arguments read_arguments(const std::vector<std::string> &words, const std::filesystem::path &beside,
                                       model::Date today);

} // namespace solieu::cli
