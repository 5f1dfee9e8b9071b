#include "expression/lexer.hpp"

#include <algorithm>
#include <array>

namespace solieu::expression {
namespace {

using diagnostic::Code;

bool is_space(char32_t c) noexcept {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200D) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }
bool is_capital(char32_t c) noexcept { return c >= U'A' && c <= U'Z'; }
bool is_small(char32_t c) noexcept { return c >= U'a' && c <= U'z'; }
/// Letters of other alphabets take part in a word, so that the whole word is named in the error.
bool is_foreign_letter(char32_t c) noexcept {
  return (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) || c >= 0x3040;
}
bool starts_word(char32_t c) noexcept { return is_capital(c) || is_small(c) || c == U'_' || is_foreign_letter(c); }

/// The closing quotes that match an opening one; empty when it is no quote.
std::u32string_view closers(char32_t open) noexcept {
  switch (open) {
  case U'"':
    return U"\"";
  case U'\'':
    return U"'";
  case U'“':
  case U'”':
    return U"”";
  case U'„':
  case U'‟':
    return U"“”";
  case U'«':
    return U"»";
  case U'»':
    return U"«»";
  case U'‘':
  case U'’':
    return U"’";
  case U'‚':
  case U'‛':
    return U"‘’";
  case U'‹':
    return U"›";
  case U'›':
    return U"‹›";
  default:
    return {};
  }
}

constexpr std::u32string_view double_quotes = U"\"“”„‟«»";
constexpr std::u32string_view single_quotes = U"'‘’‚‛‹›";

std::u32string_view family(char32_t quote) noexcept {
  return double_quotes.find(quote) != std::u32string_view::npos ? double_quotes : single_quotes;
}

/// The first character of `wanted` in text[from, to); npos when there is none.
StringEnd find_quote(std::string_view text, std::size_t from, std::size_t to, std::u32string_view wanted) noexcept {
  for (std::size_t at = from; at < to;) {
    const Character c = character_at(text, at);
    if (wanted.find(c.code) != std::u32string_view::npos) {
      return {at, at + c.length};
    }
    at += c.length;
  }
  return {};
}

/// Two-character and typographic operators.
struct Symbol {
  std::string_view typed;
  std::string_view meaning;
};
constexpr std::array<Symbol, 26> symbols{
    {{"==", "=="}, {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"≤", "<="}, {"≥", ">="}, {"≠", "!="},
     {"×", "*"},   {"÷", "/"},   {"−", "-"},   {"–", "-"},   {"—", "-"},  {"‐", "-"},  {"‑", "-"},
     {"‒", "-"},   {"―", "-"},   {"(", "("},   {")", ")"},   {"[", "["},  {"]", "]"},  {",", ","},
     {".", "."},   {"|", "|"},   {"=", "="},   {"<", "<"},   {">", ">"}}};
constexpr std::array<Symbol, 4> arithmetic{{{"+", "+"}, {"-", "-"}, {"*", "*"}, {"/", "/"}}};

class Lexer {
public:
  Lexer(std::string_view text, std::size_t begin, std::size_t end, Report &report)
      : text_(text.substr(0, end)), whole_(text), at_(begin), report_(report) {}

  std::vector<Token> run() {
    tokens_.reserve((text_.size() - at_) / 3 + 2);
    while (at_ < text_.size()) {
      next();
    }
    tokens_.push_back({TokenKind::end, "", {text_.size(), whole_.size() - text_.size()}, false});
    return std::move(tokens_);
  }

private:
  void next() {
    const Character c = character_at(text_, at_);
    if (is_space(c.code)) {
      at_ += c.length;
    } else if (is_quote(c.code)) {
      string(c);
    } else if (is_digit(c.code)) {
      number();
    } else if (starts_word(c.code)) {
      word();
    } else if (c.code == U'…') {
      for (int dot = 0; dot < 3; ++dot) {
        push(TokenKind::symbol, ".", c.length);
      }
      at_ += c.length;
    } else if (!symbol(symbols) && !symbol(arithmetic)) {
      report_.add(Code{"expression.unexpected-character"}, {at_, c.length},
                  {{"character", std::string(text_.substr(at_, c.length))}});
      at_ += c.length;
    }
  }

  void push(TokenKind kind, std::string text, std::size_t length) {
    tokens_.push_back({kind, std::move(text), {at_, length}, false});
  }

