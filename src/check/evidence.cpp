#include "check/evidence.hpp"

#include "figures/reasons.hpp"

#include <algorithm>

namespace solieu::check {

using diagnostic::Severity;

namespace {

Severity severity_of(const std::string &name) {
  return name == "error" ? Severity::error : name == "note" ? Severity::note : Severity::warning;
}

std::string filled(std::string sentence, const Arguments &values, char group, char point) {
  for (const auto &[name, invariant] : values) {
    const std::string place = "{" + name + "}";
    const std::string text = in_sentence(invariant, group, point);
    for (std::size_t at = sentence.find(place); at != std::string::npos; at = sentence.find(place, at + text.size())) {
      sentence.replace(at, place.size(), text);
    }
  }
  return sentence;
}

} // namespace

model::Figure Evidence::figure(const model::FigureQuery &query) const {
  model::Figure figure = figures_.figure(query);
  any_row_ = any_row_ || figure.quantity.present();
  std::vector<const model::Provenance *> waiting{figure.provenance.get()};
  while (!waiting.empty()) {
    const model::Provenance *node = waiting.back();
    waiting.pop_back();
    if (node == nullptr) {
      continue;
    }
    for (const std::uint32_t row : node->observations) {
      saw(row);
    }
    for (auto part = node->parts.rbegin(); part != node->parts.rend(); ++part) {
      waiting.push_back(part->get());
    }
  }
  return figure;
}

void Evidence::saw(std::uint32_t row) const {
  any_row_ = true;
  if (std::find(rows_.begin(), rows_.end(), row) == rows_.end()) {
    rows_.push_back(row);
  }
}

std::vector<std::string> Evidence::rows() const {
  std::vector<std::string> names;
  for (const std::uint32_t row : rows_) {
    if (dataset_ != nullptr && row < dataset_->size()) {
      const model::Observation &observation = dataset_->at(row);
      const std::string name = observation.name();
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
  }
  return names;
}

std::string name_of(const model::FigureQuery &query, const model::Catalogue &catalogue) {
  return figures::name_of(query, catalogue);
}

std::string place_of(const model::FigureQuery &query, const model::Catalogue &catalogue) {
  const bool known = static_cast<std::size_t>(query.territory) < catalogue.territories.size();
  return (known ? catalogue.territories.at(query.territory).name + ", " : "") + query.period.id();
}

Verdict verdict_for(const CompiledRule &rule, const expression::Environment &environment) {
  Verdict verdict;
  verdict.rule = rule.rule.name;
  verdict.severity = severity_of(rule.rule.severity);
  verdict.relation = rule.rule.relation;
  verdict.left_text = "…";
  verdict.right_text = "…";
  model::FigureQuery here;
  here.territory = environment.report.territory;
  here.period = environment.report.period;
  verdict.place = place_of(here, environment.catalogue);
  return verdict;
}

void tell(Verdict &verdict, const CompiledRule &rule, const Evidence &evidence, const Arguments &more) {
  Arguments values{
      {"left", verdict.left_text}, {"right", verdict.right_text}, {"figure", verdict.figure}, {"place", verdict.place}};
  values.insert(values.end(), more.begin(), more.end());
  verdict.message_vi = filled(rule.rule.message_vi, values, '.', ',');
  verdict.message_en = filled(rule.rule.message_en, values, ',', '.');
  verdict.rows = evidence.rows();
  verdict.no_data = verdict.outcome == Verdict::Outcome::unknown && evidence.nothing_there();
}

} // namespace solieu::check
