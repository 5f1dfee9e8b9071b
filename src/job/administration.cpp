#include "job/administration.hpp"

#include "data/snapshot.hpp"
#include "diagnostic/failure.hpp"
#include "diagnostic/system_cause.hpp"
#include "format/text.hpp"
#include "job/input_files.hpp"
#include "job/preparation.hpp"
#include "model/period_codes.hpp"
#include "office_process/office.hpp"
#include "workspace/import_communes.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <system_error>

namespace solieu::job {

namespace {

namespace fs = std::filesystem;
using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;
using diagnostic::Severity;

constexpr std::array<std::string_view, 6> copied_files{"indicators.csv", "breakdowns.csv", "territories.csv",
                                                       "rules.csv",      "phrases.vi.csv", "phrases.en.csv"};
constexpr std::string_view settings_text = R"({
  "id": "khong-gian-moi",
  "name": { "vi": "Không gian làm việc mới", "en": "New workspace" },
  "language": "vi",
  "clock": "admin15",
  "default_source": "main",
  "default_territory": "",
  "organisations": [
    {
      "from": "1900-01-01",
      "name": "Sở Nội vụ",
      "parent": "UBND tỉnh …",
      "place": "…",
      "symbol": "BC-SNV",
      "signer_name": "",
      "signer_post": "GIÁM ĐỐC"
    }
  ]
}
)";
constexpr std::string_view sources_text = R"({
  "sources": [
    { "alias": "main", "kind": "csv", "path": "observations.csv" }
  ]
}
)";
constexpr std::string_view observations_text = "row_id,indicator,territory,period,clock,slice,kind,measure,value,value_"
                                               "high,bound,wording,unit,status,as_of,source,"
                                               "text,synthetic\n";
constexpr std::string_view documents_text = "code,issuer,date,title,text,row_id,note\n";
constexpr std::string_view read_me_text =
    R"(# Không gian làm việc / Workspace

| Tệp / File | Để làm gì | What it is for |
|---|---|---|
| workspace.json | Tên, cơ quan, ngôn ngữ, cách chốt kỳ; hãy điền tên cơ quan và địa bàn mặc định | Name, organisation, language, clock; fill in the organisation and the default territory |
| sources.json | Các nguồn số liệu, không có mật khẩu | The sources, without passwords |
| observations.csv | Mỗi dòng một số liệu: chỉ tiêu, địa bàn, kỳ, loại, giá trị, nguồn | One figure a row: indicator, territory, period, kind, value, source |
| indicators.csv, breakdowns.csv | Danh mục chỉ tiêu và phân tổ | Catalogue and code lists |
| territories.csv | Đơn vị hành chính theo thời gian; thêm xã, phường bằng `solieu workspace import-communes` | Units over time; add communes with `solieu workspace import-communes` |
| rules.csv | Quy tắc kiểm tra | Checks |
| phrases.vi.csv, phrases.en.csv | Cách diễn đạt | Wording |
| documents.csv | Quyết định, nghị quyết | Decisions, resolutions |

Kiểm tra / Check: `solieu workspace check --workspace .`
)";

[[noreturn]] void fail(Code code, std::vector<std::pair<std::string, std::string>> arguments) {
  throw Failure(Diagnostic{std::move(code), Severity::error, {}, std::move(arguments)});
}

/// Removes what was made when the work does not come to its end.
class UnfinishedFolder {
public:
  explicit UnfinishedFolder(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  UnfinishedFolder(const UnfinishedFolder &) = delete;
  UnfinishedFolder &operator=(const UnfinishedFolder &) = delete;
  ~UnfinishedFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  [[nodiscard]] const fs::path &path() const noexcept { return path_; }

private:
  fs::path path_;
};

void fill_folder(const fs::path &folder, const fs::path &from, const workspace::TemplateEntry &entry) {
  const auto over = fs::copy_options::overwrite_existing | fs::copy_options::recursive;
  fs::create_directories(folder / entry.name);
  for (const auto name : copied_files) {
    fs::copy_file(from / name, folder / name, fs::copy_options::overwrite_existing);
  }
  fs::copy(entry.file.parent_path(), folder / entry.name, over);
  const std::array<std::pair<std::string_view, std::string_view>, 5> texts{{{"workspace.json", settings_text},
                                                                            {"sources.json", sources_text},
                                                                            {"observations.csv", observations_text},
                                                                            {"documents.csv", documents_text},
                                                                            {"README.md", read_me_text}}};
  for (const auto &[name, text] : texts) {
    office_process::write_file(folder / name, text);
  }
}

SnapshotSummary summary_of(const data::SnapshotInfo &info) {
  return {info.id, info.read_at, info.rows, info.indicators, info.territories, info.first_period, info.last_period, {}};
}

class WordSearch {
public:
  explicit WordSearch(const std::string &text) {
    std::istringstream words(key_of(text));
    for (std::string word; words >> word;) {
      words_.push_back(' ' + word);
    }
  }
  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }
  [[nodiscard]] bool in(const std::string &text) const {
    const std::string key = key_of(text);
    return std::all_of(words_.begin(), words_.end(),
                       [&key](const std::string &word) { return key.find(word) != std::string::npos; });
  }

private:
  /// Words with a space before each, so that a beginning of a word can be looked for.
  static std::string key_of(const std::string &text) {
    std::string key = ' ' + format::search_key(text);
    std::replace_if(
        key.begin(), key.end(), [](char c) { return std::string_view("_=/-,()").find(c) != std::string_view::npos; },
        ' ');
    return key;
  }

