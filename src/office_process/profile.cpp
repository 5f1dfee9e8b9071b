#include "office_process/profile.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace solieu::office_process {
namespace {

namespace fs = std::filesystem;

/// The value of `key` in one of LibreOffice's .ini-like files, "" when it is not there.
std::string ini_value(const fs::path &file, std::string_view key) {
  std::ifstream input{file};
  for (std::string line; std::getline(input, line);)
    if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == '=')
      return line.substr(key.size() + 1);
  return {};
}

/// "LibreOffice 7.4" → "7.4"; only digits and dots, as it goes into XML.
std::string product_version(const fs::path &program_folder) {
  const auto product = ini_value(program_folder / "bootstraprc", "ProductKey");
  const auto version = product.substr(product.rfind(' ') + 1);
  return version.find_first_not_of("0123456789.") == std::string::npos ? version : std::string{};
}

void item(std::ostream &out, std::string_view path, std::string_view name, std::string_view value) {
  out << "<item oor:path=\"/org.openoffice." << path << "\"><prop oor:name=\"" << name << "\" oor:op=\"fuse\"><value>"
      << value << "</value></prop></item>\n";
}

std::string settings(std::string_view version, std::string_view locale) {
  std::ostringstream out;
  out << R"(<?xml version="1.0" encoding="UTF-8"?>)"
         "\n"
      << R"(<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" )"
      << R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)"
         "\n";
  if (!version.empty())
    item(out, "Setup/Product", "ooSetupLastVersion", version);
  item(out, "Setup/Office", "ooSetupInstCompleted", "true");
  if (!locale.empty())
    item(out, "Setup/L10N", "ooSetupSystemLocale", locale);
  item(out, "Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true");
  item(out, "Office.Common/Security/Scripting", "DisableMacrosExecution", "true");
  item(out, "Office.Common/Security/Scripting", "MacroSecurityLevel", "3");
  item(out, "Office.Java/VirtualMachine", "Enable", "false");
  item(out, "Office.Calc/Content/Update", "Link", "1");
  item(out, "Office.Calc/Formula/Load", "ODFRecalcMode", "0");
  out << "</oor:items>\n";
  return out.str();
}

void write(const fs::path &path, std::string_view text) {
  std::ofstream out;
  out.exceptions(std::ios::badbit | std::ios::failbit);
  out.open(path, std::ios::binary);
  out << text << std::flush;
}

} // namespace

void seed_profile(const fs::path &folder, const fs::path &program_folder, const std::string &locale) {
  fs::create_directories(folder / "user" / "extensions");
  write(folder / "user" / "registrymodifications.xcu", settings(product_version(program_folder), locale));
  if (const auto build = ini_value(program_folder / "versionrc", "buildid"); !build.empty())
    write(folder / "user" / "extensions" / "buildid", build);
}

} // namespace solieu::office_process
