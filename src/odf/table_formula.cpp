#include "odf/table_formula.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace solieu::odf {
namespace {

constexpr std::string_view prefix = "ooow:";
constexpr std::size_t letters_in_use = 52; // A … Z, a … z, AA …

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::size_t letter_number(char c) {
  return c <= 'Z' ? static_cast<std::size_t>(c - 'A') : static_cast<std::size_t>(c - 'a') + letters_in_use / 2;
}

/// "C5" with nothing behind it; nothing for the names of split cells ("A1.2.1").
std::optional<CellAddress> cell_address(std::string_view text) {
  CellAddress address;
  const auto *const digits = std::find_if_not(text.begin(), text.end(), is_letter);
  const auto length = static_cast<std::size_t>(digits - text.begin());
  if (length == 0 || length > 3)
    return std::nullopt;
  std::size_t column = 0;
  for (const char c : text.substr(0, length))
    column = column * letters_in_use + letter_number(c) + 1;
  address.column = column - 1;
  text.remove_prefix(length);
  std::size_t row = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), row);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || row == 0)
    return std::nullopt;
  address.row = row - 1;
  return address;
}

/// The inside of `<…>`.
std::optional<FormulaReference> reference_of(std::string_view text) {
  FormulaReference reference;
  const std::size_t point = text.rfind('.');
  if (point != std::string_view::npos) {
    reference.first.sheet = text.substr(0, point);
    text.remove_prefix(point + 1);
  }
  const std::size_t colon = text.find(':');
  const std::string sheet = reference.first.sheet;
  const auto first = cell_address(text.substr(0, colon));
  if (!first || (point != std::string_view::npos && sheet.empty()))
    return std::nullopt;
  reference.first = *first;
  reference.first.sheet = sheet;
  if (colon != std::string_view::npos) {
    reference.last = cell_address(text.substr(colon + 1));
    if (!reference.last)
      return std::nullopt;
    reference.range_argument = true;
  }
  return reference;
}

/// Reads a formula once, from left to right; operators wait until their operands are there.
class FormulaReader {
public:
  explicit FormulaReader(std::string_view formula) : formula_(formula) {}

  TableFormula read() {
    std::size_t at = is_table_formula(formula_) ? prefix.size() : 0;
    while (at < formula_.size())
      at = is_blank(formula_[at]) ? at + 1 : token(at);
    while (known_ && !waiting_.empty()) {
      known_ = waiting_.back().text != "(";
      take_operator();
    }
    if (!known_ || operand_next_)
      result_.steps.clear();
    return std::move(result_);
  }

private:
  using Kind = TableFormulaStep::Kind;
  struct Waiting {
    std::string text; ///< an operator, "(" or the name of a function
    int rank = 0;     ///< binds the tighter
    bool call = false;
    std::size_t arguments = 1;
  };

  std::size_t token(std::size_t at) {
    const char c = formula_[at];
    if (c == '<')
      return reference(at);
    if (is_digit(c))
      return number(at);
    if (is_letter(c))
      return name(at);
    if (c == '(')
      open();
    else if (c == ')')
      close();
    else if (c == '|')
      separate();
    else if (std::string_view("+-*/").find(c) != std::string_view::npos)
      operate(c);
    else
      known_ = false;
    return at + 1;
  }

  void operand(TableFormulaStep step) {
    known_ = known_ && operand_next_;
    operand_next_ = false;
    result_.steps.push_back(std::move(step));
  }

  std::size_t reference(std::size_t at) {
    const std::size_t end = formula_.find('>', at);
    if (end == std::string_view::npos) {
      known_ = false;
      return formula_.size();
    }
    auto found = reference_of(formula_.substr(at + 1, end - at - 1));
    if (!found) {
      known_ = false;
      return end + 1;
    }
    found->offset = at;
    found->length = end + 1 - at;
    found->range_argument = found->range_argument || (begins_argument(at) && ends_argument(end + 1));
    operand({Kind::reference, {}, result_.references.size()});
    result_.references.push_back(std::move(*found));
    return end + 1;
  }