  template <std::size_t Count> bool symbol(const std::array<Symbol, Count> &table) {
    const std::string_view rest = text_.substr(at_);
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Symbol &s) { return rest.starts_with(s.typed); });
    if (found == table.end()) {
      return false;
    }
    push(TokenKind::symbol, std::string(found->meaning), found->typed.size());
    at_ += found->typed.size();
    return true;
  }

  void string(const Character &open) {
    const StringEnd end = string_end(text_, at_);
    if (end.after == std::string_view::npos) {
      report_.add(Code{"expression.string-unclosed"}, {at_, text_.size() - at_},
                  {{"quote", std::string(text_.substr(at_, open.length))}});
      at_ = text_.size();
      return;
    }
    const std::size_t first = at_ + open.length;
    push(TokenKind::string, std::string(text_.substr(first, end.contents - first)), end.after - at_);
    at_ = end.after;
  }

  void number() {
    const std::size_t first = at_;
    std::size_t end = at_;
    const auto digits = [&] {
      while (end < text_.size() && is_digit(static_cast<unsigned char>(text_[end]))) {
        ++end;
      }
    };
    digits();
    if (end + 1 < text_.size() && text_[end] == '.' && is_digit(static_cast<unsigned char>(text_[end + 1]))) {
      ++end;
      digits();
    }
    const std::size_t number_end = end;
    while (end < text_.size() && starts_word(character_at(text_, end).code)) {
      end += character_at(text_, end).length;
    }
    const std::string text(text_.substr(first, end - first));
    if (end > number_end || text.size() > 30) {
      report_.add(Code{"expression.number-malformed"}, {first, end - first}, {{"number", text}});
    }
    push(TokenKind::number, std::string(text_.substr(first, std::min<std::size_t>(number_end - first, 30))),
         end - first);
    at_ = end;
  }

  void word() {
    const std::size_t first = at_;
    bool small = false;
    bool capital_later = false;
    bool foreign = false;
    std::size_t end = at_;
    while (end < text_.size()) {
      const Character c = character_at(text_, end);
      if (!starts_word(c.code) && !is_digit(c.code)) {
        break;
      }
      small = small || is_small(c.code);
      capital_later = capital_later || (is_capital(c.code) && end > first);
      foreign = foreign || is_foreign_letter(c.code);
      end += c.length;
    }
    push_word(std::string(text_.substr(first, end - first)), small, capital_later, foreign);
    at_ = end;
  }

  void push_word(std::string text, bool small, bool capital_later, bool foreign) {
    const std::size_t length = text.size();
    const bool capital_first = is_capital(static_cast<unsigned char>(text.front()));
    if (capital_first && !small && !foreign) {
      push(TokenKind::code, std::move(text), length);
    } else if (capital_later || foreign) {
      push(TokenKind::mixed, std::move(text), length);
    } else {
      text.front() = capital_first ? static_cast<char>(text.front() - 'A' + 'a') : text.front();
      push(TokenKind::word, std::move(text), length);
      tokens_.back().capitalised = capital_first;
    }
  }

  std::string_view text_;
  std::string_view whole_;
  std::size_t at_;
  Report &report_;
  std::vector<Token> tokens_{};
};

} // namespace

void Report::add(diagnostic::Code code, Span span, std::vector<std::pair<std::string, std::string>> arguments,
                 diagnostic::Severity severity) {
  diagnostic::Diagnostic finding{std::move(code), severity, {}, std::move(arguments)};
  finding.location.text = std::string(text_);
  finding.location.offset = std::min(span.offset, text_.size());
  finding.location.length = std::min(span.length, text_.size() - finding.location.offset);
  errors_.push_back(std::move(finding));
}

Character character_at(std::string_view text, std::size_t offset) noexcept {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(offset);
  if (lead < 0x80) {
    return {lead, 1};
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + length > text.size()) {
    return {0xFFFD, 1};
  }
  char32_t code = lead & (0x7FU >> length);
  for (std::size_t at = offset + 1; at < offset + length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) {
      return {0xFFFD, 1};
    }
    code = (code << 6U) | (byte(at) & 0x3FU);
  }
  return {code, length};
}

bool is_quote(char32_t character) noexcept { return !closers(character).empty(); }

StringEnd string_end(std::string_view text, std::size_t offset) noexcept {
  const Character open = character_at(text, offset);
  const std::size_t first = offset + open.length;
  const std::size_t close = std::min({text.find("}}", first), text.find("%}", first), text.size()});
  if (const StringEnd end = find_quote(text, first, close, closers(open.code)); end.after != std::string_view::npos) {
    return end;
  }
  if (const StringEnd end = find_quote(text, first, close, family(open.code)); end.after != std::string_view::npos) {
    return end;
  }
  const StringEnd end = find_quote(text, close, text.size(), closers(open.code));
  if (end.after == std::string_view::npos) {
    return {};
  }
  const std::string_view beyond = text.substr(close, end.contents - close);
  const bool crosses = beyond.find("{{") != std::string_view::npos || beyond.find("{%") != std::string_view::npos;
  return crosses ? StringEnd{} : end;
}

std::vector<Token> tokenize(std::string_view text, std::size_t begin, std::size_t end, Report &report) {
  return Lexer(text, begin, end, report).run();
}

} // namespace solieu::expression