  std::vector<std::string> words_;
};

} // namespace

void new_workspace(const fs::path &folder, const fs::path &from, const std::string &template_name) {
  std::error_code error;
  if (fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))) {
    fail(Code{"job.folder-not-empty"}, {{"folder", folder.string()}});
  }
  diagnostic::Diagnostics findings;
  const WorkspacePtr source = open_workspace(from, findings);
  const bool first = template_name.empty() && !source->templates.empty();
  const workspace::TemplateEntry entry = find_template(*source, first ? source->templates[0].name : template_name);
  const auto target = fs::absolute(folder).lexically_normal();
  const UnfinishedFolder part((target.has_filename() ? target : target.parent_path()).string() + ".part");
  try {
    fill_folder(part.path(), from, entry);
    fs::remove(folder, error);
    fs::rename(part.path(), target.has_filename() ? target : target.parent_path());
  } catch (const fs::filesystem_error &exception) {
    fail(Code{"job.not-created"},
         {{"folder", folder.string()}, {"cause", diagnostic::system_cause(exception.code().value())}});
  }
}

ImportResult import_communes(const fs::path &folder, const fs::path &list, const std::string &province) {
  ImportResult result;
  const WorkspacePtr workspace = open_workspace(folder, result.findings);
  const workspace::CommuneImport read = workspace::read_communes(list, *workspace, province, result.findings);
  if (diagnostic::has_error(result.findings)) {
    throw Failure(result.findings);
  }
  result.added = read.added;
  result.known = read.known;
  if (read.added > 0) {
    const fs::path file = folder / "territories.csv";
    std::string text = read_file(file);
    text += text.empty() || text.back() == '\n' ? "" : "\n";
    office_process::write_file(file, text + read.rows);
  }
  return result;
}

SnapshotSummary make_snapshot(const fs::path &folder, const std::string &source, const fs::path &file,
                              const std::function<bool()> &cancelled) {
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(folder, findings);
  JobSources sources(*workspace, source, cancelled);
  InputFiles(*workspace, {}).require_snapshot_place(file, sources.alias());
  data::SnapshotWriter writer(file, workspace->catalogue);
  data::StreamResult streamed = sources.stream({}, writer);
  writer.finish(streamed.snapshot_id, streamed.read_at);
  SnapshotSummary summary = show_snapshot(file);
  diagnostic::append(findings, std::move(streamed.findings));
  summary.findings = std::move(findings);
  return summary;
}

SnapshotSummary show_snapshot(const fs::path &file) { return summary_of(data::snapshot_info(file)); }

PeriodCodes period_codes(const fs::path &folder, const std::string &period, const std::string &clock,
                         const std::string &language) {
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(folder, findings);
  Coordinates coordinates;
  coordinates.period = period;
  coordinates.clock = clock;
  const expression::ReportContext context = make_context(*workspace, coordinates, nullptr);
  const format::Formatter formatter(language, phrases_of(*workspace, language));
  const auto code = [&context](model::PeriodStandard standard) {
    return model::period_code(context.period, context.clock, standard).value_or("");
  };
  PeriodCodes codes;
  codes.id = context.period.id();
  codes.title = formatter.period(context.period, "title", context.clock);
  codes.clock = std::string(model::clock_name(context.clock));
  codes.first_day = context.period.first_day(context.clock).iso();
  codes.last_day = context.period.last_day(context.clock).iso();
  codes.sdmx = code(model::PeriodStandard::sdmx);
  codes.dhis2 = code(model::PeriodStandard::dhis2);
  codes.ilostat = code(model::PeriodStandard::ilostat);
  if (context.clock == model::Clock::admin15) {
    codes.reporting_year = model::reporting_year_code(context.period).value_or("");
  }
  return codes;
}

std::vector<CatalogueHit> search_catalogue(const fs::path &folder, const std::string &text,
                                           const std::string &language) {
  diagnostic::Diagnostics findings;
  const WorkspacePtr workspace = open_workspace(folder, findings);
  const model::Catalogue &catalogue = workspace->catalogue;
  const auto name_in = [&language](const model::Names &names) { return language == "en" ? names.en : names.vi; };
  const WordSearch search(text);
  std::vector<CatalogueHit> hits;
  if (search.empty()) {
    return hits;
  }
  for (const model::Indicator &indicator : catalogue.indicators()) {
    if (search.in(indicator.code + " " + indicator.name.vi + " " + indicator.name.en)) {
      hits.push_back({"indicator", indicator.code, name_in(indicator.name), indicator.unit.text});
    }
  }
  for (const model::Breakdown &breakdown : catalogue.breakdowns()) {
    for (const model::Member &member : breakdown.members) {
      if (search.in(member.code + " " + member.name.vi + " " + member.name.en + " " + member.short_name)) {
        hits.push_back({"member", breakdown.code + "=" + member.code, name_in(member.name), name_in(breakdown.name)});
      }
    }
  }
  for (std::size_t i = 0; i < catalogue.territories.size(); ++i) {
    const model::Territory &unit = catalogue.territories.at(static_cast<model::TerritoryId>(i));
    if (search.in(unit.keys.back().text() + " " + unit.type + " " + unit.name)) {
      hits.push_back({"territory", unit.keys.back().text(), unit.name, unit.type});
    }
  }
  return hits;
}

} // namespace solieu::job
