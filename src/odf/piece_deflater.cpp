#include "odf/piece_deflater.hpp"

#include <algorithm>
#include <limits>
#include <new>

namespace solieu::odf {

PieceDeflater::PieceDeflater(int level) {
  if (level == 1) {
    quick_ = std::make_unique<QuickDeflater>();
    return;
  }
  packed_.reset(new char[room]);
  constexpr int raw_deflate = -15;
  constexpr int memory_level = 9;
  if (deflateInit2(&stream_, level, Z_DEFLATED, raw_deflate, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

PieceDeflater::~PieceDeflater() {
  if (!quick_) {
    deflateEnd(&stream_);
  }
}

void PieceDeflater::add(std::string_view data, bool ends_segment, std::string &out) {
  if (quick_) {
    quick_->add(data, ends_segment ? QuickDeflater::Ends::segment : QuickDeflater::Ends::nothing, out);
  } else {
    add_small(data, ends_segment, out);
  }
}

void PieceDeflater::add_small(std::string_view data, bool ends_segment, std::string &out) {
  stream_.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.data()));
  std::size_t left = data.size();
  do {
    const auto part = std::min<std::size_t>(left, std::numeric_limits<uInt>::max() / 2);
    left -= part;
    stream_.avail_in = static_cast<uInt>(part);
    const int flush = ends_segment && left == 0 ? Z_FULL_FLUSH : Z_NO_FLUSH;
    do {
      stream_.next_out = reinterpret_cast<Bytef *>(packed_.get());
      stream_.avail_out = static_cast<uInt>(room);
      deflate(&stream_, flush);
      out.append(packed_.get(), room - stream_.avail_out);
    } while (stream_.avail_out == 0);
  } while (left > 0);
}

std::uint32_t joined_crc32(std::uint32_t first, std::uint32_t second, std::uint64_t second_size) noexcept {
  return static_cast<std::uint32_t>(crc32_combine(first, second, static_cast<z_off_t>(second_size)));
}

} // namespace solieu::odf
