#include "data/query_rows.hpp"

#include "diagnostic/failure.hpp"
#include "format/text.hpp"
#include "model/decimal.hpp"

#include <algorithm>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Failure;

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr std::size_t longest_text = std::size_t{64} * 1024;

/// XML 1.0 holds no control characters but tab, line feed and carriage return.
bool fits_document(std::string_view text) {
  return text.size() <= longest_text && format::valid_utf8(text) && std::ranges::none_of(text, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
         });
}

} // namespace

QueryRowsMaker::QueryRowsMaker(const model::NamedQuery &query, const model::SourceSettings &settings,
                               const std::vector<std::string> &names)
    : query_(query), settings_(settings) {
  for (const auto &column : query.columns) {
    const auto found = std::ranges::find(names, column);
    if (found == names.end())
      fail(Code{"data.query-column-missing"}, column, diagnostic::nearest_name(column, names));
    places_.push_back(static_cast<std::size_t>(found - names.begin()));
  }
}

void QueryRowsMaker::fail(Code code, const std::string &column, std::string_view value) const {
  auto finding = server_finding(std::move(code), settings_);
  finding.arguments.emplace_back("query", query_.name);
  finding.arguments.emplace_back("column", column);
  finding.arguments.emplace_back("row", std::to_string(answer_.rows.size() + 1));
  finding.arguments.emplace_back("nearest", value);
  throw Failure(std::move(finding));
}

void QueryRowsMaker::check(std::size_t column, std::string_view text) const {
  const auto &name = query_.columns[column];
  const bool number = std::ranges::find(query_.numbers, name) != query_.numbers.end();
  if (!fits_document(text) || (number && !model::Decimal::parse(text)))
    fail(Code{"data.query-cell"}, name, "");
}

void QueryRowsMaker::add(std::span<const ServerCell> cells) {
  if (answer_.rows.size() >= most_rows)
    fail(Code{"data.query-too-long"}, "", "");
  std::vector<std::optional<std::string>> row;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const auto &cell = cells[places_[i]];
    if (cell)
      check(i, *cell);
    row.push_back(cell ? std::optional(format::nfc(*cell)) : std::nullopt); // its lines and spaces are the document's
  }
  answer_.rows.push_back(std::move(row));
}

QueryRows DataSource::query(const model::NamedQuery &query, const model::NamedValues & /*values*/) {
  throw Failure(
      diagnostic::Diagnostic{Code{"data.query-not-here"}, diagnostic::Severity::error, {}, {{"query", query.name}}});
}

} // namespace solieu::data
