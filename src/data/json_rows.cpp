#include "data/json_rows.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace solieu::data {

namespace {

constexpr std::size_t deepest = 64;

using Json = nlohmann::json;

/// Follows the parser's events.
class Reader : public nlohmann::json_sax<Json> {
public:
  Reader(std::string_view text, const std::string &rows, const std::string &next,
         const std::function<void(const JsonRow &)> &take)
      : text_(text), rows_(rows), next_(next), take_(take) {}

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
      names_.clear();
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
    const bool rows = row_depth_ == 0 && !in_list() && path(0) == rows_;
    if (rows && outcome_.found)
      return refuse_twice(rows_);
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
  /// `position` is the number of bytes up to and with the wrong one.
  bool parse_error(std::size_t position, const std::string &, const Json::exception &) override {
    const auto before = text_.substr(0, position == 0 ? 0 : position - 1);
    const auto line_begin = before.rfind('\n') + 1; // 0 in the first line
    outcome_.problem = JsonOutcome::Problem::syntax;
    outcome_.line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
    outcome_.column = 1 + static_cast<std::size_t>(std::ranges::count_if(before.substr(line_begin), [](char c) {
                        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                      }));
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
      outcome_.problem = JsonOutcome::Problem::too_deep;
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
    if (row_depth_ > 0 && !in_list_of_row()) {
      auto name = path(row_depth_ - 1);
      if (!names_.insert(name).second)
        return refuse_twice(name);
      row_.emplace_back(std::move(name), std::move(text));
    } else if (row_depth_ == 0 && !next_.empty() && !in_list() && path(0) == next_) {
      if (std::exchange(next_found_, true))
        return refuse_twice(next_);
      outcome_.next = std::move(text).value_or("");
    }
    return true;
  }

  bool refuse_twice(const std::string &name) {
    outcome_.problem = JsonOutcome::Problem::name_twice;
    outcome_.name = name;
    return false;
  }

  std::string_view text_;
  const std::string &rows_;
  const std::string &next_;
  const std::function<void(const JsonRow &)> &take_;
  std::vector<Level> levels_;
  std::size_t row_depth_ = 0;
  JsonRow row_;
  std::unordered_set<std::string> names_; ///< of the row
  bool next_found_ = false;
  JsonOutcome outcome_;
};

} // namespace

JsonOutcome read_json_rows(std::string_view text, const std::string &rows_path, const std::string &next_path,
                           const std::function<void(const JsonRow &)> &take) {
  Reader reader(text, rows_path, next_path, take);
  static_cast<void>(Json::sax_parse(text.begin(), text.end(), &reader));
  return std::move(reader).outcome();
}

} // namespace solieu::data
