#pragma once

#include "data/secret.hpp"
#include "data/waiting.hpp"
#include "data/web_address.hpp"
#include "model/source_settings.hpp"

#include <string>

namespace solieu::data {

/// An answer that arrived whole.
struct WebAnswer {
  WebAddress address; ///< after redirects
  std::string body;
};

/// Gets pages of one web service: only from hosts the settings allow, only to addresses that may be asked, encrypted
/// and verified wherever the address is https, within the source's time and size.
class WebDownload {
public:
  /// Failure `data.web-…` when the settings' address cannot be used at all; `data.password-…`.
  WebDownload(const model::SourceSettings &settings, Waiting waiting);

  [[nodiscard]] const WebAddress &start() const noexcept { return start_; }
  /// Failure `data.…` for anything but a whole answer with status 200; follows up to five redirects.
  [[nodiscard]] WebAnswer get(const WebAddress &address);

private:
  struct Transfer;
  void require_allowed(const WebAddress &address) const;
  [[nodiscard]] std::string pinned_addresses(const WebAddress &address);
  void prepare(Transfer &transfer, const WebAddress &address);
  void perform(Transfer &transfer);
  [[noreturn]] void fail_transfer(const Transfer &transfer, int problem) const;
  [[nodiscard]] model::SourceSettings at(const WebAddress &address) const;

  const model::SourceSettings &settings_;
  Waiting waiting_;
  Secret secret_;
  WebAddress start_;
};

} // namespace solieu::data
