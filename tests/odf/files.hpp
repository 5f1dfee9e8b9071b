#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

/// The bytes of a document in tests/odf/documents.
inline std::string document_bytes(const std::string &name) {
  std::ifstream in(std::string(SOLIEU_SOURCE_DIR) + "/tests/odf/documents/" + name, std::ios::binary);
  if (!in) {
    throw std::runtime_error("no document " + name);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}
