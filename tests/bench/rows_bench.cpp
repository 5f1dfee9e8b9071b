// Fills a template with the rows of `query("rows")`, called as the peers' benchmark calls each engine:
//   solieu_rows_bench once|warm TEMPLATE DATA OUT [N]
// DATA is a file of the peers (.json with "rows") or a number of rows, made up one by one as they are asked for, so
// that what the process holds is the engine's. SOLIEU_BENCH_PLAIN=1 leaves the living links out, SOLIEU_BENCH_PACKING
// is stored, fast (the usual one) or small.

#include "diagnostic/failure.hpp"
#include "evaluate/fill.hpp"
#include "format/diagnostic_text.hpp"
#include "job/preparation.hpp"
#include "office_process/office.hpp"
#include "render/report_writer.hpp"

#ifdef SOLIEU_BENCH_JSON
#include <simdjson.h>
#endif

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sys/resource.h>

namespace solieu::bench {
namespace {

using expression::Value;

const std::vector<std::string> &columns_of(bool calc) {
  static const std::vector<std::string> writer{"idx",      "commune", "province",    "sector",
                                               "employed", "hires",   "separations", "change"};
  static const std::vector<std::string> sheet{"id",          "commune",   "sector", "date",    "employed", "hires",
                                              "separations", "vacancies", "wage",   "subsidy", "rate",     "change"};
  return calc ? sheet : writer;
}

void put_number(Value &value, std::string_view text) {
  const model::Decimal number = model::Decimal::parse(text).value_or(model::Decimal());
  if (auto *held = std::get_if<model::Quantity>(&value.data))
    held->low = number;
  else
    value.data = model::Quantity::of(number, {});
}

/// A row of any source: names once, values anew.
void put(const std::vector<std::string> &names, std::size_t index, expression::Row &row) {
  if (row.columns.empty())
    for (const std::string &name : names)
      row.columns.emplace_back(name, Value{});
  row.index = index + 1;
  row.key = std::to_string(index + 1);
}

void put_text(Value &value, std::string_view text) {
  if (auto *held = std::get_if<std::string>(&value.data))
    held->assign(text);
  else
    value.data = std::string(text);
}

/// Rows made up as they are asked for.
class MadeRows final : public expression::RowSource {
public:
  MadeRows(std::size_t rows, bool calc) : rows_(rows), calc_(calc) {}
  [[nodiscard]] std::size_t size() const noexcept override { return rows_; }
  void read(std::size_t index, expression::Row &row) const override {
    put(columns_of(calc_), index, row);
    std::uint64_t random = index * 6364136223846793005U + 1442695040888963407U;
    for (std::size_t i = 0; i < row.columns.size(); ++i) {
      random = random * 6364136223846793005U + 1442695040888963407U;
      Value &value = row.columns[i].second;
      std::array<char, 48> text{};
      const auto amount = static_cast<unsigned>(random >> 40U);
      if (calc_ && (i == 0 || i > 3)) {
        const unsigned whole = i == 0 ? static_cast<unsigned>(row.index) : amount % 9000;
        if (i < 8)
          std::snprintf(text.data(), text.size(), "%u", whole);
        else
          std::snprintf(text.data(), text.size(), "%u.%02u", whole, amount % 100);
        put_number(value, text.data());
      } else if (row.columns[i].first == "date") {
        value = {model::Date{2024, 5, static_cast<int>(1 + index % 28)}, nullptr, nullptr};
      } else {
        std::snprintf(text.data(), text.size(), i == 1 ? "Villa Alba %06u" : "%u",
                      i == 1 ? static_cast<unsigned>(index) : amount % 9000);
        put_text(value, text.data());
      }
    }
  }

private:
  std::size_t rows_;
  bool calc_;
};

#ifdef SOLIEU_BENCH_JSON
/// Rows of a file of the peers, read anew for each document as the floor program does.
class JsonRows final : public expression::RowSource {
public:
  JsonRows(const simdjson::padded_string &json, bool calc) : calc_(calc) {
    auto document = parser_.iterate(json);
    for (auto entry : document["rows"].get_array())
      for (auto field : entry.get_object()) {
        auto value = field.value();
        const bool is_text = value.type() == simdjson::ondemand::json_type::string;
        std::string_view token = is_text ? value.get_string().value() : value.raw_json_token().value();
        while (!is_text && !token.empty() && static_cast<unsigned char>(token.back()) <= ' ')
          token.remove_suffix(1);
        cells_.push_back({token, is_text});
      }
  }
  [[nodiscard]] std::size_t size() const noexcept override { return cells_.size() / columns_of(calc_).size(); }
  void read(std::size_t index, expression::Row &row) const override {
    put(columns_of(calc_), index, row);
    const Cell *cell = cells_.data() + index * row.columns.size();
    for (auto &[name, value] : row.columns) {
      if (!cell->is_text)
        put_number(value, cell->token);
      else
        put_text(value, cell->token);
      ++cell;
    }
  }

private:
  struct Cell {
    std::string_view token;
    bool is_text;
  };
  bool calc_;
  simdjson::ondemand::parser parser_;
  std::vector<Cell> cells_;
};
#endif

/// The rows of one document, made when it is filled.
class Rows final : public expression::QueryPort {
public:
  using Make = std::function<std::shared_ptr<const expression::RowSource>()>;
  explicit Rows(Make make) : make_(std::move(make)) {}
  [[nodiscard]] expression::List rows(const std::string &,
                                      const std::vector<std::pair<std::string, Value>> &) const override {
    return {};
  }
  [[nodiscard]] std::shared_ptr<const expression::RowSource>
  source(const std::string &, const std::vector<std::pair<std::string, Value>> &) const override {
    return make_();
  }

private:
  Make make_;
};

class FileSink final : public odf::ByteSink {
public:
  explicit FileSink(office_process::FileWriter &file) : file_(file) {}
  void write(std::string_view bytes) override { file_.write(bytes); }

private:
  office_process::FileWriter &file_;
};

class Counter final : public odf::ByteSink {
public:
  void write(std::string_view bytes) override { size += bytes.size(); }
  std::size_t size = 0;
};

render::Options options_of_environment() {
  render::Options options;
  options.links = std::getenv("SOLIEU_BENCH_PLAIN") == nullptr;
  options.output_bytes = 2047U << 20;
  const char *packing = std::getenv("SOLIEU_BENCH_PACKING");
  if (packing != nullptr)
    options.packing = packing == std::string_view("stored")  ? odf::Packing::stored
                      : packing == std::string_view("small") ? odf::Packing::small
                                                             : odf::Packing::fast;
  return options;
}

double cpu_milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

class Bench {
public:
  Bench(const std::string &file, const std::string &data) {
    calc_ = file.ends_with(".ods");
    binding::CompileContext context{catalogue_};
    context.queries = {{"rows", {}, columns_of(calc_)}};
    diagnostic::Diagnostics findings;
    template_ = binding::compile(job::read_file(file), file, context, findings);
    if (!template_)
      throw diagnostic::Failure(std::move(findings));
    report_.period = *model::Period::parse("2024-05");
    report_.signer_name = "Nguyễn Văn A";
    dataset_.seal();
    source_ = source_of(data);
  }

