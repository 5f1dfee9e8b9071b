#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace solieu::data {

/// A web address in the form that libcurl reads it: what is checked here is what it asks for.
struct WebAddress {
  std::string text; ///< normalised, without a fragment
  std::string scheme;
  std::string host; ///< lower case, Punycode, without brackets
  int port = 0;
  bool has_user = false;

  [[nodiscard]] bool encrypted() const noexcept { return scheme == "https"; }
  [[nodiscard]] bool same_place(const WebAddress &other) const noexcept {
    return scheme == other.scheme && host == other.host && port == other.port;
  }
};

/// Nothing when it is no address of http or https.
[[nodiscard]] std::optional<WebAddress> web_address(const std::string &text);

/// The address that `text`, which may be relative, means in an answer from `base`.
[[nodiscard]] std::optional<WebAddress> web_address(const std::string &text, const WebAddress &base);

/// The address with one more `name=value` in its query, both escaped.
[[nodiscard]] WebAddress with_parameter(const WebAddress &address, const std::string &name, const std::string &value);

} // namespace solieu::data
