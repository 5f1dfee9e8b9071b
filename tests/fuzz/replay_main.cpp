// Runs a fuzzer without libFuzzer: the inputs of the corpus as they are, then a fixed number of altered ones. Every run
// does the same. Usage: X_fuzz CORPUS_FOLDER [ROUNDS]; SOLIEU_SOAK=1 makes a hundred times as many rounds.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
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

} // namespace

int main(int count, char **arguments) {
  const auto inputs = read_corpus(count > 1 ? arguments[1] : "");
  const long factor = std::getenv("SOLIEU_SOAK") != nullptr ? 100 : 1;
  const long rounds = (count > 2 ? std::atol(arguments[2]) : 5000) * factor;
  for (const auto &input : inputs)
    LLVMFuzzerTestOneInput(input.data(), input.size());
  Alteration alteration{inputs};
  for (long round = 0; round < rounds; ++round) {
    const auto input = alteration.next();
    LLVMFuzzerTestOneInput(input.data(), input.size());
  }
  std::printf("%zu inputs and %ld alterations\n", inputs.size(), rounds);
}
