#include "job/input_files.hpp"

#include "data/snapshot.hpp"
#include "diagnostic/failure.hpp"

#include <algorithm>
#include <system_error>

namespace solieu::job {

namespace {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

[[noreturn]] void refuse(Code code, const fs::path &file, const std::string &source = {}) {
  throw Failure(Diagnostic{
      std::move(code), Severity::error, {.file = file.string()}, {{"file", file.string()}, {"source", source}}});
}

bool same_file(const fs::path &a, const fs::path &b) {
  std::error_code error;
  return fs::equivalent(a, b, error);
}

/// Whether the file is the one at `path`, or one of those in the folder there.
bool belongs_to(const fs::path &file, const fs::path &path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return same_file(file, path);
  }
  const auto entries = fs::directory_iterator(path, error);
  return !error && std::any_of(begin(entries), end(entries),
                               [&file](const fs::directory_entry &entry) { return same_file(file, entry.path()); });
}

} // namespace

InputFiles::InputFiles(const workspace::Workspace &workspace, fs::path template_file)
    : template_(std::move(template_file)) {
  for (const model::SourceSettings &source : workspace.sources) {
    const std::string &path = source.kind == "odbc" ? source.server.database : source.path; // SQLite through ODBC
    if (!path.empty()) {
      sources_.push_back({source.alias, path});
    }
  }
}

void InputFiles::require_no_template(const fs::path &output) const {
  if (!template_.empty() && same_file(output, template_)) {
    refuse(Code{"job.output-is-template"}, output);
  }
}

void InputFiles::require_other(const fs::path &output) const {
  require_no_template(output);
  for (const SourcePath &source : sources_) {
    if (belongs_to(output, source.path)) {
      refuse(Code{"job.output-is-source"}, output, source.alias);
    }
  }
}

void InputFiles::require_snapshot_place(const fs::path &file, const std::string &source) const {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file, error))) {
    return;
  }
  require_no_template(file);
  for (const SourcePath &own : sources_) {
    if (own.alias == source && belongs_to(file, own.path)) {
      refuse(Code{"job.output-is-source"}, file, source);
    }
  }
  if (!data::is_snapshot(file)) {
    refuse(Code{"job.output-no-snapshot"}, file);
  }
}

} // namespace solieu::job
