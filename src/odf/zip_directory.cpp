#include "odf/zip_directory.hpp"

#include "odf/refusal.hpp"
#include "odf/utf8.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace solieu::odf {
namespace {

using diagnostic::Code;

constexpr std::size_t end_record_size = 22;
constexpr std::size_t central_header_size = 46;
constexpr std::size_t local_header_size = 30;
constexpr std::size_t ratio_grace_bytes = 8U << 20;
constexpr std::size_t longest_name = 1024;

constexpr unsigned flag_encrypted = 0x0001;
constexpr unsigned flag_descriptor = 0x0008;
constexpr unsigned flags_encryption = 0x2041; // encrypted, strong encryption, masked headers
constexpr unsigned flags_allowed = 0x080E;    // two bits of deflate's level, descriptor, UTF-8 names

/// A little-endian reader that the caller keeps inside `bytes`.
struct Fields {
  std::string_view bytes;
  [[nodiscard]] unsigned u8(std::size_t at) const { return static_cast<unsigned char>(bytes[at]); }
  [[nodiscard]] std::uint16_t u16(std::size_t at) const {
    return static_cast<std::uint16_t>(u8(at) | u8(at + 1) << 8U);
  }
  [[nodiscard]] std::uint32_t u32(std::size_t at) const {
    return static_cast<std::uint32_t>(u16(at)) | static_cast<std::uint32_t>(u16(at + 2)) << 16U;
  }
};

struct Central {
  PackageEntry entry;
  unsigned flags = 0;
  std::size_t packed_size = 0;
  std::size_t local = 0; ///< offset of the local header
};

/// What a file without a ZIP signature is: the kinds people rename to .odt.
Code kind_by_beginning(std::string_view bytes) {
  if (bytes.empty()) {
    return Code{"odf.is-empty"};
  }
  if (bytes.starts_with("%PDF-")) {
    return Code{"odf.is-pdf"};
  }
  return bytes.starts_with("\xD0\xCF\x11\xE0") ? Code{"odf.is-old-office"} : Code{"odf.not-a-package"};
}

class DirectoryReader {
public:
  DirectoryReader(std::string_view bytes, const std::string &file_name, const Limits &limits)
      : bytes_(bytes), fields_{bytes}, file_(file_name), limits_(limits) {}

  std::vector<PackageEntry> read() {
    check_package();
    read_end_record();
    read_central_headers();
    place_entries();
    std::vector<PackageEntry> entries;
    entries.reserve(found_.size());
    for (auto &central : found_) {
      entries.push_back(std::move(central.entry));
    }
    return entries;
  }

private:
  [[noreturn]] void broken(std::size_t offset) const {
    refuse(Code{"odf.broken-zip"}, file_, {{"offset", std::to_string(offset)}});
  }
  [[noreturn]] void hidden_data(std::size_t offset) const {
    refuse(Code{"odf.zip-hidden-data"}, file_, {{"offset", std::to_string(offset)}});
  }
  [[noreturn]] void contradiction(const PackageEntry &entry) const {
    refuse(Code{"odf.zip-contradiction"}, file_, {{"entry", printable_name(entry.name)}});
  }
  [[nodiscard]] bool signature(std::size_t at, std::string_view wanted) const {
    return at <= bytes_.size() && bytes_.substr(at, 4) == wanted;
  }

  void check_package() const {
    if (bytes_.size() > limits_.package_bytes) {
      refuse(Code{"odf.zip-too-large"}, file_,
             {{"size", bytes_text(bytes_.size())},
              {"limit", bytes_text(limits_.package_bytes)},
              limits_.named("package_mb")});
    }
    if (!signature(0, {"PK\x03\x04", 4})) {
      if (signature(0, {"PK\x07\x08", 4})) {
        refuse(Code{"odf.zip-split"}, file_);
      }
      refuse(kind_by_beginning(bytes_), file_);
    }
  }

  void read_end_record() {
    const std::string_view mark{"PK\x05\x06", 4};
    if (bytes_.size() < end_record_size || bytes_.rfind(mark) == std::string_view::npos) {
      broken(bytes_.size());
    }
    end_ = bytes_.size() - end_record_size;
    if (!signature(end_, mark) || fields_.u16(end_ + 20) != 0) {
      hidden_data(bytes_.rfind(mark) + end_record_size);
    }
    if (fields_.u16(end_ + 10) == 0xFFFF || fields_.u32(end_ + 12) == 0xFFFFFFFF ||
        fields_.u32(end_ + 16) == 0xFFFFFFFF) {
      refuse(Code{"odf.zip-64"}, file_);
    }
    if (fields_.u16(end_ + 4) != 0 || fields_.u16(end_ + 6) != 0 || fields_.u16(end_ + 8) != fields_.u16(end_ + 10)) {
      refuse(Code{"odf.zip-split"}, file_);
    }
    count_ = fields_.u16(end_ + 10);
    const std::size_t size = fields_.u32(end_ + 12);
    directory_ = fields_.u32(end_ + 16);
    if (directory_ > end_ || size != end_ - directory_) {
      broken(end_);
    }
    if (count_ > limits_.entries) {
      refuse(Code{"odf.zip-too-many-entries"}, file_,
             {{"count", std::to_string(count_)}, {"limit", std::to_string(limits_.entries)}, limits_.named("entries")});
    }
  }

