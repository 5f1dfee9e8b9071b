#include "office_process/conversion.hpp"

#include "diagnostic/failure.hpp"
#include "diagnostic/system_cause.hpp"
#include "office_process/child.hpp"
#include "office_process/profile.hpp"
#include "office_process/sandbox.hpp"

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

namespace solieu::office_process {
namespace {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Failure;
using diagnostic::Severity;

constexpr std::uint64_t memory_limit = std::uint64_t{4} << 30U; ///< a normal report needs 0.7 GiB (reliability.md 0.7)
constexpr std::uint64_t file_limit = std::uint64_t{1} << 30U;
constexpr int most_starts = 4;

/// The office itself instead of the script before it, which would start two more processes.
fs::path real_program(const fs::path &office) {
  std::error_code error;
  const auto resolved = fs::canonical(office, error);
  if (error)
    return office;
  const auto binary = resolved.parent_path() / "soffice.bin";
  return fs::is_regular_file(binary, error) ? binary : resolved;
}

/// A path as a file URL; everything but the plain ASCII characters is escaped.
std::string file_url(const fs::path &path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string url = "file://";
  for (const char letter : path.string()) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool plain = (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z') ||
                       std::string_view{"/._-"}.find(letter) != std::string_view::npos;
    if (plain)
      url.push_back(letter);
    else
      url.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  return url;
}

/// What --convert-to wants: for PDF the filter of that kind of document with PDF/A-2b and tags.
std::string convert_to(const ExportRequest &request) {
  if (request.target_format != "pdf")
    return request.target_format;
  const bool sheet = request.extension == "ods" || request.extension == "xlsx";
  return std::string{"pdf:"} + (sheet ? "calc" : "writer") +
         R"(_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}})";
}

std::optional<std::string> read(const fs::path &path) {
  std::ifstream input{path, std::ios::binary};
  if (!input)
    return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>{input}, {}};
  return input.bad() ? std::nullopt : std::optional{std::move(bytes)};
}

void write(const fs::path &path, const std::string &bytes) {
  std::ofstream out;
  out.exceptions(std::ios::badbit | std::ios::failbit);
  out.open(path, std::ios::binary);
  out << bytes << std::flush;
}

/// The folders with the fonts a user installed for himself; the office gets them, and nothing else of his.
std::vector<std::pair<fs::path, std::string>> font_folders() {
  std::vector<std::pair<fs::path, std::string>> folders;
  const char *home = std::getenv("HOME");
  for (const char *name : {".fonts", ".local/share/fonts"}) {
    std::error_code error;
    if (home != nullptr && fs::is_directory(fs::path{home} / name, error))
      if (const auto real = fs::canonical(fs::path{home} / name, error); !error)
        folders.emplace_back(real, name);
  }
  return folders;
}

} // namespace

Conversion::Conversion(const ExportRequest &request, const fs::path &office)
    : target_format_(request.target_format), convert_to_(convert_to(request)), time_limit_(request.time_limit),
      cancelled_(request.cancelled), program_(real_program(office)),
      deadline_(std::chrono::steady_clock::now() + request.time_limit), inputs_{"report." + request.extension} {
  lay_out(request.locale);
  fill_folder([&] { write(work_.path() / "in" / inputs_.front(), request.document_bytes); });
}

Conversion::Conversion(const BatchRequest &request, const fs::path &office)
    : target_format_(request.target_format), convert_to_(request.target_format), time_limit_(request.time_limit),
      cancelled_(request.cancelled), program_(real_program(office)) {
  lay_out({});
  for (const auto &file : request.files)
    inputs_.push_back(std::to_string(inputs_.size()) + file.extension().string());
  fill_folder([&] {
    for (std::size_t i = 0; i < inputs_.size(); ++i)
      fs::copy_file(request.files[i], work_.path() / "in" / inputs_[i]);
  });
}

void Conversion::lay_out(const std::string &locale) {
  fill_folder([&] {
    for (const char *name : {"in", "out", "home/.local/share", "tmp"})
      fs::create_directories(work_.path() / name);
    for (const auto &[real, name] : font_folders())
      fs::create_directory_symlink(real, work_.path() / "home" / name);
    seed_profile(work_.path() / "profile", program_.parent_path(), locale);
  });
}

void Conversion::fill_folder(const std::function<void()> &work) const try {
  work();
} catch (const std::system_error &error) {
  throw Failure(
      {Code{"office.no-work-folder"},
       Severity::error,
       {},
       {{"folder", work_.path().parent_path().string()}, {"cause", diagnostic::system_cause(error.code().value())}}});
}

/// For the input files from `first` on.
std::vector<std::string> Conversion::office_arguments(std::size_t first) const {
  std::vector<std::string> arguments{program_.string(), "--headless",
                                     "--norestore",     "--nologo",
                                     "--nodefault",     "--nofirststartwizard",
                                     "--nolockcheck",   "-env:UserInstallation=" + file_url(work_.path() / "profile"),
                                     "--convert-to",    convert_to_,
                                     "--outdir",        (work_.path() / "out").string()};
  for (std::size_t i = first; i < inputs_.size(); ++i)
    arguments.push_back((work_.path() / "in" / inputs_[i]).string());
  return arguments;
}

std::vector<std::string> Conversion::environment() const {
  std::vector<std::string> result{"PATH=/usr/bin:/bin",
                                  "LANG=C.UTF-8",
                                  "SAL_USE_VCLPLUGIN=svp",
                                  "HOME=" + (work_.path() / "home").string(),
                                  "TMPDIR=" + (work_.path() / "tmp").string(),
                                  "OSL_SOCKET_PATH=" + (work_.path() / "tmp").string()};
  for (const char *name : {"TZ", "SOURCE_DATE_EPOCH"})
    if (const char *value = std::getenv(name); value != nullptr)
      result.push_back(std::string{name} + "=" + value);
  return result;
}

std::vector<std::string> Conversion::in_sandbox(std::vector<std::string> arguments) const {
  if (!sandbox_works())
    return arguments;
  std::vector<fs::path> readable;
  const bool of_system = program_.string().starts_with("/usr/");
  if (!of_system) // e.g. /opt/libreoffice24.2/program: the share folder stands beside it
    readable.push_back(program_.parent_path().filename() == "program" ? program_.parent_path().parent_path()
                                                                      : program_.parent_path());
  for (const auto &[real, name] : font_folders())
    readable.push_back(real);
  auto result = sandbox_arguments(work_.path(), readable);
  result.insert(result.end(), std::move_iterator{arguments.begin()}, std::move_iterator{arguments.end()});
  return result;
}

fs::path Conversion::output(std::size_t which) const {
  return work_.path() / "out" / fs::path(inputs_.at(which)).replace_extension(target_format_);
}

/// The last 300 bytes of the log on one line, for the message; control characters become spaces.
std::string Conversion::log_tail() const {
  auto text = read(work_.path() / "log").value_or("");
  if (text.size() > 300)
    text.erase(0, text.size() - 300);
  while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U) // the rest of a cut character
    text.erase(0, 1);
  for (char &letter : text)
    if (static_cast<unsigned char>(letter) < ' ')
      letter = ' ';
  const auto last = text.find_last_not_of(' ');
  return last == std::string::npos ? "-" : text.substr(0, last + 1);
}

