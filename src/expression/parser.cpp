#include "expression/parser.hpp"

#include "expression/expression_parser.hpp"
#include "expression/vocabulary.hpp"

#include <algorithm>

namespace solieu::expression {
namespace {

using diagnostic::Code;
using MarkerData = decltype(Marker::data);

/// The bytes of opening and closing braces: 2 each.
constexpr std::size_t brace = 2;

/// `else`, `endif` … carry nothing more.
template <typename Data> MarkerData bare(ExpressionParser &parser) {
  parser.expect_end();
  return Data{};
}

std::string variable(ExpressionParser &parser) {
  const Token token = parser.peek();
  if (token.kind == TokenKind::symbol || token.kind == TokenKind::end || token.kind == TokenKind::string ||
      token.kind == TokenKind::number) {
    parser.stop_expecting("name");
  }
  parser.take();
  if (token.kind != TokenKind::word || token.capitalised) {
    const std::string typed(parser.report().text().substr(token.span.offset, token.span.length));
    parser.report().add(Code{"expression.variable-case"}, token.span, {{"name", typed}});
  } else if (is_reserved(token.text)) {
    parser.report().add(Code{"expression.variable-reserved"}, token.span, {{"name", token.text}});
  }
  return token.text;
}

MarkerData for_marker(ExpressionParser &parser, bool by_sheets) {
  ForMarker result;
  result.by_sheets = by_sheets;
  result.variable = variable(parser);
  parser.expect_word("in");
  result.list = parser.without_condition();
  for (bool more = true; more;) {
    if (result.condition == nullptr && parser.take_word("if")) {
      result.condition = parser.without_condition();
    } else if (!result.by_columns && !by_sheets && parser.take_word("by")) {
      parser.expect_word("columns");
      result.by_columns = true;
    } else {
      more = false;
    }
  }
  parser.expect_end();
  return result;
}

MarkerData set_marker(ExpressionParser &parser) {
  SetMarker result;
  result.variable = variable(parser);
  parser.expect_symbol("=");
  result.value = parser.expression();
  parser.expect_end();
  return result;
}

template <typename Data> MarkerData condition_marker(ExpressionParser &parser) {
  Data result{parser.expression()};
  parser.expect_end();
  return result;
}

MarkerData include_marker(ExpressionParser &parser) {
  if (parser.peek().kind != TokenKind::string) {
    parser.stop_expecting("\"letterhead.ott\"");
  }
  IncludeMarker result{parser.take().text};
  parser.expect_end();
  return result;
}

MarkerData check_marker(ExpressionParser &parser) {
  if (parser.peek().kind != TokenKind::code && parser.peek().kind != TokenKind::string) {
    parser.stop_expecting("SUM_OF_CHANNELS");
  }
  CheckMarker result{parser.take().text};
  parser.expect_end();
  return result;
}

MarkerData sheet_marker(ExpressionParser &parser) {
  parser.expect_word("for");
  return for_marker(parser, true);
}

/// The word of small letters at the start of a text, after its spaces.
std::string next_word(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < 'a' || c > 'z'; });
  return {text.begin(), end};
}

/// “end if” is meant for “endif”.
MarkerData unknown_statement(ExpressionParser &parser, const Token &name) {
  if (name.kind == TokenKind::end) {
    parser.report().add(Code{"expression.marker-empty"}, {0, parser.report().text().size()});
  } else {
    const std::string_view text = parser.report().text();
    const std::string typed(text.substr(name.span.offset, name.span.length));
    const std::string two_words = typed + next_word(text.substr(name.span.offset + name.span.length));
    const std::vector<std::string> &known = statement_names();
    const bool apart = typed == "end" && std::find(known.begin(), known.end(), two_words) != known.end();
    parser.report().add(Code{"expression.unknown-statement"}, name.span,
                        {{"name", typed}, {"nearest", apart ? two_words : diagnostic::nearest_name(typed, known)}});
  }
  throw SyntaxStop{};
}

MarkerData statement(ExpressionParser &parser) {
  struct Statement {
    std::string_view name;
    MarkerData (*read)(ExpressionParser &);
  };
  static constexpr std::array<Statement, 11> statements{
      {{"for", [](ExpressionParser &p) { return for_marker(p, false); }},
       {"sheet", sheet_marker},
       {"if", condition_marker<IfMarker>},
       {"elif", condition_marker<ElifMarker>},
       {"else", bare<ElseMarker>},
       {"endfor", bare<EndForMarker>},
       {"endif", bare<EndIfMarker>},
       {"set", set_marker},
       {"include", include_marker},
       {"check", check_marker},
       {"pagebreak", bare<PageBreakMarker>}}};
  const Token name = parser.peek();
  const auto found = std::find_if(statements.begin(), statements.end(),
                                  [&](const Statement &candidate) { return name.word(candidate.name); });
  if (found == statements.end()) {
    return unknown_statement(parser, name);
  }
  parser.take();
  return found->read(parser);
}

