#include "model/unit.hpp"

#include <array>
#include <utility>

namespace solieu::model {

namespace {

constexpr std::array<std::pair<std::string_view, int>, 6> scale_words{
    {{"nghìn", 3}, {"ngàn", 3}, {"triệu", 6}, {"tỷ", 9}, {"tỉ", 9}, {"trăm", 2}}};

constexpr std::array<std::pair<std::string_view, int>, 4> pure_units{
    {{"%", -2}, {"‰", -3}, {"lần", 0}, {"điểm phần trăm", -2}}};

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  return text;
}

/// Takes one scale word off the front; its power, or 0 when there is none.
int take_scale(std::string_view &text) {
  for (const auto &[word, power] : scale_words) {
    if (text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ')) {
      text = without_spaces(text.substr(word.size()));
      return power;
    }
  }
  return 0;
}

} // namespace

Unit Unit::of(std::string_view text) {
  std::string_view rest = without_spaces(text);
  Unit unit{std::string(rest), {}, 0};
  for (const auto &[name, power] : pure_units) {
    if (rest == name) {
      unit.power = power;
      return unit;
    }
  }
  for (int power = take_scale(rest); power != 0 && unit.power <= 18; power = take_scale(rest)) {
    unit.power += power;
  }
  unit.base = std::string(rest);
  return unit;
}

} // namespace solieu::model
