#include "data/server_query.hpp"

#include "data/catalogue_names.hpp"
#include "diagnostic/failure.hpp"
#include "format/text.hpp"
#include "model/decimal.hpp"

#include <algorithm>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Failure;

namespace {

constexpr std::size_t identifier_limit = 128;
constexpr std::size_t sure = 15;

const std::string &column_of(const ColumnNames &names, Field field) {
  return names.at(static_cast<std::size_t>(field));
}

/// Builds one SELECT.
class Builder {
public:
  Builder(const std::vector<ServerColumn> &columns, const Dialect &dialect, const model::SourceSettings &settings)
      : columns_(columns), dialect_(dialect), settings_(settings) {}

  /// The column as text; a text column is left alone, so that an index on it serves.
  [[nodiscard]] std::string text_of(const std::string &name) const {
    const auto column = std::ranges::find(columns_, name, &ServerColumn::name);
    auto identifier = quoted(name, dialect_, settings_);
    if (dialect_.plain || (column != columns_.end() && column->type == ServerColumn::Type::text))
      return identifier;
    return "CAST(" + identifier + " AS " + std::string(dialect_.text_type) + ")";
  }

  void begin(const ColumnNames &names, ServerQuery table) {
    query_.values = std::move(table.values);
    std::string list;
    for (const auto &name : names)
      if (!name.empty())
        list += (list.empty() ? "" : ", ") + text_of(name);
    query_.text = "SELECT " + list;
    query_.text += " FROM " + table.text;
  }

  void choose_names(const std::string &column, const std::vector<std::string> &names) {
    if (names.empty() || names.size() > dialect_.value_limit || dialect_.plain)
      return;
    std::string list;
    for (const auto &name : names)
      list += (list.empty() ? "" : ", ") + place(name);
    add(text_of(column) + " IN (" + list + ")");
  }

  /// A period's text begins with its first year and, when it has several ("2020/2024"), ends with its last; a range
  /// ("2024-12-15/P1Y") may be named after the year it ends in. Rows whose period does not look like one are read as
  /// well, so that they are reported.
  void choose_years(const std::string &column, const Selection &selection) {
    if (dialect_.plain)
      return;
    const auto period = text_of(column);
    const auto odd = "(" + period + " NOT LIKE '1%' AND " + period + " NOT LIKE '2%')";
    if (selection.last_year)
      add("(" + period + " < " + place(std::to_string(*selection.last_year + 1)) + " OR " + odd + ")");
    if (selection.first_year)
      add("(" + period + " >= " + place(std::to_string(*selection.first_year)) + " OR " + period + " LIKE '%/%' OR " +
          odd + ")");
  }

  [[nodiscard]] ServerQuery take() { return std::move(query_); }

private:
  std::string place(const std::string &value) {
    query_.values.push_back(value);
    return dialect_.numbered_places ? "$" + std::to_string(query_.values.size()) : "?";
  }

  void add(const std::string &condition) { query_.text += (conditions_++ == 0 ? " WHERE " : " AND ") + condition; }

  const std::vector<ServerColumn> &columns_;
  const Dialect &dialect_;
  const model::SourceSettings &settings_;
  ServerQuery query_;
  std::size_t conditions_ = 0;
};

} // namespace

std::string quoted(std::string_view identifier, const Dialect &dialect, const model::SourceSettings &settings) {
  const bool control = std::ranges::any_of(identifier, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (identifier.empty() || identifier.size() > identifier_limit || control || !format::valid_utf8(identifier)) {
    auto finding = server_finding(Code{"data.identifier-invalid"}, settings);
    finding.arguments.emplace_back("name", format::normalised(identifier.substr(0, identifier_limit)));
    throw Failure(std::move(finding));
  }
  std::string text(1, dialect.quote);
  for (const char c : identifier)
    text += c == dialect.quote ? std::string(2, c) : std::string(1, c);
  return text + dialect.quote;
}

std::string quoted_table(const Dialect &dialect, const model::SourceSettings &settings) {
  const auto point = settings.table.find('.');
  if (point == std::string::npos)
    return quoted(settings.table, dialect, settings);
  return quoted(std::string_view(settings.table).substr(0, point), dialect, settings) + "." +
         quoted(std::string_view(settings.table).substr(point + 1), dialect, settings);
}

ColumnNames match_columns(const std::vector<ServerColumn> &columns, const model::SourceSettings &settings) {
  auto names = column_names(settings.columns);
  const auto usual = column_names({});
  std::vector<std::string> there;
  std::ranges::transform(columns, std::back_inserter(there), &ServerColumn::name);
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto &name = names.at(i);
    if (std::ranges::find(there, name) != there.end() || (name.empty() && !is_required(Field{i})))
      continue;
    if (is_required(Field{i}) || name != usual.at(i)) {
      auto finding = server_finding(Code{"data.column-missing"}, settings);
      finding.arguments.emplace_back("column", name);
      finding.arguments.emplace_back("nearest", diagnostic::nearest_name(name, there));
      throw Failure(std::move(finding));
    }
    name.clear();
  }
  return names;
}

ServerQuery make_query(ServerQuery table, const std::vector<ServerColumn> &columns, const ColumnNames &names,
                       const Selection &selection, const model::Catalogue &catalogue, const Dialect &dialect,
                       const model::SourceSettings &settings) {
  Builder builder(columns, dialect, settings);
  builder.begin(names, std::move(table));
  builder.choose_names(column_of(names, Field::indicator), indicator_texts(selection, catalogue));
  builder.choose_names(column_of(names, Field::territory), territory_texts(selection, catalogue));
  builder.choose_years(column_of(names, Field::period), selection);
  return builder.take();
}

std::optional<std::string> sure_digits(std::string_view text) {
  const auto number = model::Decimal::parse(text);
  if (!number)
    return std::nullopt;
  auto digits = number->shifted(number->scale()).absolute().text();
  const auto zeros = digits.size() - 1 - digits.find_last_not_of('0');
  if (digits.size() - std::min(zeros, digits.size()) <= sure)
    return std::nullopt;
  const int kept = number->scale() + static_cast<int>(sure) - static_cast<int>(digits.size());
  return kept < 0 ? number->text() : number->rounded(kept).text();
}

} // namespace solieu::data
