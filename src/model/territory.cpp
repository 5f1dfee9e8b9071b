#include "model/territory.hpp"

#include <algorithm>
#include <utility>

namespace solieu::model {

std::optional<TerritoryKey> TerritoryKey::parse(std::string_view text) {
  const std::size_t last = text.rfind('/');
  const std::size_t first = last == std::string_view::npos || last == 0 ? last : text.rfind('/', last - 1);
  if (first == std::string_view::npos || first == last || first == 0 || last + 1 == text.size()) {
    return std::nullopt;
  }
  const auto date = Date::parse(text.substr(first + 1, last - first - 1));
  if (!date) {
    return std::nullopt;
  }
  return TerritoryKey{std::string(text.substr(0, first)), *date, std::string(text.substr(last + 1))};
}

std::string TerritoryKey::text() const { return list + "/" + date.iso() + "/" + code; }

TerritoryId TerritoryList::add(Territory unit) {
  const TerritoryId id{static_cast<std::uint32_t>(units_.size())};
  std::sort(unit.keys.begin(), unit.keys.end(),
            [](const TerritoryKey &a, const TerritoryKey &b) { return a.date < b.date; });
  for (const TerritoryKey &key : unit.keys) {
    by_key_.emplace(key.text(), id);
    std::vector<TerritoryId> &same_code = by_code_[key.code];
    if (same_code.empty() || same_code.back() != id) {
      same_code.push_back(id);
    }
  }
  units_.push_back(std::move(unit));
  return id;
}

std::optional<TerritoryId> TerritoryList::find(std::string_view key) const {
  const auto found = by_key_.find(std::string(key));
  return found == by_key_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<TerritoryId> TerritoryList::by_code(std::string_view code) const {
  const auto found = by_code_.find(std::string(code));
  return found == by_code_.end() ? std::vector<TerritoryId>() : found->second;
}

std::vector<TerritoryId> TerritoryList::children(TerritoryId parent, Date day) const {
  std::vector<TerritoryId> list;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if (units_[i].parent == parent && units_[i].valid_on(day)) {
      list.push_back(TerritoryId{static_cast<std::uint32_t>(i)});
    }
  }
  return list;
}

std::vector<std::string> TerritoryList::keys() const {
  std::vector<std::string> list;
  for (const Territory &unit : units_) {
    for (const TerritoryKey &key : unit.keys) {
      list.push_back(key.text());
    }
  }
  return list;
}

std::string TerritoryList::key_text(TerritoryId id, Date day) const {
  const std::vector<TerritoryKey> &keys = at(id).keys;
  if (keys.empty()) {
    return {};
  }
  const auto after = std::find_if(keys.begin(), keys.end(), [&](const TerritoryKey &key) { return key.date > day; });
  return (after == keys.begin() ? keys.front() : *std::prev(after)).text();
}

const std::string &TerritoryList::type_on(TerritoryId id, Date day) const {
  const Territory &unit = at(id);
  const std::string *type = &unit.type;
  const Date *since = nullptr;
  for (const auto &[from, changed] : unit.type_changes) {
    if (from <= day && (since == nullptr || from >= *since)) {
      type = &changed;
      since = &from;
    }
  }
  return *type;
}

} // namespace solieu::model
