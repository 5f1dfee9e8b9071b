#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace solieu::support {

/// What the tests' web server answers to a path.
struct WebPage {
  int status = 200;
  std::string body{};
  std::map<std::string, std::string> headers{};
  bool chunked = false;
  bool without_length = false; ///< ends with the connection
};

/// A request as it arrived.
struct WebRequest {
  std::string path; ///< with the query
  std::string authorization;
  std::string host;
};

/// An HTTP or HTTPS server on 127.0.0.1.
class WebServer {
public:
  using Answer = std::function<WebPage(const WebRequest &)>;
  explicit WebServer(Answer answer);
  /// HTTPS with the files of a certificate (and what follows it in the chain) and its key; weak ones are taken too.
  WebServer(Answer answer, const std::filesystem::path &certificate, const std::filesystem::path &key);
  WebServer(const WebServer &) = delete;
  WebServer &operator=(const WebServer &) = delete;
  ~WebServer();

  [[nodiscard]] int port() const noexcept { return port_; }
  [[nodiscard]] std::vector<WebRequest> requests() const;

private:
  struct Running;
  int port_ = 0;
  std::unique_ptr<Running> running_;
};

} // namespace solieu::support
