#include "job/preparation.hpp"

#include "diagnostic/failure.hpp"
#include "diagnostic/system_cause.hpp"
#include "format/text.hpp"
#include "job/document_number.hpp"
#include "job/limits.hpp"
#include "model/nearest_key.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Diagnostics;
using diagnostic::Failure;
using diagnostic::Severity;
using Arguments = std::vector<std::pair<std::string, std::string>>;

[[noreturn]] void fail(Code code, Arguments arguments) {
  throw Failure(Diagnostic{std::move(code), Severity::error, {}, std::move(arguments)});
}

std::string joined(const std::vector<std::string> &parts) {
  std::string text;
  for (const std::string &part : parts) {
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

/// Units, each once, with all that they came from.
class Wanted {
public:
  explicit Wanted(const model::TerritoryList &list) : list_(list), known_(list.size()) {}

  void add(model::TerritoryId unit) {
    for (std::size_t i = units_.size(), end = take(unit); i < end; ++i) {
      for (const model::Predecessor &before : list_.at(units_[i]).predecessors) {
        end = take(before.unit);
      }
    }
  }
  [[nodiscard]] std::vector<model::TerritoryId> units() && { return std::move(units_); }
  [[nodiscard]] bool has(model::TerritoryId unit) const { return known_.at(static_cast<std::size_t>(unit)); }

private:
  std::size_t take(model::TerritoryId unit) {
    const auto place = static_cast<std::size_t>(unit);
    if (!known_[place]) {
      known_[place] = true;
      units_.push_back(unit);
    }
    return units_.size();
  }
  const model::TerritoryList &list_;
  std::vector<bool> known_;
  std::vector<model::TerritoryId> units_;
};

/// A unit without a figure of its own gets the sum of those inside it (figures.md §1, step 5).
bool may_sum_children(const model::Catalogue &catalogue, const expression::Needs &needs) {
  return needs.children || std::any_of(needs.indicators.begin(), needs.indicators.end(), [&](const std::string &code) {
           const auto indicator = catalogue.indicator(code);
           return indicator && catalogue.at(*indicator).additive_over_territory;
         });
}

/// On the first or last day of the report's period, or those days of another year.
bool valid_in_a_year(const model::Territory &unit, const expression::ReportContext &context, int first_year,
                     int last_year) {
  model::Date first = context.period.first_day(context.clock);
  model::Date last = context.period.last_day(context.clock);
  for (int year = first_year; year <= last_year; ++year) {
    first.year = last.year = year;
    if (unit.valid_on(first) || unit.valid_on(last)) {
      return true;
    }
  }
  return false;
}

/// The report's unit and those it names, with what they came from, and the units inside them in any of the years.
std::vector<model::TerritoryId> wanted_territories(const model::Catalogue &catalogue, const expression::Needs &needs,
                                                   const expression::ReportContext &context, int first_year,
                                                   int last_year) {
  const model::TerritoryList &list = catalogue.territories;
  Wanted wanted(list);
  wanted.add(context.territory);
  for (const std::string &key : needs.territories) {
    if (const auto named = list.find(key)) {
      wanted.add(*named);
    }
  }
  if (may_sum_children(catalogue, needs)) {
    const Wanted parents = wanted;
    for (std::uint32_t number = 0; number < list.size(); ++number) {
      const auto child = model::TerritoryId{number};
      const model::Territory &unit = list.at(child);
      if (unit.parent != model::TerritoryId::none && parents.has(unit.parent) &&
          valid_in_a_year(unit, context, first_year, last_year)) {
        wanted.add(child);
      }
    }
  }
  return std::move(wanted).units();
}

/// The figures of a resolver behind the expression language's port.
class ResolverLookup : public expression::FigureLookup {
public:
  explicit ResolverLookup(const figures::Resolver &resolver) : resolver_(resolver) {}
  [[nodiscard]] model::Figure figure(const model::FigureQuery &query) const override { return resolver_.figure(query); }

private:
  const figures::Resolver &resolver_;
};

/// Rules compare numbers only; text never decides.
class NoText : public expression::TextPort {
public:
  [[nodiscard]] std::string text(const expression::Value &) const override { return {}; }
};

} // namespace

std::shared_ptr<const format::Phrases> phrases_of(const workspace::Workspace &workspace, const std::string &language) {
  for (const std::string &wanted : {language, workspace.language}) {
    if (const auto found = workspace.phrases.find(wanted); found != workspace.phrases.end()) {
      return found->second;
    }
  }
  return std::make_shared<const format::Phrases>();
}

WorkspacePtr open_workspace(const std::filesystem::path &folder, Diagnostics &findings) {
  Diagnostics found;
  WorkspacePtr workspace = workspace::load(folder, found);
  if (diagnostic::has_error(found)) {
    throw Failure(std::move(found));
  }
  diagnostic::append(findings, std::move(found));
  return workspace;
}

workspace::TemplateEntry find_template(const workspace::Workspace &workspace, const std::string &name) {
  if (const workspace::TemplateEntry *entry = workspace.find_template(name)) {
    return *entry;
  }
  const std::filesystem::path file(name);
  if (std::error_code error; std::filesystem::is_regular_file(file, error)) {
    for (const workspace::TemplateEntry &known : workspace.templates) { // by its file: the settings beside it hold
      if (std::filesystem::equivalent(known.file, file, error)) {
        return known;
      }
    }
    workspace::TemplateEntry entry;
    entry.name = file.stem().string();
    entry.file = file;
    return entry;
  }
  if (std::error_code error; std::filesystem::is_directory(file, error)) {
    fail(Code{"job.template-is-folder"}, {{"name", name}});
  }
  std::vector<std::string> names;
  names.reserve(workspace.templates.size());
  for (const workspace::TemplateEntry &entry : workspace.templates) {
    names.push_back(entry.name);
  }
  fail(Code{"job.template-unknown"},
       {{"name", name}, {"known", joined(names)}, {"nearest", diagnostic::nearest_name(name, names)}});
}

std::string read_file(const std::filesystem::path &file, std::size_t most) {
  if (std::error_code error; std::filesystem::is_other(file, error)) { // a pipe would be waited for
    fail(Code{"job.file-unreadable"}, {{"file", file.string()}, {"cause", diagnostic::system_cause(ESPIPE)}});
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::string bytes;
  std::array<char, 1U << 16U> piece{};
  while (stream && bytes.size() < most) {
    stream.read(piece.data(), static_cast<std::streamsize>(std::min(piece.size(), most - bytes.size())));
    bytes.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.is_open() || stream.bad()) {
    const int cause = errno;
    fail(Code{"job.file-unreadable"},
         {{"file", file.string()}, {"cause", diagnostic::system_cause(cause == 0 ? EIO : cause)}});
  }
  return bytes;
}

namespace {

bool lies_in(const std::filesystem::path &path, const std::filesystem::path &folder) {
  const std::filesystem::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// A file named relative to `folder`, which must lie in `root`; nothing when it lies elsewhere or is no file.
std::optional<std::string> read_inside(const std::filesystem::path &root, const std::filesystem::path &folder,
                                       const std::string &name, std::size_t most = std::string::npos) {
  std::error_code error;
  const std::filesystem::path wanted = std::filesystem::weakly_canonical(folder / name, error);
  if (error || !lies_in(wanted, root) || !std::filesystem::is_regular_file(wanted, error)) {
    return std::nullopt;
  }
  return read_file(wanted, most);
}

/// What a template includes: relative to its folder and inside the workspace, or inside its own folder when it stands
/// outside of the workspace.
std::optional<std::string> read_included(const std::filesystem::path &workspace, const std::filesystem::path &file,
                                         const std::string &name) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::weakly_canonical(file, error).parent_path();
  const std::filesystem::path root = std::filesystem::weakly_canonical(workspace, error);
  return read_inside(lies_in(folder, root) ? root : folder, folder, name);
}

} // namespace

std::shared_ptr<const binding::ReportTemplate>
compile_template(const workspace::Workspace &workspace, const workspace::TemplateEntry &entry, Diagnostics &findings) {
  binding::CompileContext context{workspace.catalogue, query_signatures(workspace)};
  for (const model::Rule &rule : workspace.rules) {
    context.rules.push_back(rule.name);
  }
  const Limits limits = limits_of(workspace.limits);
  context.limits = limits.reading;
  context.structure = limits.structure;
  context.expressions = limits.expressions;
  context.read_include = [&](const std::string &name) { return read_included(workspace.folder, entry.file, name); };
  return binding::compile(read_file(entry.file), entry.file.string(), context, findings);
}

namespace {

/// Says what to do with what is no key: look the name up.
[[noreturn]] void refuse_territory(const model::TerritoryList &list, const std::string &wanted) {
  std::string keys;
  const std::string looked_for = format::search_key(wanted);
  for (std::size_t i = 0; i < list.size() && !looked_for.empty(); ++i) {
    const model::Territory &unit = list.at(static_cast<model::TerritoryId>(i));
    if (format::search_key(unit.name) == looked_for) {
      for (const model::TerritoryKey &key : unit.keys) {
        keys += (keys.empty() ? "" : ", ") + key.text();
      }
    }
  }
  if (!keys.empty()) {
    fail(Code{"job.territory-name"}, {{"territory", wanted}, {"known", keys}});
  }
  fail(Code{"job.territory-unknown"}, {{"territory", wanted}, {"nearest", model::nearest_key(wanted, list)}});
}

/// Periods of these kinds as a person types them: "2025-Q1, 2025-S1, 2025-9M".
std::string period_examples(const std::vector<model::PeriodKind> &kinds, int year) {
  std::vector<std::string> examples;
  for (const model::PeriodKind kind : kinds) {
    const model::Period example = kind == model::PeriodKind::years ? model::Period::years_of(year - 4, year)
                                  : kind == model::PeriodKind::day ? model::Period::day_of({year, 3, 14})
                                                                   : model::Period::of(kind, year, 1);
    examples.push_back(example.id());
  }
  return joined(examples);
}

} // namespace

model::TerritoryId find_territory(const workspace::Workspace &workspace, const std::string &text) {
  const model::TerritoryList &list = workspace.catalogue.territories;
  const std::string wanted = text.empty() ? workspace.default_territory : text;
  if (const auto found = list.find(wanted)) {
    return *found;
  }
  const std::vector<model::TerritoryId> candidates = list.by_code(wanted);
  if (candidates.size() == 1) {
    return candidates.front();
  }
  if (candidates.empty()) {
    refuse_territory(list, wanted);
  }
  std::vector<std::string> meanings;
  for (const model::TerritoryId id : candidates) {
    for (const model::TerritoryKey &key : list.at(id).keys) {
      if (key.code == wanted) {
        meanings.push_back(key.text() + " (" + list.at(id).name + ")");
      }
    }
  }
  fail(Code{"job.territory-ambiguous"}, {{"territory", wanted}, {"known", joined(meanings)}});
}

expression::ReportContext make_context(const workspace::Workspace &workspace, const Coordinates &coordinates,
                                       const workspace::TemplateEntry *entry) {
  expression::ReportContext context;
  const auto period = model::Period::parse(coordinates.period);
  if (!period) {
    fail(Code{"job.period-unknown"}, {{"period", coordinates.period}});
  }
  if (entry != nullptr && !entry->periods.empty() &&
      std::find(entry->periods.begin(), entry->periods.end(), period->kind()) == entry->periods.end()) {
    fail(Code{"job.period-not-for-template"}, {{"period", coordinates.period},
                                               {"name", entry->name},
                                               {"known", period_examples(entry->periods, period->year())}});
  }
  context.period = *period;
  context.clock = workspace.clock;
  if (!coordinates.clock.empty()) {
    const auto clock = model::clock_named(coordinates.clock);
    const bool usable = clock == model::Clock::admin15 || clock == model::Clock::calendar || clock == workspace.clock;
    if (!clock || !usable) {
      fail(Code{"job.clock-unknown"}, {{"clock", coordinates.clock}});
    }
    context.clock = *clock;
  }
  context.territory = find_territory(workspace, coordinates.territory);
  context.issue_date = coordinates.issue_date;
  const workspace::Organisation &organisation = workspace.organisation(coordinates.issue_date);
  context.number = document_number(coordinates.number, organisation.symbol);
  context.org_name = organisation.name;
  context.org_parent = organisation.parent;
  context.org_place = organisation.place;
  context.signer_name = organisation.signer_name;
  context.signer_post = organisation.signer_post;
  context.parameters = coordinates.parameters;
  context.language = !coordinates.language.empty()                  ? coordinates.language
                     : entry != nullptr && !entry->language.empty() ? entry->language
                                                                    : workspace.language;
  if (entry != nullptr) {
    context.recipients = entry->recipients;
  }
  return context;
}

const model::SourceSettings &find_source(const workspace::Workspace &workspace, const std::string &alias) {
  const std::string wanted = alias.empty() ? workspace.default_source : alias;
  if (const model::SourceSettings *settings = workspace.find_source(wanted)) {
    return *settings;
  }
  std::vector<std::string> names;
  names.reserve(workspace.sources.size());
  for (const model::SourceSettings &settings : workspace.sources) {
    names.push_back(settings.alias);
  }
  fail(Code{"job.source-unknown"},
       {{"source", wanted}, {"known", joined(names)}, {"nearest", diagnostic::nearest_name(wanted, names)}});
}

void require_known(const std::vector<std::pair<std::string, std::string>> &given, const expression::Needs &needs,
                   const model::SourceSettings &source) {
  std::vector<std::string> used(needs.parameters.begin(), needs.parameters.end());
  for (const auto &[name, usual] : source.parameters) {
    used.push_back(name);
  }
  for (const auto &[name, value] : given) {
    if (std::find(used.begin(), used.end(), name) != used.end()) {
      continue;
    }
    if (used.empty()) {
      fail(Code{"job.parameter-unused"}, {{"name", name}});
    }
    fail(Code{"job.parameter-unknown"},
         {{"name", name}, {"known", joined(used)}, {"nearest", diagnostic::nearest_name(name, used)}});
  }
}

data::Selection selection_of(const workspace::Workspace &workspace, const expression::Needs &needs,
                             const expression::ReportContext &context) {
  data::Selection selection;
  selection.indicators = needs.indicators;
  selection.parameters = context.parameters;
  const int reach = std::max(1, needs.years_back + (needs.last_year ? 1 : 0));
  selection.first_year = context.period.year() - reach;
  selection.last_year = context.period.last_year_number() + std::max(1, needs.years_ahead);
  for (const int year : needs.years) {
    selection.first_year = std::min(*selection.first_year, year - 1);
    selection.last_year = std::max(*selection.last_year, year + 1);
  }
  selection.territories =
      wanted_territories(workspace.catalogue, needs, context, *selection.first_year, *selection.last_year);
  return selection;
}

void require_data(const workspace::Workspace &workspace, const std::string &source_alias,
                  const expression::Needs &needs, const expression::ReportContext &context,
                  const model::Dataset &dataset) {
  if (needs.indicators.empty() || dataset.size() > 0) {
    return;
  }
  fail(Code{"job.no-data"}, {{"source", find_source(workspace, source_alias).alias},
                             {"period", context.period.id()},
                             {"territory", workspace.catalogue.territories.at(context.territory).name},
                             {"indicators", joined({needs.indicators.begin(), needs.indicators.end()})}});
}

data::ReadResult read_data(JobSources &sources, const workspace::Workspace &workspace, const expression::Needs &needs,
                           const expression::ReportContext &context) {
  const data::Selection selection = selection_of(workspace, needs, context);
  data::ReadResult result;
  if (needs.indicators.empty()) {
    result.dataset.seal();
    return result;
  }
  result = sources.read(selection);
  try {
    require_data(workspace, sources.alias(), needs, context, result.dataset);
  } catch (const Failure &failure) {
    Diagnostics findings = std::move(result.findings);
    diagnostic::append(findings, failure.findings());
    throw Failure(std::move(findings));
  }
  return result;
}

data::ReadResult read_data(const workspace::Workspace &workspace, const std::string &source_alias,
                           const expression::Needs &needs, const expression::ReportContext &context) {
  JobSources sources(workspace, source_alias);
  return read_data(sources, workspace, needs, context);
}

std::vector<check::CompiledRule> compile_rules(const workspace::Workspace &workspace,
                                               const std::vector<std::string> *names, expression::Needs &needs,
                                               Diagnostics &findings) {
  std::vector<model::Rule> wanted;
  for (const model::Rule &rule : workspace.rules) {
    if (names == nullptr || std::find(names->begin(), names->end(), rule.name) != names->end()) {
      wanted.push_back(rule);
    }
  }
  return check::compile(wanted, workspace.catalogue, needs, findings, limits_of(workspace.limits).expressions);
}

std::vector<check::CompiledRule> compile_rules_of(const workspace::Workspace &workspace,
                                                  const binding::ReportTemplate &report_template,
                                                  expression::Needs &needs, Diagnostics &findings) {
  const std::vector<std::string> &named = report_template.rules();
  return compile_rules(workspace, named.empty() && needs.checks ? nullptr : &named, needs, findings);
}

std::function<void()> stop_when(const Cancelled &cancelled) {
  return [&cancelled] {
    if (cancelled && cancelled()) {
      throw Failure(Diagnostic{Code{"job.cancelled"}});
    }
  };
}

Evaluation::Evaluation(const workspace::Workspace &workspace, const model::Dataset &dataset,
                       const expression::ReportContext &context, bool estimates_allowed,
                       const expression::QueryPort *queries)
    : workspace_(workspace), dataset_(dataset), context_(context), queries_(queries),
      resolver_(workspace.catalogue, dataset, figures::Policy{context.issue_date, estimates_allowed}),
      formatter_(context.language, phrases_of(workspace, context.language)) {}

evaluate::FillContext Evaluation::fill_context() const {
  evaluate::FillContext context{workspace_.catalogue, resolver_, formatter_, context_};
  context.queries = queries_;
  context.limits = limits_of(workspace_.limits).filling;
  context.read_image = [&folder = workspace_.folder, most = context.limits.picture_bytes](const std::string &path) {
    std::error_code error;
    const std::filesystem::path root = std::filesystem::weakly_canonical(folder, error);
    return read_inside(root, root, path, most + 1);
  };
  return context;
}

std::vector<check::Verdict> Evaluation::run(const std::vector<check::CompiledRule> &rules) const {
  const ResolverLookup lookup(resolver_);
  const NoText no_text;
  expression::Environment environment{workspace_.catalogue, context_, lookup, no_text};
  environment.allow(limits_of(workspace_.limits).filling.steps);
  std::vector<check::Verdict> verdicts = check::run(rules, environment, &dataset_);
  check::accept(verdicts, workspace_.accepted, workspace_.catalogue, context_);
  return verdicts;
}

} // namespace solieu::job
