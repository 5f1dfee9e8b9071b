#include "data/web_download.hpp"

#include "data/host_lookup.hpp"
#include "data/server_session.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <curl/curl.h>
#include <memory>
#include <mutex>
#include <strings.h>
#include <utility>

namespace solieu::data {

using diagnostic::Code;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int most_redirects = 5;
constexpr int slice_milliseconds = 50;
constexpr std::size_t megabyte = std::size_t{1024} * 1024;
constexpr std::size_t longest_head = 64 * std::size_t{1024};
constexpr const char *system_certificates = "/etc/ssl/certs/ca-certificates.crt";
/// RSA below 2048 bits, SHA-1 and MD5 are refused whatever the system's own settings say.
constexpr const char *strong_ciphers = "DEFAULT:@SECLEVEL=2";

struct CloseEasy {
  void operator()(CURL *handle) const noexcept { curl_easy_cleanup(handle); }
};
struct CloseMulti {
  void operator()(CURLM *handle) const noexcept { curl_multi_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist *list) const noexcept { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

bool begins_with(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && ::strncasecmp(text.data(), start.data(), start.size()) == 0;
}

bool about_certificate(std::string_view detail) {
  constexpr std::array<std::string_view, 7> words{"certificate", "self-signed", "key too small",     "md too weak",
                                                  "CRL",         "EVP lib",     "does not match the"};
  return std::ranges::any_of(words, [&](auto word) { return detail.find(word) != std::string_view::npos; });
}

} // namespace

/// One request; libcurl writes into it.
struct WebDownload::Transfer {
  std::unique_ptr<CURL, CloseEasy> easy{curl_easy_init()};
  std::unique_ptr<CURLM, CloseMulti> multi{curl_multi_init()};
  List addresses;
  List headers;
  std::array<char, CURL_ERROR_SIZE> detail{};
  WebAddress address;
  std::string body;
  std::size_t limit = 0;
  std::size_t head = 0;
  bool length_known = false;
  bool too_large = false;

  Transfer() = default;
  Transfer(const Transfer &) = delete;
  Transfer &operator=(const Transfer &) = delete;
  ~Transfer() { curl_multi_remove_handle(multi.get(), easy.get()); }

  [[nodiscard]] std::size_t arrived() const noexcept { return head + body.size(); }
  [[nodiscard]] bool refused() const {
    long cause = 0;
    return curl_easy_getinfo(easy.get(), CURLINFO_OS_ERRNO, &cause) == CURLE_OK && cause == ECONNREFUSED;
  }

  static std::size_t take_body(const char *bytes, std::size_t, std::size_t count, void *self) {
    auto &transfer = *static_cast<Transfer *>(self);
    transfer.too_large = transfer.body.size() + count > transfer.limit;
    if (transfer.too_large)
      return 0;
    transfer.body.append(bytes, count);
    return count;
  }

