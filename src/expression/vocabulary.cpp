#include "expression/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace solieu::expression {
namespace {

template <typename Value, std::size_t Count> using Table = std::array<std::pair<std::string_view, Value>, Count>;

constexpr Table<Selector, 11> selectors{{{"ytd", Selector::ytd},
                                         {"year", Selector::year},
                                         {"previous", Selector::previous},
                                         {"next", Selector::next},
                                         {"last_year", Selector::last_year},
                                         {"at", Selector::at},
                                         {"plan", Selector::plan},
                                         {"target", Selector::target},
                                         {"estimate", Selector::estimate},
                                         {"actual", Selector::actual},
                                         {"final", Selector::final}}};
using model::FigureMeasure;
constexpr Table<FigureMeasure, 16> measures{{{"plan_pct", FigureMeasure::plan_pct},
                                             {"plan_over", FigureMeasure::plan_over},
                                             {"change", FigureMeasure::change},
                                             {"change_pct", FigureMeasure::change_pct},
                                             {"change_pp", FigureMeasure::change_pp},
                                             {"index", FigureMeasure::index},
                                             {"share", FigureMeasure::share},
                                             {"average", FigureMeasure::average},
                                             {"outlook", FigureMeasure::outlook},
                                             {"outlook_pct", FigureMeasure::outlook_pct},
                                             {"outlook_usual", FigureMeasure::outlook_usual},
                                             {"outlook_usual_pct", FigureMeasure::outlook_usual_pct},
                                             {"stated_share", FigureMeasure::stated_share},
                                             {"stated_plan_pct", FigureMeasure::stated_plan_pct},
                                             {"stated_average", FigureMeasure::stated_average},
                                             {"stated_ratio", FigureMeasure::stated_ratio}}};
constexpr Table<Part, 8> parts{{{"low", Part::low},
                                {"high", Part::high},
                                {"bound", Part::bound},
                                {"unit", Part::unit},
                                {"as_of", Part::as_of},
                                {"source", Part::source},
                                {"status", Part::status},
                                {"kind", Part::kind}}};
constexpr Table<model::Base, 2> bases{{{"last_year", model::Base::last_year}, {"previous", model::Base::previous}}};

template <typename Value, std::size_t Count>
std::optional<Value> find(const Table<Value, Count> &table, std::string_view name) noexcept {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto &entry) { return entry.first == name; });
  return found == table.end() ? std::nullopt : std::optional<Value>(found->second);
}

template <typename Value, std::size_t Count>
std::string_view name_in(const Table<Value, Count> &table, Value value) noexcept {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto &entry) { return entry.second == value; });
  return found == table.end() ? std::string_view{} : found->first;
}

template <typename Value, std::size_t Count>
void append_names(const Table<Value, Count> &table, std::vector<std::string> &names) {
  for (const auto &entry : table) {
    names.emplace_back(entry.first);
  }
}

} // namespace

std::optional<Selector> selector_named(std::string_view name) noexcept { return find(selectors, name); }
std::string_view name_of(Selector selector) noexcept { return name_in(selectors, selector); }
bool chooses_kind(Selector selector) noexcept { return selector >= Selector::plan; }
std::optional<FigureMeasure> measure_named(std::string_view name) noexcept { return find(measures, name); }
std::string_view name_of(FigureMeasure measure) noexcept { return name_in(measures, measure); }
bool compares(FigureMeasure measure) noexcept {
  return measure == FigureMeasure::change || measure == FigureMeasure::change_pct ||
         measure == FigureMeasure::change_pp || measure == FigureMeasure::index;
}
std::optional<model::Base> base_named(std::string_view name) noexcept { return find(bases, name); }
std::optional<Part> part_named(std::string_view name) noexcept { return find(parts, name); }

std::vector<std::string> figure_member_names(bool parts_only) {
  std::vector<std::string> names;
  append_names(parts, names);
  if (!parts_only) {
    append_names(selectors, names);
    append_names(measures, names);
    names.emplace_back("by");
  }
  return names;
}

