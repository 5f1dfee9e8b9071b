#include "data/json_rows.hpp"

#include <nlohmann/json.hpp>

namespace solieu::data {

namespace {

constexpr std::size_t deepest = 64;

using Json = nlohmann::json;

/// Follows the parser's events.
class Reader : public nlohmann::json_sax<Json> {
public:
  Reader(const std::string &rows, const std::string &next, const std::function<void(const JsonRow &)> &take)
      : rows_(rows), next_(next), take_(take) {}

  [[nodiscard]] JsonOutcome outcome() && { return std::move(outcome_); }

  bool null() override { return value(std::nullopt); }
  bool boolean(bool yes) override { return value(yes ? "true" : "false"); }
  bool number_integer(number_integer_t number) override { return value(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) override { return value(std::to_string(number)); }
  bool number_float(number_float_t, const string_t &text) override { return value(text); }
  bool string(string_t &text) override { return value(std::move(text)); }
  bool binary(binary_t &) override { return true; }

  bool start_object(std::size_t) override {
    if (!begin(false))
      return false;
    if (row_depth_ == 0 && levels_.size() > 1 && levels_[levels_.size() - 2].rows) {
      row_depth_ = levels_.size();
      row_.clear();
    }
    return true;
  }
  bool key(string_t &name) override {
    levels_.back().name = std::move(name);
    return true;
  }
  bool end_object() override {
    if (levels_.size() == row_depth_) {
      take_(row_);
      row_depth_ = 0;
    }
    levels_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override {
    const bool rows = row_depth_ == 0 && !outcome_.found && !in_list() && path(0) == rows_;
    outcome_.found = outcome_.found || rows;
    if (!begin(true))
      return false;
    levels_.back().rows = rows;
    return true;
  }
  bool end_array() override {
    levels_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string &, const Json::exception &error) override {
    static_cast<void>(position);
    outcome_.problem = error.what();
    if (const auto end = outcome_.problem.find("] "); end != std::string::npos)
      outcome_.problem.erase(0, end + 2);
    return false;
  }

private:
  struct Level {
    bool list = false;
    bool rows = false;
    std::string name;
  };

  bool begin(bool list) {
    if (levels_.size() >= deepest) {
      outcome_.problem = "more than " + std::to_string(deepest) + " levels";
      return false;
    }
    levels_.push_back({.list = list, .rows = false, .name = {}});
    return true;
  }

  [[nodiscard]] bool in_list() const {
    for (const auto &level : levels_)
      if (level.list)
        return true;
    return false;
  }

  [[nodiscard]] bool in_list_of_row() const {
    for (std::size_t i = row_depth_; i < levels_.size(); ++i)
      if (levels_[i].list)
        return true;
    return false;
  }

  /// The names of the objects from that level on.
  [[nodiscard]] std::string path(std::size_t from) const {
    std::string text;
    for (std::size_t i = from; i < levels_.size(); ++i)
      text += (text.empty() ? "" : ".") + levels_[i].name;
    return text;
  }

  bool value(std::optional<std::string> text) {
    if (row_depth_ > 0 && !in_list_of_row())
      row_.emplace_back(path(row_depth_ - 1), std::move(text));
    else if (row_depth_ == 0 && !next_.empty() && text && !in_list() && path(0) == next_)
      outcome_.next = *std::move(text);
    return true;
  }

  const std::string &rows_;
  const std::string &next_;
  const std::function<void(const JsonRow &)> &take_;
  std::vector<Level> levels_;
  std::size_t row_depth_ = 0;
  JsonRow row_;
  JsonOutcome outcome_;
};

} // namespace

JsonOutcome read_json_rows(std::string_view text, const std::string &rows_path, const std::string &next_path,
                           const std::function<void(const JsonRow &)> &take) {
  Reader reader(rows_path, next_path, take);
  static_cast<void>(Json::sax_parse(text.begin(), text.end(), &reader));
  return std::move(reader).outcome();
}

} // namespace solieu::data