  void read_central_headers() {
    std::size_t at = directory_;
    std::size_t inflated = 0;
    std::unordered_set<std::string> names;
    found_.reserve(count_);
    for (std::size_t i = 0; i < count_; ++i) {
      found_.push_back(central_header(at));
      const auto &entry = found_.back().entry;
      check_bounds(found_.back());
      inflated += entry.size;
      if (inflated > limits_.inflated_bytes) {
        refuse(Code{"odf.zip-too-much-data"}, file_,
               {{"limit", bytes_text(limits_.inflated_bytes)}, limits_.named("unpacked_mb")});
      }
      if (!names.insert(folded(entry.name)).second) {
        refuse(Code{"odf.zip-duplicate"}, file_, {{"entry", printable_name(entry.name)}});
      }
    }
    if (at != end_) {
      broken(at);
    }
  }

  Central central_header(std::size_t &at) const {
    if (end_ - at < central_header_size || !signature(at, {"PK\x01\x02", 4})) {
      broken(at);
    }
    const std::size_t name_size = fields_.u16(at + 28);
    const std::size_t whole = central_header_size + name_size + fields_.u16(at + 30) + fields_.u16(at + 32);
    if (end_ - at < whole) {
      broken(at);
    }
    Central central;
    central.entry.name = bytes_.substr(at + central_header_size, name_size);
    central.flags = fields_.u16(at + 8);
    central.entry.method = fields_.u16(at + 10);
    central.entry.crc = fields_.u32(at + 16);
    central.packed_size = fields_.u32(at + 20);
    central.entry.size = fields_.u32(at + 24);
    central.local = fields_.u32(at + 42);
    if (fields_.u16(at + 34) != 0) {
      refuse(Code{"odf.zip-split"}, file_);
    }
    at += whole;
    return central;
  }

  void check_bounds(const Central &central) const {
    const auto &entry = central.entry;
    const auto name = printable_name(entry.name);
    if (!safe_name(entry.name)) {
      refuse(Code{"odf.zip-unsafe-name"}, file_, {{"entry", name}});
    }
    if ((central.flags & flags_encryption) != 0) {
      refuse(Code{"odf.encrypted"}, file_, {{"entry", name}});
    }
    if ((entry.method != 0 && entry.method != 8) || (central.flags & ~(flags_allowed | flag_encrypted)) != 0) {
      refuse(Code{"odf.zip-method"}, file_, {{"entry", name}, {"method", std::to_string(entry.method)}});
    }
    if (entry.size == 0xFFFFFFFF || central.packed_size == 0xFFFFFFFF || central.local == 0xFFFFFFFF) {
      refuse(Code{"odf.zip-64"}, file_);
    }
    if (entry.method == 0 && entry.size != central.packed_size) {
      contradiction(entry);
    }
    if (entry.size > limits_.entry_bytes) {
      refuse(Code{"odf.zip-too-large-entry"}, file_,
             {{"entry", name},
              {"size", bytes_text(entry.size)},
              {"limit", bytes_text(limits_.entry_bytes)},
              limits_.named("entry_mb")});
    }
    if (entry.size > ratio_grace_bytes && (entry.size - ratio_grace_bytes) / limits_.ratio > central.packed_size) {
      refuse(Code{"odf.zip-too-dense"}, file_,
             {{"entry", name}, {"limit", std::to_string(limits_.ratio)}, limits_.named("ratio")});
    }
  }

  /// Entries must follow one another from byte 0 to the directory: no overlap, no gap.
  void place_entries() {
    std::vector<std::size_t> order(found_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return found_[a].local < found_[b].local; });
    std::size_t expected = 0;
    for (const auto index : order) {
      auto &central = found_[index];
      if (central.local < expected) {
        refuse(Code{"odf.zip-overlap"}, file_, {{"entry", printable_name(central.entry.name)}});
      }
      if (central.local > expected) {
        hidden_data(expected);
      }
      expected = place_entry(central);
    }
    if (expected != directory_) {
      hidden_data(expected);
    }
  }

