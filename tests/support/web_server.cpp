#include "support/web_server.hpp"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <openssl/ssl.h>
#include <stdexcept>

namespace solieu::support {

namespace net = Poco::Net;

namespace {

class Log {
public:
  void add(const WebRequest &request) {
    const std::lock_guard lock(mutex_);
    list_.push_back(request);
  }
  [[nodiscard]] std::vector<WebRequest> all() const {
    const std::lock_guard lock(mutex_);
    return list_;
  }

private:
  mutable std::mutex mutex_;
  std::vector<WebRequest> list_;
};

class Handler : public net::HTTPRequestHandler {
public:
  Handler(const WebServer::Answer &answer, Log &log) : answer_(answer), log_(log) {}

  void handleRequest(net::HTTPServerRequest &request, net::HTTPServerResponse &response) override {
    const WebRequest got{request.getURI(), request.get("Authorization", ""), request.get("Host", "")};
    log_.add(got);
    const auto page = answer_(got);
    response.setStatus(static_cast<net::HTTPResponse::HTTPStatus>(page.status));
    for (const auto &[name, value] : page.headers)
      response.set(name, value);
    response.setChunkedTransferEncoding(page.chunked);
    response.setKeepAlive(!page.without_length);
    if (!page.chunked && !page.without_length)
      response.setContentLength64(static_cast<Poco::Int64>(page.body.size()));
    response.send() << page.body << std::flush;
  }

private:
  const WebServer::Answer &answer_;
  Log &log_;
};

class Factory : public net::HTTPRequestHandlerFactory {
public:
  Factory(const WebServer::Answer &answer, Log &log) : answer_(answer), log_(log) {}
  net::HTTPRequestHandler *createRequestHandler(const net::HTTPServerRequest &) override {
    return new Handler(answer_, log_);
  }

private:
  const WebServer::Answer &answer_;
  Log &log_;
};

net::SecureServerSocket secure_socket(const std::filesystem::path &certificate, const std::filesystem::path &key) {
  const net::Context::Ptr context(new net::Context(net::Context::TLS_SERVER_USE, net::Context::Params{}));
  SSL_CTX *const raw = context->sslContext();
  SSL_CTX_set_security_level(raw, 0);
  if (SSL_CTX_use_certificate_chain_file(raw, certificate.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(raw, key.c_str(), SSL_FILETYPE_PEM) != 1)
    throw std::runtime_error("the server cannot use " + certificate.string());
  return {net::SocketAddress("127.0.0.1", 0), 16, context};
}

} // namespace

struct WebServer::Running {
  Running(Answer given, const net::ServerSocket &socket)
      : answer(std::move(given)), server(new Factory(answer, log), socket, new net::HTTPServerParams) {
    server.start();
  }
  ~Running() { server.stopAll(true); }

  Answer answer;
  Log log;
  net::HTTPServer server;
};

WebServer::WebServer(Answer answer) {
  const net::ServerSocket socket(net::SocketAddress("127.0.0.1", 0));
  port_ = socket.address().port();
  running_ = std::make_unique<Running>(std::move(answer), socket);
}

WebServer::WebServer(Answer answer, const std::filesystem::path &certificate, const std::filesystem::path &key) {
  const auto socket = secure_socket(certificate, key);
  port_ = socket.address().port();
  running_ = std::make_unique<Running>(std::move(answer), socket);
}

WebServer::~WebServer() = default;

std::vector<WebRequest> WebServer::requests() const { return running_->log.all(); }

} // namespace solieu::support
