#pragma once

#include "expression/lexer.hpp"
#include "expression/parser.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::expression {

/// Thrown inside the parser when a marker cannot be read further; never leaves parser.cpp.
struct SyntaxStop {};

/// Reads expressions by recursive descent, no deeper than Limits::nesting, no higher than eight times that.
class ExpressionParser {
public:
  ExpressionParser(std::vector<Token> tokens, Report &report, const Limits &limits)
      : tokens_(std::move(tokens)), report_(report), limits_(limits) {}

  /// `x if c else y` and everything below.
  NodePtr expression();
  /// The same without `if`, for the list of a loop.
  NodePtr without_condition();

  [[nodiscard]] const Token &peek(std::size_t ahead = 0) const;
  const Token &take();
  bool take_word(std::string_view word);
  bool take_symbol(std::string_view symbol);
  /// Stops unless the next token is this one.
  void expect_symbol(std::string_view symbol);
  void expect_word(std::string_view word);
  /// An error when something is left.
  void expect_end();
  [[noreturn]] void stop_expecting(std::string_view expected);
  [[nodiscard]] Report &report() { return report_; }

private:
  struct Parsed {
    NodePtr node;
    std::size_t height = 1;
    bool closed = false; ///< in brackets: filters after it do not reach out
  };
  class Depth;

  Parsed conditional();
  Parsed otherwise();
  Parsed disjunction();
  Parsed conjunction();
  Parsed negation();
  Parsed comparison();
  Parsed sum();
  Parsed product();
  Parsed unary();
  Parsed filtered();
  Parsed primary();
  Parsed bracketed();
  Parsed list();
  Parsed number();
  Parsed name();
  Parsed name_member(Name path, std::size_t first);
  Parsed call(const Token &function, Parsed subject);
  Parsed figure();
  Parsed test(Parsed operand);

  void slice(FigureReference &figure, std::size_t &height);
  SliceEntry slice_entry(std::size_t &height);
  NodePtr slice_member(std::size_t &height);
  bool figure_member(FigureReference &figure, std::size_t &height);
  bool selector(FigureReference &figure, const Token &name, std::size_t &height);
  bool measure(FigureReference &figure, const Token &name);
  bool part(FigureReference &figure, const Token &name);
  void unknown_member(const FigureReference &figure, const Token &name);
  void selector_arguments(SelectorUse &use, const Token &name, std::size_t &height);
  void base_argument(FigureReference &figure, const Token &name);
  void skip_arguments();
  std::vector<Argument> arguments(std::size_t &height);
  Parsed filter(Parsed input);

  template <typename Data> Parsed make(Data data, std::size_t first, std::size_t height);
  Parsed binary(Operator op, Parsed left, Parsed right);
  Parsed spread_filters(Operator op, Parsed left, Parsed right);
  [[nodiscard]] std::size_t end_of_last() const;
  void stop_at_grouped_number();
  void check_height(std::size_t height, std::size_t offset);

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;
  Report &report_;
  const Limits &limits_;
};

template <typename Data>
ExpressionParser::Parsed ExpressionParser::make(Data data, std::size_t first, std::size_t height) {
  check_height(height, first);
  return {std::make_shared<const Node>(Node{std::move(data), {first, end_of_last() - first}}), height, false};
}

} // namespace solieu::expression