  /// Behind "sum(", "sum" or a "|" in the brackets of a function.
  [[nodiscard]] bool begins_argument(std::size_t at) const {
    if (waiting_.empty())
      return false;
    if (waiting_.back().call)
      return true;
    while (at > 0 && is_blank(formula_[at - 1]))
      --at;
    const bool first = at > 0 && (formula_[at - 1] == '(' || formula_[at - 1] == '|');
    return first && waiting_.size() > 1 && waiting_.back().text == "(" && waiting_[waiting_.size() - 2].call;
  }
  [[nodiscard]] bool ends_argument(std::size_t at) const {
    while (at < formula_.size() && is_blank(formula_[at]))
      ++at;
    return at == formula_.size() || formula_[at] == ')' || formula_[at] == '|' || waiting_.back().call;
  }

  std::size_t number(std::size_t at) {
    std::size_t end = at;
    while (end < formula_.size() && (is_digit(formula_[end]) || formula_[end] == '.' || formula_[end] == ','))
      ++end;
    operand({Kind::number, std::string(formula_.substr(at, end - at))});
    return end;
  }

  std::size_t name(std::size_t at) {
    const auto *const stop = std::find_if_not(formula_.begin() + at, formula_.end(), is_letter);
    const auto end = static_cast<std::size_t>(stop - formula_.begin());
    std::string text(formula_.substr(at, end - at));
    for (char &c : text)
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (operand_next_)
      waiting_.push_back({std::move(text), 4, true});
    else
      known_ = false; // an operator in words
    return end;
  }

  void open() {
    known_ = known_ && operand_next_;
    waiting_.push_back({"("});
  }

  void close() {
    known_ = known_ && !operand_next_;
    const std::size_t arguments = take_until_open();
    if (!known_)
      return;
    waiting_.pop_back();
    if (!waiting_.empty() && waiting_.back().call) {
      waiting_.back().arguments = arguments;
      take_operator();
    } else {
      known_ = arguments == 1;
    }
  }

  void separate() {
    known_ = known_ && !operand_next_;
    (void)take_until_open();
    if (known_)
      ++waiting_.back().arguments;
    operand_next_ = true;
  }

  /// The number of arguments of the bracket that is open.
  std::size_t take_until_open() {
    while (!waiting_.empty() && waiting_.back().text != "(")
      take_operator();
    known_ = known_ && !waiting_.empty();
    return known_ ? waiting_.back().arguments : 0;
  }

  void operate(char c) {
    if (operand_next_) {
      known_ = known_ && c == '-';
      waiting_.push_back({"negate", 3});
      return;
    }
    const int rank = c == '*' || c == '/' ? 2 : 1;
    while (!waiting_.empty() && waiting_.back().rank >= rank)
      take_operator();
    waiting_.push_back({std::string(1, c), rank});
    operand_next_ = true;
  }

  void take_operator() {
    const Waiting taken = std::move(waiting_.back());
    waiting_.pop_back();
    if (taken.call)
      result_.steps.push_back({Kind::call, taken.text, taken.arguments});
    else if (taken.text != "(")
      result_.steps.push_back({kind_of(taken.text)});
  }

  static Kind kind_of(const std::string &text) {
    if (text == "+")
      return Kind::add;
    if (text == "-")
      return Kind::subtract;
    if (text == "*")
      return Kind::multiply;
    return text == "/" ? Kind::divide : Kind::negate;
  }

  std::string_view formula_;
  TableFormula result_;
  std::vector<Waiting> waiting_;
  bool operand_next_ = true;
  bool known_ = true; ///< nothing so far that is not understood
};

void write_cell(const CellAddress &address, std::string &out) {
  std::string letters;
  for (std::size_t rest = address.column + 1; rest > 0; rest = (rest - 1) / letters_in_use) {
    const std::size_t digit = (rest - 1) % letters_in_use;
    const std::size_t half = letters_in_use / 2;
    letters.insert(letters.begin(), static_cast<char>(digit < half ? 'A' + digit : 'a' + (digit - half)));
  }
  out += letters + std::to_string(address.row + 1);
}

} // namespace

TableFormula table_formula(std::string_view formula) { return FormulaReader(formula).read(); }

bool is_table_formula(std::string_view formula) { return formula.starts_with(prefix); }

std::string table_reference_text(const FormulaReference &reference) {
  std::string text = "<";
  if (!reference.first.sheet.empty())
    text += reference.first.sheet + ".";
  write_cell(reference.first, text);
  if (reference.last) {
    text += ":";
    write_cell(*reference.last, text);
  }
  return text + ">";
}

} // namespace solieu::odf
