#pragma once

#include "data/gather.hpp"
#include "data/raw_row.hpp"
#include "model/source_settings.hpp"

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::data {

/// Ends the reading of a file with one finding about it.
[[noreturn]] void fail_file(std::string_view code, const std::filesystem::path &path,
                            std::vector<std::pair<std::string, std::string>> arguments = {}, std::size_t line = 0,
                            std::size_t column = 0);

/// ".xlsx" of "a/B.XLSX".
[[nodiscard]] std::string ending_of(const std::filesystem::path &file);

/// The file, or the files of the folder with one of the endings in any letter case, in the order of their names; what
/// else lies there is a note. Throws Failure `data.file-missing`, `data.not-a-file`, `data.file-unreadable`,
/// `data.folder-empty`.
[[nodiscard]] std::vector<std::filesystem::path>
source_files(const std::filesystem::path &path, std::initializer_list<std::string_view> endings, Gatherer &gatherer);

/// A column of values, and the parts that its values have and others not.
struct ValuePlace {
  std::string name;
  std::size_t column = 0; ///< index, from 0
  ColumnNames fixed{};
};

/// Where the parts of an observation stand in the rows of one file.
class RowShape {
public:
  /// Throws Failure `data.column-missing` or `data.column-twice`; a column that is not there is no error where the
  /// usual name was only taken for granted and the part is not required.
  RowShape(const std::vector<std::string> &header, const model::SourceSettings &settings,
           const std::filesystem::path &file);

  /// A part that every row of the file has.
  void fix(Field field, std::string text);
  /// Hands over an observation's parts for each column of values; the texts are those of the cells. An empty cell is
  /// NULL.
  template <class Take> void rows(std::span<const std::string_view> cells, std::size_t number, Take take) const {
    auto row = shared_parts(cells, number);
    if (values_.empty())
      return take(row);
    for (const ValuePlace &place : values_) {
      auto one = with_value(row, cells, place);
      take(one);
    }
  }
  /// The columns of a wide table; none in a table with one column of values.
  [[nodiscard]] const std::vector<ValuePlace> &values() const noexcept { return values_; }
  [[nodiscard]] const ColumnNames &names() const noexcept { return names_; }
  /// Index of the column of a part, from 0; `absent` when it stands in none.
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t column(std::size_t field) const { return columns_.at(field); }

private:
  [[nodiscard]] RowView shared_parts(std::span<const std::string_view> cells, std::size_t number) const;
  [[nodiscard]] static RowView with_value(RowView row, std::span<const std::string_view> cells,
                                          const ValuePlace &place);

  std::vector<ValuePlace> values_;
  ColumnNames names_;
  std::array<std::size_t, field_count> columns_{};
  ColumnNames fixed_;
};

/// Which parts stand in no column of their own: they are fixed, for all values or for each column of values, in a cell,
/// or the file's name.
[[nodiscard]] std::array<bool, field_count> parts_given(const model::FileSettings &file);

/// Reads the files one after the other. In a folder a file that turns out wrong before its first row is a finding and
/// the others are read; when all are wrong, or one breaks off later, it is a Failure. Returns the number of rows; none
/// at all is Failure `data.table-empty`.
std::size_t read_files(const std::vector<std::filesystem::path> &files, const model::SourceSettings &settings,
                       Gatherer &gatherer, const std::function<void(const std::filesystem::path &)> &read);

} // namespace solieu::data
