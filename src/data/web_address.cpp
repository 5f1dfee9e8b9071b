#include "data/web_address.hpp"

#include <algorithm>
#include <charconv>
#include <curl/curl.h>
#include <memory>

namespace solieu::data {

namespace {

struct Close {
  void operator()(CURLU *url) const noexcept { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, Close>;

std::string part(CURLU *url, CURLUPart which, unsigned flags = 0) {
  char *text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK)
    return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

std::optional<WebAddress> address_of(CURLU *url) {
  curl_url_set(url, CURLUPART_FRAGMENT, nullptr, 0);
  WebAddress address;
  address.has_user = !part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty();
  address.text = part(url, CURLUPART_URL);
  address.scheme = part(url, CURLUPART_SCHEME);
  address.host = part(url, CURLUPART_HOST);
  if (address.host.starts_with('['))
    address.host = address.host.substr(1, address.host.size() - 2);
  std::ranges::transform(address.host, address.host.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (address.host.ends_with('.'))
    address.host.pop_back();
  const auto port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), address.port);
  const bool web = address.scheme == "http" || address.scheme == "https";
  return web && !address.host.empty() && address.port > 0 ? std::optional(address) : std::nullopt;
}

} // namespace

std::optional<WebAddress> web_address(const std::string &text) {
  const Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    return std::nullopt;
  return address_of(url.get());
}

std::optional<WebAddress> web_address(const std::string &text, const WebAddress &base) {
  const Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, base.text.c_str(), 0) != CURLUE_OK ||
      curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    return std::nullopt;
  return address_of(url.get());
}

WebAddress with_parameter(const WebAddress &address, const std::string &name, const std::string &value) {
  const Url url(curl_url());
  curl_url_set(url.get(), CURLUPART_URL, address.text.c_str(), 0);
  const std::string entry = name + "=" + value;
  curl_url_set(url.get(), CURLUPART_QUERY, entry.c_str(), CURLU_APPENDQUERY | CURLU_URLENCODE);
  return *address_of(url.get());
}

} // namespace solieu::data
