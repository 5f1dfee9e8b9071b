#include "job/job_sources.hpp"

#include "diagnostic/failure.hpp"
#include "job/preparation.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace solieu::job {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;
using expression::List;
using expression::Value;

/// Asks in a thread of its own whether to stop, as long as it lives, and stops the source.
class Watch {
public:
  Watch(data::DataSource &source, const Cancelled &cancelled) {
    if (cancelled) {
      thread_ = std::thread([this, &source, &cancelled] { run(source, cancelled); });
    }
  }
  Watch(const Watch &) = delete;
  Watch &operator=(const Watch &) = delete;
  ~Watch() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) {
      thread_.join();
    }
  }

private:
  void run(data::DataSource &source, const Cancelled &cancelled) {
    constexpr std::chrono::milliseconds pause{50};
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, pause, [this] { return over_; })) {
      if (cancelled()) {
        source.cancel();
        return;
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;
  std::thread thread_;
};

/// The text that is bound for a value of an expression; codes for members, territories and periods.
struct BoundText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(const model::Quantity &quantity) const { return quantity.low ? quantity.low->text() : ""; }
  std::string operator()(const std::string &text) const { return text; }
  std::string operator()(const model::Date &date) const { return date.iso(); }
  std::string operator()(const model::Period &period) const { return period.id(); }
  std::string operator()(const std::shared_ptr<const model::Figure> &figure) const { return (*this)(figure->quantity); }
  std::string operator()(const expression::Item &item) const { return item.code; }
  std::string operator()(const std::shared_ptr<const expression::Row> &row) const { return row->key; }
  std::string operator()(const std::shared_ptr<const List> &) const { return {}; }
  std::string operator()(const std::shared_ptr<const expression::RowSource> &) const { return {}; }
};

Value cell_value(const std::optional<std::string> &text, bool number) {
  if (!text) {
    return {};
  }
  if (!number) {
    return {*text, nullptr, nullptr};
  }
  return {model::Quantity::of(*model::Decimal::parse(*text), {}), nullptr, nullptr};
}

/// A row's key is its first column; equal ones are told apart by their number.
List list_of(const data::QueryRows &answer, const model::NamedQuery &query) {
  List list;
  std::map<std::string, std::size_t> keys;
  for (const auto &cells : answer.rows) {
    expression::Row row;
    row.key = cells.front().value_or("");
    if (const auto times = ++keys[row.key]; times > 1) {
      row.key += "#" + std::to_string(times);
    }
    row.index = list.size() + 1;
    for (std::size_t i = 0; i < query.columns.size(); ++i) {
      const auto &name = query.columns[i];
      const bool number = std::ranges::find(query.numbers, name) != query.numbers.end();
      row.columns.emplace_back(name, cell_value(cells[i], number));
    }
    list.push_back({std::make_shared<const expression::Row>(std::move(row)), nullptr, nullptr});
  }
  return list;
}

const model::NamedQuery *find_query(const model::SourceSettings &settings, const std::string &name) {
  const auto found = std::ranges::find(settings.queries, name, &model::NamedQuery::name);
  return found == settings.queries.end() ? nullptr : &*found;
}

} // namespace

JobSources::JobSources(const workspace::Workspace &workspace, const std::string &alias, Cancelled cancelled,
                       const std::filesystem::path &snapshot)
    : workspace_(workspace), settings_(find_source(workspace, alias)), cancelled_(std::move(cancelled)) {
  if (!snapshot.empty()) {
    answers_ = data::kept_answers(snapshot);
    snapshot_.emplace();
    snapshot_->alias = settings_.alias;
    snapshot_->kind = "sqlite";
    snapshot_->path = snapshot.string();
  }
}

data::DataSource &JobSources::opened(const model::SourceSettings &settings) const {
  auto &open = open_[settings.alias];
  if (!open) {
    open = data::open_source(settings);
  }
  return *open;
}

/// Everything is read for it only where the file says that it was written to: the id is that of all its rows.
void JobSources::require_unchanged() {
  if (!snapshot_ || unchanged_ || !data::written_again(snapshot_->path)) {
    return;
  }
  auto &source = opened(*snapshot_);
  const Watch watch(source, cancelled_);
  const std::string &file = snapshot_->path;
  if (!answers_.empty() || source.test(workspace_.catalogue).snapshot_id != data::snapshot_info(file).id) {
    throw Failure(Diagnostic{Code{"data.snapshot-changed"}, Severity::error, {.file = file}, {{"file", file}}});
  }
  unchanged_ = true;
}

data::ReadResult JobSources::read(const data::Selection &selection) {
  require_unchanged();
  auto &source = opened(from());
  const Watch watch(source, cancelled_);
  auto result = source.read(selection, workspace_.catalogue);
  if (snapshot_) {
    result.findings.insert(result.findings.begin(),
                           Diagnostic{Code{"job.from-snapshot"},
                                      Severity::note,
                                      {},
                                      {{"file", snapshot_->path}, {"time", result.dataset.read_at}}});
  }
  return result;
}

data::StreamResult JobSources::stream(const data::Selection &selection, data::ObservationSink &sink) {
  require_unchanged();
  auto &source = opened(from());
  const Watch watch(source, cancelled_);
  return source.stream(selection, workspace_.catalogue, sink);
}

data::StreamResult JobSources::test() {
  auto &from = opened(settings_);
  const Watch watch(from, cancelled_);
  return from.test(workspace_.catalogue);
}

const model::SourceSettings &JobSources::source_of(const std::string &query) const {
  const auto has = [&](const model::SourceSettings &settings) { return find_query(settings, query) != nullptr; };
  if (has(settings_)) {
    return settings_;
  }
  const auto other = std::ranges::find_if(workspace_.sources, has);
  return other == workspace_.sources.end() ? settings_ : *other;
}

List JobSources::rows(const std::string &query, const std::vector<std::pair<std::string, Value>> &arguments) const {
  model::NamedValues values;
  std::string asked = query;
  for (const auto &[name, value] : arguments) {
    values.emplace_back(name, std::visit(BoundText{}, value.data));
    asked += '\x1F' + name + '\x1E' + values.back().second;
  }
  if (const auto known = lists_.find(asked); known != lists_.end()) {
    return known->second;
  }
  const auto &settings = source_of(query);
  const auto *const named = find_query(settings, query);
  if (named == nullptr) {
    return {};
  }
  auto answer = answers_.find(asked);
  if (answer == answers_.end()) {
    answer = answers_.emplace(asked, answer_of(settings, *named, values)).first;
  }
  return lists_.emplace(asked, list_of(answer->second, *named)).first->second;
}

data::QueryRows JobSources::answer_of(const model::SourceSettings &settings, const model::NamedQuery &query,
                                      const model::NamedValues &values) const {
  if (snapshot_) {
    throw Failure(Diagnostic{
        Code{"job.answer-not-kept"}, Severity::error, {}, {{"file", snapshot_->path}, {"query", query.name}}});
  }
  auto &from = opened(settings);
  const Watch watch(from, cancelled_);
  return from.query(query, values);
}

void JobSources::keep(const model::Dataset &dataset, const std::filesystem::path &file) const {
  data::write_snapshot(dataset, workspace_.catalogue, file, answers_);
}

std::vector<expression::QuerySignature> query_signatures(const workspace::Workspace &workspace) {
  std::vector<expression::QuerySignature> signatures;
  for (const model::SourceSettings &source : workspace.sources) {
    for (const model::NamedQuery &query : source.queries) {
      signatures.push_back({query.name, query.parameters, query.columns, query.numbers});
    }
  }
  return signatures;
}

} // namespace solieu::job