  static std::size_t take_head(const char *bytes, std::size_t, std::size_t count, void *self) {
    auto &transfer = *static_cast<Transfer *>(self);
    const std::string_view line(bytes, count);
    if (begins_with(line, "HTTP/"))
      transfer.length_known = false;
    if (begins_with(line, "Content-Length:") || begins_with(line, "Transfer-Encoding:"))
      transfer.length_known = true;
    transfer.head += count;
    transfer.too_large = transfer.head > longest_head;
    return transfer.too_large ? 0 : count;
  }
};

WebDownload::WebDownload(const model::SourceSettings &settings, Waiting waiting)
    : settings_(settings), waiting_(waiting), secret_(Secret::of(settings)) {
  static std::once_flag ready;
  std::call_once(ready, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  auto address = web_address(settings.web.url);
  if (!address || address->has_user)
    fail_server(Code{"data.web-address-invalid"}, settings);
  start_ = *std::move(address);
}

model::SourceSettings WebDownload::at(const WebAddress &address) const {
  auto settings = settings_;
  settings.server.host = address.host;
  settings.server.port = address.port;
  return settings;
}

/// What may be asked is a list of hosts and ports; everything else is refused, however an answer writes it.
void WebDownload::require_allowed(const WebAddress &address) const {
  const auto is_named = [&](const std::string &host) {
    const auto named = web_address(address.scheme + "://" + host + "/");
    return named && named->host == address.host && named->port == address.port;
  };
  const bool own = address.host == start_.host && address.port == start_.port;
  const bool listed = own || std::ranges::any_of(settings_.web.hosts, is_named);
  if (!listed || address.has_user)
    fail_server(Code{"data.web-host-not-allowed"}, at(address));
  if (!address.encrypted() && (start_.encrypted() || (!secret_.empty() && !on_this_machine(at(address).server))))
    fail_server(Code{"data.web-not-encrypted"}, at(address));
}

/// "host:port:address,address" with the addresses looked up here, so that what was checked is what is connected to.
std::string WebDownload::pinned_addresses(const WebAddress &address) {
  const auto settings = at(address);
  std::string text;
  for (const auto &one : addresses_of(address.host, settings, waiting_)) {
    if (!settings_.web.local_addresses && is_local_address(one))
      fail_server(Code{"data.web-local-address"}, settings, nullptr, one);
    text += (text.empty() ? "" : ",") + (one.find(':') == std::string::npos ? one : "[" + one + "]");
  }
  return address.host + ":" + std::to_string(address.port) + ":" + text;
}

void WebDownload::prepare(Transfer &transfer, const WebAddress &address) {
  transfer.address = address;
  transfer.limit = static_cast<std::size_t>(settings_.web.size_limit_mb) * megabyte;
  const auto pinned = pinned_addresses(address);
  if (address.host.find(':') == std::string::npos)
    transfer.addresses.reset(curl_slist_append(nullptr, pinned.c_str()));
  const char *const accepted = settings_.web.format == "csv" ? "Accept: text/csv" : "Accept: application/json";
  transfer.headers.reset(curl_slist_append(nullptr, accepted));
  CURL *const easy = transfer.easy.get();
  const auto set = [easy](CURLoption option, auto value) { curl_easy_setopt(easy, option, value); };
  set(CURLOPT_URL, address.text.c_str());
  set(CURLOPT_RESOLVE, transfer.addresses.get());
  set(CURLOPT_HTTPHEADER, transfer.headers.get());
  set(CURLOPT_USERAGENT, "solieu");
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_ERRORBUFFER, transfer.detail.data());
  set(CURLOPT_WRITEFUNCTION, &Transfer::take_body);
  set(CURLOPT_WRITEDATA, static_cast<void *>(&transfer));
  set(CURLOPT_HEADERFUNCTION, &Transfer::take_head);
  set(CURLOPT_HEADERDATA, static_cast<void *>(&transfer));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_CIPHER_LIST, strong_ciphers);
  const auto &authority = settings_.server.certificate_file;
  set(CURLOPT_CAINFO, authority.empty() ? system_certificates : authority.c_str());
  set(CURLOPT_CAPATH, static_cast<const char *>(nullptr));
  if (!settings_.web.revocation_file.empty())
    set(CURLOPT_CRLFILE, settings_.web.revocation_file.c_str());
  if (secret_.empty() || !address.same_place(start_))
    return;
  if (settings_.web.bearer) {
    set(CURLOPT_HTTPAUTH, static_cast<unsigned long>(CURLAUTH_BEARER));
    set(CURLOPT_XOAUTH2_BEARER, secret_.reveal());
  } else {
    set(CURLOPT_HTTPAUTH, static_cast<unsigned long>(CURLAUTH_BASIC));
    set(CURLOPT_USERNAME, settings_.server.user.c_str());
    set(CURLOPT_PASSWORD, secret_.reveal());
  }
}

void WebDownload::perform(Transfer &transfer) {
  curl_multi_add_handle(transfer.multi.get(), transfer.easy.get());
  int running = 1;
  std::size_t arrived = 0;
  while (true) {
    curl_multi_perform(transfer.multi.get(), &running);
    if (running == 0)
      break;
    const auto start = Clock::now();
    curl_multi_poll(transfer.multi.get(), nullptr, 0, slice_milliseconds, nullptr);
    const auto had = std::exchange(arrived, transfer.arrived());
    const auto end = waiting_.spend(std::chrono::ceil<milliseconds>(Clock::now() - start), had != arrived);
    if (end != Waiting::End::ready)
      fail_waiting(end, at(transfer.address));
  }
  int left = 0;
  const CURLMsg *const message = curl_multi_info_read(transfer.multi.get(), &left);
  if (message == nullptr || message->data.result != CURLE_OK)
    fail_transfer(transfer, message == nullptr ? CURLE_RECV_ERROR : message->data.result);
}

void WebDownload::fail_transfer(const Transfer &transfer, int problem) const {
  const auto settings = at(transfer.address);
  const std::string_view said = transfer.detail.data();
  const std::string detail(said.empty() ? curl_easy_strerror(static_cast<CURLcode>(problem)) : said);
  if (transfer.too_large)
    fail_server(Code{"data.web-too-large"}, settings, &secret_, std::to_string(settings_.web.size_limit_mb));
  const bool certificate = problem == CURLE_PEER_FAILED_VERIFICATION || problem == CURLE_SSL_CACERT_BADFILE ||
                           problem == CURLE_SSL_CRL_BADFILE ||
                           (problem == CURLE_SSL_CONNECT_ERROR && about_certificate(detail));
  if (certificate || (problem == CURLE_SSL_CONNECT_ERROR && says_not_encrypted(detail)))
    fail_encryption(settings, &secret_, detail);
  if (problem == CURLE_COULDNT_CONNECT || problem == CURLE_SSL_CONNECT_ERROR)
    fail_connecting(settings, &secret_, transfer.refused() ? "Connection refused" : detail);
  fail_server(Code{"data.connection-lost"}, settings, &secret_, detail);
}

WebAnswer WebDownload::get(const WebAddress &address) {
  WebAddress next = address;
  for (int redirects = 0; redirects <= most_redirects; ++redirects) {
    require_allowed(next);
    Transfer transfer;
    prepare(transfer, next);
    perform(transfer);
    long status = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    const char *target = nullptr;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_REDIRECT_URL, &target);
    if (target != nullptr) {
      const auto redirect = web_address(target);
      if (!redirect)
        fail_server(Code{"data.web-address-foreign"}, at(next), &secret_);
      next = *redirect;
      continue;
    }
    if (status == 401 || status == 403)
      fail_server(Code{"data.web-refused"}, at(next), nullptr, std::to_string(status));
    if (status != 200)
      fail_server(Code{"data.web-status"}, at(next), nullptr, std::to_string(status));
    if (!transfer.length_known)
      fail_server(Code{"data.web-length-unknown"}, at(next));
    return {std::move(next), std::move(transfer.body)};
  }
  fail_server(Code{"data.web-too-many-redirects"}, at(next));
}

} // namespace solieu::data