void Conversion::fail(std::string_view code, std::string_view status) const {
  throw Failure({Code{code},
                 Severity::error,
                 {},
                 {{"program", program_.string()},
                  {"seconds", std::to_string(time_limit_.count())},
                  {"status", std::string{status}},
                  {"format", target_format_},
                  {"log", log_tail()}}});
}

ChildResult Conversion::start(const std::vector<std::string> &arguments) {
  ChildCommand command;
  command.arguments = in_sandbox(arguments);
  command.environment = environment();
  command.folder = work_.path();
  command.log = work_.path() / "log";
  command.time_limit = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now());
  command.memory_limit = memory_limit;
  command.file_limit = file_limit;
  command.cancelled = cancelled_;
  const auto result = run_child(command);
  if (result.end == ChildEnd::cancelled)
    fail("office.cancelled");
  if (result.end == ChildEnd::not_started)
    fail("office.cannot-start", diagnostic::system_cause(result.number));
  return result;
}

/// The exit status; every other end is a failure.
int Conversion::run_once(const std::vector<std::string> &arguments) {
  const auto result = start(arguments);
  if (result.end == ChildEnd::timed_out)
    fail("office.timed-out");
  if (result.end == ChildEnd::signalled)
    fail("office.crashed", std::to_string(128 + result.number));
  return result.number;
}

std::string Conversion::run() {
  const auto arguments = office_arguments(0);
  int status = 0;
  for (int starts = 0; starts < most_starts; ++starts) {
    status = run_once(arguments);
    if (status != 79 && status != 81)
      break;
  }
  if (status != 0)
    fail("office.crashed", std::to_string(status));
  auto bytes = read(output(0));
  if (!bytes || bytes->empty())
    fail("office.no-output");
  return *std::move(bytes);
}

/// The office takes the files in their order: when it ends badly, the first one without a result is what it broke on.
std::vector<std::string> Conversion::run_all() {
  std::vector<std::string> results(inputs_.size());
  int restarts = 0;
  for (std::size_t first = 0; first < inputs_.size();) {
    deadline_ = std::chrono::steady_clock::now() + time_limit_;
    const auto ended = start(office_arguments(first));
    const bool asks_again = ended.end == ChildEnd::exited && (ended.number == 79 || ended.number == 81);
    if (asks_again && ++restarts < most_starts)
      continue;
    const bool well = ended.end == ChildEnd::exited && ended.number == 0;
    std::size_t next = first;
    for (std::size_t i = first; i < inputs_.size(); ++i) {
      results[i] = read(output(i)).value_or("");
      if (!results[i].empty())
        next = i + 1;
    }
    first = well ? inputs_.size() : next + 1;
  }
  return results;
}

std::string Conversion::text_of_pdf() {
  const auto tool = find_program("pdftotext");
  if (tool.empty())
    throw Failure({Code{"office.no-pdftotext"}, Severity::error, {}, {}});
  const auto text = work_.path() / "out" / "report.txt";
  if (const int status = run_once({tool.string(), "-enc", "UTF-8", output(0).string(), text.string()}); status != 0)
    throw Failure({Code{"office.broken-pdf"}, Severity::error, {}, {{"cause", "pdftotext " + std::to_string(status)}}});
  return read(text).value_or("");
}

} // namespace solieu::office_process
