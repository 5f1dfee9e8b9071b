#pragma once

#include "format/delimited_text.hpp"
#include "format/formatter.hpp"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

/// The wording the product ships, as the workspace would read it.
inline std::shared_ptr<const solieu::format::Phrases> shipped_phrases(const std::string &language) {
  std::ifstream file(SOLIEU_SOURCE_DIR "/templates/phrases." + language + ".csv", std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  auto phrases = std::make_shared<solieu::format::Phrases>();
  for (const auto &record : solieu::format::read_delimited(text).records) {
    if (record.fields.size() == 2 && record.fields[0] != "key") {
      phrases->set(record.fields[0], record.fields[1]);
    }
  }
  return phrases;
}

inline const solieu::format::Formatter &vietnamese() {
  static const solieu::format::Formatter formatter("vi", shipped_phrases("vi"));
  return formatter;
}

inline const solieu::format::Formatter &english() {
  static const solieu::format::Formatter formatter("en", shipped_phrases("en"));
  return formatter;
}
