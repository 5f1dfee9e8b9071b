#include "workspace/loading.hpp"
#include "workspace/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;

namespace {

constexpr std::size_t member_code_limit = 64;
constexpr int decimals_limit = 10;

/// Any text but the separators of a slice; `TOTAL` is the undivided figure and no member.
bool is_member_code(std::string_view text) noexcept {
  return !text.empty() && text.size() <= member_code_limit && text != "TOTAL" &&
         text.find_first_of(";=,\"\n\t") == std::string_view::npos;
}

void start_breakdown(std::vector<model::Breakdown> &list, const Row &row) {
  const auto &code = row.text("breakdown");
  if (std::ranges::find(list, code, &model::Breakdown::code) != list.end())
    return row.report(Code{"workspace.breakdown-twice"}, "breakdown");
  if (!is_lower_name(code))
    return row.report(Code{"workspace.breakdown-name-invalid"}, "breakdown");
  model::Breakdown breakdown;
  breakdown.code = code;
  breakdown.name = {row.required("name_vi"), row.required("name_en")};
  const auto &combination = row.required("combination");
  breakdown.exclusive = combination != "overlapping";
  if (!combination.empty() && combination != "exclusive" && combination != "overlapping")
    row.report(Code{"workspace.combination-unknown"}, "combination");
  list.push_back(std::move(breakdown));
}

void add_member(std::vector<model::Breakdown> &list, const Row &row) {
  const auto owner = std::ranges::find(list, row.text("breakdown"), &model::Breakdown::code);
  if (owner == list.end())
    return row.report(Code{"workspace.breakdown-undeclared"}, "breakdown");
  const auto &code = row.text("member");
  if (!is_member_code(code))
    return row.report(Code{"workspace.member-code-invalid"}, "member");
  if (owner->find(code) != nullptr)
    return row.report(Code{"workspace.member-twice"}, "member", {{"breakdown", owner->code}});
  owner->members.push_back({code, {row.required("name_vi"), row.required("name_en")}, row.text("short_name")});
}

std::optional<model::TimeAggregation> aggregation_named(std::string_view name) noexcept {
  using enum model::TimeAggregation;
  constexpr std::array<std::pair<std::string_view, model::TimeAggregation>, 4> names{
      {{"flow", flow}, {"stock", stock}, {"rate", rate}, {"distinct", distinct}}};
  const auto found = std::ranges::find(names, name, [](const auto &entry) { return entry.first; });
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> breakdown_codes(const model::Catalogue &catalogue) {
  std::vector<std::string> codes;
  std::ranges::transform(catalogue.breakdowns(), std::back_inserter(codes), &model::Breakdown::code);
  return codes;
}

void read_breakdowns(model::Indicator &indicator, const model::Catalogue &catalogue, const Row &row) {
  for (const auto &code : split_list(row.text("breakdowns"))) {
    const auto id = catalogue.breakdown(code);
    if (!id)
      row.report(Code{"workspace.breakdown-unknown"}, "breakdowns",
                 {{"breakdown", code}, {"nearest", diagnostic::nearest_name(code, breakdown_codes(catalogue))}});
    else if (std::ranges::find(indicator.breakdowns, *id) != indicator.breakdowns.end())
      row.report(Code{"workspace.indicator-breakdown-twice"}, "breakdowns", {{"breakdown", code}});
    else
      indicator.breakdowns.push_back(*id);
  }
}

int read_decimals(const Row &row) {
  const auto &text = row.text("decimals");
  int decimals = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), decimals);
  if (text.empty())
    return 0;
  if (error != std::errc{} || end != text.data() + text.size() || decimals < 0 || decimals > decimals_limit) {
    row.report(Code{"workspace.decimals-invalid"}, "decimals", {{"limit", std::to_string(decimals_limit)}});
    return 0;
  }
  return decimals;
}

void read_aggregation(model::Indicator &indicator, const Row &row) {
  const auto aggregation = aggregation_named(row.required("aggregation"));
  if (!aggregation && !row.text("aggregation").empty())
    row.report(Code{"workspace.aggregation-unknown"}, "aggregation");
  indicator.aggregation = aggregation.value_or(model::TimeAggregation::flow);
  indicator.additive_over_territory = row.yes_no("additive", true);
  const bool never_added = indicator.aggregation == model::TimeAggregation::rate ||
                           indicator.aggregation == model::TimeAggregation::distinct;
  if (never_added && indicator.additive_over_territory)
    row.report(Code{"workspace.never-additive"}, "additive");
}

std::optional<model::Indicator> read_indicator(const model::Catalogue &catalogue, const Row &row) {
  model::Indicator indicator;
  indicator.code = row.text("code");
  if (!is_code(indicator.code)) {
    row.report(Code{"workspace.code-invalid"}, "code");
    return std::nullopt;
  }
  if (catalogue.indicator(indicator.code)) {
    row.report(Code{"workspace.indicator-twice"}, "code");
    return std::nullopt;
  }
  indicator.name = {row.required("name_vi"), row.required("name_en")};
  indicator.unit = model::Unit::of(row.required("unit"));
  read_aggregation(indicator, row);
  read_breakdowns(indicator, catalogue, row);
  indicator.numerator = row.text("numerator");
  indicator.denominator = row.text("denominator");
  indicator.lower_is_better = row.yes_no("lower_is_better", false);
  indicator.decimals = read_decimals(row);
  return indicator;
}

/// The parts of a rate are given both or not at all, exist, and are no rates themselves.
void check_part(const model::Catalogue &catalogue, const Row &row, std::string_view column) {
  const auto &code = row.text(column);
  if (code.empty())
    return;
  const auto part = catalogue.indicator(code);
  if (!part)
    row.report(Code{"workspace.part-unknown"}, column,
               {{"nearest", diagnostic::nearest_name(code, catalogue.indicator_codes())}});
  else if (catalogue.at(*part).aggregation == model::TimeAggregation::rate)
    row.report(Code{"workspace.part-is-rate"}, column);
}

void check_parts(const model::Catalogue &catalogue, const Row &row) {
  const bool upper = !row.text("numerator").empty();
  const bool lower = !row.text("denominator").empty();
  if (upper != lower)
    row.report(Code{"workspace.parts-incomplete"}, upper ? "denominator" : "numerator");
  if ((upper || lower) && row.text("aggregation") != "rate")
    row.report(Code{"workspace.parts-without-rate"}, upper ? "numerator" : "denominator");
  check_part(catalogue, row, "numerator");
  check_part(catalogue, row, "denominator");
}

} // namespace

void load_breakdowns(Workspace &workspace, Diagnostics &findings) {
  const Table table(workspace.folder / "breakdowns.csv", {"breakdown", "member", "name_vi", "name_en", "combination"},
                    {"short_name", "note"}, false, findings);
  std::vector<model::Breakdown> list;
  for (const auto &row : table.rows()) {
    if (row.text("member").empty())
      start_breakdown(list, row);
    else
      add_member(list, row);
  }
  for (auto &breakdown : list)
    workspace.catalogue.add(std::move(breakdown));
}

void load_indicators(Workspace &workspace, Diagnostics &findings) {
  const Table table(
      workspace.folder / "indicators.csv", {"code", "name_vi", "name_en", "unit", "aggregation", "additive"},
      {"group", "breakdowns", "numerator", "denominator", "lower_is_better", "decimals", "note"}, false, findings);
  for (const auto &row : table.rows())
    if (auto indicator = read_indicator(workspace.catalogue, row))
      workspace.catalogue.add(std::move(*indicator));
  for (const auto &row : table.rows())
    check_parts(workspace.catalogue, row);
}

} // namespace solieu::workspace
