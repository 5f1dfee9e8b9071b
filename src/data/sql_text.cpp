#include "data/sql_text.hpp"

#include "data/server_query.hpp"
#include "diagnostic/failure.hpp"

#include <algorithm>

namespace solieu::data {

using diagnostic::Code;
using diagnostic::Failure;

namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

/// Goes through SQL piece by piece.
class Scanner {
public:
  Scanner(std::string_view text, const Dialect &dialect) : text_(text), dialect_(dialect) {}

  [[nodiscard]] bool done() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] char here() const noexcept { return text_[at_]; }

  /// The literal, quoted name, comment or cast that begins here; empty when none does.
  std::string_view opaque() {
    const char c = here();
    if (c == '\'' || c == '"' || c == '`')
      return take(quoted_end(c));
    if (looking_at("--") || (dialect_.hash_comments && c == '#'))
      return take(text_.find('\n', at_));
    if (looking_at("/*"))
      return take(after("*/", at_ + 2));
    if (looking_at("::"))
      return take(at_ + 2);
    if (c == '$' && dialect_.dollar_quotes)
      return take(dollar_end());
    return {};
  }

  /// The name of the parameter that begins here; empty when none does.
  std::string_view parameter() {
    if (here() != ':' || at_ + 1 >= text_.size() || !starts_name(text_[at_ + 1]))
      return {};
    auto end = at_ + 1;
    while (end < text_.size() && continues_name(text_[end]))
      ++end;
    return take(end).substr(1);
  }

  char one() { return text_[at_++]; }

private:
  [[nodiscard]] bool looking_at(std::string_view start) const { return text_.substr(at_).starts_with(start); }

  [[nodiscard]] std::size_t after(std::string_view end, std::size_t from) const {
    const auto found = text_.find(end, from);
    return found == std::string_view::npos ? found : found + end.size();
  }

  [[nodiscard]] std::size_t quoted_end(char quote) const {
    for (auto i = at_ + 1; i < text_.size(); ++i) {
      if (dialect_.backslash_escapes && quote != '`' && text_[i] == '\\')
        ++i;
      else if (text_[i] == quote)
        return i + 1;
    }
    return text_.size();
  }

  /// `$tag$ … $tag$`; a lone dollar is one character.
  [[nodiscard]] std::size_t dollar_end() const {
    auto end = at_ + 1;
    while (end < text_.size() && continues_name(text_[end]))
      ++end;
    if (end >= text_.size() || text_[end] != '$')
      return at_ + 1;
    return after(text_.substr(at_, end + 1 - at_), end + 1);
  }

  std::string_view take(std::size_t end) {
    end = std::min(end, text_.size());
    const auto piece = text_.substr(at_, end - at_);
    at_ = end;
    return piece;
  }

  std::string_view text_;
  const Dialect &dialect_;
  std::size_t at_ = 0;
};

[[noreturn]] void fail(Code code, const model::SourceSettings &settings, std::string_view name) {
  auto finding = server_finding(std::move(code), settings);
  finding.arguments.emplace_back("parameter", name);
  throw Failure(std::move(finding));
}

/// The first word in small letters.
std::string first_word(std::string_view text) {
  std::string word;
  for (const char c : text.substr(std::min(text.find_first_not_of(" \t\r\n("), text.size()))) {
    if (!starts_name(c))
      break;
    word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return word;
}

} // namespace

model::NamedValues parameter_values(const model::SourceSettings &settings, const Selection &selection) {
  auto values = settings.parameters;
  for (auto &[name, value] : values) {
    const auto given = std::ranges::find(selection.parameters, name, &model::NamedValues::value_type::first);
    if (given != selection.parameters.end())
      value = given->second;
  }
  values.emplace_back("first_year", selection.first_year ? std::to_string(*selection.first_year) : "0");
  values.emplace_back("last_year", selection.last_year ? std::to_string(*selection.last_year) : "9999");
  return values;
}

ServerQuery bound_query(const std::string &sql, const model::NamedValues &values, const Dialect &dialect,
                        const model::SourceSettings &settings) {
  ServerQuery query;
  std::string words; // without literals and comments
  for (Scanner scanner(sql, dialect); !scanner.done();) {
    if (const auto piece = scanner.opaque(); !piece.empty()) {
      query.text += piece.starts_with("--") || piece.starts_with('#') ? " " : piece;
    } else if (const auto name = scanner.parameter(); !name.empty()) {
      const auto value = std::ranges::find(values, name, &model::NamedValues::value_type::first);
      if (value == values.end())
        fail(Code{"data.parameter-missing"}, settings, name);
      query.values.push_back(value->second);
      query.text += dialect.numbered_places ? "$" + std::to_string(query.values.size()) : "?";
    } else {
      words += scanner.here();
      query.text += scanner.one();
    }
  }
  const auto word = first_word(words);
  if ((word != "select" && word != "with") || words.find(';') != std::string::npos)
    fail(Code{"data.sql-not-select"}, settings, "");
  return query;
}

ServerQuery table_expression(const model::SourceSettings &settings, const Selection &selection,
                             const Dialect &dialect) {
  if (settings.sql.empty())
    return {quoted_table(dialect, settings), {}};
  auto query = bound_query(settings.sql, parameter_values(settings, selection), dialect, settings);
  query.text = "(" + query.text + ") solieu_rows";
  return query;
}

} // namespace solieu::data
