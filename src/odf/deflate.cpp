#include "odf/deflate.hpp"

#include "odf/quick_deflater.hpp"

#include <libdeflate.h>

#include <array>
#include <memory>
#include <new>

namespace solieu::odf {
namespace {

struct FreeCompressor {
  void operator()(libdeflate_compressor *compressor) const noexcept { libdeflate_free_compressor(compressor); }
};
struct FreeDecompressor {
  void operator()(libdeflate_decompressor *decompressor) const noexcept { libdeflate_free_decompressor(decompressor); }
};

libdeflate_compressor &compressor_of(int level) {
  thread_local std::array<std::unique_ptr<libdeflate_compressor, FreeCompressor>, 13> kept;
  auto &compressor = kept.at(static_cast<std::size_t>(level));
  if (!compressor) {
    compressor.reset(libdeflate_alloc_compressor(level));
    if (!compressor) {
      throw std::bad_alloc();
    }
  }
  return *compressor;
}

libdeflate_decompressor &decompressor() {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> kept(libdeflate_alloc_decompressor());
  if (!kept) {
    throw std::bad_alloc();
  }
  return *kept;
}

constexpr std::size_t kept_scratch_bytes = 4U << 20;

} // namespace

std::uint32_t crc32_of(std::string_view bytes) noexcept { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

std::optional<std::string> inflate_exactly(std::string_view packed, std::size_t size) {
  std::string inflated(size, '\0');
  std::size_t consumed = 0;
  std::size_t produced = 0;
  const auto result = libdeflate_deflate_decompress_ex(&decompressor(), packed.data(), packed.size(), inflated.data(),
                                                       inflated.size(), &consumed, &produced);
  if (result != LIBDEFLATE_SUCCESS || produced != size || consumed != packed.size()) {
    return std::nullopt;
  }
  return inflated;
}

void deflate_onto(std::string_view data, int level, std::string &out) {
  if (level == 1) {
    thread_local QuickDeflater quick;
    quick.begin();
    quick.add(data, QuickDeflater::Ends::stream, out);
    return;
  }
  thread_local std::unique_ptr<char[]> scratch;
  thread_local std::size_t capacity = 0;
  auto &compressor = compressor_of(level);
  const std::size_t bound = libdeflate_deflate_compress_bound(&compressor, data.size());
  if (bound > capacity) {
    scratch.reset(new char[bound]); // left uninitialised: only the packed part is ever touched
    capacity = bound;
  }
  const std::size_t packed =
      libdeflate_deflate_compress(&compressor, data.data(), data.size(), scratch.get(), capacity);
  out.append(scratch.get(), packed);
  if (capacity > kept_scratch_bytes) {
    scratch.reset();
    capacity = 0;
  }
}

} // namespace solieu::odf
