#include "format/diagnostic_text.hpp"

#include "format/marked_text.hpp"
#include "format/messages.hpp"

#include <algorithm>
#include <array>

namespace solieu::format {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Location;
using diagnostic::Place;
using diagnostic::PlaceKind;
using diagnostic::Severity;

/// A sentence of this room.
std::string own(const Code &code, std::string_view language, const Arguments &arguments = {}) {
  const std::string *const text = sentence_of(code.name, language);
  return text == nullptr ? code.name : filled(*text, arguments);
}

std::string listed(const Arguments &arguments) {
  std::string text;
  for (const auto &[name, value] : arguments) {
    text.append(text.empty() ? "" : ", ").append(name).append(" = ").append(value);
  }
  return text.empty() ? "-" : text;
}

/// The places of a sentence that may be filled with another sentence, named by its code.
constexpr std::array<std::string_view, 5> named_by_code{"reason", "cause", "detail", "status", "what"};

/// A reason or cause handed on as the code of another sentence is spelled out, with what stands before it.
Arguments spelled_out(const Arguments &arguments, std::string_view language) {
  Arguments result = arguments;
  for (auto &[name, value] : result) {
    const bool by_code = std::find(named_by_code.begin(), named_by_code.end(), name) != named_by_code.end();
    const std::string *const inner = by_code ? sentence_of(value, language) : nullptr;
    if (inner != nullptr) {
      value = filled(*inner, result);
    }
  }
  return result;
}

/// A, B … Z, AA …: the letters of a column counted from 1.
std::string column_letters(std::size_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

std::string row_and_column(const Place &place, const Code &row, const std::string &column, std::string_view language) {
  std::string text;
  if (place.row != 0) {
    text += ", " + own(row, language, {{"row", std::to_string(place.row)}});
  }
  if (place.column != 0) {
    text += ", " + own(Code{"format.place-column"}, language, {{"column", column}});
  }
  return text;
}

/// "Sheet1.C5", "'Biểu 1'.C5": the way the office writes it.
std::string sheet_cell(const Place &place, std::string_view language) {
  if (place.row == 0 || place.column == 0) {
    return own(Code{"format.place-sheet"}, language, {{"name", place.name}}) +
           row_and_column(place, Code{"format.place-row"}, column_letters(place.column), language);
  }
  const bool plain = std::all_of(place.name.begin(), place.name.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (c & 0x80) != 0;
  });
  std::string name;
  for (const char c : place.name) {
    name.append(c == '\'' ? 2 : 1, c);
  }
  return (plain ? name : "'" + name + "'") + "." + column_letters(place.column) + std::to_string(place.row);
}

std::string record(const Place &place, std::string_view language) {
  const std::string rest = row_and_column(place, Code{"format.place-data-row"}, std::to_string(place.column), language);
  if (place.name.empty()) {
    return rest.empty() ? rest : rest.substr(2);
  }
  return own(Code{"format.place-data-table"}, language, {{"name", place.name}}) + rest;
}

Code severity_code(Severity severity) {
  switch (severity) {
  case Severity::note:
    return Code{"format.severity-note"};
  case Severity::warning:
    return Code{"format.severity-warning"};
  case Severity::error:
    break;
  }
  return Code{"format.severity-error"};
}

/// "file: place: "; line and column only where there is no better place.
std::string where(const Location &location, std::string_view language) {
  std::string text = location.file.empty() ? "" : printable(location.file) + ": ";
  const std::string spot = place(location.place, language);
  if (!spot.empty()) {
    text += printable(spot) + ": ";
  } else if (location.line != 0) {
    text += own(Code{"format.place-line"}, language,
                {{"line", std::to_string(location.line)},
                 {"column", std::to_string(std::max<std::size_t>(1, location.column))}}) +
            ": ";
  }
  return text;
}

} // namespace

std::string message(const Diagnostic &finding, std::string_view language) {
  const std::string *const sentence = sentence_of(finding.code.name, language);
  if (sentence == nullptr) {
    return own(Code{"format.no-sentence"}, language,
               {{"code", finding.code.name}, {"values", listed(finding.arguments)}});
  }
  std::string text = filled(*sentence, spelled_out(finding.arguments, language));
  for (const auto &[name, code] :
       {std::pair{"limit_key", Code{"format.limit-key"}}, std::pair{"nearest", Code{"format.nearest"}}}) {
    const auto given = std::find_if(finding.arguments.begin(), finding.arguments.end(),
                                    [&](const auto &argument) { return argument.first == name; });
    const bool said = sentence->find(std::string("{") + name + "}") != std::string::npos;
    if (given != finding.arguments.end() && !given->second.empty() && !said) {
      text += " " + own(code, language, {*given});
    }
  }
  return text;
}

std::string place(const Place &place, std::string_view language) {
  const Arguments values{{"name", place.name}, {"row", std::to_string(place.row)}};
  switch (place.kind) {
  case PlaceKind::none:
    return {};
  case PlaceKind::paragraph:
    return own(place.row == 0 ? Code{"format.place-body"} : Code{"format.place-paragraph"}, language, values);
  case PlaceKind::table_cell:
    return own(Code{"format.place-table"}, language, values) +
           row_and_column(place, Code{"format.place-row"}, column_letters(place.column), language);
  case PlaceKind::sheet_cell:
    return sheet_cell(place, language);
  case PlaceKind::sheet_name:
    return own(Code{"format.place-sheet-name"}, language, values);
  case PlaceKind::header:
    return own(Code{"format.place-header"}, language, values);
  case PlaceKind::footer:
    return own(Code{"format.place-footer"}, language, values);
  case PlaceKind::text_box:
    return own(Code{"format.place-text-box"}, language, values);
  case PlaceKind::footnote:
    return own(Code{"format.place-footnote"}, language, values);
  case PlaceKind::title:
    return own(Code{"format.place-title"}, language, values);
  case PlaceKind::chart:
    return own(Code{"format.place-chart"}, language, values);
  case PlaceKind::record:
    return record(place, language);
  }
  return {};
}

std::string report(const Diagnostic &finding, std::string_view language) {
  std::string text = where(finding.location, language) + own(severity_code(finding.severity), language) + ": " +
                     printable(message(finding, language)) + " [" + printable(finding.code.name) + "]";
  const std::string marked = marked_text(finding.location.text, finding.location.offset, finding.location.length);
  return marked.empty() ? text : text + "\n" + marked;
}

} // namespace solieu::format
