#include "model/large_pages.hpp"

#include <cstdlib>
#include <new>
#include <sys/mman.h>

namespace solieu::model {

namespace {

constexpr std::size_t page = std::size_t{2} * 1024 * 1024;
constexpr std::size_t large = 4 * page;

} // namespace

void *take_memory(std::size_t bytes, std::size_t alignment) {
  if (bytes < large) {
    return ::operator new(bytes, std::align_val_t(alignment));
  }
  const std::size_t whole_pages = (bytes + page - 1) / page * page;
  void *memory = std::aligned_alloc(page, whole_pages);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  static_cast<void>(::madvise(memory, whole_pages, MADV_HUGEPAGE)); // a wish: the system may not have them
  return memory;
}

void give_back(void *memory, std::size_t bytes, std::size_t alignment) noexcept {
  if (bytes < large) {
    ::operator delete(memory, std::align_val_t(alignment));
  } else {
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc): aligned_alloc has no other end
  }
}

} // namespace solieu::model
