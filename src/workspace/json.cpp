#include "workspace/json.hpp"

#include "format/text.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/Handler.h>
#include <Poco/JSON/Parser.h>

#include <algorithm>
#include <sstream>

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

Spot spot_of(std::string_view bytes, std::size_t offset) {
  Spot spot;
  for (const char c : bytes.substr(0, offset)) {
    if (c == '\n')
      spot = {spot.line + 1, 1};
    else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
      ++spot.column;
  }
  return spot;
}

/// Builds values from the parser's events. The parser reads its stream a character at a time, so the stream's position
/// at an event is the end of the token.
class TreeBuilder : public Poco::JSON::Handler {
public:
  TreeBuilder(std::istream &stream, const std::string &bytes) : stream_(stream), bytes_(bytes) {}

  void reset() override {}
  void startObject() override { open(JsonValue::Kind::object); }
  void endObject() override { close(); }
  void startArray() override { open(JsonValue::Kind::list); }
  void endArray() override { close(); }
  void key(const std::string &name) override {
    key_ = format::nfc(name);
    key_spot_ = token_spot(name.size() + 2);
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
  Spot token_spot(std::size_t length) const {
    const auto end = stream_.tellg();
    const std::size_t position = end < 0 ? bytes_.size() : static_cast<std::size_t>(end);
    return spot_of(bytes_, position - std::min(position, length));
  }

  JsonValue make(JsonValue::Kind kind, std::string text, std::size_t length) {
    JsonValue value;
    value.kind = kind;
    value.text = format::nfc(text);
    const Spot spot = has_key_ ? key_spot_ : token_spot(length);
    value.line = spot.line;
    value.column = spot.column;
    return value;
  }

  void leaf(JsonValue::Kind kind, const std::string &text) {
    place(make(kind, text, text.size() + (kind == JsonValue::Kind::text ? 2 : 0)));
  }

  void place(JsonValue value) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (open_.back().kind == JsonValue::Kind::object) {
      open_.back().members.emplace_back(std::move(key_), std::move(value));
    } else {
      open_.back().items.push_back(std::move(value));
    }
    has_key_ = false;
  }

  void open(JsonValue::Kind kind) {
    auto value = make(kind, "", 1);
    keys_.push_back(key_);
    open_.push_back(std::move(value));
    has_key_ = false;
  }

  void close() {
    auto value = std::move(open_.back());
    open_.pop_back();
    key_ = std::move(keys_.back());
    keys_.pop_back();
    place(std::move(value));
  }

  std::istream &stream_;
  const std::string &bytes_;
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

Spot where(std::istream &stream, const std::string &bytes) {
  stream.clear();
  const auto position = stream.tellg();
  return spot_of(bytes, position < 0 ? bytes.size() : static_cast<std::size_t>(position));
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
  std::istringstream stream(text);
  Poco::SharedPtr<TreeBuilder> builder = new TreeBuilder(stream, text);
  try {
    Poco::JSON::Parser parser(builder);
    parser.setDepth(depth_limit);
    parser.setAllowNullByte(false);
    parser.parse(stream);
    stream >> std::ws;
    if (stream.good() && stream.peek() != std::istringstream::traits_type::eof())
      throw Poco::SyntaxException("text after the end");
  } catch (const Poco::Exception &) {
    findings.push_back({Code{"workspace.json-broken"}, Severity::error, at(file, where(stream, text))});
    return std::nullopt;
  }
  for (const auto &repeated : builder->repeated())
    findings.push_back(
        {Code{"workspace.json-name-twice"}, Severity::error, at(file, repeated.spot), {{"name", repeated.name}}});
  return std::move(builder->root);
}

} // namespace solieu::workspace
