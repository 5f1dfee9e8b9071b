// Runs a fuzzer without libFuzzer: the inputs of the corpus as they are, then altered ones, the same in every run, for
// 20 seconds of the processor. Usage: X_fuzz CORPUS_FOLDER [SECONDS]; SOLIEU_SOAK=1 makes it fifteen times as long.

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

std::vector<Input> read_corpus(const std::filesystem::path &folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error))
    files.push_back(entry->path());
  std::ranges::sort(files);
  std::vector<Input> inputs{Input{}};
  for (const auto &file : files) {
    std::ifstream input{file, std::ios::binary};
    inputs.emplace_back(std::istreambuf_iterator<char>{input}, std::istreambuf_iterator<char>{});
  }
  return inputs;
}

class Alteration {
public:
  explicit Alteration(const std::vector<Input> &inputs) : inputs_(inputs) {}

  /// One of the inputs with one to eight changes.
  Input next() {
    Input input = inputs_[below(inputs_.size())];
    for (std::size_t change = below(8) + 1; change > 0; --change)
      alter(input);
    return input;
  }

private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  static Input::iterator at(Input &input, std::size_t index) {
    return input.begin() + static_cast<std::ptrdiff_t>(index);
  }

  void alter(Input &input) {
    const auto spot = below(input.size() + 1);
    const auto rest = below(std::min<std::size_t>(input.size() - spot, 64) + 1);
    switch (below(5)) {
    case 0:
      input.insert(at(input, spot), static_cast<std::uint8_t>(random_()));
      break;
    case 1:
      input.erase(at(input, spot), at(input, spot + rest));
      break;
    case 2:
      if (spot < input.size())
        input[spot] = static_cast<std::uint8_t>(input[spot] ^ (1U << below(8)));
      break;
    case 3: {
      const Input piece(at(input, spot), at(input, spot + rest));
      input.insert(at(input, below(input.size() + 1)), piece.begin(), piece.end());
      break;
    }
    default: {
      const auto &other = inputs_[below(inputs_.size())];
      const auto from = below(other.size() + 1);
      const auto count = below(std::min<std::size_t>(other.size() - from, 64) + 1);
      const auto first = other.begin() + static_cast<std::ptrdiff_t>(from);
      input.insert(at(input, spot), first, first + static_cast<std::ptrdiff_t>(count));
    }
    }
  }

  const std::vector<Input> &inputs_;
  std::mt19937 random_{20250331};
};

const Input *current = nullptr;

/// Keeps the input that broke the program, in the working folder.
void keep_current(int signal) {
  std::signal(signal, SIG_DFL);
  if (std::FILE *file = current ? std::fopen("fuzz-failure", "wb") : nullptr) {
    (void)std::fwrite(current->data(), 1, current->size(), file);
    (void)std::fclose(file);
    (void)std::fputs("the input that broke it is kept as fuzz-failure\n", stderr);
  }
  std::raise(signal);
}

void run(const Input &input) {
  current = &input;
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

} // namespace

int main(int count, char **arguments) {
  constexpr int soak_factor = 15;
  const auto inputs = read_corpus(count > 1 ? arguments[1] : "");
  const long seconds = (count > 2 ? std::atol(arguments[2]) : 20) * (std::getenv("SOLIEU_SOAK") ? soak_factor : 1);
  std::signal(SIGABRT, keep_current);
  std::signal(SIGSEGV, keep_current);
  for (const auto &input : inputs)
    run(input);
  Alteration alteration{inputs};
  long rounds = 0;
  // Of the processor, so that a busy machine does as much as an idle one. The inputs come in the same order always.
  while (std::clock() < seconds * CLOCKS_PER_SEC) {
    const auto input = alteration.next();
    run(input);
    ++rounds;
  }
  std::printf("%zu inputs and %ld alterations\n", inputs.size(), rounds);
}
