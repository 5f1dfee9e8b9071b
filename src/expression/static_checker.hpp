#pragma once

#include "expression/adding.hpp"
#include "expression/check.hpp"
#include "expression/lexer.hpp"
#include "expression/vocabulary.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace solieu::expression {

/// Walks an expression and gives every node its type; errors and needs are gathered on the way.
class StaticChecker {
public:
  StaticChecker(const Scope &scope, const model::Catalogue &catalogue, const std::vector<QuerySignature> &queries,
                Needs &needs, Report &report)
      : scope_(scope), catalogue_(catalogue), queries_(queries), needs_(needs), report_(report) {}

  Type type_of(const Node &node);
  /// An error unless the type may be a condition (true or false).
  void condition(const Node &node, const Type &type);
  /// An error unless the type may be a list.
  void list(const Node &node, const Type &type);

private:
  Type of(const Literal &literal, const Node &node);
  Type of(const Name &name, const Node &node);
  Type of(const FigureReference &figure, const Node &node);
  Type of(const Call &call, const Node &node);
  Type of(const Filter &filter, const Node &node);
  Type of(const Unary &unary, const Node &node);
  Type of(const Binary &binary, const Node &node);
  Type of(const Conditional &conditional, const Node &node);
  Type of(const Test &test, const Node &node);
  Type of(const ListLiteral &list, const Node &node);

  Type built_in(const Name &name, const Node &node, bool &found);
  Type report_field(const Name &name, const Node &node);
  Type text_field(const Name &name, const Node &node, const std::vector<std::string> &fields);
  Type variable(const Name &name, const Node &node);
  Type fields(Type type, const Name &name, std::size_t from, const Node &node);
  bool field(Type &type, const std::string &name);
  bool figure_field(Type &type, const std::string &name);
  Type unknown_field(const Name &name, std::size_t at, const std::vector<std::string> &fields, const Node &node);

  bool only_member(const FigureReference &figure, Type &type) const;
  void need_indicator(const model::Indicator &indicator);
  void need_base(model::Base base);
  void slice(const FigureReference &figure, const model::Indicator *indicator);
  [[nodiscard]] bool is_variable(const std::string &name) const;
  /// The member that an unknown small-letter name in its place may have meant ("coal"), or "".
  [[nodiscard]] std::string meant_member(const SliceEntry &entry, const model::Breakdown &breakdown) const;
  void member(const SliceEntry &entry, model::BreakdownId breakdown);
  void member_alone(const SliceEntry &entry, const model::Indicator *indicator);
  void selector(const SelectorUse &use);
  void period_coordinate(const Node &node);
  void territory_coordinate(const Node &node);
  bool coordinate(const Node &node, Type::Kind wanted);
  void named_territory(const std::string &key, const Node &node);
  void measure(const FigureReference &figure, const model::Indicator &indicator, const Node &node);
  void outlook(const FigureReference &figure, const model::Indicator &indicator, const Node &node);
  Type part(Part part, const model::Indicator *indicator) const;

  Type by(const Call &call, const Node &node);
  bool by_breakdown(const Call &call, const std::string &name, const Node &argument, Type &rows);
  bool by_word(const Call &call, const std::string &word, const Node &argument);
  Type members(const Call &call, const Node &node);
  Type children(const Call &call, const Node &node);
  Type periods(const Call &call, const Node &node);
  Type query(const Call &call, const Node &node);
  void query_parameters(const Call &call, const QuerySignature &signature, const Node &node);
  Type wrong_arguments(const Call &call, std::string_view usage, const Node &node);

  void filter_input(const Filter &filter, const FilterSignature &signature, const Type &input);
  void filter_arguments(const Filter &filter, const FilterSignature &signature, const Type &input, const Node &node);
  bool filter_argument(ArgumentKind kind, const Node &argument, const Type &input);
  void scale_unit(const std::string &unit, const Node &argument, const Type &input);
  void column(const std::string &name, const Node &argument, const Type &input);
  Type list_filter(const Filter &filter, Type input);
  void summed(const Filter &filter, const Type &input, const Node &node);
  void column_of_numbers(const Filter &filter, const Type &input);
  void filter_unit(const Filter &filter, const Type &input);
  void refuse(const NotAdded &refusal, Span span);
  [[nodiscard]] std::string typed(const Node &node) const;

  void numeric(const Node &node, const Type &type, Operator op);
  Type arithmetic(const Binary &binary, const Type &left, const Type &right, const Node &node);
  Type comparison(const Binary &binary, const Type &left, const Type &right, const Node &node);
  void same_unit(Operator op, const Type &left, const Type &right, const Node &node);

  const Scope &scope_;
  const model::Catalogue &catalogue_;
  const std::vector<QuerySignature> &queries_;
  Needs &needs_;
  Report &report_;
};

[[nodiscard]] Type type_of_kind(Type::Kind kind);
[[nodiscard]] Type type_of_number(std::optional<model::Unit> unit);
/// A list of such items.
[[nodiscard]] Type list_of(Type item);
[[nodiscard]] bool is_numeric(const Type &type) noexcept;
/// The text of a literal; null when the node is none.
[[nodiscard]] const std::string *literal_text(const Node &node) noexcept;

} // namespace solieu::expression
