#include "support/certificates.hpp"
#include "support/small_sources.hpp"
#include "support/tcp_proxy.hpp"
#include "support/web_server.hpp"

#include <boost/test/unit_test.hpp>

using namespace solieu;
using support::Certificate;
using support::CertificateWish;
using support::WebServer;

namespace {

namespace fs = std::filesystem;

/// An authority, and files for the certificates that servers show.
struct Authority {
  Authority() {
    fs::remove_all(folder);
    fs::create_directories(folder);
    root.write(folder / "root.pem");
  }

  fs::path folder = fs::path(SOLIEU_BINARY_DIR) / "test-files" / "certificates";
  Certificate root{CertificateWish{.name = "Solieu Test Root", .authority = true}};

  /// What a read from a server with this certificate says; "" when it is read.
  [[nodiscard]] std::string answer(const Certificate &shown, const Certificate *more = nullptr,
                                   const std::string &revocations = "", const std::string &host = "localhost") const {
    shown.write(folder / "server.pem", more);
    shown.write_key(folder / "server.key");
    const WebServer server(
        [](const support::WebRequest &) {
          return support::WebPage{.body = R"([{"indicator":"JOB","territory":"22","period":"2025","value":1}])",
                                  .headers = {}};
        },
        folder / "server.pem", folder / "server.key");
    const support::TcpProxy proxy(server.port(), {});
    model::SourceSettings settings;
    settings.alias = "web";
    settings.kind = "http";
    settings.timeout_seconds = 10;
    settings.web.url = "https://" + host + ":" + std::to_string(proxy.port()) + "/";
    settings.web.local_addresses = true;
    settings.web.revocation_file = revocations.empty() ? "" : (folder / revocations).string();
    settings.server.certificate_file = (folder / "root.pem").string();
    return support::failure_of(settings, "en");
  }
};

/// The message's own words about the certificate.
void check_refused(const std::string &what, const std::string &message, const std::string &reason) {
  BOOST_CHECK_MESSAGE(message.starts_with("Source “web”: the certificate of the server ") &&
                          message.find(" cannot be verified: ") != std::string::npos &&
                          message.find(reason) != std::string::npos,
                      what << ": " << message);
}

} // namespace

BOOST_AUTO_TEST_SUITE(web_certificate)

BOOST_AUTO_TEST_CASE(good_certificates_are_taken) {
  const Authority authority;
  BOOST_CHECK_EQUAL(authority.answer(Certificate({}, authority.root)), "");
  BOOST_CHECK_EQUAL(authority.answer(Certificate({.rsa_bits = 2048}, authority.root)), "");
  const Certificate between({.name = "Between", .authority = true}, authority.root);
  BOOST_CHECK_EQUAL(authority.answer(Certificate({}, between), &between), "");
  const Certificate good({}, authority.root);
  authority.root.write_revocations(authority.folder / "crl.pem", Certificate({}, authority.root));
  BOOST_CHECK_EQUAL(authority.answer(good, nullptr, "crl.pem"), "");
}

BOOST_AUTO_TEST_CASE(bad_certificates_are_refused_with_their_reason) {
  const Authority authority;
  const auto &root = authority.root;
  check_refused("expired", authority.answer(Certificate({.from_day = -9, .to_day = -2}, root)),
                "certificate has expired");
  check_refused("not yet valid", authority.answer(Certificate({.from_day = 2, .to_day = 9}, root)),
                "certificate is not yet valid");
  for (const auto &message : {authority.answer(Certificate({.name = "other.example"}, root)),
                              authority.answer(Certificate({}, root), nullptr, "", "127.0.0.1")})
    BOOST_CHECK_MESSAGE(message.find(" is made out to another name: ") != std::string::npos, message);
  check_refused("self-signed", authority.answer(Certificate({})), "self-signed certificate");
  const Certificate stranger({.name = "Another Root", .authority = true});
  check_refused("unknown authority", authority.answer(Certificate({}, stranger)),
                "unable to get local issuer certificate");
  const Certificate impostor({.name = "Solieu Test Root", .authority = true});
  check_refused("authority of the same name", authority.answer(Certificate({}, impostor)), "EVP lib");
  check_refused("wrong purpose", authority.answer(Certificate({.purpose = "clientAuth"}, root)), "purpose");
  check_refused("weak key", authority.answer(Certificate({.rsa_bits = 1024}, root)), "key too");
  check_refused("weak signature", authority.answer(Certificate({.digest = "SHA1"}, root)), "too weak");
  const Certificate between({.name = "Between", .authority = true}, root);
  check_refused("incomplete chain", authority.answer(Certificate({}, between)),
                "unable to get local issuer certificate");
  const Certificate revoked({}, root);
  root.write_revocations(authority.folder / "crl.pem", revoked);
  check_refused("revoked", authority.answer(revoked, nullptr, "crl.pem"), "certificate revoked");
  const Certificate no_authority({}, root);
  check_refused("signed by a server's certificate", authority.answer(Certificate({}, no_authority), &no_authority),
                "certificate");
}

BOOST_AUTO_TEST_CASE(a_connection_cut_during_the_handshake_is_no_certificate) {
  const Authority authority;
  Certificate({}, authority.root).write(authority.folder / "server.pem");
  const Certificate shown({}, authority.root);
  shown.write(authority.folder / "server.pem");
  shown.write_key(authority.folder / "server.key");
  const WebServer server(
      [](const support::WebRequest &) { return support::WebPage{.body = std::string(3000, '1'), .headers = {}}; },
      authority.folder / "server.pem", authority.folder / "server.key");
  for (const std::size_t bytes : {1U, 100U, 700U, 2000U, 4000U}) {
    const support::TcpProxy proxy(server.port(), {.cut_after = bytes});
    model::SourceSettings settings;
    settings.alias = "web";
    settings.kind = "http";
    settings.web.url = "https://localhost:" + std::to_string(proxy.port()) + "/";
    settings.web.local_addresses = true;
    settings.server.certificate_file = (authority.folder / "root.pem").string();
    const auto message = support::failure_of(settings, "en");
    BOOST_CHECK_MESSAGE(message.find("closed it before the login was done") != std::string::npos ||
                            message.find(" was lost ") != std::string::npos,
                        bytes << ": " << message);
  }
}

BOOST_AUTO_TEST_SUITE_END()
