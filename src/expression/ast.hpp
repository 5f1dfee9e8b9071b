#pragma once

#include "expression/value.hpp"
#include "model/figure.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace solieu::expression {

/// Bytes of the marker's text.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Literal {
  Value value;
};
/// `c`, `report.period`, `row.value`, `loop.index`: a name and the members after it.
struct Name {
  std::vector<std::string> path;
};
struct SliceEntry {
  std::string breakdown;
  NodePtr member; ///< Literal text for COAL or "15-24"; Name for a variable
  Span span;
};
enum class Selector : std::uint8_t { ytd, year, previous, next, last_year, at, plan, target, estimate, actual, final };
struct SelectorUse {
  Selector selector;
  NodePtr period;    ///< of .at
  NodePtr territory; ///< of .at
  Span span;
};
enum class Part : std::uint8_t { low, high, bound, unit, as_of, source, status, kind };
/// `CODE slice? selector* measure? part?`
struct FigureReference {
  std::string code;
  std::vector<SliceEntry> slice;
  std::vector<SelectorUse> selectors;
  model::FigureMeasure measure = model::FigureMeasure::value;
  model::Base base = model::Base::last_year;
  std::optional<Part> part;
};
struct Argument {
  std::string name; ///< empty = positional
  NodePtr value;
};
/// `X.by(channel)`, `members(channel)`, `children(…)`, `periods(…)`, `query("…", …)`.
struct Call {
  std::string function;
  NodePtr subject; ///< of `.by`; null for free functions
  std::vector<Argument> arguments;
};
struct Filter {
  std::string name;
  NodePtr input;
  std::vector<Argument> arguments;
};
enum class Operator : std::uint8_t {
  plus,
  minus,
  times,
  divide,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  and_,
  or_,
  in,
  otherwise
};
struct Unary {
  bool negate = false; ///< `-x`; else `not x`
  NodePtr operand;
};
struct Binary {
  Operator op;
  NodePtr left;
  NodePtr right;
};
/// `x if c else y`
struct Conditional {
  NodePtr condition;
  NodePtr then;
  NodePtr otherwise;
};
/// `x is missing`, `x is not estimate`
struct Test {
  NodePtr operand;
  std::string name;
  bool negated = false;
};
struct ListLiteral {
  std::vector<NodePtr> items;
};

/// A node of an expression; immutable after parsing, shared between threads.
struct Node {
  std::variant<Literal, Name, FigureReference, Call, Filter, Unary, Binary, Conditional, Test, ListLiteral> data;
  Span span;
};

/// What one marker says.
struct ValueMarker {
  NodePtr expression;
};
struct ForMarker {
  std::string variable;
  NodePtr list;
  NodePtr condition; ///< null = all
  bool by_columns = false;
  bool by_sheets = false; ///< `{% sheet for … %}`
};
struct IfMarker {
  NodePtr condition;
};
struct ElifMarker {
  NodePtr condition;
};
struct ElseMarker {};
struct EndForMarker {};
struct EndIfMarker {};
struct SetMarker {
  std::string variable;
  NodePtr value;
};
struct IncludeMarker {
  std::string file;
};
struct CheckMarker {
  std::string rule;
};
struct PageBreakMarker {};
struct CommentMarker {};

struct Marker {
  std::variant<ValueMarker, ForMarker, IfMarker, ElifMarker, ElseMarker, EndForMarker, EndIfMarker, SetMarker,
               IncludeMarker, CheckMarker, PageBreakMarker, CommentMarker>
      data;
  std::string text; ///< as typed, braces included
};

} // namespace solieu::expression
