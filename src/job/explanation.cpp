#include "job/explanation.hpp"

#include "expression/vocabulary.hpp"
#include "format/code_word.hpp"
#include "format/diagnostic_text.hpp"

#include <algorithm>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Severity;

std::string slice_text(const model::Slice &slice, const model::Catalogue &catalogue) {
  std::string text;
  for (const model::Coordinate &coordinate : slice) {
    text += (text.empty() ? "[" : ", ") + catalogue.at(coordinate.breakdown).code + "=" + coordinate.member;
  }
  return text.empty() ? text : text + "]";
}

std::string measure_text(model::FigureMeasure measure) {
  const std::string_view name = expression::name_of(measure);
  return name.empty() ? "" : "." + std::string(name);
}

std::string base_text(const model::FigureQuery &query) {
  return expression::compares(query.measure)
             ? query.base == model::Base::last_year ? "(\"last_year\")" : "(\"previous\")"
             : "";
}

std::string query_text(const model::FigureQuery &query, const model::Catalogue &catalogue,
                       const std::string &language) {
  std::string text = catalogue.at(query.indicator).code + slice_text(query.slice, catalogue);
  text += query.year_to_date ? ".ytd" : "";
  text += measure_text(query.measure) + base_text(query);
  if (query.territory != model::TerritoryId::none) {
    text += ", " + catalogue.territories.at(query.territory).name;
  }
  text += ", " + query.period.id();
  if (query.kind) {
    text += ", " + format::code_word(model::name_of(*query.kind), language);
  }
  return text;
}

std::string step_name(model::Step step) {
  switch (step) {
  case model::Step::observed:
    return "observed";
  case model::Step::recomputed_rate:
    return "recomputed_rate";
  case model::Step::sum_of_members:
    return "sum_of_members";
  case model::Step::sum_of_periods:
    return "sum_of_periods";
  case model::Step::sum_of_children:
    return "sum_of_children";
  case model::Step::sum_of_predecessors:
    return "sum_of_predecessors";
  case model::Step::computed:
    return "computed";
  }
  return {};
}

Code step_code(model::Step step) {
  switch (step) {
  case model::Step::observed:
    return Code{"job.step-observed"};
  case model::Step::recomputed_rate:
    return Code{"job.step-recomputed-rate"};
  case model::Step::sum_of_members:
    return Code{"job.step-sum-of-members"};
  case model::Step::sum_of_periods:
    return Code{"job.step-sum-of-periods"};
  case model::Step::sum_of_children:
    return Code{"job.step-sum-of-children"};
  case model::Step::sum_of_predecessors:
    return Code{"job.step-sum-of-predecessors"};
  case model::Step::computed:
    break;
  }
  return Code{"job.step-computed"};
}

model::Quantity quantity_of(const model::Observation &observation) {
  model::Quantity quantity;
  quantity.low = observation.low;
  quantity.high = observation.high;
  quantity.unit = observation.unit;
  quantity.bound = observation.bound;
  quantity.wording = observation.wording;
  quantity.absence = observation.low ? model::Absence::none : model::Absence::missing;
  return quantity;
}

/// The sources are Vietnamese: words without a single letter outside ASCII are a translation.
bool translated(const std::string &quote) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return std::any_of(quote.begin(), quote.end(), is_letter) &&
         std::none_of(quote.begin(), quote.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

ExplainedObservation explained(const model::Observation &observation, const model::Catalogue &catalogue,
                               const format::Formatter &formatter) {
  ExplainedObservation result;
  result.row_id = observation.row_id;
  result.origin = observation.origin.text();
  const model::ObservationKey &key = observation.key;
  result.what = catalogue.at(key.indicator).code + slice_text(key.slice, catalogue);
  result.what += key.territory == model::TerritoryId::none ? "" : ", " + catalogue.territories.at(key.territory).name;
  result.what += ", " + key.period.id() + ", " + format::code_word(model::name_of(key.kind), formatter.language());
  if (key.measure != model::Measure::value) {
    result.what += ", " + format::code_word(model::name_of(key.measure), formatter.language());
  }
  format::NumberStyle style;
  style.decimals =
      std::max(observation.low ? observation.low->scale() : 0, observation.high ? observation.high->scale() : 0);
  style.phrase = true;
  style.with_unit = true;
  result.value = formatter.quantity(quantity_of(observation), style);
  result.source = observation.source;
  result.quote = observation.text;
  if (translated(observation.text)) {
    result.quote_as =
        format::message(Diagnostic{Code{"job.quote-translated"}, Severity::note, {}, {}}, formatter.language());
  }
  return result;
}

Explanation chain(const model::Provenance &node, const model::Catalogue &catalogue, const model::Dataset &dataset,
                  const format::Formatter &formatter) {
  Explanation result;
  result.what = query_text(node.query, catalogue, formatter.language());
  const bool missing = node.observations.empty() && node.parts.empty();
  result.step = missing ? "missing" : step_name(node.step);
  result.how =
      format::message(Diagnostic{missing ? Code{"job.step-missing"} : step_code(node.step), Severity::note, {}, {}},
                      formatter.language());
  if (!node.note.empty()) {
    result.note =
        format::message(Diagnostic{Code{std::string_view(node.note)}, Severity::note, {}, {}}, formatter.language());
  }
  for (const std::uint32_t row : node.observations) {
    result.observations.push_back(explained(dataset.at(row), catalogue, formatter));
  }
  for (const auto &part : node.parts) {
    if (part != nullptr) {
      result.parts.push_back(chain(*part, catalogue, dataset, formatter));
    }
  }
  return result;
}

void append_lines(const Explanation &explanation, std::size_t depth, std::vector<std::string> &lines) {
  const std::string indent(depth * 2, ' ');
  lines.push_back(indent + explanation.what + ": " + explanation.how);
  if (!explanation.note.empty()) {
    lines.push_back(indent + "  " + explanation.note);
  }
  for (const ExplainedObservation &row : explanation.observations) {
    lines.push_back(indent + "  " + row.row_id + (row.row_id.empty() ? "" : " ") + "(" + row.origin +
                    "): " + row.value + " [" + row.what + "]");
    const std::string quote =
        row.quote.empty() ? "" : row.quote_as + (row.quote_as.empty() ? "“" : " “") + row.quote + "”";
    if (!quote.empty() || !row.source.empty()) {
      lines.push_back(indent + "    " + row.source + (quote.empty() || row.source.empty() ? "" : ": ") + quote);
    }
  }
  for (const Explanation &part : explanation.parts) {
    append_lines(part, depth + 1, lines);
  }
}

} // namespace

Explanation explain(const model::Figure &figure, const model::Catalogue &catalogue, const model::Dataset &dataset,
                    const format::Formatter &formatter) {
  const bool nothing_found = !figure.quantity.present() && figure.provenance != nullptr &&
                             figure.provenance->observations.empty() && figure.provenance->parts.empty();
  if (figure.provenance != nullptr && !nothing_found) {
    return chain(*figure.provenance, catalogue, dataset, formatter);
  }
  Explanation result;
  result.what = query_text(figure.query, catalogue, formatter.language());
  result.step = "missing";
  const std::string &reason = figure.quantity.reason;
  result.how = format::message(Diagnostic{Code{std::string_view(reason.empty() ? "job.step-missing" : reason)},
                                          Severity::note,
                                          {},
                                          figure.quantity.reason_arguments},
                               formatter.language());
  return result;
}

std::vector<std::string> lines_of(const Explanation &explanation) {
  std::vector<std::string> lines;
  append_lines(explanation, 0, lines);
  return lines;
}

} // namespace solieu::job
