#include "model/sha256.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace solieu::model {
namespace {

constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using State = std::array<std::uint32_t, 8>;

std::uint32_t word_at(const unsigned char *bytes) {
  return (std::uint32_t{bytes[0]} << 24U) | (std::uint32_t{bytes[1]} << 16U) | (std::uint32_t{bytes[2]} << 8U) |
         std::uint32_t{bytes[3]};
}

/// One round; the caller turns the words, so that none is copied.
inline void turn(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t &d, std::uint32_t e, std::uint32_t f,
                 std::uint32_t g, std::uint32_t &h, std::uint32_t added) {
  h += (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + (g ^ (e & (f ^ g))) + added;
  d += h;
  h += (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) | (c & (a | b)));
}

void compress(State &state, const unsigned char *block) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 16; ++i)
    w[i] = word_at(block + 4 * i);
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t low = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3U);
    const std::uint32_t high = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10U);
    w[i] = w[i - 16] + low + w[i - 7] + high;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  const auto added = [&](std::size_t i) { return round_constants[i] + w[i]; };
  for (std::size_t i = 0; i < 64; i += 8) {
    turn(a, b, c, d, e, f, g, h, added(i));
    turn(h, a, b, c, d, e, f, g, added(i + 1));
    turn(g, h, a, b, c, d, e, f, added(i + 2));
    turn(f, g, h, a, b, c, d, e, added(i + 3));
    turn(e, f, g, h, a, b, c, d, added(i + 4));
    turn(d, e, f, g, h, a, b, c, added(i + 5));
    turn(c, d, e, f, g, h, a, b, added(i + 6));
    turn(b, c, d, e, f, g, h, a, added(i + 7));
  }
  const State last = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i)
    state[i] += last[i];
}

} // namespace

std::string sha256(std::string_view bytes) {
  State state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
  const std::size_t whole = bytes.size() / 64;
  for (std::size_t i = 0; i < whole; ++i)
    compress(state, data + 64 * i);
  std::array<unsigned char, 128> tail{};
  const std::size_t left = bytes.size() - 64 * whole;
  if (left > 0)
    std::memcpy(tail.data(), data + 64 * whole, left);
  tail[left] = 0x80;
  const std::size_t length = left < 56 ? 64 : 128;
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (std::size_t i = 0; i < 8; ++i)
    tail[length - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
  compress(state, tail.data());
  if (length == 128)
    compress(state, tail.data() + 64);
  std::string text(64, '0');
  char *digit = text.data();
  for (const std::uint32_t word : state)
    for (unsigned shift = 32; shift > 0; shift -= 4)
      *digit++ = "0123456789abcdef"[(word >> (shift - 4)) & 15U];
  return text;
}

} // namespace solieu::model
