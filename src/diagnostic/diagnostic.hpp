#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::diagnostic {

/// How much a finding matters: a note informs, a warning asks for a look, an error stops the report.
enum class Severity { note, warning, error };

/// Stable name of a kind of finding, `<room>.<what>`; its sentences stand in `src/<room>/messages.csv`.
struct Code {
  std::string name;
  explicit Code(std::string_view text) : name(text) {}
  friend bool operator==(const Code &, const Code &) = default;
};

/// The kind of place a person would name; format/ turns it into words.
enum class PlaceKind {
  none,
  paragraph,  ///< Writer body; row = number of the paragraph from 1
  table_cell, ///< Writer table `name`, row and column from 1
  sheet_cell, ///< Calc sheet `name`, row and column from 1
  sheet_name, ///< the tab's text of Calc sheet `name`
  header,     ///< header of page style `name`
  footer,     ///< footer of page style `name`
  text_box,   ///< text box `name`
  footnote,   ///< footnote number `row`
  title,      ///< title or subject of the document; `name` says which
  chart,      ///< chart `name`
  record,     ///< row `row` of a table of data `name` (CSV line, SQL row), column `column` if not 0
};

/// A place inside a file, as a person names it. Numbers count from 1; 0 = not known.
struct Place {
  PlaceKind kind = PlaceKind::none;
  std::string name;
  std::size_t row = 0;
  std::size_t column = 0;
  friend bool operator==(const Place &, const Place &) = default;
};

/// Where something is wrong: file, place in it, and the text with the spot (`offset`, `length` in bytes of `text`).
struct Location {
  std::string file{};
  Place place{};
  std::size_t line = 0;
  std::size_t column = 0;
  std::string text{};
  std::size_t offset = 0;
  std::size_t length = 0;
  friend bool operator==(const Location &, const Location &) = default;
};

/// One finding as data; format/diagnostic_text makes the sentence in the reader's language.
struct Diagnostic {
  Code code;
  Severity severity = Severity::error;
  Location location{};
  /// Values for the `{name}` places of the sentence. A value "nearest" is the nearest correct name.
  std::vector<std::pair<std::string, std::string>> arguments{};

  friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// True when one of them is an error.
[[nodiscard]] bool has_error(const Diagnostics &list) noexcept;

/// Appends `more` to `list`.
void append(Diagnostics &list, Diagnostics more);

/// The candidate with the smallest edit distance (Damerau-Levenshtein over code points, ignoring ASCII case), or ""
/// when none is nearer than a third of the longer name's length.
[[nodiscard]] std::string nearest_name(std::string_view wrong, const std::vector<std::string> &candidates);

} // namespace solieu::diagnostic
