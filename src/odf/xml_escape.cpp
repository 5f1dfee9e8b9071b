#include "odf/utf8.hpp"
#include "odf/xml_document.hpp"
#include "odf/xml_text.hpp"

#include <algorithm>
#include <array>

namespace solieu::odf {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

enum class Class : std::uint8_t { plain, escaped, quoted, forbidden, multi };

constexpr std::array<Class, 256> classes = [] {
  std::array<Class, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    table[c] = c < 0x20 ? Class::forbidden : c < 0x80 ? Class::plain : Class::multi;
  }
  table['&'] = table['<'] = table['>'] = table['\r'] = Class::escaped;
  table['"'] = table['\t'] = table['\n'] = Class::quoted;
  return table;
}();

std::string_view reference(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\t':
    return "&#9;";
  case '\n':
    return "&#10;";
  default:
    return "&#13;";
  }
}

/// U+FFFE and U+FFFF are well-formed UTF-8 but no XML characters.
constexpr bool is_noncharacter(std::string_view sequence) {
  return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF";
}

/// Length of the XML character at `text`, 0 when there is none.
constexpr std::size_t xml_character(std::string_view text) {
  const auto length = utf8_length(text);
  return length == 3 && is_noncharacter(text.substr(0, 3)) ? 0 : length;
}

} // namespace

void escape_xml(std::string_view text, bool quotes, std::string &out) {
  std::size_t from = 0;
  std::size_t at = 0;
  const auto replace = [&](std::size_t length, std::string_view with) {
    out.append(text, from, at - from);
    out += with;
    at += length;
    from = at;
  };
  while (at < text.size()) {
    const auto kind = classes[static_cast<unsigned char>(text[at])];
    if (kind == Class::plain || (kind == Class::quoted && !quotes)) {
      ++at;
    } else if (kind == Class::multi) {
      const auto length = xml_character(text.substr(at));
      if (length == 0) {
        replace(std::max<std::size_t>(utf8_length(text.substr(at)), 1), replacement_character);
      } else {
        at += length;
      }
    } else {
      replace(1, kind == Class::forbidden ? replacement_character : reference(text[at]));
    }
  }
  out.append(text, from, std::string_view::npos);
}

bool is_xml_text(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const auto kind = classes[static_cast<unsigned char>(text[at])];
    const auto length = kind == Class::forbidden ? 0 : kind == Class::multi ? xml_character(text.substr(at)) : 1;
    if (length == 0) {
      return false;
    }
    at += length;
  }
  return true;
}

} // namespace solieu::odf
