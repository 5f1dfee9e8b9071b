#include "expression/expression_parser.hpp"
#include "expression/vocabulary.hpp"

#include <algorithm>
#include <memory>

namespace solieu::expression {

using diagnostic::Code;
using diagnostic::nearest_name;

/// `CODE slice? selector* measure? part?`, or `CODE slice? selector* .by(…)`.
ExpressionParser::Parsed ExpressionParser::figure() {
  const Token code = take();
  const std::size_t first = code.span.offset;
  FigureReference figure;
  figure.code = code.text;
  std::size_t height = 1;
  if (peek().symbol("[")) {
    slice(figure, height);
  }
  while (peek().symbol(".") || peek().symbol("[")) {
    if (peek().symbol("[")) {
      report_.add(Code{"expression.slice-late"}, peek().span, {{"code", figure.code}});
      slice(figure, height);
      continue;
    }
    const std::size_t end = end_of_last();
    take();
    if (figure_member(figure, height)) {
      Parsed subject{std::make_shared<const Node>(Node{std::move(figure), {first, end - first}}), height, false};
      return call(tokens_[next_ - 1], std::move(subject));
    }
  }
  return make(std::move(figure), first, height);
}

void ExpressionParser::slice(FigureReference &figure, std::size_t &height) {
  take();
  do {
    figure.slice.push_back(slice_entry(height));
  } while (take_symbol(","));
  expect_symbol("]");
}

SliceEntry ExpressionParser::slice_entry(std::size_t &height) {
  const Token breakdown = peek();
  const bool member_alone = (peek(1).symbol("]") || peek(1).symbol(",")) && breakdown.kind != TokenKind::symbol;
  if (member_alone) { // “[COAL]”: the checks know what it is a member of
    SliceEntry entry{"", slice_member(height), breakdown.span};
    return entry;
  }
  if (breakdown.kind == TokenKind::code) {
    std::string small = breakdown.text;
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    report_.add(Code{"expression.breakdown-case"}, breakdown.span, {{"name", breakdown.text}, {"small", small}});
  } else if (breakdown.kind == TokenKind::mixed) {
    report_.add(Code{"expression.name-case"}, breakdown.span, {{"name", breakdown.text}});
  } else if (breakdown.kind != TokenKind::word) {
    stop_expecting("channel=COAL");
  }
  take();
  expect_symbol("=");
  SliceEntry entry{breakdown.text, slice_member(height), breakdown.span};
  entry.span.length = end_of_last() - entry.span.offset;
  return entry;
}

NodePtr ExpressionParser::slice_member(std::size_t &height) {
  const Token token = peek();
  Parsed member;
  if (token.kind == TokenKind::code) {
    take();
    member = make(Literal{Value{token.text, {}, {}}}, token.span.offset, 1);
  } else if (token.kind == TokenKind::string || token.kind == TokenKind::word) {
    member = primary();
  } else {
    stop_expecting("COAL, \"15-24\"");
  }
  height = std::max(height, member.height + 1);
  return std::move(member.node);
}

/// One name after the point. True when it is `by(`, which ends the figure.
bool ExpressionParser::figure_member(FigureReference &figure, std::size_t &height) {
  const Token name = peek();
  if (name.kind != TokenKind::word && name.kind != TokenKind::mixed && name.kind != TokenKind::code) {
    stop_expecting("ytd, plan, change_pct …");
  }
  take();
  const bool calls = name.text == "by" && peek().symbol("(");
  const bool measured = figure.measure != model::FigureMeasure::value;
  const bool known = calls || selector_named(name.text) || measure_named(name.text);
  if (figure.part) {
    report_.add(Code{"expression.after-part"}, name.span, {{"name", name.text}});
    skip_arguments();
    return false;
  }
  if (measured && known) {
    report_.add(Code{"expression.after-measure"}, name.span,
                {{"name", name.text}, {"measure", std::string(name_of(figure.measure))}});
    skip_arguments();
    return false;
  }
  if (calls) {
    return true;
  }
  if (!selector(figure, name, height) && !measure(figure, name) && !part(figure, name)) {
    unknown_member(figure, name);
  }
  return false;
}

void ExpressionParser::unknown_member(const FigureReference &figure, const Token &name) {
  const bool measured = figure.measure != model::FigureMeasure::value;
  const std::string nearest = nearest_name(name.text, figure_member_names(measured));
  if (measured) {
    report_.add(Code{"expression.unknown-part"}, name.span,
                {{"name", name.text}, {"measure", std::string(name_of(figure.measure))}, {"nearest", nearest}});
  } else {
    report_.add(Code{"expression.unknown-selector"}, name.span,
                {{"name", name.text}, {"code", figure.code}, {"nearest", nearest}});
  }
  skip_arguments();
}

void ExpressionParser::skip_arguments() {
  std::size_t height = 0;
  if (peek().symbol("(")) {
    static_cast<void>(arguments(height));
  }
}

bool ExpressionParser::selector(FigureReference &figure, const Token &name, std::size_t &height) {
  const std::optional<Selector> found = selector_named(name.text);
  if (!found) {
    return false;
  }
  SelectorUse use{*found, nullptr, nullptr, name.span};
  const auto earlier = std::find_if(figure.selectors.begin(), figure.selectors.end(),
                                    [](const SelectorUse &other) { return chooses_kind(other.selector); });
  if (chooses_kind(*found) && earlier != figure.selectors.end()) {
    report_.add(Code{"expression.two-kinds"}, name.span,
                {{"first", std::string(name_of(earlier->selector))}, {"second", name.text}});
  }
  selector_arguments(use, name, height);
  figure.selectors.push_back(std::move(use));
  return true;
}

void ExpressionParser::selector_arguments(SelectorUse &use, const Token &name, std::size_t &height) {
  const bool given = peek().symbol("(");
  if (use.selector != Selector::at) {
    if (given) {
      report_.add(Code{"expression.selector-arguments"}, name.span, {{"selector", name.text}});
      skip_arguments();
    }
    return;
  }
  std::vector<Argument> list;
  if (given) {
    list = arguments(height);
    ++height;
  }
  for (Argument &argument : list) {
    NodePtr *place = argument.name == "period" ? &use.period : argument.name == "territory" ? &use.territory : nullptr;
    if (place == nullptr || *place != nullptr) {
      report_.add(Code{"expression.at-arguments"}, argument.value->span);
    } else {
      *place = std::move(argument.value);
    }
  }
  if (list.empty()) {
    report_.add(Code{"expression.at-arguments"}, name.span);
  }
  use.span.length = end_of_last() - use.span.offset;
}

bool ExpressionParser::measure(FigureReference &figure, const Token &name) {
  const std::optional<model::FigureMeasure> found = measure_named(name.text);
  if (!found) {
    return false;
  }
  figure.measure = *found;
  if (peek().symbol("(")) {
    base_argument(figure, name);
  }
  return true;
}

void ExpressionParser::base_argument(FigureReference &figure, const Token &name) {
  std::size_t height = 0;
  const std::vector<Argument> given = arguments(height);
  if (!compares(figure.measure)) {
    report_.add(Code{"expression.selector-arguments"}, name.span, {{"selector", name.text}});
    return;
  }
  const auto *literal = given.size() == 1 ? std::get_if<Literal>(&given.front().value->data) : nullptr;
  const auto *text = literal == nullptr ? nullptr : std::get_if<std::string>(&literal->value.data);
  if (text == nullptr || !given.front().name.empty()) {
    report_.add(Code{"expression.base-argument"}, name.span, {{"measure", name.text}});
    return;
  }
  const std::optional<model::Base> base = base_named(*text);
  if (!base) {
    report_.add(Code{"expression.unknown-base"}, given.front().value->span,
                {{"base", *text}, {"nearest", nearest_name(*text, base_names())}});
    return;
  }
  figure.base = *base;
}

bool ExpressionParser::part(FigureReference &figure, const Token &name) {
  figure.part = part_named(name.text);
  if (figure.part && peek().symbol("(")) {
    report_.add(Code{"expression.selector-arguments"}, name.span, {{"selector", name.text}});
    skip_arguments();
  }
  return figure.part.has_value();
}

} // namespace solieu::expression
