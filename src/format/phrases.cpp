#include "format/formatter.hpp"

#include <algorithm>
#include <mutex>
#include <unordered_set>

namespace solieu::format {

namespace {

/// "[key]" with the life of the program, so that a view of it stays good.
std::string_view bracketed(std::string_view key) {
  static std::mutex guard;
  static std::unordered_set<std::string> absent;
  const std::lock_guard lock(guard);
  return *absent.insert("[" + std::string(key) + "]").first;
}

} // namespace

void Phrases::set(std::string key, std::string text) { texts_.insert_or_assign(std::move(key), std::move(text)); }

std::string_view Phrases::get(std::string_view key) const {
  const auto found = texts_.find(std::string(key));
  return found == texts_.end() ? bracketed(key) : std::string_view(found->second);
}

bool Phrases::has(std::string_view key) const { return texts_.contains(std::string(key)); }

std::vector<std::string> Phrases::keys() const {
  std::vector<std::string> all;
  all.reserve(texts_.size());
  for (const auto &[key, text] : texts_) {
    all.push_back(key);
  }
  std::sort(all.begin(), all.end());
  return all;
}

} // namespace solieu::format
