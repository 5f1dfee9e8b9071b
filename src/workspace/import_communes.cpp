#include "workspace/import_communes.hpp"

#include "model/nearest_key.hpp"
#include "workspace/table.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;

namespace {

constexpr std::string_view list_name = "VN-NSO";
constexpr model::Date list_date{2025, 7, 1};
constexpr std::array<std::string_view, 3> types{"xã", "phường", "đặc khu"};
constexpr std::size_t code_length = 5;

bool is_commune_code(std::string_view text) {
  return text.size() == code_length && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string field(const std::string &text) {
  if (text.find_first_of(",\";\n") == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

class Reader {
public:
  Reader(const Workspace &workspace, const std::string &province) : workspace_(workspace), province_(province) {}

  void take(const Row &row) {
    const auto &province = row.required("province_code");
    if (!province_.empty() && province != province_)
      return;
    const auto &code = row.required("code");
    const auto &name = row.required("name");
    const auto &type = row.text("type").empty() ? row.text("type_2025_07_01") : row.text("type");
    const bool good_code = check_code(row, code); // all that is wrong with a row is said
    const bool good_type = check_type(row, type);
    const bool good_name = check_name(row, province, type, name);
    const auto from = row.date("valid_from").value_or(list_date);
    const auto parent = model::TerritoryKey{std::string(list_name), from, province}.text();
    const bool known_parent = check_province(row, parent);
    if (!good_code || !good_type || !good_name || !known_parent || name.empty())
      return;
    const auto key = model::TerritoryKey{std::string(list_name), from, code}.text();
    if (workspace_.catalogue.territories.find(key)) {
      ++result.known;
      return;
    }
    ++result.added;
    result.rows += key + "," + field(name) + "," + type + ",," + from.iso() + ",," + parent + ",,\n";
  }

  CommuneImport result;

private:
  bool check_code(const Row &row, const std::string &code) {
    if (code.empty())
      return false;
    if (!is_commune_code(code)) {
      row.report(Code{"workspace.commune-code-invalid"}, "code");
      return false;
    }
    if (!codes_.insert(code).second) {
      row.report(Code{"workspace.commune-twice"}, "code");
      return false;
    }
    return true;
  }

  bool check_type(const Row &row, const std::string &type) {
    if (std::ranges::find(types, type) != types.end())
      return true;
    row.report(Code{"workspace.commune-type-unknown"}, row.text("type").empty() ? "type_2025_07_01" : "type");
    return false;
  }

  bool check_name(const Row &row, const std::string &province, const std::string &type, const std::string &name) {
    if (!name.empty() && !names_.insert(province + "/" + type + "/" + name).second)
      row.report(Code{"workspace.commune-name-twice"}, "name", {}, Severity::warning);
    return true;
  }

  bool check_province(const Row &row, const std::string &parent) {
    const auto &list = workspace_.catalogue.territories;
    if (list.find(parent))
      return true;
    row.report(Code{"workspace.commune-province-unknown"}, "province_code",
               {{"key", parent}, {"nearest", model::nearest_key(parent, list)}});
    return false;
  }

  const Workspace &workspace_;
  const std::string &province_;
  std::set<std::string> codes_, names_;
};

} // namespace

CommuneImport read_communes(const std::filesystem::path &file, const Workspace &workspace, const std::string &province,
                            Diagnostics &findings) {
  if (std::error_code error; !std::filesystem::exists(file, error)) {
    findings.push_back({Code{"workspace.list-missing"}, Severity::error, {}, {{"file", file.string()}}});
    return {};
  }
  const Table table(file, {"code", "name", "province_code"}, {"type", "type_2025_07_01", "valid_from", "note"}, false,
                    findings);
  Reader reader(workspace, province);
  for (const auto &row : table.rows())
    reader.take(row);
  return std::move(reader.result);
}

} // namespace solieu::workspace
