#include "odf/formula.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace solieu::odf {
namespace {

constexpr std::size_t most_columns = 16'384; // LibreOffice 7.4 and later, large sheets

constexpr std::uint32_t all_arguments = ~0U;

/// Bit n set: argument n takes a range; a list function takes ranges in every place.
struct RangeFunction {
  std::string_view name;
  std::uint32_t arguments;
};

constexpr std::uint32_t argument(unsigned number) { return 1U << number; }
constexpr std::uint32_t from_argument(unsigned number) { return all_arguments << number; }

/// OpenFormula (ODF 1.3 part 4, clause 6): functions whose parameters are Reference, NumberSequence, Array or Criteria
/// ranges.
constexpr std::array range_functions{
    RangeFunction{"AGGREGATE", from_argument(2)},
    RangeFunction{"AND", all_arguments},
    RangeFunction{"AVEDEV", all_arguments},
    RangeFunction{"AVERAGE", all_arguments},
    RangeFunction{"AVERAGEA", all_arguments},
    RangeFunction{"AVERAGEIF", argument(0) | argument(2)},
    RangeFunction{"AVERAGEIFS", argument(0) | 0xAAAAAAAAU},
    RangeFunction{"COLUMNS", argument(0)},
    RangeFunction{"CONCAT", all_arguments},
    RangeFunction{"CORREL", all_arguments},
    RangeFunction{"COUNT", all_arguments},
    RangeFunction{"COUNTA", all_arguments},
    RangeFunction{"COUNTBLANK", argument(0)},
    RangeFunction{"COUNTIF", argument(0)},
    RangeFunction{"COUNTIFS", 0x55555555U},
    RangeFunction{"DEVSQ", all_arguments},
    RangeFunction{"GEOMEAN", all_arguments},
    RangeFunction{"HARMEAN", all_arguments},
    RangeFunction{"HLOOKUP", argument(1)},
    RangeFunction{"INDEX", argument(0)},
    RangeFunction{"KURT", all_arguments},
    RangeFunction{"LARGE", argument(0)},
    RangeFunction{"LOOKUP", argument(1) | argument(2)},
    RangeFunction{"MATCH", argument(1)},
    RangeFunction{"MAX", all_arguments},
    RangeFunction{"MAXA", all_arguments},
    RangeFunction{"MAXIFS", argument(0) | 0xAAAAAAAAU},
    RangeFunction{"MEDIAN", all_arguments},
    RangeFunction{"MIN", all_arguments},
    RangeFunction{"MINA", all_arguments},
    RangeFunction{"MINIFS", argument(0) | 0xAAAAAAAAU},
    RangeFunction{"MODE", all_arguments},
    RangeFunction{"OR", all_arguments},
    RangeFunction{"PERCENTILE", argument(0)},
    RangeFunction{"PERCENTRANK", argument(0)},
    RangeFunction{"PRODUCT", all_arguments},
    RangeFunction{"QUARTILE", argument(0)},
    RangeFunction{"RANK", argument(1)},
    RangeFunction{"ROWS", argument(0)},
    RangeFunction{"SKEW", all_arguments},
    RangeFunction{"SLOPE", all_arguments},
    RangeFunction{"SMALL", argument(0)},
    RangeFunction{"STDEV", all_arguments},
    RangeFunction{"STDEVA", all_arguments},
    RangeFunction{"STDEVP", all_arguments},
    RangeFunction{"STDEVPA", all_arguments},
    RangeFunction{"SUBTOTAL", from_argument(1)},
    RangeFunction{"SUM", all_arguments},
    RangeFunction{"SUMIF", argument(0) | argument(2)},
    RangeFunction{"SUMIFS", argument(0) | 0xAAAAAAAAU},
    RangeFunction{"SUMPRODUCT", all_arguments},
    RangeFunction{"SUMSQ", all_arguments},
    RangeFunction{"TEXTJOIN", from_argument(2)},
    RangeFunction{"VAR", all_arguments},
    RangeFunction{"VARA", all_arguments},
    RangeFunction{"VARP", all_arguments},
    RangeFunction{"VARPA", all_arguments},
    RangeFunction{"VLOOKUP", argument(1)},
    RangeFunction{"XOR", all_arguments},
};

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::uint32_t range_arguments(std::string_view name) {
  const auto same = [&](const RangeFunction &function) {
    return std::equal(name.begin(), name.end(), function.name.begin(), function.name.end(),
                      [](char a, char b) { return upper(a) == b; });
  };
  const auto *found = std::find_if(range_functions.begin(), range_functions.end(), same);
  return found == range_functions.end() ? 0 : found->arguments;
}

bool is_name_character(char c) {
  return (c >= '0' && c <= '9') || (upper(c) >= 'A' && upper(c) <= 'Z') || c == '.' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Skips what stands in quotes at `at`, doubled quotes included; the offset after it, the end when it is not closed.
std::size_t after_quotes(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] == quote) {
      if (at + 1 >= text.size() || text[at + 1] != quote) {
        return at + 1;
      }
      ++at;
    }
  }
  return text.size();
}

