#pragma once

#include "data/waiting.hpp"
#include "model/source_settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// The numeric addresses of a host, in the system's order. The system's look-up knows no limit, so it runs in a thread
/// of its own and is left behind at the deadline or a cancel. Failure `data.host-unknown`, `data.server-timeout`,
/// `data.cancelled`.
[[nodiscard]] std::vector<std::string> addresses_of(const std::string &host, const model::SourceSettings &settings,
                                                    Waiting &waiting);

/// Whether a numeric address is anything but a public host's: this machine, a private or shared network, a link, a
/// group, nobody's, or an IPv6 form of one of these.
[[nodiscard]] bool is_local_address(std::string_view address);

} // namespace solieu::data
