#pragma once

#include <sqlite3.h>

#include <string>

namespace solieu::office_test {

/// Keeps a database busy, so that whoever reads it waits.
class Locked {
public:
  explicit Locked(const std::string &file) {
    sqlite3_open(file.c_str(), &database_);
    sqlite3_exec(database_, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr);
  }
  ~Locked() { release(); }
  Locked(const Locked &) = delete;
  Locked &operator=(const Locked &) = delete;
  void release() {
    sqlite3_close(database_);
    database_ = nullptr;
  }

private:
  sqlite3 *database_ = nullptr;
};

} // namespace solieu::office_test
