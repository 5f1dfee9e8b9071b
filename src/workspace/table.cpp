#include "workspace/table.hpp"

#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;

namespace {

constexpr std::uintmax_t size_limit = std::uintmax_t{64} * 1024 * 1024;
const std::string no_text;

bool upper_or_digit(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool lower_or_digit(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

std::size_t index_of(const std::vector<std::string> &header, std::string_view column) {
  return static_cast<std::size_t>(std::ranges::find(header, column) - header.begin());
}

} // namespace

std::optional<std::string> read_file(const std::filesystem::path &path, Diagnostics &findings) {
  const diagnostic::Location place{.file = path.string()};
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    findings.push_back({Code{"workspace.file-missing"}, Severity::error, place, {{"file", path.string()}}});
    return std::nullopt;
  }
  if (!std::filesystem::is_regular_file(path, error)) { // a pipe would be waited for
    findings.push_back({Code{"workspace.not-a-file"}, Severity::error, place, {{"file", path.string()}}});
    return std::nullopt;
  }
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > size_limit) {
    findings.push_back({Code{"workspace.file-too-large"}, Severity::error, place, {{"file", path.string()}}});
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  if (error || !stream) {
    findings.push_back({Code{"workspace.file-unreadable"}, Severity::error, place, {{"file", path.string()}}});
    return std::nullopt;
  }
  return bytes;
}

bool is_code(std::string_view text) noexcept {
  return text.size() >= 2 && text.size() <= 32 && text[0] >= 'A' && text[0] <= 'Z' &&
         std::ranges::all_of(text, upper_or_digit);
}

bool is_lower_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 32 && text[0] >= 'a' && text[0] <= 'z' &&
         std::ranges::all_of(text, lower_or_digit);
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find(';');
    if (auto part = format::normalised(text.substr(0, end)); !part.empty())
      parts.push_back(std::move(part));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

const std::string &Row::text(std::string_view column) const {
  const auto index = index_of(table_->csv_.header, column);
  return index < record_->fields.size() ? record_->fields[index] : no_text;
}

const std::string &Row::required(std::string_view column) const {
  const auto &value = text(column);
  if (value.empty())
    report(Code{"workspace.value-missing"}, column);
  return value;
}

bool Row::yes_no(std::string_view column, bool fallback) const {
  constexpr std::array<std::string_view, 4> yes{"yes", "true", "1", "có"};
  constexpr std::array<std::string_view, 4> no{"no", "false", "0", "không"};
  const auto &value = text(column);
  if (value.empty())
    return fallback;
  if (std::ranges::find(yes, value) != yes.end())
    return true;
  if (std::ranges::find(no, value) == no.end())
    report(Code{"workspace.not-yes-no"}, column);
  return false;
}

std::optional<model::Date> Row::date(std::string_view column) const {
  const auto &value = text(column);
  if (value.empty())
    return std::nullopt;
  auto day = model::Date::parse(value);
  if (!day)
    report(Code{"workspace.date-invalid"}, column);
  return day;
}

void Row::report(Code code, std::string_view column, Arguments arguments, Severity severity) const {
  const auto index = index_of(table_->csv_.header, column);
  diagnostic::Location place{.file = table_->csv_.file, .place = {}, .line = record_->line};
  if (index < record_->fields.size()) {
    place.column = record_->columns[index];
    place.text = record_->fields[index];
    place.length = place.text.size();
  }
  arguments.emplace_back("column", column);
  arguments.emplace_back("value", place.text);
  table_->findings_->push_back({std::move(code), severity, std::move(place), std::move(arguments)});
}

Table::Table(const std::filesystem::path &path, const std::vector<std::string> &required,
             const std::vector<std::string> &optional, bool may_be_absent, Diagnostics &findings)
    : findings_(&findings) {
  csv_.file = path.string();
  std::error_code error;
  if (may_be_absent && !std::filesystem::exists(path, error))
    return;
  const auto bytes = read_file(path, findings);
  if (!bytes)
    return;
  csv_ = parse_csv(*bytes, path.string(), required, findings);
  auto known = required;
  known.insert(known.end(), optional.begin(), optional.end());
  for (const auto &column : csv_.header)
    if (std::ranges::find(known, column) == known.end())
      findings.push_back({Code{"workspace.column-unknown"},
                          Severity::warning,
                          {.file = csv_.file, .place = {}, .line = 1},
                          {{"column", column}, {"nearest", diagnostic::nearest_name(column, known)}}});
  for (const auto &record : csv_.records)
    rows_.emplace_back(*this, record);
}

} // namespace solieu::workspace
