#include "format/code_word.hpp"

#include "diagnostic/diagnostic.hpp"
#include "format/messages.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace solieu::format {

namespace {

using diagnostic::Code;

const auto &words() {
  static const std::array<std::pair<std::string_view, Code>, 23> rows{{
      {"exact", Code{"format.word-exact"}},
      {"at_least", Code{"format.word-at-least"}},
      {"more_than", Code{"format.word-more-than"}},
      {"at_most", Code{"format.word-at-most"}},
      {"less_than", Code{"format.word-less-than"}},
      {"about", Code{"format.word-about"}},
      {"actual", Code{"format.word-actual"}},
      {"estimate", Code{"format.word-estimate"}},
      {"plan", Code{"format.word-plan"}},
      {"target", Code{"format.word-target"}},
      {"final", Code{"format.word-final"}},
      {"normal", Code{"format.word-normal"}},
      {"estimated", Code{"format.word-estimated"}},
      {"provisional", Code{"format.word-provisional"}},
      {"forecast", Code{"format.word-forecast"}},
      {"missing", Code{"format.word-missing"}},
      {"break", Code{"format.word-break"}},
      {"not_applicable", Code{"format.word-not-applicable"}},
      {"suppressed", Code{"format.word-suppressed"}},
      {"share", Code{"format.word-share"}},
      {"plan_percentage", Code{"format.word-plan-percentage"}},
      {"average", Code{"format.word-average"}},
      {"ratio", Code{"format.word-ratio"}},
  }};
  return rows;
}

} // namespace

std::string code_word(std::string_view code, std::string_view language) {
  const auto &rows = words();
  const auto found = std::find_if(rows.begin(), rows.end(), [code](const auto &row) { return row.first == code; });
  const std::string *const word = found == rows.end() ? nullptr : sentence_of(found->second.name, language);
  return word == nullptr ? std::string(code) : *word;
}

} // namespace solieu::format
