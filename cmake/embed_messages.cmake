# Writes OUTPUT, a C++ file that holds the text of every file of the list MESSAGES.
#   cmake -DOUTPUT=embedded_messages.cpp "-DMESSAGES=a/messages.csv;b/messages.csv" -P embed_messages.cmake
set(literals "")
foreach(path IN LISTS MESSAGES)
  file(READ "${path}" text)
  string(APPEND literals "    R\"messages(${text})messages\",\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"format/messages.hpp\"

#include <array>

namespace solieu::format {

std::span<const std::string_view> embedded_messages() {
  static constexpr auto files = std::to_array<std::string_view>({
${literals}  });
  return files;
}

} // namespace solieu::format
")
