#include "workspace/json.hpp"

#include "format/text.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/Handler.h>
#include <Poco/JSON/Parser.h>

#include <algorithm>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Location;
using diagnostic::Severity;

namespace {

/// A workspace's files nest four levels deep.
constexpr std::size_t depth_limit = 16;

struct Spot {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Walks over the tokens of the text, one for each event of the parser, and knows where each begins.
class TokenCursor {
public:
  explicit TokenCursor(const std::string &text) : text_(text) {}

  /// Where the next token begins; stands behind it then.
  Spot next() {
    while (!at_end() && std::string_view(" \t\r\n,:").find(text_[offset_]) != std::string_view::npos)
      step();
    const Spot begin = spot_;
    if (at_end())
      return begin;
    const char first = text_[offset_];
    step();
    if (first == '"')
      skip_string();
    else if (std::string_view("{}[]").find(first) == std::string_view::npos)
      while (!at_end() && std::string_view(" \t\r\n,:{}[]\"").find(text_[offset_]) == std::string_view::npos)
        step();
    return begin;
  }
  /// Only white space is left.
  [[nodiscard]] bool nothing_left() const { return text_.find_first_not_of(" \t\r\n", offset_) == std::string::npos; }

private:
  [[nodiscard]] bool at_end() const noexcept { return offset_ >= text_.size(); }

  void step() {
    const char c = text_[offset_++];
    if (c == '\n')
      spot_ = {spot_.line + 1, 1};
    else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
      ++spot_.column;
  }

  void skip_string() {
    while (!at_end()) {
      const char c = text_[offset_];
      step();
      if (c == '"')
        return;
      if (c == '\\' && !at_end())
        step();
    }
  }

  const std::string &text_;
  std::size_t offset_ = 0;
  Spot spot_;
};

/// Builds values from the parser's events, which come in the order of the tokens.
class TreeBuilder : public Poco::JSON::Handler {
public:
  explicit TreeBuilder(TokenCursor &cursor) : cursor_(cursor) {}

  void reset() override {}
  void startObject() override { open(JsonValue::Kind::object); }
  void endObject() override { close(); }
  void startArray() override { open(JsonValue::Kind::list); }
  void endArray() override { close(); }
  void key(const std::string &name) override {
    key_ = format::nfc(name);
    key_spot_ = cursor_.next();
    has_key_ = true;
    if (open_.back().find(key_) != nullptr)
      repeated_.push_back({key_, key_spot_});
  }
  void null() override { leaf(JsonValue::Kind::null, "null"); }
  void value(int number) override { leaf(JsonValue::Kind::whole, std::to_string(number)); }
  void value(unsigned number) override { leaf(JsonValue::Kind::whole, std::to_string(number)); }
#if defined(POCO_HAVE_INT64)
  void value(Poco::Int64 number) override { leaf(JsonValue::Kind::whole, std::to_string(number)); }
  void value(Poco::UInt64 number) override { leaf(JsonValue::Kind::whole, std::to_string(number)); }
#endif
  void value(const std::string &text) override { leaf(JsonValue::Kind::text, text); }
  void value(double) override { leaf(JsonValue::Kind::fraction, ""); }
  void value(bool flag) override { leaf(JsonValue::Kind::boolean, flag ? "true" : "false"); }

  JsonValue root;
  struct Repeated {
    std::string name;
    Spot spot;
  };
  [[nodiscard]] const std::vector<Repeated> &repeated() const noexcept { return repeated_; }

private:
  JsonValue make(JsonValue::Kind kind, const std::string &text) {
    const Spot own = cursor_.next();
    JsonValue value;
    value.kind = kind;
    value.text = format::nfc(text);
    value.line = has_key_ ? key_spot_.line : own.line;
    value.column = has_key_ ? key_spot_.column : own.column;
    return value;
  }

  void leaf(JsonValue::Kind kind, const std::string &text) { place(make(kind, text)); }

  void place(JsonValue value) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (open_.back().kind == JsonValue::Kind::object) {
      open_.back().members.push_back({std::move(key_), std::move(value)});
    } else {
      open_.back().items.push_back(std::move(value));
    }
    has_key_ = false;
  }

  void open(JsonValue::Kind kind) {
    auto value = make(kind, "");
    keys_.push_back(key_);
    open_.push_back(std::move(value));
    has_key_ = false;
  }

  void close() {
    static_cast<void>(cursor_.next());
    auto value = std::move(open_.back());
    open_.pop_back();
    key_ = std::move(keys_.back());
    keys_.pop_back();
    place(std::move(value));
  }

  TokenCursor &cursor_;
  std::vector<JsonValue> open_;
  std::vector<std::string> keys_;
  std::vector<Repeated> repeated_;
  std::string key_;
  Spot key_spot_;
  bool has_key_ = false;
};

Location at(const std::string &file, Spot spot) {
  return {.file = file, .place = {}, .line = spot.line, .column = spot.column};
}

} // namespace

const JsonValue *JsonValue::find(std::string_view name) const noexcept {
  const auto found =
      std::ranges::find(members, name, [](const auto &member) -> std::string_view { return member.first; });
  return found == members.end() ? nullptr : &found->second;
}

std::optional<JsonValue> parse_json(const std::string &bytes, const std::string &file, Diagnostics &findings) {
  if (!format::valid_utf8(bytes)) {
    findings.push_back({Code{"workspace.json-not-utf8"}, Severity::error, at(file, {1, 1})});
    return std::nullopt;
  }
  const std::string text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  TokenCursor cursor(text);
  Poco::SharedPtr<TreeBuilder> builder = new TreeBuilder(cursor);
  try {
    Poco::JSON::Parser parser(builder);
    parser.setDepth(depth_limit);
    parser.setAllowNullByte(false);
    parser.parse(text);
    if (!cursor.nothing_left())
      throw Poco::SyntaxException("text after the end");
  } catch (const Poco::Exception &) {
    findings.push_back({Code{"workspace.json-broken"}, Severity::error, at(file, cursor.next())});
    return std::nullopt;
  }
  for (const auto &repeated : builder->repeated())
    findings.push_back(
        {Code{"workspace.json-name-twice"}, Severity::error, at(file, repeated.spot), {{"name", repeated.name}}});
  return std::move(builder->root);
}

} // namespace solieu::workspace