  /// Checks the local header, sets the packed bytes and returns where the next entry must begin.
  std::size_t place_entry(Central &central) const {
    const std::size_t at = central.local;
    if (at > directory_ || directory_ - at < local_header_size || !signature(at, {"PK\x03\x04", 4})) {
      broken(at);
    }
    const std::size_t name_size = fields_.u16(at + 26);
    const std::size_t begin = at + local_header_size + name_size + fields_.u16(at + 28);
    if (begin > directory_ || directory_ - begin < central.packed_size) {
      broken(at);
    }
    auto &entry = central.entry;
    const bool descriptor = (central.flags & flag_descriptor) != 0;
    if (bytes_.substr(at + local_header_size, name_size) != entry.name || fields_.u16(at + 6) != central.flags ||
        fields_.u16(at + 8) != entry.method || !same_or_later(at + 14, entry.crc, descriptor) ||
        !same_or_later(at + 18, central.packed_size, descriptor) || !same_or_later(at + 22, entry.size, descriptor)) {
      contradiction(entry);
    }
    entry.packed = bytes_.substr(begin, central.packed_size);
    return descriptor ? descriptor_end(central, begin + central.packed_size) : begin + central.packed_size;
  }

  /// A value of the local header: as in the directory, or 0 when it follows in the data descriptor.
  [[nodiscard]] bool same_or_later(std::size_t at, std::size_t wanted, bool descriptor) const {
    return fields_.u32(at) == wanted || (descriptor && fields_.u32(at) == 0);
  }

  std::size_t descriptor_end(const Central &central, std::size_t at) const {
    if (signature(at, {"PK\x07\x08", 4})) {
      at += 4;
    }
    if (directory_ < at || directory_ - at < 12) {
      broken(at);
    }
    if (fields_.u32(at) != central.entry.crc || fields_.u32(at + 4) != central.packed_size ||
        fields_.u32(at + 8) != central.entry.size) {
      contradiction(central.entry);
    }
    return at + 12;
  }

  /// Relative, with plain segments, no drive, no control character, valid UTF-8. A folder ends with one slash.
  static bool safe_name(std::string_view name) {
    if (name.empty() || name.size() > longest_name || name.front() == '/' || !is_valid_utf8(name)) {
      return false;
    }
    const auto forbidden = [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte < 0x20 || byte == 0x7F || c == '\\' || c == ':';
    };
    if (std::any_of(name.begin(), name.end(), forbidden)) {
      return false;
    }
    if (name.back() == '/') {
      name.remove_suffix(1);
    }
    for (std::size_t from = 0; from <= name.size();) {
      const auto to = std::min(name.find('/', from), name.size());
      const auto segment = name.substr(from, to - from);
      if (segment.empty() || segment == "." || segment == ".." || segment.back() == '.' || segment.back() == ' ') {
        return false;
      }
      from = to + 1;
    }
    return true;
  }

  /// Names that a file system may take for the same: ASCII case and the slash of a folder do not count.
  static std::string folded(std::string_view name) {
    if (name.back() == '/') {
      name.remove_suffix(1);
    }
    std::string folded(name);
    for (auto &c : folded) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return folded;
  }

  std::string_view bytes_;
  Fields fields_;
  const std::string &file_;
  const Limits &limits_;
  std::size_t end_ = 0;
  std::size_t directory_ = 0;
  std::size_t count_ = 0;
  std::vector<Central> found_;
};

} // namespace

std::vector<PackageEntry> read_zip_directory(std::string_view bytes, const std::string &file_name,
                                             const Limits &limits) {
  return DirectoryReader(bytes, file_name, limits).read();
}

std::string bytes_text(std::size_t bytes) {
  constexpr std::size_t mebibyte = 1U << 20;
  if (bytes < mebibyte) {
    return std::to_string(bytes) + " bytes";
  }
  return std::to_string((bytes + mebibyte - 1) / mebibyte) + " MiB";
}

std::string printable_name(std::string_view name) {
  constexpr std::size_t longest = 80;
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string shown;
  const bool valid = is_valid_utf8(name);
  std::size_t at = 0;
  for (; at < name.size(); ++at) {
    const auto byte = static_cast<unsigned char>(name[at]);
    const bool continues = valid && (byte & 0xC0U) == 0x80;
    if (shown.size() >= longest && !continues) {
      break;
    }
    if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !valid)) {
      shown += "\\x";
      shown += digits[byte >> 4U];
      shown += digits[byte & 15U];
    } else {
      shown += name[at];
    }
  }
  return at < name.size() ? shown + "…" : shown;
}

} // namespace solieu::odf