/// Reads one address; `text` loses what was read. False when it is none.
class AddressReader {
public:
  explicit AddressReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const { return text_.empty(); }
  bool skip(char c) {
    if (text_.empty() || text_.front() != c) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }

  std::optional<CellAddress> address() {
    CellAddress address;
    if (!sheet(address) || !skip('.')) {
      return std::nullopt;
    }
    address.column_absolute = skip('$');
    const auto letters = take([](char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; });
    address.row_absolute = skip('$');
    const auto digits = take([](char c) { return c >= '0' && c <= '9'; });
    const auto column = column_number(letters);
    std::size_t row = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), row);
    if (!column || digits.empty() || end.ec != std::errc() || row == 0) {
      return std::nullopt;
    }
    address.column = *column;
    address.row = row - 1;
    return address;
  }

private:
  template <class Wanted> std::string_view take(Wanted wanted) {
    const auto end = static_cast<std::size_t>(std::find_if_not(text_.begin(), text_.end(), wanted) - text_.begin());
    const auto taken = text_.substr(0, end);
    text_.remove_prefix(end);
    return taken;
  }

  bool sheet(CellAddress &address) {
    address.sheet_absolute = skip('$');
    if (!text_.empty() && text_.front() == '\'') {
      const auto end = after_quotes(text_, 0);
      for (std::size_t at = 1; at + 1 < end; ++at) {
        address.sheet += text_[at];
        at += text_[at] == '\'' ? 1U : 0U;
      }
      text_.remove_prefix(end);
      return !address.sheet.empty() &&
             (text_.empty() || text_.front() != '#'); // 'file:///…'#$Sheet1.A1 points into another file
    }
    address.sheet = take([](char c) { return c != '.' && c != ':' && c != '#' && c != '$'; });
    return !address.sheet_absolute || !address.sheet.empty();
  }

  std::string_view text_;
};

class ReferenceFinder {
public:
  explicit ReferenceFinder(std::string_view formula) : formula_(formula) {}

  std::vector<FormulaReference> find() {
    for (std::size_t at = 0; at < formula_.size();) {
      at = step(at);
    }
    return std::move(found_);
  }

  std::vector<FormulaName> names() {
    static_cast<void>(find());
    return std::move(names_);
  }

private:
  struct Call {
    std::uint32_t ranges = 0;
    unsigned argument = 0;
  };

  std::size_t step(std::size_t at) {
    const char c = formula_[at];
    if (c == '"' || c == '\'') {
      last_ = c;
      return after_quotes(formula_, at);
    }
    if (c == '[') {
      return bracket(at);
    }
    if (is_name_character(c)) {
      const auto *end = std::find_if_not(formula_.begin() + at, formula_.end(), is_name_character);
      const auto length = static_cast<std::size_t>(end - formula_.begin()) - at;
      name_ = formula_.substr(at, length);
      const auto next = formula_.find_first_not_of(" \t\n", at + length);
      if (next == std::string_view::npos || formula_[next] != '(') {
        names_.push_back({at, std::string(name_), takes_range() && ends_argument(at + length)});
      }
      last_ = 'a';
      return at + length;
    }
    if (c == '(') {
      calls_.push_back({last_ == 'a' ? range_arguments(name_) : 0, 0});
    } else if (c == ')' && !calls_.empty()) {
      calls_.pop_back();
    } else if (c == ';' && !calls_.empty()) {
      calls_.back().argument += 1;
    }
    last_ = c == ' ' || c == '\n' || c == '\t' ? last_ : c;
    return at + 1;
  }

  std::size_t bracket(std::size_t at) {
    auto end = at + 1;
    while (end < formula_.size() && formula_[end] != ']') {
      end = formula_[end] == '\'' ? after_quotes(formula_, end) : end + 1;
    }
    if (end >= formula_.size()) {
      return formula_.size();
    }
    if (auto reference = read(at, end + 1 - at)) {
      reference->range_argument = takes_range() && ends_argument(end + 1);
      found_.push_back(std::move(*reference));
    }
    last_ = ']';
    return end + 1;
  }

