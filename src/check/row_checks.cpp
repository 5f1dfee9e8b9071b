#include "check/built_in.hpp"

#include "model/arithmetic.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace solieu::check {

using model::FigureMeasure;
using model::FigureQuery;
using model::Observation;
using model::Quantity;
using Outcome = Verdict::Outcome;

namespace {

Quantity quantity_of(const Observation &row) {
  Quantity quantity;
  quantity.low = row.low;
  quantity.high = row.high;
  quantity.unit = row.unit;
  quantity.bound = row.bound;
  quantity.absence = row.low ? model::Absence::none : model::Absence::missing;
  return quantity;
}

/// Both have a number, of the same day, and not the same one.
bool contradict(const Observation &a, const Observation &b) {
  if (a.as_of != b.as_of || !a.low || !b.low) {
    return false;
  }
  const Quantity other = model::in_unit(quantity_of(b), a.unit);
  return a.bound != b.bound || a.low != other.low || a.high != other.high;
}

std::vector<std::string> split(const std::string &text, char separator) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  for (std::size_t end = text.find(separator); end != std::string::npos; end = text.find(separator, start)) {
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  parts.push_back(text.substr(start));
  return parts;
}

/// The first of the words that stands in the text; empty = none.
std::string word_in(const std::string &text, const std::string &words) {
  for (const std::string &word : split(words, '|')) {
    if (!word.empty() && text.find(word) != std::string::npos) {
      return word;
    }
  }
  return {};
}

/// Items of "…: a, b, c" or "…: a; b; c"; brackets keep their commas. 0 = there is no list.
std::size_t items_in(const std::string &text) {
  const std::size_t colon = text.rfind(": ");
  if (colon == std::string::npos) {
    return 0;
  }
  const std::string list = text.substr(colon + 2);
  const char separator = list.find(';') != std::string::npos ? ';' : ',';
  std::size_t items = 1;
  int depth = 0;
  for (const char c : list) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    items += c == separator && depth == 0 ? 1U : 0U;
  }
  return items;
}

Verdict verdict_on(const FigureQuery &query, const Work &work) {
  Verdict verdict = verdict_for(work.rule, work.environment);
  verdict.figure = name_of(query, work.environment.catalogue);
  return verdict;
}

/// Plans and targets reach over other spans than results by nature.
bool looks_like_result(const Observation &row) {
  return row.key.kind != model::Kind::plan && row.key.kind != model::Kind::target;
}

bool overlap(const model::Period &a, const model::Period &b) {
  return a.year() <= b.last_year_number() && b.year() <= a.last_year_number();
}

} // namespace

void check_duplicates(Work &work) {
  for (const std::uint32_t row : work.rows_here()) {
    const Observation &first = work.dataset->at(row);
    const auto same = work.dataset->find(first.key);
    if (same.size() < 2 || same.front() != row) {
      continue;
    }
    for (const std::uint32_t other : same.subspan(1)) {
      if (!contradict(first, work.dataset->at(other))) {
        continue;
      }
      const Evidence evidence = work.evidence();
      evidence.saw(row);
      evidence.saw(other);
      Verdict verdict = verdict_on(work.query_of(first), work);
      verdict.outcome = Outcome::fails;
      verdict.relation = "=";
      verdict.left_text = text_of(quantity_of(first));
      verdict.right_text = text_of(quantity_of(work.dataset->at(other)));
      tell(verdict, work.rule, evidence);
      work.verdicts.push_back(std::move(verdict));
    }
  }
}

void check_wording_sign(Work &work) {
  const std::string up = work.text("up", "tăng|increas|rise|rose|grew");
  const std::string down = work.text("down", "giảm|decreas|fall|fell|declin|drop");
  for (const std::uint32_t row : work.rows_here()) {
    const Observation &observation = work.dataset->at(row);
    const std::string rise = word_in(observation.text, up);
    const std::string fall = word_in(observation.text, down);
    if (observation.key.measure != model::Measure::value || rise.empty() == fall.empty()) {
      continue;
    }
    const Evidence evidence = work.evidence();
    FigureQuery query = work.query_of(observation);
    Verdict verdict = verdict_on(query, work);
    query.measure = FigureMeasure::change;
    const Quantity change = evidence.figure(query).quantity;
    verdict.left_text = text_of(change);
    verdict.right_text = rise + fall;
    if (change.present() && !change.range()) {
      const bool against = rise.empty() ? *change.low > model::Decimal(0) : change.low->is_negative();
      verdict.outcome = against ? Outcome::fails : Outcome::holds;
    }
    tell(verdict, work.rule, evidence, {{"text", observation.text}});
    work.verdicts.push_back(std::move(verdict));
  }
}

void check_count_list(Work &work) {
  for (const std::uint32_t row : work.rows_here()) {
    const Observation &observation = work.dataset->at(row);
    const std::size_t items = items_in(observation.text);
    if (observation.key.measure != model::Measure::value || !observation.low || items < 2) {
      continue;
    }
    const Evidence evidence = work.evidence();
    evidence.saw(row);
    Verdict verdict = verdict_on(work.query_of(observation), work);
    const Quantity listed = Quantity::of(static_cast<std::int64_t>(items), observation.unit);
    verdict.relation = "=";
    verdict.left_text = text_of(listed);
    verdict.right_text = text_of(quantity_of(observation));
    verdict.outcome = holds(listed, "=", quantity_of(observation)) ? Outcome::holds : Outcome::fails;
    tell(verdict, work.rule, evidence);
    work.verdicts.push_back(std::move(verdict));
  }
}

void check_mixed_periods(Work &work) {
  const model::Period here = work.environment.report.period;
  if (work.dataset == nullptr || here.kind() != model::PeriodKind::years) {
    return;
  }
  std::map<std::string, std::set<model::Period>> spans;
  for (const std::uint32_t number : work.dataset->of(work.environment.report.territory)) {
    const Observation &row = work.dataset->at(number);
    if (row.key.period.kind() == here.kind() && !row.source.empty() && row.low && looks_like_result(row) &&
        work.looks_at(row.key.indicator)) {
      spans[row.source].insert(row.key.period);
    }
  }
  for (const auto &[source, periods] : spans) {
    std::string others;
    for (const model::Period &period : periods) {
      if (period != here && overlap(period, here)) {
        others += (others.empty() ? "" : ", ") + period.id();
      }
    }
    if (!periods.contains(here) || others.empty()) {
      continue;
    }
    Verdict verdict = verdict_for(work.rule, work.environment);
    verdict.outcome = Outcome::fails;
    verdict.left_text = here.id();
    verdict.right_text = others;
    tell(verdict, work.rule, work.evidence(), {{"source", source}});
    work.verdicts.push_back(std::move(verdict));
  }
}

} // namespace solieu::check
