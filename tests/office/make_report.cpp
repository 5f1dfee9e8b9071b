// Lets LibreOffice itself make a report through the extension, as the menu does: what ./dev demo shows.
//   solieu_in_office Template=BC03 Period=2025-Q1 Territory=VN-NSO/2025-01-01/22 FILE...
// The arguments of New report, then the files: .odt and .ods are saved, .pdf is exported as PDF/A.
#include "office/office_instance.hpp"

#include <com/sun/star/frame/XStorable.hpp>

#include <iostream>

using namespace solieu::office_test;

namespace {

constexpr int wrong_use = 2;

void save(const OfficeInstance &office, const Document &report, const std::filesystem::path &file) {
  std::filesystem::remove(file);
  if (file.extension() == ".pdf") {
    office.dispatch(report, "vn.solieu:ExportPdf", {{"URL", utf8(url(file))}});
  } else {
    css::uno::Reference<css::frame::XStorable>(report, css::uno::UNO_QUERY_THROW)
        ->storeToURL(url(file), css::uno::Sequence<css::beans::PropertyValue>());
  }
  // The office holds its lock beside the file until the last byte is written; ended before that it would leave it
  // there.
  const std::filesystem::path lock = file.parent_path() / (".~lock." + file.filename().string() + "#");
  const auto written = [&] {
    return std::filesystem::exists(file) && std::filesystem::file_size(file) > 0 && !std::filesystem::exists(lock);
  };
  if (!eventually(written)) {
    throw std::runtime_error("not written: " + file.string());
  }
}

int make(const std::vector<std::string> &words) {
  std::vector<std::pair<std::string, std::string>> arguments;
  std::vector<std::string> files;
  for (const std::string &word : words) {
    const std::size_t equal = word.find('=');
    if (equal == std::string::npos) {
      files.push_back(word);
    } else {
      arguments.emplace_back(word.substr(0, equal), word.substr(equal + 1));
    }
  }
  const OfficeInstance office{OfficeOptions{.headless = true}};
  const Document start = office.load("private:factory/swriter");
  office.dispatch(start, "vn.solieu:NewReport", arguments);
  Document report;
  const auto made = [&] {
    for (const Document &document : office.documents()) {
      report = document == start ? report : document;
    }
    return report.is();
  };
  if (!eventually(made)) {
    throw std::runtime_error("LibreOffice made no report");
  }
  for (const std::string &file : files) {
    save(office, report, file);
    std::cout << file << '\n';
  }
  return 0;
}

} // namespace

int main(int count, char **words) {
  if (count < 3) {
    std::cerr << "solieu_in_office Template=NAME Period=PERIOD Territory=KEY FILE...\n";
    return wrong_use;
  }
  try {
    return make({words + 1, words + count});
  } catch (const css::uno::Exception &error) {
    std::cerr << utf8(error.Message) << '\n';
  } catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
  }
  return 1;
}