  [[nodiscard]] std::optional<FormulaReference> read(std::size_t offset, std::size_t length) const {
    AddressReader reader(formula_.substr(offset + 1, length - 2));
    FormulaReference reference;
    reference.offset = offset;
    reference.length = length;
    auto first = reader.address();
    if (!first) {
      return std::nullopt;
    }
    reference.first = std::move(*first);
    if (reader.skip(':')) {
      reference.last = reader.address();
      if (!reference.last) {
        return std::nullopt;
      }
    }
    return reader.done() ? std::optional(std::move(reference)) : std::nullopt;
  }

  [[nodiscard]] bool takes_range() const {
    return !calls_.empty() && (last_ == '(' || last_ == ';') && calls_.back().argument < 32 &&
           (calls_.back().ranges >> calls_.back().argument & 1U) != 0;
  }

  [[nodiscard]] bool ends_argument(std::size_t at) const {
    const auto next = formula_.find_first_not_of(" \t\n", at);
    return next != std::string_view::npos && (formula_[next] == ')' || formula_[next] == ';');
  }

  std::string_view formula_;
  std::vector<FormulaReference> found_;
  std::vector<FormulaName> names_;
  std::vector<Call> calls_;
  std::string_view name_;
  char last_ = 0; ///< the token before, blanks left out: 'a' for a name
};

void write_address(const CellAddress &address, std::string &out) {
  if (!address.sheet.empty()) {
    out += address.sheet_absolute ? "$" : "";
    const bool plain = std::all_of(address.sheet.begin(), address.sheet.end(),
                                   [](char c) { return is_name_character(c) && c != '.'; });
    if (plain) {
      out += address.sheet;
    } else {
      out += '\'';
      for (const char c : address.sheet) {
        out += c == '\'' ? "''" : std::string(1, c);
      }
      out += '\'';
    }
  }
  out += '.';
  out += address.column_absolute ? "$" : "";
  out += column_letters(address.column);
  out += address.row_absolute ? "$" : "";
  out += std::to_string(address.row + 1);
}

void write_typed_address(const CellAddress &address, std::string &out) {
  const auto begin = out.size();
  write_address(address, out);
  if (address.sheet.empty()) {
    out.erase(begin, 1);
  }
}

} // namespace

std::vector<FormulaReference> formula_references(std::string_view formula) { return ReferenceFinder(formula).find(); }

std::vector<FormulaName> formula_names(std::string_view formula) { return ReferenceFinder(formula).names(); }

TypedFormula typed_formula(std::string_view formula, const std::vector<FormulaReference> &references) {
  constexpr std::string_view prefix = "of:", list = "cell-content-is-in-list(";
  TypedFormula typed;
  std::size_t done = formula.starts_with(prefix) ? prefix.size() : 0, end = formula.size();
  if (formula.substr(done).starts_with(list) && formula.ends_with(')')) { // the dialogue shows the list alone
    done += list.size();
    end -= 1;
  }
  for (const FormulaReference &reference : references) {
    typed.text += formula.substr(done, reference.offset - done);
    done = reference.offset + reference.length;
    const auto begin = typed.text.size();
    if (reference.named || formula[reference.offset] != '[') {
      typed.text += formula.substr(reference.offset, reference.length);
    } else {
      write_typed_address(reference.first, typed.text);
      if (reference.last) {
        typed.text += ':';
        write_typed_address(*reference.last, typed.text);
      }
    }
    typed.references.emplace_back(begin, typed.text.size() - begin);
  }
  typed.text += formula.substr(done, end - done);
  return typed;
}

std::string reference_text(const FormulaReference &reference) {
  std::string text = "[";
  write_address(reference.first, text);
  if (reference.last) {
    text += ':';
    write_address(*reference.last, text);
  }
  return text + "]";
}

std::optional<std::size_t> column_number(std::string_view letters) {
  std::size_t number = 0;
  for (const char c : letters) {
    if (upper(c) < 'A' || upper(c) > 'Z') {
      return std::nullopt;
    }
    number = number * 26 + static_cast<std::size_t>(upper(c) - 'A') + 1;
    if (number > most_columns) {
      return std::nullopt;
    }
  }
  return number == 0 ? std::nullopt : std::optional(number - 1);
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + static_cast<char>((rest - 1) % 26)));
  }
  return letters;
}

} // namespace solieu::odf
