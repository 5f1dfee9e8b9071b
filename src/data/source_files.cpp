#include "data/source_files.hpp"

#include "diagnostic/failure.hpp"
#include "format/text.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace solieu::data {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

void fail_file(std::string_view code, const fs::path &path, std::vector<std::pair<std::string, std::string>> arguments,
               std::size_t line, std::size_t column) {
  arguments.emplace_back("file", path.string());
  throw Failure(Diagnostic{
      Code{code}, Severity::error, {.file = path.string(), .line = line, .column = column}, std::move(arguments)});
}

std::string ending_of(const fs::path &file) {
  auto ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending;
}

namespace {

/// What a folder holds beside the files of a source: the first names, and how many more.
Diagnostic not_read(const fs::path &folder, std::vector<std::string> names, const std::string &endings) {
  constexpr std::size_t most = 10;
  std::ranges::sort(names);
  std::string list;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
    list += (list.empty() ? "" : ", ") + names[i];
  if (names.size() > most)
    list += " … (+" + std::to_string(names.size() - most) + ")";
  return {Code{"data.files-not-read"},
          Severity::note,
          {.file = folder.string()},
          {{"file", folder.string()}, {"endings", endings}, {"names", list}}};
}

} // namespace

std::vector<fs::path> source_files(const fs::path &path, std::initializer_list<std::string_view> endings,
                                   Gatherer &gatherer) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status))
    fail_file("data.file-missing", path);
  if (fs::is_regular_file(status))
    return {path};
  if (!fs::is_directory(status))
    fail_file("data.not-a-file", path);
  std::vector<fs::path> files;
  std::vector<std::string> others;
  for (const auto &entry : fs::directory_iterator(path, error)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with("~$") || name.starts_with(".~")) // left by a program that has a file open
      continue;
    if (std::ranges::find(endings, ending_of(entry.path())) != endings.end())
      files.push_back(entry.path());
    else if (!name.starts_with('.'))
      others.push_back(name);
  }
  if (error)
    fail_file("data.file-unreadable", path);
  std::string list;
  for (const auto ending : endings)
    list.append(list.empty() ? "" : ", ").append(ending);
  if (files.empty())
    fail_file("data.folder-empty", path, {{"endings", list}});
  if (!others.empty())
    gatherer.reject(not_read(path, std::move(others), list));
  std::ranges::sort(files);
  return files;
}

std::array<bool, field_count> parts_given(const model::FileSettings &file) {
  const auto usual = column_names({});
  const auto fixed = column_names(file.fixed);
  const auto cells = column_names(file.at_cells);
  std::array<bool, field_count> given{};
  for (std::size_t i = 0; i < field_count; ++i)
    given.at(i) = !fixed.at(i).empty() || !cells.at(i).empty() || usual.at(i) == file.name_means ||
                  (!file.values.empty() &&
                   (Field{i} == Field::low || std::ranges::all_of(file.values, [i](const model::ValueColumn &value) {
                      return !column_names(value.fixed).at(i).empty();
                    })));
  return given;
}

namespace {

/// Where a column stands in the header; Failure `data.column-missing`, `data.column-twice`.
std::size_t place_of(const std::string &name, const std::vector<std::string> &header, const fs::path &file) {
  const auto found = std::ranges::find(header, name);
  std::vector<std::pair<std::string, std::string>> named{{"table", file.filename().string()}, {"column", name}};
  if (found == header.end()) {
    named.emplace_back("nearest", diagnostic::nearest_name(name, header));
    fail_file("data.column-missing", file, std::move(named));
  }
  if (std::find(std::next(found), header.end(), name) != header.end())
    fail_file("data.column-twice", file, std::move(named));
  return static_cast<std::size_t>(found - header.begin());
}

} // namespace

RowShape::RowShape(const std::vector<std::string> &header, const model::SourceSettings &settings, const fs::path &file)
    : names_(column_names(settings.columns)), fixed_(column_names(settings.file.fixed)) {
  const auto usual = column_names({});
  const auto given = parts_given(settings.file);
  for (std::size_t i = 0; i < field_count; ++i) {
    columns_.at(i) = absent;
    if (usual.at(i) == settings.file.name_means)
      fixed_.at(i) = file.stem().string();
    if (given.at(i))
      continue;
    const auto &name = names_.at(i);
    const bool chosen = !name.empty() && name != usual.at(i);
    const bool there = !name.empty() && std::ranges::find(header, name) != header.end();
    if (there || is_required(Field{i}) || chosen)
      columns_.at(i) = place_of(name, header, file);
  }
  for (const auto &value : settings.file.values)
    values_.push_back({value.column, place_of(value.column, header, file), column_names(value.fixed)});
}

void RowShape::fix(Field field, std::string text) { fixed_.at(static_cast<std::size_t>(field)) = std::move(text); }

RowView RowShape::with_value(RowView row, std::span<const std::string_view> cells, const ValuePlace &place) {
  for (std::size_t i = 0; i < field_count; ++i)
    if (!place.fixed[i].empty()) {
      row.values[i] = place.fixed[i];
      row.of_value.set(i);
    }
  if (place.column < cells.size() && !cells[place.column].empty())
    row.values[static_cast<std::size_t>(Field::low)] = cells[place.column];
  row.value_name = place.name;
  row.value_column = place.column + 1;
  return row;
}

RowView RowShape::shared_parts(std::span<const std::string_view> cells, std::size_t number) const {
  RowView row;
  row.number = number;
  for (std::size_t i = 0; i < field_count; ++i) {
    if (const auto column = columns_[i]; column < cells.size() && !cells[column].empty())
      row.values[i] = cells[column];
    else if (!fixed_[i].empty())
      row.values[i] = fixed_[i];
  }
  return row;
}

std::size_t read_files(const std::vector<fs::path> &files, const model::SourceSettings &settings, Gatherer &gatherer,
                       const std::function<void(const fs::path &)> &read) {
  std::optional<Failure> first;
  std::size_t wrong = 0;
  for (const auto &file : files) {
    const auto before = gatherer.rows();
    try {
      read(file);
    } catch (const Failure &failure) {
      const bool stopped = failure.findings().front().code.name.ends_with(".cancelled");
      if (gatherer.rows() != before || files.size() == 1 || stopped)
        throw;
      ++wrong;
      if (!first)
        first = failure;
      for (auto finding : failure.findings()) {
        finding.severity = Severity::warning;
        gatherer.reject(std::move(finding));
      }
    }
  }
  if (wrong == files.size())
    throw *first;
  if (gatherer.rows() == 0)
    fail_file("data.table-empty", settings.path, {{"table", fs::path(settings.path).stem().string()}});
  return gatherer.rows();
}

} // namespace solieu::data
