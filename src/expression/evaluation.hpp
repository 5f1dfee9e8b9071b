#pragma once

#include "expression/evaluator.hpp"
#include "expression/vocabulary.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace solieu::expression {

/// Counts one step of work; Failure `expression.too-many-steps` when the fuel is used up.
void step(Environment &environment);

/// The value of `node` without copying what already exists: literals and variables are referred to, everything else is
/// put into `storage`.
[[nodiscard]] const Value &operand(const Node &node, Environment &environment, Value &storage);

[[nodiscard]] Value make_value(Value::Data data);
/// A computed number with the digits it is printed with.
[[nodiscard]] Value make_number(model::Quantity number, std::optional<int> decimals);
/// The digits that a number is printed with; nothing = those that it has.
[[nodiscard]] std::optional<int> decimals_of(const Value &value, const Environment &environment);
/// Those of a result; README, “Digits”.
[[nodiscard]] std::optional<int> decimals_of_result(Operator op, const Value &left, const Value &right,
                                                    const Environment &environment);
/// The date that a text is, as people and databases write it: "2025-03-14", with a time behind it or not.
[[nodiscard]] std::optional<model::Date> date_of(const std::string &text);
/// What the node says, as it was typed.
[[nodiscard]] std::string typed(const Node &node, const Environment &environment);
/// Notes an error at the node, once; what is wrong shows only when the value is there.
void note_error(diagnostic::Code code, const Node &node, Environment &environment,
                std::vector<std::pair<std::string, std::string>> arguments = {});
/// The quantity of a number or a figure; null for any other value.
[[nodiscard]] const model::Quantity *quantity_of(const Value &value) noexcept;
/// No value, not reported, or an empty text. Not applicable and suppressed values are not missing.
[[nodiscard]] bool is_missing(const Value &value) noexcept;
/// The code that stands for a text, member, territory, period or row; nothing for other values.
[[nodiscard]] std::optional<std::string> code_of(const Value &value);
/// A number for what should be one: the value's own, else a missing one with the reason.
[[nodiscard]] const model::Quantity &number_or_missing(const Value &value) noexcept;

/// `row.value`, `report.territory.name`, `loop.index`.
[[nodiscard]] Value evaluate_name(const Name &name, Environment &environment);
/// The variable itself when the name is a bare variable or a column of a row; null otherwise.
[[nodiscard]] const Value *find_value(const Name &name, const Environment &environment) noexcept;
/// Tells the trace, where there is one, which figures the variable stands on.
void note_variable(const Name &name, Environment &environment);
/// A field of an item, period, row or figure; missing when there is none.
[[nodiscard]] Value field_of(const Value &value, const std::string &field, Environment &environment);

[[nodiscard]] Value evaluate_figure(const FigureReference &figure, Environment &environment);
/// The coordinates a figure asks for; nothing when one of them has no value.
[[nodiscard]] std::optional<model::FigureQuery> query_of(const FigureReference &figure, Environment &environment);
void apply(Selector selector, model::FigureQuery &query);
void set_member(model::FigureQuery &query, model::BreakdownId breakdown, std::string member);
[[nodiscard]] std::optional<model::Period> period_of(const Value &value);
[[nodiscard]] model::TerritoryId territory_of(const Value &value, const Environment &environment);
[[nodiscard]] Value part_of(const std::shared_ptr<const model::Figure> &figure, Part part,
                            const Environment &environment);
[[nodiscard]] Value look_up(const model::FigureQuery &query, const Environment &environment);

[[nodiscard]] Value evaluate_call(const Call &call, Environment &environment);
[[nodiscard]] Item territory_item(model::TerritoryId id, std::size_t index, const Environment &environment);

/// `node` is the outermost of a chain of filters.
[[nodiscard]] Value evaluate_filter(const Node &node, Environment &environment);
[[nodiscard]] Value evaluate_list_filter(const Filter &filter, const Value &input, Environment &environment);

} // namespace solieu::expression
