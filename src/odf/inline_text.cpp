#include "odf/paragraph.hpp"

namespace solieu::odf {
namespace {

void write_spaces(std::size_t count, std::string &out) {
  if (count == 1) {
    out += "<text:s/>";
  } else if (count > 1) {
    out += "<text:s text:c=\"" + std::to_string(count) + "\"/>";
  }
}

/// True when a space at `at` would be lost: the first of a paragraph, or one after another.
bool is_lost_space(std::string_view text, std::size_t at, bool at_start) {
  return text[at] == ' ' && (at == 0 ? at_start : text[at - 1] == ' ');
}

} // namespace

/// ODF 1.3 part 3, 6.1.2: one space after a character stays; further ones, and leading ones, need text:s.
void write_inline_text(std::string_view text, bool at_start, std::string &out) {
  std::size_t at = 0;
  while (at < text.size()) {
    auto end = at;
    while (end < text.size() && text[end] != '\t' && text[end] != '\n' && text[end] != '\r' &&
           !is_lost_space(text, end, at_start)) {
      ++end;
    }
    escape_xml(text.substr(at, end - at), false, out);
    at = end;
    if (at == text.size()) {
      return;
    }
    if (text[at] == ' ') {
      end = std::min(text.find_first_not_of(' ', at), text.size());
      write_spaces(end - at, out);
      at = end;
    } else if (text[at] == '\t') {
      out += "<text:tab/>";
      ++at;
    } else {
      out += "<text:line-break/>";
      at += text.substr(at, 2) == "\r\n" ? 2U : 1U;
    }
  }
}

} // namespace solieu::odf