const std::vector<std::string> &base_names() {
  static const std::vector<std::string> names{"last_year", "previous"};
  return names;
}
const std::vector<std::string> &statement_names() {
  static const std::vector<std::string> names{"for", "endfor",  "if",    "elif",      "else", "endif",
                                              "set", "include", "check", "pagebreak", "sheet"};
  return names;
}
const std::vector<std::string> &test_names() {
  static const std::vector<std::string> names{"missing", "estimate", "rebased"};
  return names;
}
const std::vector<std::string> &function_names() {
  static const std::vector<std::string> names{"members", "children", "periods", "query"};
  return names;
}
const std::vector<std::string> &report_fields() {
  static const std::vector<std::string> names{"period",     "next_period", "previous_period", "territory",
                                              "issue_date", "number",      "checks"};
  return names;
}
const std::vector<std::string> &check_columns() {
  static const std::vector<std::string> names{"index",  "code",     "outcome", "severity",    "text",
                                              "left",   "relation", "right",   "figure_name", "place",
                                              "origin", "reason",   "who",     "date"};
  return names;
}
const std::vector<std::string> &organisation_fields() {
  static const std::vector<std::string> names{"name", "parent", "place"};
  return names;
}
const std::vector<std::string> &signer_fields() {
  static const std::vector<std::string> names{"name", "post"};
  return names;
}

bool is_reserved(std::string_view word) {
  static constexpr std::array<std::string_view, 22> words{
      "if",     "else", "and",    "or",         "not",   "in",   "is",      "otherwise", "true",    "false", "for",
      "report", "org",  "signer", "recipients", "param", "loop", "members", "children",  "periods", "query", "by"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view symbol_of(Operator op) noexcept {
  static constexpr std::array<std::string_view, 14> names{"+",  "-", "*",  "/",   "==", "!=", "<",
                                                          "<=", ">", ">=", "and", "or", "in", "otherwise"};
  return names.at(static_cast<std::size_t>(op));
}
bool is_arithmetic(Operator op) noexcept { return op <= Operator::divide; }
bool is_comparison(Operator op) noexcept { return op >= Operator::equal && op <= Operator::greater_equal; }

const std::vector<FilterSignature> &filters() {
  using enum ArgumentKind;
  using In = FilterInput;
  static const std::vector<FilterSignature> table{
      {"number", In::number, 0, {whole}, true, "number(1)"},
      {"percent", In::number, 0, {whole}, true, "percent(1)"},
      {"scale", In::number, 1, {unit, whole}, true, "scale(\"triệu đồng\", 1)"},
      {"compact", In::number, 0, {}, true, "compact"},
      {"padded", In::number, 0, {}, true, "padded"},
      {"words", In::number, 0, {}, true, "words"},
      {"signed", In::number, 0, {}, true, "signed"},
      {"with_unit", In::number, 0, {}, true, "with_unit"},
      {"phrase", In::number, 0, {}, true, "phrase"},
      {"trend", In::figure, 0, {base}, true, "trend(\"last_year\")"},
      {"plan_trend", In::figure, 0, {}, true, "plan_trend"},
      {"rebased_note", In::figure, 0, {}, true, "rebased_note"},
      {"date", In::date, 0, {date_style}, true, "date(\"long\")"},
      {"period", In::period, 0, {period_style}, true, "period(\"title\")"},
      {"default", In::any, 1, {text}, true, "default(\"…\")"},
      {"upper", In::any, 0, {}, true, "upper"},
      {"lower", In::any, 0, {}, true, "lower"},
      {"sentence", In::any, 0, {}, true, "sentence"},
      {"merge", In::any, 0, {}, true, "merge"},
      {"image", In::text, 0, {text}, true, "image(\"4cm\")"},
      {"sort", In::list, 0, {column, order}, false, "sort(\"value\", \"desc\")"},
      {"top", In::list, 1, {whole}, false, "top(5)"},
      {"group", In::list, 1, {column}, false, "group(\"name\")"},
      {"sum", In::list, 0, {column}, false, "sum(\"value\")"},
      {"count", In::list, 0, {}, false, "count"},
      {"max", In::list, 0, {column}, false, "max(\"value\")"},
      {"min", In::list, 0, {column}, false, "min(\"value\")"},
      {"avg", In::list, 0, {column}, false, "avg(\"value\")"},
      {"join", In::list, 0, {text, column}, false, "join(\"; \")"}};
  return table;
}

const FilterSignature *filter_named(std::string_view name) noexcept {
  const auto &table = filters();
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto &entry) { return entry.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> filter_names() {
  std::vector<std::string> names;
  for (const FilterSignature &filter : filters()) {
    names.emplace_back(filter.name);
  }
  return names;
}

} // namespace solieu::expression
