#pragma once

#include <cstddef>

namespace solieu::model {

/// Memory for `bytes`; a large block lies on large pages where the system has them, so that a look-up at random over
/// millions of rows need not look up the page first. Throws std::bad_alloc.
[[nodiscard]] void *take_memory(std::size_t bytes, std::size_t alignment);
/// Gives back what take_memory gave for the same size and alignment.
void give_back(void *memory, std::size_t bytes, std::size_t alignment) noexcept;

/// Allocator of the vectors that are read at random.
template <typename T> struct LargePages {
  using value_type = T;
  LargePages() = default;
  template <typename Other> LargePages(const LargePages<Other> &) noexcept {} // NOLINT(google-explicit-constructor)
  [[nodiscard]] T *allocate(std::size_t count) { return static_cast<T *>(take_memory(count * sizeof(T), alignof(T))); }
  void deallocate(T *memory, std::size_t count) noexcept { give_back(memory, count * sizeof(T), alignof(T)); }
  friend bool operator==(const LargePages &, const LargePages &) noexcept { return true; }
};

} // namespace solieu::model
