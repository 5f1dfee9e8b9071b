#include "support/certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdexcept>

namespace solieu::support {

namespace {

constexpr long day_seconds = 86'400;

struct Free {
  void operator()(EVP_PKEY *key) const noexcept { EVP_PKEY_free(key); }
  void operator()(X509 *certificate) const noexcept { X509_free(certificate); }
  void operator()(X509_CRL *list) const noexcept { X509_CRL_free(list); }
  void operator()(BIO *file) const noexcept { BIO_free(file); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using File = std::unique_ptr<BIO, Free>;

Key new_key(int rsa_bits) {
  return Key(rsa_bits > 0 ? EVP_RSA_gen(static_cast<unsigned>(rsa_bits)) : EVP_EC_gen("P-256"));
}

File open_file(const std::filesystem::path &path) {
  File file(BIO_new_file(path.c_str(), "w"));
  if (!file)
    throw std::runtime_error("cannot write " + path.string());
  return file;
}

void extend(X509 *certificate, X509 *issuer, int what, const std::string &value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION *const extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

long next_serial() {
  static long serial = 1000;
  return ++serial;
}

} // namespace

struct Certificate::Parts {
  Key key;
  std::unique_ptr<X509, Free> certificate{X509_new()};

  void fill(const CertificateWish &wish, X509 *issuer) {
    X509 *const made = certificate.get();
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), next_serial());
    X509_gmtime_adj(X509_getm_notBefore(made), wish.from_day * day_seconds);
    X509_gmtime_adj(X509_getm_notAfter(made), wish.to_day * day_seconds);
    X509_set_pubkey(made, key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(wish.name.c_str()), -1, -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(issuer == nullptr ? made : issuer));
    X509 *const parent = issuer == nullptr ? made : issuer;
    extend(made, parent, NID_basic_constraints, wish.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (wish.authority) {
      extend(made, parent, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
      extend(made, parent, NID_ext_key_usage, wish.purpose);
      extend(made, parent, NID_subject_alt_name, "DNS:" + wish.name);
    }
  }
};

Certificate::Certificate(const CertificateWish &wish) : parts_(std::make_unique<Parts>()) {
  parts_->key = new_key(wish.rsa_bits);
  parts_->fill(wish, nullptr);
  X509_sign(parts_->certificate.get(), parts_->key.get(), EVP_get_digestbyname(wish.digest.c_str()));
}

Certificate::Certificate(const CertificateWish &wish, const Certificate &issuer) : parts_(std::make_unique<Parts>()) {
  parts_->key = new_key(wish.rsa_bits);
  parts_->fill(wish, issuer.parts_->certificate.get());
  X509_sign(parts_->certificate.get(), issuer.parts_->key.get(), EVP_get_digestbyname(wish.digest.c_str()));
}

Certificate::Certificate(Certificate &&) noexcept = default;
Certificate::~Certificate() = default;

void Certificate::write(const std::filesystem::path &path, const Certificate *more) const {
  const auto file = open_file(path);
  PEM_write_bio_X509(file.get(), parts_->certificate.get());
  if (more != nullptr)
    PEM_write_bio_X509(file.get(), more->parts_->certificate.get());
}

void Certificate::write_key(const std::filesystem::path &path) const {
  PEM_write_bio_PrivateKey(open_file(path).get(), parts_->key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

void Certificate::write_revocations(const std::filesystem::path &path, const Certificate &revoked) const {
  const std::unique_ptr<X509_CRL, Free> list(X509_CRL_new());
  X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(parts_->certificate.get()));
  ASN1_TIME *const time = ASN1_TIME_new();
  X509_CRL_set1_lastUpdate(list.get(), X509_gmtime_adj(time, -day_seconds));
  X509_CRL_set1_nextUpdate(list.get(), X509_gmtime_adj(time, day_seconds));
  X509_REVOKED *const entry = X509_REVOKED_new();
  X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(revoked.parts_->certificate.get()));
  X509_REVOKED_set_revocationDate(entry, X509_gmtime_adj(time, -day_seconds));
  X509_CRL_add0_revoked(list.get(), entry);
  ASN1_TIME_free(time);
  X509_CRL_sign(list.get(), parts_->key.get(), EVP_sha256());
  PEM_write_bio_X509_CRL(open_file(path).get(), list.get());
}

} // namespace solieu::support
