#include "job/document_number.hpp"

namespace solieu::job {

std::string document_number(std::string_view number, std::string_view symbol) {
  if (symbol.empty() || number.find('/') != std::string_view::npos) {
    return std::string(number);
  }
  std::string text(number.empty() ? std::string_view("…") : number);
  if (text.size() == 1 && text.front() >= '1' && text.front() <= '9') {
    text.insert(text.begin(), '0');
  }
  return text.append("/").append(symbol);
}

} // namespace solieu::job
