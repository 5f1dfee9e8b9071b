#include "odf/package.hpp"

#include "odf/deflate.hpp"
#include "odf/refusal.hpp"
#include "odf/zip_directory.hpp"

#include <functional>
#include <unordered_map>

namespace solieu::odf {

using diagnostic::Code;

struct Package::State {
  std::shared_ptr<const std::string> bytes;
  std::string file_name;
  std::string media_type;
  std::vector<PackageEntry> entries;
  std::unordered_map<std::string_view, const PackageEntry *> by_name;

  void take(std::vector<PackageEntry> list) {
    entries = std::move(list);
    for (const auto &entry : entries) {
      by_name.emplace(entry.name, &entry);
    }
  }
};

Package Package::open(std::string bytes, const std::string &file_name, const Limits &limits) {
  auto state = std::make_shared<State>();
  state->bytes = std::make_shared<const std::string>(std::move(bytes));
  state->file_name = file_name;
  state->take(read_zip_directory(*state->bytes, file_name, limits));
  Package package;
  package.state_ = state;
  constexpr std::uint32_t longest_media_type = 256;
  if (const auto *entry = package.find("mimetype"); entry != nullptr && entry->size <= longest_media_type) {
    state->media_type = package.read(*entry);
  }
  return package;
}

Package Package::with_only(std::vector<PackageEntry> entries) const {
  auto state = std::make_shared<State>();
  state->bytes = state_->bytes;
  state->file_name = state_->file_name;
  state->media_type = state_->media_type;
  state->take(std::move(entries));
  Package package;
  package.state_ = std::move(state);
  return package;
}

const std::vector<PackageEntry> &Package::entries() const noexcept { return state_->entries; }

const PackageEntry *Package::find(std::string_view name) const noexcept {
  const auto found = state_->by_name.find(name);
  return found == state_->by_name.end() ? nullptr : found->second;
}

std::string Package::read(const PackageEntry &entry) const {
  auto data = entry.method == 0 ? std::optional<std::string>(entry.packed) : inflate_exactly(entry.packed, entry.size);
  if (!data || data->size() != entry.size || crc32_of(*data) != entry.crc) {
    refuse(Code{"odf.broken-entry"}, state_->file_name, {{"entry", printable_name(entry.name)}});
  }
  return std::move(*data);
}

const std::string &Package::media_type() const noexcept { return state_->media_type; }

const std::string &Package::file_name() const noexcept { return state_->file_name; }

} // namespace solieu::odf
