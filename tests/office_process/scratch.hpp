#pragma once

#include "diagnostic/failure.hpp"
#include "office_process/office.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>

namespace solieu::office_process::test {

/// A folder of the test's own, removed at its end.
class Scratch {
public:
  Scratch() {
    std::string name = "/tmp/solieu-test-XXXXXX";
    path_ = ::mkdtemp(name.data());
  }
  ~Scratch() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;

  [[nodiscard]] const std::filesystem::path &path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(const char *name) const { return path_ / name; }

private:
  std::filesystem::path path_;
};

/// Sets a variable of the environment and puts the old value back.
class Variable {
public:
  Variable(std::string name, const std::string &value) : name_(std::move(name)) {
    if (const char *old = std::getenv(name_.c_str()); old != nullptr)
      old_ = old;
    ::setenv(name_.c_str(), value.c_str(), 1);
  }
  ~Variable() {
    if (old_)
      ::setenv(name_.c_str(), old_->c_str(), 1);
    else
      ::unsetenv(name_.c_str());
  }
  Variable(const Variable &) = delete;
  Variable &operator=(const Variable &) = delete;

private:
  std::string name_;
  std::optional<std::string> old_;
};

inline std::string read(const std::filesystem::path &path) {
  std::ifstream input{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{input}, {}};
}

inline void write(const std::filesystem::path &path, const std::string &bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

inline std::ptrdiff_t count_entries(const std::filesystem::path &folder) {
  return std::distance(std::filesystem::directory_iterator{folder}, {});
}

/// The first finding of the Failure that `action` throws; code "none" when it throws none.
template <typename Action> diagnostic::Diagnostic finding_of(const Action &action) {
  try {
    action();
  } catch (const diagnostic::Failure &failure) {
    return failure.findings().front();
  }
  return {diagnostic::Code{"none"}};
}

inline std::string argument(const diagnostic::Diagnostic &finding, const std::string &name) {
  for (const auto &[key, value] : finding.arguments)
    if (key == name)
      return value;
  return {};
}

/// A flat Writer document with one paragraph.
inline std::string writer_document(const std::string &text) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><office:document )"
         R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
         R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" )"
         R"(office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>)" +
         text + "</text:p></office:text></office:body></office:document>";
}

/// A flat Calc document: 1250 and 750 and their sum, whose stored value is wrong on purpose.
inline std::string calc_document() {
  return R"(<?xml version="1.0" encoding="UTF-8"?><office:document )"
         R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
         R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" )"
         R"(xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" )"
         R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" )"
         R"(office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>)"
         R"(<table:table table:name="A"><table:table-row>)"
         R"(<table:table-cell office:value-type="float" office:value="1250"/>)"
         R"(<table:table-cell office:value-type="float" office:value="750"/>)"
         R"x(<table:table-cell table:formula="of:=SUM([.A1:.B1])" office:value-type="float" office:value="7"/>)x"
         R"(</table:table-row></table:table></office:spreadsheet></office:body></office:document>)";
}

} // namespace solieu::office_process::test
