#include "odf/deflate.hpp"
#include "odf/entry_stream.hpp"
#include "odf/package.hpp"
#include "odf/piece_deflater.hpp"
#include "odf/refusal.hpp"

#include <algorithm>
#include <limits>

namespace solieu::odf {
namespace {

using diagnostic::Code;

constexpr std::uint16_t version_needed = 20;
constexpr std::uint16_t fixed_date = (1U << 5U) | 1U; // 1 January 1980, the first day ZIP can write
constexpr std::uint16_t flag_utf8 = 0x0800;
constexpr std::string_view media_type_name = "mimetype";

void put16(std::string &out, std::size_t value) {
  out += static_cast<char>(value & 0xFFU);
  out += static_cast<char>((value >> 8U) & 0xFFU);
}

void put32(std::string &out, std::size_t value) {
  put16(out, value & 0xFFFFU);
  put16(out, (value >> 16U) & 0xFFFFU);
}

void put_shared(std::string &out, std::string_view name, std::uint16_t method, std::uint32_t crc, std::size_t packed,
                std::size_t size) {
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  put16(out, version_needed);
  put16(out, ascii ? 0 : flag_utf8);
  put16(out, method);
  put16(out, 0);
  put16(out, fixed_date);
  put32(out, crc);
  put32(out, packed);
  put32(out, size);
  put16(out, name.size());
  put16(out, 0);
}

void refuse_beyond_format(std::string_view name, std::uint64_t size, std::uint64_t end) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max() / 2;
  if (size > most || end > most) {
    refuse(Code{"odf.package-too-large"}, std::string(name), {{"entry", std::string(name)}});
  }
}

constexpr std::size_t handed_over_at_once = 1U << 20;

} // namespace

void PackageWriter::copy(const PackageEntry &entry) {
  if (entry.name == media_type_name && entry.method != 0) {
    if (const auto data = inflate_exactly(entry.packed, entry.size)) {
      add_stored(entry.name, *data);
      return;
    }
  }
  put(entry.name, entry.method, entry.crc, entry.packed, entry.size);
}

void PackageWriter::add(std::string_view name, std::string_view data) {
  if (packing_ == Packing::stored || name == media_type_name || data.empty()) {
    add_stored(name, data);
    return;
  }
  // Packed straight behind a header whose size is filled in afterwards: no second copy of the data.
  const std::size_t header = bytes_.size();
  put(name, 8, crc32_of(data), {}, data.size());
  const std::size_t begin = bytes_.size();
  deflate_onto(data, deflate_level(packing_), bytes_);
  const std::size_t packed = bytes_.size() - begin;
  if (packed >= data.size()) {
    bytes_.resize(header);
    written_.pop_back();
    add_stored(name, data);
    return;
  }
  written_.back().packed = static_cast<std::uint32_t>(packed);
  std::string size;
  put32(size, packed);
  bytes_.replace(header + 18, size.size(), size);
  hand_over(handed_over_at_once);
}

void PackageWriter::add(std::string_view name, EntryStream &stream) {
  stream.end_segment();
  std::uint64_t size = 0;
  std::uint64_t packed = 0;
  std::uint32_t crc = 0;
  for (const auto &segment : stream.segments_) {
    crc = joined_crc32(crc, segment.crc, segment.size);
    size += segment.size;
    packed += segment.packed;
  }
  const bool deflated = stream.deflater_ != nullptr;
  packed += deflated ? PieceDeflater::end_of_stream.size() : 0;
  refuse_beyond_format(name, size, position() + packed);
  put(name, deflated ? 8 : 0, crc, {}, size);
  written_.back().packed = static_cast<std::uint32_t>(packed);
  std::string text;
  put32(text, packed);
  bytes_.replace(bytes_.size() - name.size() - 12, text.size(), text);
  copy_packed(stream);
  if (deflated) {
    bytes_ += PieceDeflater::end_of_stream;
  }
  hand_over(handed_over_at_once);
}

void PackageWriter::copy_packed(EntryStream &stream) {
  if (stream.file_) {
    std::rewind(stream.file_.get());
  }
  std::size_t in_memory = 0;
  bool from_file = stream.file_ != nullptr;
  std::string block;
  for (const auto &segment : stream.segments_) {
    if (segment.place) {
      bytes_ += segment.own;
      continue;
    }
    for (std::uint64_t left = segment.packed; left > 0;) {
      const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, handed_over_at_once));
      std::size_t count = 0;
      if (from_file) {
        block.resize(wanted);
        count = std::fread(block.data(), 1, wanted, stream.file_.get());
        bytes_.append(block, 0, count);
        from_file = count > 0;
      } else {
        count = std::min(wanted, stream.packed_.size() - in_memory);
        bytes_.append(stream.packed_, in_memory, count);
        in_memory += count;
        if (count == 0) {
          refuse(Code{"odf.no-space"}, "");
        }
      }
      left -= count;
      hand_over(handed_over_at_once);
    }
  }
  stream.segments_.clear();
  stream.places_.clear();
  stream.packed_.clear();
  stream.file_.reset();
}

void PackageWriter::hand_over(std::size_t at_least) {
  if (sink_ == nullptr || bytes_.size() < at_least) {
    return;
  }
  sink_->write(bytes_);
  handed_over_ += bytes_.size();
  bytes_.clear();
}

void PackageWriter::add_stored(std::string_view name, std::string_view data) {
  put(name, 0, crc32_of(data), data, data.size());
}

void PackageWriter::put(std::string_view name, std::uint16_t method, std::uint32_t crc, std::string_view packed,
                        std::size_t size) {
  constexpr std::size_t most_entries = 0xFFFE;
  refuse_beyond_format(name, size, position() + packed.size());
  if (written_.size() >= most_entries || name.size() > 0xFFFF) {
    refuse(Code{"odf.package-too-large"}, std::string(name), {{"entry", std::string(name)}});
  }
  std::string header = "PK\x03\x04";
  put_shared(header, name, method, crc, packed.size(), size);
  header += name;
  Written entry{std::string(name),
                method,
                crc,
                static_cast<std::uint32_t>(packed.size()),
                static_cast<std::uint32_t>(size),
                static_cast<std::uint32_t>(position())};
  if (name == media_type_name && !written_.empty() && handed_over_ == 0) {
    header += packed;
    for (auto &written : written_) {
      written.offset += static_cast<std::uint32_t>(header.size());
    }
    entry.offset = 0;
    bytes_.insert(0, header);
    written_.insert(written_.begin(), std::move(entry));
    return;
  }
  bytes_ += header;
  bytes_ += packed;
  written_.push_back(std::move(entry));
}

std::string PackageWriter::finish() {
  const std::size_t directory = position();
  for (const auto &entry : written_) {
    bytes_ += "PK\x01\x02";
    put16(bytes_, version_needed);
    put_shared(bytes_, entry.name, entry.method, entry.crc, entry.packed, entry.size);
    bytes_.append(10, '\0'); // no comment, disk 0, no attributes
    put32(bytes_, entry.offset);
    bytes_ += entry.name;
  }
  const std::size_t size = position() - directory;
  bytes_ += "PK\x05\x06";
  bytes_.append(4, '\0');
  put16(bytes_, written_.size());
  put16(bytes_, written_.size());
  put32(bytes_, size);
  put32(bytes_, directory);
  put16(bytes_, 0);
  written_.clear();
  hand_over(0);
  handed_over_ = 0;
  return std::exchange(bytes_, {});
}

} // namespace solieu::odf
