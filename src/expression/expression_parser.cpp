#include "expression/expression_parser.hpp"

#include "expression/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace solieu::expression {
namespace {

using diagnostic::Code;

struct OperatorSymbol {
  std::string_view text;
  Operator op;
};
constexpr std::array<OperatorSymbol, 7> comparisons{{{"==", Operator::equal},
                                                     {"!=", Operator::not_equal},
                                                     {"<", Operator::less},
                                                     {"<=", Operator::less_equal},
                                                     {">", Operator::greater},
                                                     {">=", Operator::greater_equal},
                                                     {"=", Operator::equal}}};

const OperatorSymbol *comparison_symbol(const Token &token) {
  const auto found = std::find_if(comparisons.begin(), comparisons.end(),
                                  [&](const OperatorSymbol &entry) { return token.symbol(entry.text); });
  return found == comparisons.end() ? nullptr : &*found;
}

bool is_presentational(const NodePtr &node) {
  const auto *filter = std::get_if<Filter>(&node->data);
  const FilterSignature *signature = filter == nullptr ? nullptr : filter_named(filter->name);
  return signature != nullptr && signature->presentational;
}

/// Takes presentational filters off `node`, outermost first.
std::vector<NodePtr> take_off_filters(NodePtr &node) {
  std::vector<NodePtr> taken;
  while (is_presentational(node)) {
    taken.push_back(node);
    node = std::get<Filter>(taken.back()->data).input;
  }
  return taken;
}

/// Puts filters back around `node`, which now begins at `first`.
NodePtr put_on_filters(NodePtr node, const std::vector<NodePtr> &taken, std::size_t first) {
  for (auto filter = taken.rbegin(); filter != taken.rend(); ++filter) {
    Filter data = std::get<Filter>((*filter)->data);
    data.input = std::move(node);
    const std::size_t end = (*filter)->span.offset + (*filter)->span.length;
    node = std::make_shared<const Node>(Node{std::move(data), {first, end - first}});
  }
  return node;
}

std::size_t end_of(const Span &span) noexcept { return span.offset + span.length; }

} // namespace

class ExpressionParser::Depth {
public:
  explicit Depth(ExpressionParser &parser) : parser_(parser) {
    if (++parser_.depth_ > parser_.limits_.nesting) {
      parser_.report_.add(Code{"expression.too-deep"}, parser_.peek().span,
                          {{"limit", std::to_string(parser_.limits_.nesting)}, {"limit_key", "expression_nesting"}});
      throw SyntaxStop{};
    }
  }
  Depth(const Depth &) = delete;
  Depth &operator=(const Depth &) = delete;
  ~Depth() { --parser_.depth_; }

private:
  ExpressionParser &parser_;
};

