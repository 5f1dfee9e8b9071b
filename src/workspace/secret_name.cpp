#include "workspace/secret_name.hpp"

#include "format/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace solieu::workspace {

namespace {

constexpr std::array<std::string_view, 14> words{"password", "passwd",     "passphrase",  "pwd",      "token",
                                                 "secret",   "apikey",     "accesskey",   "bearer",   "privatekey",
                                                 "matkhau",  "credential", "khoatruycap", "matruycap"};

} // namespace

bool is_secret_name(std::string_view name) {
  auto letters = format::search_key(name);
  std::erase_if(letters, [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); });
  if (letters.ends_with("file") || letters.ends_with("variable"))
    return false;
  return letters == "pass" || std::ranges::any_of(words, [&letters](std::string_view word) {
           return letters.find(word) != std::string::npos;
         });
}

} // namespace solieu::workspace
