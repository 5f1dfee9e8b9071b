#include "expression/evaluation.hpp"

#include <algorithm>
#include <memory>

namespace solieu::expression {
namespace {

using Case = Presentation::Case;
using diagnostic::Code;
using Sentence = Presentation::Sentence;

/// The words a filter was given: numbers as whole numbers, texts as they are.
struct Given {
  std::string text;
  std::string second;
  std::optional<int> whole;
};

std::optional<int> digits_of(const Value &value) {
  constexpr int most = 20;
  const model::Quantity *number = quantity_of(value);
  if (number == nullptr || !number->low || number->low->is_negative()) {
    return std::nullopt;
  }
  return *number->low > model::Decimal(most) ? most : std::stoi(number->low->fixed(0));
}

Given arguments_of(const Filter &filter, Environment &environment) {
  Given given;
  for (std::size_t index = 0; index < filter.arguments.size(); ++index) {
    Value storage;
    const Value &value = operand(*filter.arguments[index].value, environment, storage);
    if (const auto whole = digits_of(value)) {
      given.whole = whole;
    } else {
      (index == 0 ? given.text : given.second) = code_of(value).value_or("");
    }
  }
  return given;
}

using Setter = void (*)(Presentation &, const Given &);
struct Entry {
  std::string_view filter;
  Setter set;
};

constexpr std::array<Entry, 20> setters{
    {{"number", [](Presentation &p, const Given &g) { p.decimals = g.whole; }},
     {"percent",
      [](Presentation &p, const Given &g) {
        p.percent = true;
        p.decimals = g.whole ? g.whole : p.decimals;
      }},
     {"scale",
      [](Presentation &p, const Given &g) {
        p.scale_unit = g.text;
        p.decimals = g.whole ? g.whole : p.decimals;
      }},
     {"compact", [](Presentation &p, const Given &) { p.compact = true; }},
     {"padded", [](Presentation &p, const Given &) { p.padded = true; }},
     {"words", [](Presentation &p, const Given &) { p.words = true; }},
     {"signed", [](Presentation &p, const Given &) { p.signed_ = true; }},
     {"with_unit", [](Presentation &p, const Given &) { p.with_unit = true; }},
     {"phrase", [](Presentation &p, const Given &) { p.phrase = true; }},
     {"trend",
      [](Presentation &p, const Given &g) {
        p.sentence = Sentence::trend;
        p.base = base_named(g.text).value_or(model::Base::last_year);
      }},
     {"plan_trend", [](Presentation &p, const Given &) { p.sentence = Sentence::plan_trend; }},
     {"rebased_note", [](Presentation &p, const Given &) { p.sentence = Sentence::rebased_note; }},
     {"date", [](Presentation &p, const Given &g) { p.date_style = g.text.empty() ? "short" : g.text; }},
     {"period", [](Presentation &p, const Given &g) { p.period_style = g.text.empty() ? "title" : g.text; }},
     {"default", [](Presentation &p, const Given &g) { p.fallback = g.text; }},
     {"upper", [](Presentation &p, const Given &) { p.cases.push_back(Case::upper); }},
     {"lower", [](Presentation &p, const Given &) { p.cases.push_back(Case::lower); }},
     {"sentence", [](Presentation &p, const Given &) { p.cases.push_back(Case::sentence); }},
     {"merge", [](Presentation &p, const Given &) { p.merge = true; }},
     {"image", [](Presentation &p, const Given &g) { p.image_width = g.text; }}}};

/// The figure that a change is told against.
model::FigureQuery base_query(model::FigureQuery query, model::Base base) {
  apply(base == model::Base::last_year ? Selector::last_year : Selector::previous, query);
  const bool planned = query.kind == model::Kind::plan || query.kind == model::Kind::target;
  query.kind = planned ? query.kind : std::nullopt;
  return query;
}

/// Fetches the figures that a sentence needs beside the value.
void add_beside(Value &value, const Presentation &presentation, const Environment &environment) {
  const auto *figure = std::get_if<std::shared_ptr<const model::Figure>>(&value.data);
  if (figure == nullptr || presentation.sentence == Sentence::none || presentation.sentence == Sentence::rebased_note) {
    return;
  }
  model::FigureQuery query = (*figure)->query;
  if (presentation.sentence == Sentence::trend) {
    query = base_query(std::move(query), presentation.base);
  } else {
    query.kind.reset();
    query.measure = model::FigureMeasure::plan_pct;
  }
  value.beside = std::make_shared<const std::vector<model::Figure>>(1, environment.figures.figure(query));
}

/// Filters for dates and periods read them from texts too; an empty text is missing.
void read_as(const Filter &filter, Value &value, Environment &environment) {
  const bool date = filter.name == "date";
  if (!date && filter.name != "period") {
    return;
  }
  if (const auto *item = std::get_if<Item>(&value.data); !date && item != nullptr && item->kind == Item::Kind::period) {
    const model::Period period = item->period;
    value.data = period;
  }
  const bool read =
      date ? std::holds_alternative<model::Date>(value.data) : std::holds_alternative<model::Period>(value.data);
  if (read || std::holds_alternative<std::monostate>(value.data)) {
    return;
  }
  const auto *typed_text = std::get_if<std::string>(&value.data);
  const std::string text = typed_text == nullptr ? environment.texts.text(value) : *typed_text;
  const auto day = date && typed_text != nullptr ? date_of(text) : std::nullopt;
  const auto period = !date && typed_text != nullptr ? model::Period::parse(text) : std::nullopt;
  if (day) {
    value.data = *day;
  } else if (period) {
    value.data = *period;
  } else {
    if (!text.empty()) {
      note_error(date ? Code{"expression.text-no-date"} : Code{"expression.text-no-period"}, *filter.input, environment,
                 {{"text", text}});
    }
    value.data = std::monostate{};
  }
}

Value present(const std::vector<const Filter *> &chain, Value value, Environment &environment) {
  auto presentation = std::make_shared<Presentation>(value.presentation ? *value.presentation : Presentation{});
  for (auto filter = chain.rbegin(); filter != chain.rend(); ++filter) {
    step(environment);
    read_as(**filter, value, environment);
    const auto found = std::find_if(setters.begin(), setters.end(),
                                    [&](const Entry &entry) { return entry.filter == (*filter)->name; });
    if (found != setters.end()) {
      found->set(*presentation, arguments_of(**filter, environment));
    }
  }
  add_beside(value, *presentation, environment);
  value.presentation = std::move(presentation);
  return value;
}

/// `| default("…")` on a list without items gives the text.
bool empty_list(const Value &value) {
  if (const auto *rows = std::get_if<std::shared_ptr<const RowSource>>(&value.data)) {
    return (*rows)->size() == 0;
  }
  const auto *list = std::get_if<std::shared_ptr<const List>>(&value.data);
  return list != nullptr && (*list)->empty();
}

} // namespace

std::optional<model::Date> date_of(const std::string &text) {
  constexpr std::size_t day = 10;
  const bool timed = text.size() > day && (text[day] == 'T' || text[day] == ' ');
  return model::Date::parse(timed ? std::string_view(text).substr(0, day) : std::string_view(text));
}

/// A chain of presentational filters makes one Presentation.
Value evaluate_filter(const Node &node, Environment &environment) {
  std::vector<const Filter *> chain;
  const Node *inner = &node;
  while (const auto *filter = std::get_if<Filter>(&inner->data)) {
    const FilterSignature *signature = filter_named(filter->name);
    if (signature == nullptr || !signature->presentational) {
      break;
    }
    chain.push_back(filter);
    inner = filter->input.get();
  }
  if (chain.empty()) {
    const auto &filter = std::get<Filter>(node.data);
    Value storage;
    return evaluate_list_filter(filter, operand(*filter.input, environment, storage), environment);
  }
  Value value = present(chain, evaluate(*inner, environment), environment);
  if (empty_list(value) && value.presentation->fallback) {
    value.data = *value.presentation->fallback;
  }
  return value;
}

} // namespace solieu::expression