MarkerData value(ExpressionParser &parser) {
  if (parser.peek().kind == TokenKind::end && !parser.report().failed()) {
    parser.report().add(Code{"expression.marker-empty"}, {0, parser.report().text().size()});
    throw SyntaxStop{};
  }
  ValueMarker result{parser.expression()};
  parser.expect_end();
  return result;
}

bool too_long(std::string_view text, Report &report, const Limits &limits) {
  if (text.size() <= limits.expression_bytes) {
    return false;
  }
  report.add(Code{"expression.marker-too-long"}, {0, text.size()},
             {{"size", std::to_string(text.size())},
              {"limit", std::to_string(limits.expression_bytes)},
              {"limit_key", "expression_bytes"}});
  return true;
}

std::string_view closing_of(char second) noexcept { return second == '{' ? "}}" : second == '%' ? "%}" : "#}"; }

/// Where the marker that opens at `begin` ends; npos when it does not.
std::size_t marker_end(std::string_view text, std::size_t begin) {
  const std::string_view closing = closing_of(text[begin + 1]);
  if (closing == "#}") {
    const std::size_t end = text.find(closing, begin + brace);
    return end == std::string_view::npos ? end : end + brace;
  }
  for (std::size_t at = begin + brace; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(closing)) {
      return at + brace;
    }
    if (rest.starts_with("{{") || rest.starts_with("{%") || rest.starts_with("{#")) {
      return std::string_view::npos;
    }
    const Character c = character_at(text, at);
    const StringEnd string = is_quote(c.code) ? string_end(text, at) : StringEnd{};
    at = string.after == std::string_view::npos ? at + c.length : string.after;
  }
  return std::string_view::npos;
}

bool opens_marker(std::string_view text, std::size_t at) noexcept {
  return text[at] == '{' && at + 1 < text.size() && (text[at + 1] == '{' || text[at + 1] == '%' || text[at + 1] == '#');
}

} // namespace

std::vector<MarkerSpan> find_markers(std::string_view text, diagnostic::Diagnostics &errors) {
  std::vector<MarkerSpan> found;
  Report report(text, errors);
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at)) {
    if (!opens_marker(text, at)) {
      ++at;
      continue;
    }
    const std::size_t end = marker_end(text, at);
    if (end == std::string_view::npos) {
      report.add(
          Code{"expression.marker-unclosed"}, {at, brace},
          {{"opening", std::string(text.substr(at, brace))}, {"closing", std::string(closing_of(text[at + 1]))}});
      at += brace;
      continue;
    }
    found.push_back({at, end - at});
    at = end;
  }
  return found;
}

std::optional<Marker> parse_marker(std::string_view text, diagnostic::Diagnostics &errors, const Limits &limits) {
  Report report(text, errors);
  if (text.size() < 2 * brace || !opens_marker(text, 0) || !text.ends_with(closing_of(text[1]))) {
    const bool opened = text.size() >= brace && opens_marker(text, 0);
    report.add(Code{"expression.marker-unclosed"}, {0, std::min(text.size(), brace)},
               {{"opening", std::string(text.substr(0, brace))},
                {"closing", std::string(opened ? closing_of(text[1]) : "}}")}});
    return std::nullopt;
  }
  if (text[1] == '#') {
    return Marker{CommentMarker{}, std::string(text)};
  }
  if (too_long(text, report, limits)) {
    return std::nullopt;
  }
  ExpressionParser parser(tokenize(text, brace, text.size() - brace, report), report, limits);
  try {
    MarkerData data = text[1] == '{' ? value(parser) : statement(parser);
    return report.failed() ? std::nullopt : std::optional<Marker>(Marker{std::move(data), std::string(text)});
  } catch (const SyntaxStop &) {
    return std::nullopt;
  }
}

NodePtr parse_expression(std::string_view text, diagnostic::Diagnostics &errors, const Limits &limits) {
  Report report(text, errors);
  if (too_long(text, report, limits)) {
    return nullptr;
  }
  ExpressionParser parser(tokenize(text, 0, text.size(), report), report, limits);
  try {
    NodePtr node = parser.expression();
    parser.expect_end();
    return report.failed() ? nullptr : node;
  } catch (const SyntaxStop &) {
    return nullptr;
  }
}

} // namespace solieu::expression
