#pragma once

#include "data/secret.hpp"
#include "data/waiting.hpp"
#include "diagnostic/diagnostic.hpp"
#include "model/source_settings.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solieu::data {

/// A column of a table on a server.
struct ServerColumn {
  enum class Type { text, binary_number, other };
  std::string name;
  Type type = Type::text;
};

/// A SELECT and the values bound to its places, in order.
struct ServerQuery {
  std::string text;
  std::vector<std::string> values;
};

/// How a server's SQL differs from that of the others.
struct Dialect {
  char quote = '"';
  std::string_view text_type = "text"; ///< CAST(… AS text_type) gives a value's text to the digit
  bool numbered_places = false;        ///< $1, $2 … instead of ?
  bool plain = false;                  ///< knows columns, tables and COUNT(*) only; the rest is chosen after reading
  bool backslash_escapes = false;      ///< in literals
  bool hash_comments = false;
  bool dollar_quotes = false;
  std::size_t value_limit = 20'000; ///< a longer list of names is chosen after reading
};

/// A value of a row; valid only during the visit.
using ServerCell = std::optional<std::string_view>;
using RowVisitor = std::function<void(std::span<const ServerCell>)>;

/// A read-only session with one consistent view of the data; one class a driver. Every call may throw Failure
/// `data.…`, also `data.server-timeout` and `data.cancelled`; the query is then stopped on the server too.
class ServerSession {
public:
  virtual ~ServerSession() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;
  /// The columns of what stands after FROM; throws `data.server-table-missing`.
  [[nodiscard]] virtual std::vector<ServerColumn> columns_of(const ServerQuery &table) = 0;
  /// Runs the query and hands over its rows, a bounded number at a time.
  virtual void read(const ServerQuery &query, const RowVisitor &visit) = 0;
  /// Whether the role may do more than read the settings' table, or any where they have a SELECT of their own.
  [[nodiscard]] virtual bool may_write() = 0;
};

/// What a driver needs to open a session.
struct ServerAccess {
  model::SourceSettings settings;
  Waiting waiting;
};

/// The host is this machine: an address of the loopback network, "localhost" or a folder of sockets.
[[nodiscard]] bool on_this_machine(const model::ServerSettings &server);

/// What is wrong with a server, with the source's alias, host, database and user; `detail` is what the server or the
/// library says, cut and made safe to print, without the secret.
[[nodiscard]] diagnostic::Diagnostic server_finding(diagnostic::Code code, const model::SourceSettings &settings,
                                                    const Secret *secret = nullptr, std::string_view detail = {});
[[noreturn]] void fail_server(diagnostic::Code code, const model::SourceSettings &settings,
                              const Secret *secret = nullptr, std::string_view detail = {});
/// When no session could be made: nobody listens there, the connection was closed during the login, or another reason
/// that the words of the library give.
[[noreturn]] void fail_connecting(const model::SourceSettings &settings, const Secret *secret, std::string_view said);
/// Whether a library says that the server does not speak TLS at all.
[[nodiscard]] bool says_not_encrypted(std::string_view said);
/// By what a library says: `data.server-not-encrypted`, `data.server-certificate-name`, else `data.server-certificate`.
[[noreturn]] void fail_encryption(const model::SourceSettings &settings, const Secret *secret, std::string_view said);
[[noreturn]] void fail_waiting(Waiting::End end, const model::SourceSettings &settings);
[[noreturn]] void fail_table(const model::SourceSettings &settings, const std::vector<std::string> &tables);

} // namespace solieu::data
