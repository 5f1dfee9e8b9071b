#include "odf/quick_deflater.hpp"

#include <algorithm>
#include <limits>

namespace solieu::odf {

QuickDeflater::QuickDeflater()
    : stream_(std::make_unique<isal_zstream>()), buffer_(new std::uint8_t[ISAL_DEF_LVL1_DEFAULT]),
      packed_(new std::uint8_t[room]) {
  isal_deflate_init(stream_.get());
  stream_->level = 1;
  stream_->level_buf = buffer_.get();
  stream_->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
}

void QuickDeflater::begin() { isal_deflate_reset(stream_.get()); }

void QuickDeflater::add(std::string_view data, Ends ends, std::string &out) {
  stream_->next_in = reinterpret_cast<std::uint8_t *>(const_cast<char *>(data.data()));
  std::size_t left = data.size();
  do {
    const auto part = std::min<std::size_t>(left, std::numeric_limits<std::uint32_t>::max() / 2);
    left -= part;
    stream_->avail_in = static_cast<std::uint32_t>(part);
    stream_->end_of_stream = ends == Ends::stream && left == 0 ? 1 : 0;
    stream_->flush = ends == Ends::segment && left == 0 ? FULL_FLUSH : NO_FLUSH;
    do {
      stream_->next_out = packed_.get();
      stream_->avail_out = static_cast<std::uint32_t>(room);
      isal_deflate(stream_.get());
      out.append(reinterpret_cast<const char *>(packed_.get()), room - stream_->avail_out);
    } while (stream_->avail_out == 0);
  } while (left > 0);
}

} // namespace solieu::odf
