#include "refresh/record.hpp"

#include "diagnostic/failure.hpp"

#include <Poco/Exception.h>
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <cstdint>

namespace solieu::refresh {

namespace {

using diagnostic::Code;
using diagnostic::Diagnostic;
using diagnostic::Failure;

constexpr std::size_t property_units = 255;

void put_string(std::string_view text, std::string &out) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      constexpr std::string_view digits = "0123456789abcdef";
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

/// Writes the members of one JSON object in the order they are put.
class ObjectWriter {
public:
  explicit ObjectWriter(std::string &out) : out_(out) { out_ += '{'; }
  void put(std::string_view name, std::string_view text) {
    if (!text.empty()) {
      key(name);
      put_string(text, out_);
    }
  }
  void key(std::string_view name) {
    if (!first_) {
      out_ += ',';
    }
    first_ = false;
    put_string(name, out_);
    out_ += ':';
  }
  void close() { out_ += '}'; }

private:
  std::string &out_;
  bool first_ = true;
};

/// The last place up to `end` where a piece from `begin` can be cut: between characters, with no space on either side,
/// as an office trims outer spaces of a property. A run of spaces longer than a piece is cut inside.
std::size_t end_of_piece(const std::string &text, std::size_t begin, std::size_t end) {
  const auto inside_character = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80; };
  for (std::size_t at = end; at > begin; --at) {
    if (!inside_character(at) && text[at] != ' ' && text[at - 1] != ' ') {
      return at;
    }
  }
  return end;
}

void put_links(const std::vector<LinkRecord> &links, std::string &out) {
  out += '[';
  bool first = true;
  for (const LinkRecord &link : links) {
    if (!first) {
      out += ',';
    }
    first = false;
    ObjectWriter object(out);
    object.put("id", link.id);
    object.put("at", link.path);
    object.put("x", link.expression);
    object.put("t", link.text);
    object.put("v", link.value);
    object.put("y", link.value_type);
    object.close();
  }
  out += ']';
}

std::string string_of(const Poco::JSON::Object &object, const std::string &name) {
  return object.has(name) ? object.getValue<std::string>(name) : std::string();
}

LinkRecord link_of(const Poco::JSON::Object &object) {
  return {string_of(object, "id"), string_of(object, "at"), string_of(object, "x"),
          string_of(object, "t"),  string_of(object, "v"),  string_of(object, "y")};
}

void read_members(const Poco::JSON::Object &object, Record &record) {
  record.template_name = string_of(object, "template");
  record.template_version = string_of(object, "templateVersion");
  record.template_sha256 = string_of(object, "templateSha256");
  record.workspace_id = string_of(object, "workspace");
  record.period = string_of(object, "period");
  record.territory = string_of(object, "territory");
  record.period_name = string_of(object, "periodName");
  record.territory_name = string_of(object, "territoryName");
  record.clock = string_of(object, "clock");
  record.language = string_of(object, "language");
  record.issue_date = string_of(object, "issueDate");
  record.number = string_of(object, "number");
  record.source_alias = string_of(object, "source");
  record.snapshot_id = string_of(object, "snapshot");
  record.snapshot_time = string_of(object, "snapshotTime");
  if (const auto parameters = object.getArray("parameters"); !parameters.isNull()) {
    for (unsigned i = 0; i < parameters->size(); ++i) {
      const auto pair = parameters->getObject(i);
      record.parameters.emplace_back(string_of(*pair, "k"), string_of(*pair, "v"));
    }
  }
  if (const auto links = object.getArray("links"); !links.isNull()) {
    record.links.reserve(links->size());
    for (unsigned i = 0; i < links->size(); ++i) {
      record.links.push_back(link_of(*links->getObject(i)));
    }
  }
}

} // namespace

std::string to_text(const Record &record) {
  std::string out;
  out.reserve(1024 + record.links.size() * 160);
  ObjectWriter object(out);
  object.key("format");
  out += std::to_string(record.format_version);
  object.put("template", record.template_name);
  object.put("templateVersion", record.template_version);
  object.put("templateSha256", record.template_sha256);
  object.put("workspace", record.workspace_id);
  object.put("period", record.period);
  object.put("territory", record.territory);
  object.put("periodName", record.period_name);
  object.put("territoryName", record.territory_name);
  object.put("clock", record.clock);
  object.put("language", record.language);
  object.put("issueDate", record.issue_date);
  object.put("number", record.number);
  object.put("source", record.source_alias);
  object.put("snapshot", record.snapshot_id);
  object.put("snapshotTime", record.snapshot_time);
  if (!record.parameters.empty()) {
    object.key("parameters");
    char before = '[';
    for (const auto &[name, value] : record.parameters) {
      out += before;
      before = ',';
      ObjectWriter pair(out);
      pair.put("k", name);
      pair.put("v", value);
      pair.close();
    }
    out += ']';
  }
  object.key("links");
  put_links(record.links, out);
  object.close();
  return out;
}

Record from_text(std::string_view text) {
  Record record;
  try {
    Poco::JSON::Parser parser;
    const auto object = parser.parse(std::string(text)).extract<Poco::JSON::Object::Ptr>();
    record.format_version = object->getValue<int>("format");
    if (record.format_version == 1) {
      read_members(*object, record);
    }
  } catch (const Poco::Exception &) {
    throw Failure(Diagnostic{Code{"refresh.record-broken"}});
  }
  if (record.format_version != 1) {
    throw Failure(
        Diagnostic{Code{"refresh.record-version"}, {}, {}, {{"version", std::to_string(record.format_version)}}});
  }
  return record;
}

std::vector<std::pair<std::string, std::string>> to_properties(const std::string &text) {
  std::vector<std::pair<std::string, std::string>> properties;
  std::size_t begin = 0;
  std::size_t units = 0;
  const auto cut = [&](std::size_t end) {
    properties.emplace_back("SL_" + std::to_string(properties.size()), text.substr(begin, end - begin));
    begin = end;
    units = 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::size_t width = length == 4 ? 2 : 1;
    if (units + width > property_units) {
      cut(end_of_piece(text, begin, i));
      i = begin;
      continue;
    }
    units += width;
    i += length;
  }
  if (begin < text.size()) {
    cut(text.size());
  }
  return properties;
}

std::string from_properties(const std::map<std::string, std::string> &properties) {
  std::string text;
  for (std::size_t i = 0;; ++i) {
    const auto found = properties.find("SL_" + std::to_string(i));
    if (found == properties.end()) {
      return text;
    }
    text += found->second;
  }
}

} // namespace solieu::refresh