const Token &ExpressionParser::peek(std::size_t ahead) const {
  return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

const Token &ExpressionParser::take() {
  const Token &token = tokens_[next_];
  next_ = std::min(next_ + 1, tokens_.size() - 1);
  return token;
}

bool ExpressionParser::take_word(std::string_view word) {
  const bool found = peek().word(word);
  if (found) {
    take();
  }
  return found;
}

bool ExpressionParser::take_symbol(std::string_view symbol) {
  const bool found = peek().symbol(symbol);
  if (found) {
    take();
  }
  return found;
}

void ExpressionParser::expect_symbol(std::string_view symbol) {
  if (!take_symbol(symbol)) {
    stop_expecting(symbol);
  }
}

void ExpressionParser::expect_word(std::string_view word) {
  if (!take_word(word)) {
    stop_expecting(word);
  }
}

void ExpressionParser::expect_end() {
  if (peek().kind != TokenKind::end) {
    stop_at_grouped_number();
    report_.add(Code{"expression.unexpected"}, peek().span,
                {{"found", std::string(report_.text().substr(peek().span.offset, peek().span.length))}});
    throw SyntaxStop{};
  }
}

/// “1.234,5” and “1.234.567” are how numbers stand in a report, and not how they are typed into a template.
void ExpressionParser::stop_at_grouped_number() {
  const std::string_view text = report_.text();
  const Token &sign = peek();
  const bool behind = next_ > 0 && tokens_[next_ - 1].kind == TokenKind::number && end_of_last() == sign.span.offset;
  if (!behind || !(sign.symbol(",") || sign.symbol(".")) || peek(1).kind != TokenKind::number) {
    return;
  }
  const std::size_t first = tokens_[next_ - 1].span.offset;
  const std::size_t after = std::min(text.find_first_not_of("0123456789.,", first), text.size());
  const std::size_t last = text.find_last_of("0123456789", after - 1);
  const std::string number(text.substr(first, last + 1 - first));
  const bool decimal = std::count(number.begin(), number.end(), ',') == 1;
  std::string meant;
  for (const char c : number) {
    if (c == ',' && decimal) {
      meant += '.';
    } else if (c != ',' && c != '.') {
      meant += c;
    }
  }
  report_.add(Code{"expression.number-grouped"}, {first, number.size()}, {{"number", number}, {"meant", meant}});
  throw SyntaxStop{};
}

void ExpressionParser::stop_expecting(std::string_view expected) {
  stop_at_grouped_number();
  const Span spot = peek().span;
  if (peek().kind == TokenKind::end) {
    report_.add(Code{"expression.expected-at-end"}, spot, {{"expected", std::string(expected)}});
  } else {
    report_.add(
        Code{"expression.expected"}, spot,
        {{"expected", std::string(expected)}, {"found", std::string(report_.text().substr(spot.offset, spot.length))}});
  }
  throw SyntaxStop{};
}

std::size_t ExpressionParser::end_of_last() const { return next_ == 0 ? 0 : end_of(tokens_[next_ - 1].span); }

void ExpressionParser::check_height(std::size_t height, std::size_t offset) {
  constexpr std::size_t times = 8;
  if (height > limits_.nesting * times) {
    report_.add(Code{"expression.too-long-chain"}, {offset, end_of_last() - offset},
                {{"limit", std::to_string(limits_.nesting * times)},
                 {"nesting", std::to_string(limits_.nesting)},
                 {"limit_key", "expression_nesting"}});
    throw SyntaxStop{};
  }
}

ExpressionParser::Parsed ExpressionParser::binary(Operator op, Parsed left, Parsed right) {
  const std::size_t first = left.node->span.offset;
  const std::size_t height = std::max(left.height, right.height) + 1;
  return make(Binary{op, std::move(left.node), std::move(right.node)}, first, height);
}

/// `A / B | percent(1)` means the quotient: what prints the right operand alone would be lost in the result.
ExpressionParser::Parsed ExpressionParser::spread_filters(Operator op, Parsed left, Parsed right) {
  if (right.closed || !is_presentational(right.node)) {
    return binary(op, std::move(left), std::move(right));
  }
  const std::size_t first = left.node->span.offset;
  const std::vector<NodePtr> taken = take_off_filters(right.node);
  Parsed result = binary(op, std::move(left), std::move(right));
  result.node = put_on_filters(std::move(result.node), taken, first);
  result.height += taken.size();
  return result;
}

NodePtr ExpressionParser::expression() { return conditional().node; }

NodePtr ExpressionParser::without_condition() {
  const Depth depth(*this);
  return otherwise().node;
}

ExpressionParser::Parsed ExpressionParser::conditional() {
  const Depth depth(*this);
  Parsed value = otherwise();
  if (!take_word("if")) {
    return value;
  }
  Parsed condition = otherwise();
  expect_word("else");
  Parsed other = conditional();
  const std::size_t first = value.node->span.offset;
  const std::size_t height = std::max({value.height, condition.height, other.height}) + 1;
  return make(Conditional{std::move(condition.node), std::move(value.node), std::move(other.node)}, first, height);
}

ExpressionParser::Parsed ExpressionParser::otherwise() {
  Parsed left = disjunction();
  while (take_word("otherwise")) {
    Parsed right = disjunction();
    left = binary(Operator::otherwise, std::move(left), std::move(right));
  }
  return left;
}

ExpressionParser::Parsed ExpressionParser::disjunction() {
  Parsed left = conjunction();
  while (take_word("or")) {
    Parsed right = conjunction();
    left = binary(Operator::or_, std::move(left), std::move(right));
  }
  return left;
}

ExpressionParser::Parsed ExpressionParser::conjunction() {
  Parsed left = negation();
  while (take_word("and")) {
    Parsed right = negation();
    left = binary(Operator::and_, std::move(left), std::move(right));
  }
  return left;
}

ExpressionParser::Parsed ExpressionParser::negation() {
  const std::size_t first = peek().span.offset;
  if (!take_word("not")) {
    return comparison();
  }
  const Depth depth(*this);
  Parsed operand = negation();
  const std::size_t height = operand.height + 1;
  return make(Unary{false, std::move(operand.node)}, first, height);
}

ExpressionParser::Parsed ExpressionParser::comparison() {
  Parsed left = sum();
  const std::size_t first = left.node->span.offset;
  if (const OperatorSymbol *symbol = comparison_symbol(peek()); symbol != nullptr) {
    if (symbol->text == "=") {
      report_.add(Code{"expression.single-equals"}, peek().span);
    }
    take();
    Parsed right = sum();
    left = binary(symbol->op, std::move(left), std::move(right));
  } else if (peek().word("in") || (peek().word("not") && peek(1).word("in"))) {
    const bool negated = take_word("not");
    take();
    Parsed right = sum();
    left = binary(Operator::in, std::move(left), std::move(right));
    if (negated) {
      const std::size_t height = left.height + 1;
      left = make(Unary{false, std::move(left.node)}, first, height);
    }
  } else if (take_word("is")) {
    left = test(std::move(left));
  }
  if (comparison_symbol(peek()) != nullptr || peek().word("in") || peek().word("is")) {
    report_.add(Code{"expression.chained-comparison"}, peek().span);
    throw SyntaxStop{};
  }
  return left;
}

ExpressionParser::Parsed ExpressionParser::test(Parsed operand) {
  const bool negated = take_word("not");
  if (peek().kind != TokenKind::word) {
    stop_expecting("missing, estimate, rebased");
  }
  const std::string name = take().text;
  const std::size_t first = operand.node->span.offset;
  const std::size_t height = operand.height + 1;
  return make(Test{std::move(operand.node), name, negated}, first, height);
}

ExpressionParser::Parsed ExpressionParser::sum() {
  Parsed left = product();
  while (peek().symbol("+") || peek().symbol("-")) {
    const Operator op = take().text == "+" ? Operator::plus : Operator::minus;
    Parsed right = product();
    left = spread_filters(op, std::move(left), std::move(right));
  }
  return left;
}

ExpressionParser::Parsed ExpressionParser::product() {
  Parsed left = unary();
  while (peek().symbol("*") || peek().symbol("/")) {
    const Operator op = take().text == "*" ? Operator::times : Operator::divide;
    Parsed right = unary();
    left = spread_filters(op, std::move(left), std::move(right));
  }
  return left;
}

ExpressionParser::Parsed ExpressionParser::unary() {
  const std::size_t first = peek().span.offset;
  if (!take_symbol("-")) {
    return filtered();
  }
  const Depth depth(*this);
  Parsed operand = unary();
  const std::vector<NodePtr> taken = operand.closed ? std::vector<NodePtr>{} : take_off_filters(operand.node);
  const std::size_t height = operand.height + 1;
  Parsed result = make(Unary{true, std::move(operand.node)}, first, height);
  result.node = put_on_filters(std::move(result.node), taken, first);
  return result;
}

ExpressionParser::Parsed ExpressionParser::filtered() {
  Parsed value = primary();
  while (take_symbol("|")) {
    value = filter(std::move(value));
  }
  return value;
}

ExpressionParser::Parsed ExpressionParser::filter(Parsed input) {
  const Token name = peek();
  if (name.kind != TokenKind::word && name.kind != TokenKind::mixed && name.kind != TokenKind::code) {
    stop_expecting("number, percent, phrase, trend …");
  }
  take();
  const std::size_t first = input.node->span.offset;
  std::size_t height = input.height;
  std::vector<Argument> given;
  if (peek().symbol("(")) {
    given = arguments(height);
  }
  return make(Filter{name.text, std::move(input.node), std::move(given)}, first, height + 1);
}

std::vector<Argument> ExpressionParser::arguments(std::size_t &height) {
  std::vector<Argument> result;
  expect_symbol("(");
  if (take_symbol(")")) {
    return result;
  }
  do {
    Argument argument;
    if (peek(1).symbol("=") && peek().kind != TokenKind::symbol) {
      argument.name = take().text;
      take();
    }
    Parsed value = conditional();
    height = std::max(height, value.height);
    argument.value = std::move(value.node);
    result.push_back(std::move(argument));
  } while (take_symbol(","));
  expect_symbol(")");
  return result;
}

ExpressionParser::Parsed ExpressionParser::primary() {
  const Token &token = peek();
  switch (token.kind) {
  case TokenKind::code:
    return figure();
  case TokenKind::number:
    return number();
  case TokenKind::string: {
    const std::size_t first = token.span.offset;
    return make(Literal{Value{take().text, {}, {}}}, first, 1);
  }
  case TokenKind::word:
  case TokenKind::mixed:
    return name();
  case TokenKind::symbol:
    if (token.symbol("(")) {
      return bracketed();
    }
    if (token.symbol("[")) {
      return list();
    }
    break;
  case TokenKind::end:
    report_.add(Code{"expression.value-missing"}, token.span);
    throw SyntaxStop{};
  }
  report_.add(Code{"expression.value-expected"}, token.span, {{"found", token.text}});
  throw SyntaxStop{};
}

ExpressionParser::Parsed ExpressionParser::bracketed() {
  take();
  Parsed inner = conditional();
  expect_symbol(")");
  inner.closed = true;
  return inner;
}

ExpressionParser::Parsed ExpressionParser::list() {
  const std::size_t first = take().span.offset;
  ListLiteral result;
  std::size_t height = 0;
  if (!peek().symbol("]")) {
    do {
      Parsed item = conditional();
      height = std::max(height, item.height);
      result.items.push_back(std::move(item.node));
    } while (take_symbol(","));
  }
  expect_symbol("]");
  return make(std::move(result), first, height + 1);
}

ExpressionParser::Parsed ExpressionParser::number() {
  const Token token = take();
  const std::optional<model::Decimal> value = model::Decimal::parse(token.text);
  if (!value) {
    report_.add(Code{"expression.number-malformed"}, token.span, {{"number", token.text}});
  }
  return make(Literal{Value{model::Quantity::of(value.value_or(model::Decimal{}), model::Unit{}), {}, {}}},
              token.span.offset, 1);
}

ExpressionParser::Parsed ExpressionParser::name() {
  static constexpr std::array<std::string_view, 8> operators{"if", "else", "and", "or", "not", "in", "is", "otherwise"};
  const Token token = take();
  const std::size_t first = token.span.offset;
  if (token.kind == TokenKind::mixed) {
    report_.add(Code{"expression.name-case"}, token.span, {{"name", token.text}});
  } else if (std::find(operators.begin(), operators.end(), token.text) != operators.end()) {
    report_.add(Code{"expression.value-expected"}, token.span, {{"found", token.text}});
    throw SyntaxStop{};
  }
  if (token.word("true") || token.word("false")) {
    return make(Literal{Value{token.text == "true", {}, {}}}, first, 1);
  }
  if (peek().symbol("(")) {
    return call(token, {});
  }
  return name_member(Name{{token.text}}, first);
}

ExpressionParser::Parsed ExpressionParser::name_member(Name path, std::size_t first) {
  while (take_symbol(".")) {
    const Token token = peek();
    if (token.kind == TokenKind::symbol || token.kind == TokenKind::end || token.kind == TokenKind::string ||
        token.kind == TokenKind::number) {
      stop_expecting("name");
    }
    take();
    if (token.word("by") && peek().symbol("(")) {
      Parsed subject{std::make_shared<const Node>(Node{std::move(path), {first, token.span.offset - 1 - first}}), 1,
                     false};
      return call(token, std::move(subject));
    }
    if (token.kind != TokenKind::word && path.path.front() != "param") {
      report_.add(Code{"expression.name-case"}, token.span, {{"name", token.text}});
    }
    const bool as_typed = token.capitalised && path.path.front() == "param";
    path.path.push_back(as_typed ? std::string(report_.text().substr(token.span.offset, token.span.length))
                                 : token.text);
  }
  return make(std::move(path), first, 1);
}

ExpressionParser::Parsed ExpressionParser::call(const Token &function, Parsed subject) {
  const std::size_t first = subject.node ? subject.node->span.offset : function.span.offset;
  std::size_t height = subject.height;
  std::vector<Argument> given = arguments(height);
  return make(Call{function.text, std::move(subject.node), std::move(given)}, first, height + 1);
}

} // namespace solieu::expression
