#pragma once

#include "office/accessible.hpp"
#include "support/own_workspace.hpp"

#include <com/sun/star/datatransfer/UnsupportedFlavorException.hpp>
#include <com/sun/star/datatransfer/clipboard/SystemClipboard.hpp>
#include <com/sun/star/util/XSearchable.hpp>

#include <algorithm>

namespace solieu::office_test {

inline const std::string shipped = SOLIEU_BINARY_DIR "/workspace";
inline const std::string quang_ninh = "VN-NSO/2025-01-01/22";

using Named = std::vector<std::pair<std::string, std::string>>;

/// The arguments of New report for the first quarter of 2025 in Quảng Ninh.
inline Named first_quarter(const std::string &report_template) {
  return {{"Template", report_template},
          {"Period", "2025-Q1"},
          {"Territory", quang_ninh},
          {"Number", "05"},
          {"IssueDate", "2025-03-20"}};
}

/// The same report, made by the command.
inline support::Ended fill(const std::string &report_template, const std::string &output) {
  return support::run(SOLIEU_BINARY_DIR "/bin/solieu",
                      {"fill", report_template, "--period", "2025-Q1", "--territory", quang_ninh, "--number", "05",
                       "--issue-date", "2025-03-20", "-o", output});
}

/// An empty Writer document to work from.
inline Document empty_writer(const OfficeInstance &office) { return office.load("private:factory/swriter"); }

/// Waits for a document beside those that were known.
inline Document new_document(const OfficeInstance &office, const std::vector<Document> &known) {
  Document found;
  (void)eventually([&] {
    for (const Document &document : office.documents()) {
      if (std::find(known.begin(), known.end(), document) == known.end()) {
        found = document;
      }
    }
    return found.is();
  });
  return found;
}

using support::OwnWorkspace;

/// Does a Writer document hold the text, in its tables too?
inline bool holds(const Document &document, const std::string &words) {
  const css::uno::Reference<css::util::XSearchable> searchable(document, css::uno::UNO_QUERY_THROW);
  const auto search = searchable->createSearchDescriptor();
  search->setSearchString(text(words));
  return searchable->findFirst(search).is();
}

/// What is on the clipboard; "" also while its owner is slow to give it.
inline std::string clipboard(const OfficeInstance &office) {
  const auto board = css::datatransfer::clipboard::SystemClipboard::create(office.context());
  const auto content = board->getContents();
  rtl::OUString text;
  if (content.is()) {
    try {
      content->getTransferData(css::datatransfer::DataFlavor("text/plain;charset=utf-16", "Unicode text",
                                                             cppu::UnoType<rtl::OUString>::get())) >>= text;
    } catch (const css::datatransfer::UnsupportedFlavorException &) {
      return {};
    }
  }
  return utf8(text);
}

/// The buttons of the window of findings.
struct FindingsWords {
  std::string title = "Số Liệu", copy = "Sao chép", close = "Đóng";
};

/// Copies what stands in the window of findings, closes it and says what it was; "no window" when none came.
inline std::string told(const OfficeInstance &office, const FindingsWords &words = {}) {
  const auto found = window(office, words.title);
  if (!found || !found->find(words.close) || !found->find(words.copy)) {
    return "no window";
  }
  const std::string shown = found->everything(); // its heading is the first line of what is copied
  found->find(words.copy)->press();
  std::string text;
  (void)eventually(
      [&] {
        text = clipboard(office);
        return !text.empty() && shown.find(text.substr(0, text.find('\n'))) != std::string::npos;
      },
      std::chrono::seconds(5));
  found->find(words.close)->press();
  return gone(office, words.title) ? text : "the window stays";
}

} // namespace solieu::office_test
