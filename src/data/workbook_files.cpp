#include "data/workbook_files.hpp"

#include "data/compound_file.hpp"
#include "data/regular_file.hpp"
#include "data/source_files.hpp"
#include "diagnostic/failure.hpp"
#include "office_process/office.hpp"

#include <algorithm>
#include <cstddef>
#include <future>
#include <string_view>

namespace solieu::data {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t files_a_start = 100;
constexpr std::uintmax_t bytes_a_start = std::uintmax_t{64} << 20U;
constexpr std::uintmax_t largest_file = std::uintmax_t{64} << 20U;

constexpr std::string_view zip_magic = "PK\x03\x04";
constexpr std::string_view compound_magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Names of streams of a compound file, in UTF-16.
constexpr std::string_view locked_stream("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);

std::string bytes_of(const fs::path &file) {
  const RegularFile opened(file);
  if (opened.size() > largest_file)
    fail_file("data.workbook-too-large", file);
  auto bytes = opened.read(static_cast<std::size_t>(opened.size()));
  if (bytes.empty())
    fail_file("data.file-empty", file);
  return bytes;
}

std::size_t u16(std::string_view bytes, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at])) |
         static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 1])) << 8U;
}

/// The records after the beginning of an Excel 97 stream, up to the one that says it is encrypted ([MS-XLS] 2.4.117).
bool is_locked_xls(std::string_view bytes) {
  constexpr std::string_view beginning("\x09\x08\x10\x00\x00\x06\x05\x00", 8);
  constexpr std::size_t filepass = 0x2F;
  constexpr std::size_t records_looked_at = 12;
  for (auto at = bytes.find(beginning); at != std::string_view::npos; at = bytes.find(beginning, at + 1)) {
    auto place = at;
    for (std::size_t i = 0; i < records_looked_at && place + 4 <= bytes.size(); ++i) {
      if (u16(bytes, place) == filepass)
        return true;
      place += 4 + u16(bytes, place + 2);
    }
  }
  return false;
}

/// What is inside must be what the name says, or the office would take it for something else; a password is found here
/// because the office only says that it could not open the file.
void check(const fs::path &file, std::string_view bytes) {
  const auto ending = ending_of(file);
  const bool zip = bytes.starts_with(zip_magic);
  const bool compound = bytes.starts_with(compound_magic);
  if (compound && (bytes.find(locked_stream) != std::string_view::npos || (ending == ".xls" && is_locked_xls(bytes))))
    fail_file("data.workbook-locked", file);
  const bool right = ending == ".xls" ? compound : zip;
  if (!right)
    fail_file("data.workbook-wrong-kind", file, {{"ending", ending}});
  if (compound && !is_whole_compound_file(bytes)) // the office would show what is left, or take it for text
    fail_file("data.workbook-damaged", file);
}

bool needs_office(const fs::path &file) { return ending_of(file) != ".ods"; }

} // namespace

std::string WorkbookFiles::ods_of(const fs::path &file) {
  auto bytes = bytes_of(file);
  check(file, bytes);
  if (!needs_office(file))
    return bytes;
  const auto made = [&] { return std::ranges::find(converted_, file, [](const auto &one) { return one.first; }); };
  if (made() == converted_.end())
    convert_from(file);
  auto ods = std::exchange(made()->second, {});
  if (ods.empty())
    fail_file("data.workbook-unreadable", file);
  return ods;
}

/// The file and those after it that need the office, up to a bound; files that are not fit for it are left to their own
/// turn.
void WorkbookFiles::convert_from(const fs::path &first) {
  converted_.clear();
  office_process::BatchRequest request;
  request.cancelled = cancelled_;
  std::uintmax_t bytes = 0;
  for (auto file = std::ranges::find(files_, first); file != files_.end(); ++file) {
    std::error_code error;
    const auto size = fs::file_size(*file, error);
    if (error || !needs_office(*file) || size > largest_file)
      continue;
    try {
      check(*file, bytes_of(*file));
    } catch (const diagnostic::Failure &) {
      continue;
    }
    bytes += size;
    if (request.files.size() == files_a_start || (bytes > bytes_a_start && !request.files.empty()))
      break;
    request.files.push_back(*file);
  }
  // Two offices, each with one half: one takes a fifth of a second of a processor for a form.
  auto second = request;
  const auto half = static_cast<std::ptrdiff_t>((request.files.size() + 1) / 2);
  second.files.erase(second.files.begin(), second.files.begin() + half);
  request.files.resize(static_cast<std::size_t>(half));
  auto beside = std::async(std::launch::async, [&second] { return office_process::convert_files(second); });
  const auto keep = [this](const office_process::BatchRequest &batch, std::vector<std::string> results) {
    for (std::size_t i = 0; i < results.size(); ++i)
      converted_.emplace_back(batch.files[i], std::move(results[i]));
  };
  keep(request, office_process::convert_files(request));
  keep(second, beside.get());
}

} // namespace solieu::data
