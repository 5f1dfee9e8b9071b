#pragma once

#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"
#include "model/catalogue.hpp"
#include "model/figure.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solieu::expression {

/// Lookup port: figures over the data already read. Implemented by figures::Resolver through evaluate.
class FigureLookup {
public:
  virtual ~FigureLookup() = default;
  [[nodiscard]] virtual model::Figure figure(const model::FigureQuery &query) const = 0;
};

/// Text port: the words of a value in the report's language, for filters that work on text (join, upper, ~).
class TextPort {
public:
  virtual ~TextPort() = default;
  [[nodiscard]] virtual std::string text(const Value &value) const = 0;
  /// Dictionary order of two texts in the report's language; <0, 0, >0. By bytes unless the port knows better.
  [[nodiscard]] virtual int compare(std::string_view left, std::string_view right) const { return left.compare(right); }
};

/// Rows of named queries, read before.
class QueryPort {
public:
  virtual ~QueryPort() = default;
  [[nodiscard]] virtual List rows(const std::string &query,
                                  const std::vector<std::pair<std::string, Value>> &arguments) const = 0;
  /// The same rows one by one, for a port that does not hold them as values; null = rows() has them.
  [[nodiscard]] virtual std::shared_ptr<const RowSource>
  source(const std::string & /*query*/, const std::vector<std::pair<std::string, Value>> & /*arguments*/) const {
    return nullptr;
  }
};

/// What the report is about; the figures' default coordinates.
struct ReportContext {
  model::Period period;
  model::Clock clock = model::Clock::admin15;
  model::TerritoryId territory = model::TerritoryId::none;
  model::Date issue_date;
  std::string number;
  std::string org_name;
  std::string org_parent;
  std::string org_place;
  std::string signer_name;
  std::string signer_post;
  std::vector<std::string> recipients;
  std::vector<std::pair<std::string, std::string>> parameters; ///< --param KEY=VALUE, as param.KEY
  std::string language = "vi";
  std::shared_ptr<const List> checks{}; ///< what the rules said, a row each (report.checks); null = nothing
};

/// Loop variables and sets, innermost last. A name stays until its block ends.
class Variables {
public:
  void push(std::string name, Value value) { entries_.emplace_back(std::move(name), std::move(value)); }
  [[nodiscard]] std::size_t mark() const noexcept { return entries_.size(); }
  void release(std::size_t mark) { entries_.resize(mark); }
  [[nodiscard]] const Value *find(std::string_view name) const noexcept;

private:
  std::vector<std::pair<std::string, Value>> entries_;
};

/// Everything an evaluation may look at. No files, network, clock or randomness.
struct Environment {
  const model::Catalogue &catalogue;
  const ReportContext &report;
  const FigureLookup &figures;
  const TextPort &texts;
  const QueryPort *queries = nullptr;
  Variables variables{};
  std::string_view text{};                     ///< what is evaluated, as typed: the spans of its nodes lie in it
  std::uint64_t steps_left = 50'000'000;       ///< fuel; used up: Failure `expression.too-many-steps`
  diagnostic::Diagnostics notes{};             ///< unknown conditions, missing values met
  std::vector<model::Figure> *trace = nullptr; ///< where given, every figure that an evaluation stands on is appended
  std::uint64_t steps = steps_left;            ///< that there were when it began

  void allow(std::uint64_t most) { steps = steps_left = most; }
};

/// The value of an expression. Missing stays missing; never throws for data, only for fuel and overflow.
[[nodiscard]] Value evaluate(const Node &expression, Environment &environment);

/// Truth of a condition; nothing = unknown (a comparison with a missing value), noted in the environment.
[[nodiscard]] std::optional<bool> truth(const Node &condition, Environment &environment);

/// Notes an error unless the value is a list, or missing.
void expect_list(const Value &value, const Node &node, Environment &environment);

/// Digits after the point that a figure is printed with: those of its indicator, one for what is computed in percent,
/// as many as the source has for what it states itself.
[[nodiscard]] int decimals_of(const model::Figure &figure, const model::Catalogue &catalogue);

/// The figures a value stands on: itself, those of its rows, those beside it.
void append_figures(const Value &value, std::vector<model::Figure> &figures);

/// The items of a list value, copied; a missing list is empty.
[[nodiscard]] List items(const Value &value);

} // namespace solieu::expression
