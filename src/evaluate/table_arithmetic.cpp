#include "evaluate/table_arithmetic.hpp"

#include <algorithm>
#include <string>

namespace solieu::evaluate {

using model::Decimal;
using Step = odf::TableFormulaStep;
using Kind = TableResult::Kind;

namespace {

constexpr int most_decimals = 2; // of a quotient, as Writer shows it

/// What an operator or a function takes: one value, or cells.
struct Operand {
  std::vector<CellValue> cells{};
  bool reference = false;
};

CellValue shown_briefly(Decimal number, bool percent) {
  const int digits = percent ? most_decimals + 2 : most_decimals;
  const int scale = std::clamp(number.rounded(digits).scale() - (percent ? 2 : 0), 0, most_decimals);
  return {CellValue::Kind::number, percent, static_cast<std::uint8_t>(scale), number};
}

CellValue like(const CellValue &left, const CellValue &right, Decimal number) {
  return {CellValue::Kind::number, left.percent && right.percent, std::max(left.decimals, right.decimals), number};
}

class TableArithmetic {
public:
  TableArithmetic(const CellsOf &cells, char decimal_sign) : cells_(cells), decimal_sign_(decimal_sign) {}

  TableResult run(const std::vector<Step> &steps) {
    for (const Step &step : steps) {
      take(step);
      if (state_ != Kind::number)
        return {state_, {}};
    }
    if (stack_.size() != 1)
      return {};
    const CellValue value = single(stack_.back());
    return {state_, value};
  }

private:
  void take(const Step &step) {
    if (step.kind == Step::Kind::number)
      return number(step.text);
    if (step.kind == Step::Kind::reference)
      return reference(step.count);
    if (step.kind == Step::Kind::call)
      return call(step.text, step.count);
    const CellValue right = pop_single();
    const CellValue left = step.kind == Step::Kind::negate ? CellValue{} : pop_single();
    if (state_ == Kind::number)
      operate(step.kind, left, right);
  }

  void number(std::string text) {
    const std::size_t sign = text.find_first_of(".,");
    if (sign != std::string::npos && (text[sign] != decimal_sign_ || text.find_first_of(".,", sign + 1) != text.npos))
      return stop(Kind::unknown);
    std::replace(text.begin(), text.end(), ',', '.');
    const auto value = Decimal::parse(text);
    if (!value)
      return stop(Kind::unknown);
    push({CellValue::Kind::number, false, static_cast<std::uint8_t>(value->scale()), *value});
  }

  void reference(std::size_t index) {
    Operand made{cells_(index), true};
    const auto waits = [](const CellValue &cell) { return cell.kind == CellValue::Kind::waiting; };
    if (std::any_of(made.cells.begin(), made.cells.end(), waits))
      return stop(Kind::waiting);
    stack_.push_back(std::move(made));
  }

  void operate(Step::Kind kind, const CellValue &left, const CellValue &right) {
    if (kind == Step::Kind::negate)
      push({CellValue::Kind::number, right.percent, right.decimals, -right.number});
    else if (kind == Step::Kind::add)
      push(like(left, right, left.number + right.number));
    else if (kind == Step::Kind::subtract)
      push(like(left, right, left.number - right.number));
    else if (kind == Step::Kind::multiply)
      push(shown_briefly(left.number * right.number, false));
    else if (const auto quotient = Decimal::quotient(left.number, right.number))
      push(shown_briefly(*quotient, false));
    else
      stop(Kind::missing);
  }

  void call(const std::string &function, std::size_t arguments) {
    if (stack_.size() < arguments)
      return stop(Kind::unknown);
    std::vector<CellValue> all;
    for (std::size_t i = stack_.size() - arguments; i < stack_.size(); ++i)
      all.insert(all.end(), stack_[i].cells.begin(), stack_[i].cells.end());
    stack_.resize(stack_.size() - arguments);
    std::vector<CellValue> numbers;
    std::copy_if(all.begin(), all.end(), std::back_inserter(numbers),
                 [](const CellValue &cell) { return cell.kind == CellValue::Kind::number; });
    if (function == "sum")
      return push(sum_of(numbers));
    if (function == "count")
      return push({CellValue::Kind::number, false, 0, Decimal(static_cast<std::int64_t>(numbers.size()))});
    const bool needs_all = function == "mean" || function == "min" || function == "max" || function == "abs";
    if (!needs_all && function != "average" && function != "product")
      return stop(Kind::unknown);
    if (numbers.empty() || (needs_all && numbers.size() != all.size()))
      return stop(Kind::missing);
    of_numbers(function, numbers);
  }

  void of_numbers(const std::string &function, const std::vector<CellValue> &numbers) {
    const auto less = [](const CellValue &a, const CellValue &b) { return a.number < b.number; };
    const CellValue all = sum_of(numbers);
    if (function == "min" || function == "max") {
      const auto ends = std::minmax_element(numbers.begin(), numbers.end(), less);
      return push({CellValue::Kind::number, all.percent, all.decimals,
                   function == "min" ? ends.first->number : ends.second->number});
    }
    if (function == "mean" || function == "average")
      return push(
          shown_briefly(*Decimal::quotient(all.number, static_cast<std::int64_t>(numbers.size())), all.percent));
    if (function == "abs" && numbers.size() == 1)
      return push({CellValue::Kind::number, all.percent, all.decimals, all.number.absolute()});
    Decimal product = 1;
    for (const CellValue &cell : numbers)
      product = product * cell.number;
    function == "product" ? push(shown_briefly(product, false)) : stop(Kind::unknown);
  }

  static CellValue sum_of(const std::vector<CellValue> &numbers) {
    CellValue sum{CellValue::Kind::number, !numbers.empty(), 0, 0};
    for (const CellValue &cell : numbers)
      sum = like(sum, cell, sum.number + cell.number);
    return sum;
  }

  void push(const CellValue &value) { stack_.push_back({{value}, false}); }

  CellValue pop_single() {
    if (stack_.empty()) {
      stop(Kind::unknown);
      return {};
    }
    const Operand taken = std::move(stack_.back());
    stack_.pop_back();
    return single(taken);
  }

  /// A range that stands alone is its sum.
  CellValue single(const Operand &operand) {
    const auto is_number = [](const CellValue &cell) { return cell.kind == CellValue::Kind::number; };
    if (operand.cells.empty() || !std::all_of(operand.cells.begin(), operand.cells.end(), is_number)) {
      stop(Kind::missing);
      return {};
    }
    return sum_of(operand.cells);
  }

  void stop(Kind state) { state_ = state_ == Kind::number ? state : state_; }

  const CellsOf &cells_;
  char decimal_sign_;
  std::vector<Operand> stack_;
  Kind state_ = Kind::number;
};

} // namespace

TableResult compute(const std::vector<Step> &steps, const CellsOf &cells, char decimal_sign) {
  return steps.empty() ? TableResult{} : TableArithmetic(cells, decimal_sign).run(steps);
}

} // namespace solieu::evaluate
