#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::expression {

/// Collects errors in one marker: every finding carries the marker's text and the spot.
class Report {
public:
  Report(std::string_view text, diagnostic::Diagnostics &errors)
      : text_(text), errors_(errors), before_(errors.size()) {}
  void add(diagnostic::Code code, Span span, std::vector<std::pair<std::string, std::string>> arguments = {},
           diagnostic::Severity severity = diagnostic::Severity::error);
  [[nodiscard]] bool failed() const noexcept { return errors_.size() > before_; }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
  std::string_view text_;
  diagnostic::Diagnostics &errors_;
  std::size_t before_;
};

/// Kinds of token. `word` is lower case (a first capital, as AutoCorrect makes it, is already lowered and kept in
/// `capitalised`), `code` is all capitals, `mixed` is neither.
enum class TokenKind : std::uint8_t { word, code, mixed, string, number, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text; ///< of a string: its contents; of a symbol: "(", "<=", "-" …
  Span span;
  bool capitalised = false;

  [[nodiscard]] bool symbol(std::string_view which) const { return kind == TokenKind::symbol && text == which; }
  [[nodiscard]] bool word(std::string_view which) const { return kind == TokenKind::word && text == which; }
};

/// One character of UTF-8 text; a broken byte is a character of its own.
struct Character {
  char32_t code = 0;
  std::size_t length = 0;
};
[[nodiscard]] Character character_at(std::string_view text, std::size_t offset) noexcept;

/// Whether the character opens a string, in any typographic form.
[[nodiscard]] bool is_quote(char32_t character) noexcept;

/// Where the contents of the string that opens at `offset` end and where its closing quote ends; both npos when it is
/// not closed. A quote closes at the matching kind; when none stands before the marker's end, at any of its family.
struct StringEnd {
  std::size_t contents = std::string_view::npos;
  std::size_t after = std::string_view::npos;
};
[[nodiscard]] StringEnd string_end(std::string_view text, std::size_t offset) noexcept;

/// Tokens of text[begin, end), the last one of kind `end`; errors go to `report`, and reading goes on after them.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text, std::size_t begin, std::size_t end, Report &report);

} // namespace solieu::expression
