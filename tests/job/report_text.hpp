#pragma once

#include "job/report_job.hpp"
#include "support/chart_template.hpp"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace solieu::job_test {

/// What a shell command prints.
inline std::string printed_by(const std::string &command) {
  std::string text;
  if (FILE *pipe = ::popen(command.c_str(), "r")) {
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      text.append(buffer.data(), got);
    ::pclose(pipe);
  }
  return text;
}

/// The report that a template gives on the shipped workspace.
inline std::string report_bytes(const support::OdfContent &content, const std::string &format) {
  namespace fs = std::filesystem;
  const fs::path file =
      fs::temp_directory_path() / ("solieu-" + std::to_string(::getpid()) + (content.calc ? ".ots" : ".ott"));
  std::ofstream(file, std::ios::binary) << support::make_package(content);
  job::ReportJob report;
  report.template_name = file.string();
  report.period = "2025-Q1";
  report.territory = "VN-NSO/2025-01-01/22";
  report.workspace = SOLIEU_BINARY_DIR "/workspace";
  report.issue_date = {2025, 4, 5};
  report.output_format = format;
  std::string bytes = job::run(report).bytes;
  fs::remove(file);
  return bytes;
}

/// Text of its PDF, as it lies on the pages.
inline std::string pdf_text(const support::OdfContent &content) {
  namespace fs = std::filesystem;
  const fs::path pdf = fs::temp_directory_path() / ("solieu-" + std::to_string(::getpid()) + ".pdf");
  std::ofstream(pdf, std::ios::binary) << report_bytes(content, "pdf");
  std::string text = printed_by("pdftotext -layout " + pdf.string() + " -");
  fs::remove(pdf);
  return text;
}

/// Text of it as a Word document, a blank for each tag.
inline std::string docx_text(const support::OdfContent &content) {
  const odf::Package package = odf::Package::open(report_bytes(content, "docx"), "docx");
  std::string text;
  bool tag = false;
  for (const char c : package.read(*package.find("word/document.xml"))) {
    tag = tag || c == '<';
    text += tag ? ' ' : c;
    tag = tag && c != '>';
  }
  return text;
}

inline std::size_t count(const std::string &text, const std::string &part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

} // namespace solieu::job_test
