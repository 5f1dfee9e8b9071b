# Writes OUTPUT, a C++ file with the function FUNCTION of the namespace solieu::ROOM, declared in HEADER, that gives the text of every
# file of the list TEXTS.
#   cmake -DOUTPUT=x.cpp -DROOM=format -DHEADER=format/messages.hpp -DFUNCTION=embedded_messages "-DTEXTS=a.csv;b.csv" -P embed_texts.cmake
set(literals "")
foreach(path IN LISTS TEXTS)
  file(READ "${path}" text)
  string(APPEND literals "    R\"embedded(${text})embedded\",\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"${HEADER}\"

#include <array>

namespace solieu::${ROOM} {

std::span<const std::string_view> ${FUNCTION}() {
  static constexpr auto files = std::to_array<std::string_view>({
${literals}  });
  return files;
}

} // namespace solieu::${ROOM}
")
