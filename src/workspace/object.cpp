#include "workspace/object.hpp"

#include "format/text.hpp"
#include "workspace/secret_name.hpp"

#include <algorithm>
#include <charconv>

namespace solieu::workspace {

using diagnostic::Code;
using diagnostic::Diagnostics;
using diagnostic::Severity;

namespace {

std::string_view name_of(JsonValue::Kind kind) noexcept {
  switch (kind) {
  case JsonValue::Kind::object:
    return "{ }";
  case JsonValue::Kind::list:
    return "[ ]";
  case JsonValue::Kind::text:
    return "\"…\"";
  case JsonValue::Kind::boolean:
    return "true / false";
  case JsonValue::Kind::whole:
  case JsonValue::Kind::fraction:
    return "0, 1, 2 …";
  case JsonValue::Kind::null:
    break;
  }
  return "null";
}

} // namespace

Object::Object(const JsonValue &value, std::string file, Diagnostics &findings)
    : value_(&value), file_(std::move(file)), findings_(&findings) {
  if (value.kind != JsonValue::Kind::object)
    report(Code{"workspace.json-kind"}, "", {{"name", ""}, {"expected", "{ }"}});
}

const JsonValue *Object::member(std::string_view name, JsonValue::Kind kind) {
  asked_.emplace_back(name);
  const auto *found = value_->find(name);
  if (found == nullptr || found->kind == JsonValue::Kind::null)
    return nullptr;
  if (found->kind == kind)
    return found;
  report(Code{"workspace.json-kind"}, name, {{"name", std::string(name)}, {"expected", std::string(name_of(kind))}});
  return nullptr;
}

std::string Object::text(std::string_view name, std::string fallback) {
  const auto *found = member(name, JsonValue::Kind::text);
  return found == nullptr ? std::move(fallback) : format::normalised(found->text);
}

std::string Object::as_written(std::string_view name) {
  const auto *found = member(name, JsonValue::Kind::text);
  return found == nullptr ? std::string() : format::nfc(found->text);
}

std::string Object::required(std::string_view name) {
  auto value = text(name);
  const auto *found = value_->find(name);
  if (value.empty() &&
      (found == nullptr || found->kind == JsonValue::Kind::text || found->kind == JsonValue::Kind::null))
    report(Code{"workspace.json-member-missing"}, name, {{"name", std::string(name)}});
  return value;
}

bool Object::flag(std::string_view name, bool fallback) {
  const auto *found = member(name, JsonValue::Kind::boolean);
  return found == nullptr ? fallback : found->text == "true";
}

int Object::number(std::string_view name, int fallback, int least, int most) {
  const auto *found = member(name, JsonValue::Kind::whole);
  if (found == nullptr)
    return fallback;
  int number = 0;
  const auto [end, error] = std::from_chars(found->text.data(), found->text.data() + found->text.size(), number);
  if (error == std::errc{} && end == found->text.data() + found->text.size() && number >= least && number <= most)
    return number;
  report(Code{"workspace.number-out-of-range"}, name,
         {{"name", std::string(name)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return fallback;
}

std::optional<model::Date> Object::date(std::string_view name) {
  const auto value = text(name);
  if (value.empty())
    return std::nullopt;
  auto day = model::Date::parse(value);
  if (!day)
    report(Code{"workspace.date-invalid"}, name, {{"column", std::string(name)}, {"value", value}});
  return day;
}

model::Names Object::names(std::string_view name) {
  auto both = object(name);
  if (!both) {
    if (!has(name))
      report(Code{"workspace.json-member-missing"}, name, {{"name", std::string(name)}});
    return {};
  }
  model::Names names{both->required("vi"), both->required("en")};
  both->finish();
  return names;
}

std::vector<std::string> Object::texts(std::string_view name) {
  std::vector<std::string> list;
  const auto *found = member(name, JsonValue::Kind::list);
  if (found == nullptr)
    return list;
  for (const auto &item : found->items) {
    if (item.kind == JsonValue::Kind::text)
      list.push_back(format::normalised(item.text));
    else
      findings_->push_back({Code{"workspace.json-kind"},
                            Severity::error,
                            {.file = file_, .place = {}, .line = item.line, .column = item.column},
                            {{"name", std::string(name)}, {"expected", "\"…\""}}});
  }
  return list;
}

std::vector<Object> Object::objects(std::string_view name) {
  std::vector<Object> list;
  if (const auto *found = member(name, JsonValue::Kind::list))
    for (const auto &item : found->items)
      list.emplace_back(item, file_, *findings_);
  return list;
}

std::vector<std::pair<std::string, std::string>> Object::named_texts(std::string_view name) {
  std::vector<std::pair<std::string, std::string>> list;
  if (auto named = object(name)) {
    for (const auto &[key, value] : named->value_->members)
      list.emplace_back(key, named->text(key));
  }
  return list;
}

std::optional<Object> Object::object(std::string_view name) {
  const auto *found = member(name, JsonValue::Kind::object);
  return found == nullptr ? std::nullopt : std::optional(Object(*found, file_, *findings_));
}

void Object::report(Code code, std::string_view name, std::vector<std::pair<std::string, std::string>> arguments,
                    Severity severity) {
  const auto *found = value_->find(name);
  const auto &place = found == nullptr ? *value_ : *found;
  const auto shown = found != nullptr && is_secret_name(name) ? std::string(name) : place.text;
  findings_->push_back({std::move(code),
                        severity,
                        {.file = file_, .place = {}, .line = place.line, .column = place.column, .text = shown},
                        std::move(arguments)});
}

void Object::finish() {
  for (const auto &[name, value] : value_->members)
    if (std::ranges::find(asked_, name) == asked_.end())
      findings_->push_back({Code{"workspace.json-name-unknown"},
                            Severity::warning,
                            {.file = file_, .place = {}, .line = value.line, .column = value.column, .text = name},
                            {{"name", name}, {"nearest", diagnostic::nearest_name(name, asked_)}}});
}

} // namespace solieu::workspace