  void fill(odf::ByteSink &sink) const {
    const Rows rows(source_);
    const figures::Resolver resolver(catalogue_, dataset_);
    evaluate::FillContext context{catalogue_, resolver, formatter_, report_};
    context.queries = &rows;
    const render::Options options = options_of_environment();
    context.link_ids = options.links;
    render::ReportWriter writer(*template_, options);
    const binding::FilledReport report = evaluate::fill(*template_, context, writer);
    writer.finish(report, sink);
  }

private:
  [[nodiscard]] Rows::Make source_of(const std::string &data) {
    if (!data.ends_with(".json")) {
      const std::size_t rows = std::stoul(data);
      return [rows, calc = calc_] { return std::make_shared<const MadeRows>(rows, calc); };
    }
#ifdef SOLIEU_BENCH_JSON
    auto json = std::make_shared<simdjson::padded_string>(simdjson::padded_string::load(data).value());
    return [json, calc = calc_] { return std::make_shared<const JsonRows>(*json, calc); };
#else
    std::fprintf(stderr, "built without simdjson: only a number of rows can be given\n");
    std::exit(2);
#endif
  }

  bool calc_ = false;
  model::Catalogue catalogue_;
  model::Dataset dataset_;
  expression::ReportContext report_;
  format::Formatter formatter_{"vi", std::make_shared<const format::Phrases>()};
  std::shared_ptr<const binding::ReportTemplate> template_;
  Rows::Make source_;
};

void warm(const Bench &bench, const std::string &name, int documents) {
  Counter last;
  bench.fill(last);
  std::vector<double> times;
  const double before = cpu_milliseconds();
  for (int i = 0; i < documents; ++i) {
    const auto start = std::chrono::steady_clock::now();
    last.size = 0;
    bench.fill(last);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  const double cpu = (cpu_milliseconds() - before) / documents;
  std::ranges::sort(times);
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "{\"peer\": \"solieu\", \"tpl\": \"%s\", \"N\": %d, \"median_ms\": %.3f, \"min_ms\": %.3f, \"cpu_ms\": %.3f, "
      "\"bytes\": %zu, \"peak_mb\": %ld}\n",
      name.c_str(), documents, times[times.size() / 2], times.front(), cpu, last.size, usage.ru_maxrss / 1024);
}

int run(const std::vector<std::string> &words) {
  if (words.size() < 4) {
    std::fprintf(stderr, "usage: solieu_rows_bench once|warm TEMPLATE DATA OUT [N]\n");
    return 2;
  }
  const Bench bench(words[1], words[2]);
  if (words[0] == "warm") {
    warm(bench, words[1], words.size() > 4 ? std::stoi(words[4]) : 5);
    return 0;
  }
  office_process::FileWriter file(words[3]);
  FileSink sink(file);
  bench.fill(sink);
  file.publish();
  return 0;
}

} // namespace
} // namespace solieu::bench

int main(int count, char **arguments) try {
  return solieu::bench::run({arguments + 1, arguments + count});
} catch (const solieu::diagnostic::Failure &failure) {
  for (const auto &finding : failure.findings())
    std::fprintf(stderr, "%s\n", solieu::format::report(finding, "en").c_str());
  return 1;
}
