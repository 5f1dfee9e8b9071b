#include "odf/entry_stream.hpp"

#include "odf/deflate.hpp"
#include "odf/piece_deflater.hpp"
#include "odf/refusal.hpp"

#include <utility>

namespace solieu::odf {
namespace {

constexpr std::size_t piece_bytes = 128U << 10; // still near when it is packed
constexpr std::size_t short_bytes = 256;        ///< not worth packing

/// A stored block that is not the last one.
std::string stored_block(std::string_view data) {
  std::string block(1, '\0');
  const auto size = static_cast<std::uint16_t>(data.size());
  for (const std::uint16_t number : {size, static_cast<std::uint16_t>(~size)}) {
    block += static_cast<char>(number & 0xFFU);
    block += static_cast<char>(number >> 8U);
  }
  return block.append(data);
}

} // namespace

EntryStream::EntryStream(Packing packing) : packing_(packing) {
  if (packing != Packing::stored) {
    deflater_ = std::make_unique<PieceDeflater>(deflate_level(packing));
  }
}

EntryStream::~EntryStream() = default;
EntryStream::EntryStream(EntryStream &&) noexcept = default;

void EntryStream::add(std::string_view data) {
  while (!data.empty()) {
    const std::string_view part = data.substr(0, piece_bytes - waiting_.size());
    waiting_ += part;
    data.remove_prefix(part.size());
    if (waiting_.size() == piece_bytes) {
      pack(false);
    }
  }
}

std::size_t EntryStream::leave_open() {
  end_segment();
  segments_.emplace_back();
  segments_.back().place = true;
  places_.push_back(segments_.size() - 1);
  return places_.size() - 1;
}

void EntryStream::close(std::size_t place, std::string_view data) {
  Segment &segment = segments_.at(places_.at(place));
  segment.size = data.size();
  segment.crc = crc32_of(data);
  segment.own.clear();
  if (!deflater_ || data.empty()) {
    segment.own = data;
  } else if (data.size() < short_bytes) {
    segment.own = stored_block(data);
  } else {
    PieceDeflater(deflate_level(packing_)).add(data, true, segment.own);
  }
  segment.packed = segment.own.size();
}

void EntryStream::pack(bool ends_segment) {
  const std::uint32_t crc = crc32_of(waiting_);
  segment_.crc = segment_.size == 0 ? crc : joined_crc32(segment_.crc, crc, waiting_.size());
  segment_.size += waiting_.size();
  if (deflater_) {
    std::string packed;
    deflater_->add(waiting_, ends_segment, packed);
    keep(packed);
  } else {
    keep(waiting_);
  }
  waiting_.clear();
}

void EntryStream::end_segment() {
  if (waiting_.empty() && segment_.size == 0) {
    return;
  }
  pack(true);
  segments_.push_back(std::exchange(segment_, {}));
}

void EntryStream::keep(std::string_view packed) {
  segment_.packed += packed.size();
  packed_ += packed;
  if (packed_.size() < in_memory) {
    return;
  }
  if (!file_) {
    file_.reset(std::tmpfile());
  }
  if (!file_ || std::fwrite(packed_.data(), 1, packed_.size(), file_.get()) != packed_.size()) {
    refuse(diagnostic::Code{"odf.no-space"}, "");
  }
  packed_.clear();
}

} // namespace solieu::odf
