#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace solieu::support {

/// What is particular about a certificate that the tests make.
struct CertificateWish {
  std::string name = "localhost";
  long from_day = -1; ///< days from now
  long to_day = 1;
  std::string purpose = "serverAuth";
  int rsa_bits = 0; ///< 0 = an elliptic curve's key
  std::string digest = "SHA256";
  bool authority = false;
};

/// A key and its certificate, made for the tests; signs others.
class Certificate {
public:
  /// Signed by itself.
  explicit Certificate(const CertificateWish &wish);
  Certificate(const CertificateWish &wish, const Certificate &issuer);
  Certificate(Certificate &&) noexcept;
  ~Certificate();

  /// The certificate (PEM), followed by `more`.
  void write(const std::filesystem::path &path, const Certificate *more = nullptr) const;
  void write_key(const std::filesystem::path &path) const;
  /// A list by this issuer that revokes `revoked`.
  void write_revocations(const std::filesystem::path &path, const Certificate &revoked) const;

private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

} // namespace solieu::support
