#include "component/registered_database.hpp"

#include "border/text.hpp"
#include "data/server_source.hpp"
#include "diagnostic/failure.hpp"

#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/sdb/DatabaseContext.hpp>
#include <com/sun/star/sdbc/DataType.hpp>
#include <com/sun/star/sdbc/SQLException.hpp>
#include <com/sun/star/sdbc/TransactionIsolation.hpp>
#include <com/sun/star/sdbc/XConnection.hpp>
#include <com/sun/star/sdbc/XDataSource.hpp>
#include <com/sun/star/sdbc/XIsolatedConnection.hpp>
#include <com/sun/star/sdbc/XParameters.hpp>
#include <com/sun/star/sdbc/XResultSetMetaDataSupplier.hpp>
#include <com/sun/star/sdbc/XRow.hpp>
#include <com/sun/star/sdbcx/XTablesSupplier.hpp>
#include <com/sun/star/util/XCancellable.hpp>

#include <algorithm>
#include <mutex>
#include <thread>

namespace solieu::component {

namespace {

namespace sdbc = css::sdbc;
using css::uno::Reference;
using css::uno::UNO_QUERY;
using css::uno::UNO_QUERY_THROW;
using data::ServerCell;
using data::ServerColumn;
using data::ServerQuery;
using diagnostic::Code;

constexpr std::size_t rows_a_fetch = 1'000;

/// Values and columns of a part of an answer, or what the database says is wrong.
struct Block {
  std::vector<ServerColumn> columns;
  std::vector<std::optional<std::string>> cells;
  bool last = false;
  std::string problem;
};

/// What a call holds, so that it can be left behind.
struct Open {
  Reference<sdbc::XConnection> connection;
  Reference<sdbc::XPreparedStatement> statement;
  Reference<sdbc::XResultSet> rows;
  std::mutex mutex; ///< of `statement`, which a cancel looks at
};

ServerColumn::Type type_of(sal_Int32 type) {
  namespace types = sdbc::DataType;
  if (type == types::FLOAT || type == types::REAL || type == types::DOUBLE)
    return ServerColumn::Type::binary_number;
  const bool text = type == types::CHAR || type == types::VARCHAR || type == types::LONGVARCHAR || type == types::CLOB;
  return text ? ServerColumn::Type::text : ServerColumn::Type::other;
}

std::vector<ServerColumn> columns_of(const Reference<sdbc::XResultSet> &rows) {
  const auto meta = Reference<sdbc::XResultSetMetaDataSupplier>(rows, UNO_QUERY_THROW)->getMetaData();
  std::vector<ServerColumn> columns;
  for (sal_Int32 i = 1; i <= meta->getColumnCount(); ++i)
    columns.push_back({border::to_utf8(meta->getColumnLabel(i)), type_of(meta->getColumnType(i))});
  return columns;
}

void execute(Open &open, const ServerQuery &query) {
  const auto statement = open.connection->prepareStatement(border::to_oustring(query.text));
  {
    const std::lock_guard lock(open.mutex);
    open.statement = statement;
  }
  const Reference<sdbc::XParameters> places(statement, UNO_QUERY_THROW);
  for (std::size_t i = 0; i < query.values.size(); ++i)
    places->setString(static_cast<sal_Int32>(i + 1), border::to_oustring(query.values[i]));
  open.rows = statement->executeQuery();
}

void fetch(Open &open, Block &block, std::size_t columns) {
  const Reference<sdbc::XRow> row(open.rows, UNO_QUERY_THROW);
  for (std::size_t count = 0; count < rows_a_fetch; ++count) {
    block.last = !open.rows->next();
    if (block.last)
      return;
    for (std::size_t i = 0; i < columns; ++i) {
      const auto text = row->getString(static_cast<sal_Int32>(i + 1));
      block.cells.push_back(row->wasNull() ? std::nullopt : std::optional(border::to_utf8(text)));
    }
  }
}

/// Databases that are files to the office know little SQL; servers are asked as any server is.
bool is_plain(const Reference<sdbc::XDatabaseMetaData> &meta) {
  const auto address = meta->getURL();
  return address.startsWith("sdbc:flat:") || address.startsWith("sdbc:calc:") || address.startsWith("sdbc:dbase:") ||
         address.startsWith("sdbc:writer:");
}

class Session : public data::ServerSession {
public:
  Session(data::ServerAccess access, const Reference<css::uno::XComponentContext> &context)
      : settings_(std::move(access.settings)), waiting_(access.waiting) {
    connect(context);
  }

  [[nodiscard]] data::Dialect dialect() const override { return dialect_; }

  std::vector<ServerColumn> columns_of(const ServerQuery &table) override {
    require_table();
    const ServerQuery query{"SELECT * FROM " + table.text + (dialect_.plain ? "" : " WHERE 1 = 0"), table.values};
    return call([query](Open &open, Block &block) {
             execute(open, query);
             block.columns = component::columns_of(open.rows);
           })
        ->columns;
  }

  void read(const ServerQuery &query, const data::RowVisitor &visit) override {
    auto block = call([query](Open &open, Block &made) {
      execute(open, query);
      made.columns = component::columns_of(open.rows);
      fetch(open, made, made.columns.size());
    });
    const auto columns = block->columns.size();
    visit_all(*block, columns, visit);
    while (!block->last) {
      block = call([columns](Open &open, Block &made) { fetch(open, made, columns); });
      visit_all(*block, columns, visit);
    }
  }

  /// The connection is read-only; whose it is stands in the registered database, not here.
  bool may_write() override { return false; }

private:
  using Work = std::function<void(Open &, Block &)>;

  static void visit_all(const Block &block, std::size_t columns, const data::RowVisitor &visit) {
    std::vector<ServerCell> cells(columns);
    for (std::size_t at = 0; columns > 0 && at + columns <= block.cells.size(); at += columns) {
      for (std::size_t i = 0; i < columns; ++i) {
        const auto &value = block.cells[at + i];
        cells[i] = value ? ServerCell(*value) : ServerCell();
      }
      visit(cells);
    }
  }

  void connect(const Reference<css::uno::XComponentContext> &context) {
    const auto names = css::sdb::DatabaseContext::create(context);
    const auto name = border::to_oustring(settings_.server.database);
    if (!names->hasByName(name)) {
      auto finding = data::server_finding(Code{"data.office-database-unknown"}, settings_);
      std::string known;
      for (const auto &one : names->getElementNames())
        known += (known.empty() ? "" : ", ") + border::to_utf8(one);
      finding.arguments.emplace_back("known", known.empty() ? "–" : known);
      throw diagnostic::Failure(std::move(finding));
    }
    // A connection of our own: one that is shared cannot be made read-only.
    const Reference<css::sdbc::XIsolatedConnection> source(names->getByName(name), UNO_QUERY_THROW);
    static_cast<void>(call([source](Open &open, Block &) {
      open.connection = source->getIsolatedConnection(rtl::OUString(), rtl::OUString());
      open.connection->setReadOnly(true);
    }));
    const auto meta = open_->connection->getMetaData();
    dialect_.plain = is_plain(meta);
    const auto quote = border::to_utf8(meta->getIdentifierQuoteString());
    dialect_.quote = quote.empty() || quote == " " ? '"' : quote.front();
    dialect_.text_type = "VARCHAR(4000)";
    dialect_.value_limit = 1000;
    begin(meta);
  }

  /// One view of the data where the database has transactions.
  void begin(const Reference<sdbc::XDatabaseMetaData> &meta) {
    namespace levels = sdbc::TransactionIsolation;
    try {
      if (!meta->supportsTransactions())
        return;
      const auto level = meta->supportsTransactionIsolationLevel(levels::REPEATABLE_READ) ? levels::REPEATABLE_READ
                                                                                          : levels::SERIALIZABLE;
      open_->connection->setTransactionIsolation(level);
      open_->connection->setAutoCommit(false);
    } catch (const sdbc::SQLException &refused) {
      data::fail_server(Code{"data.server-error"}, settings_, nullptr, border::to_utf8(refused.Message));
    }
  }

  void require_table() {
    const Reference<css::sdbcx::XTablesSupplier> supplier(open_->connection, UNO_QUERY);
    if (!supplier.is() || !settings_.sql.empty())
      return;
    const auto tables = supplier->getTables();
    std::vector<std::string> names;
    for (const auto &name : tables->getElementNames())
      names.push_back(border::to_utf8(name));
    if (std::ranges::find(names, settings_.table) == names.end())
      data::fail_table(settings_, names);
  }

  /// Runs in a thread of its own, which ends by itself when it is left behind.
  std::shared_ptr<Block> call(const Work &work) {
    auto block = std::make_shared<Block>();
    auto done = std::make_shared<std::promise<void>>();
    const auto future = done->get_future();
    std::thread([work, block, done, open = open_] {
      try {
        work(*open, *block);
      } catch (const css::uno::Exception &wrong) {
        block->problem = border::to_utf8(wrong.Message) + " ";
      } catch (const std::exception &wrong) {
        block->problem = wrong.what();
      }
      done->set_value();
    }).detach();
    if (const auto end = waiting_.wait(future); end != data::Waiting::End::ready) {
      stop();
      data::fail_waiting(end, settings_);
    }
    if (!block->problem.empty())
      data::fail_server(Code{"data.server-error"}, settings_, nullptr, block->problem);
    return block;
  }

  void stop() {
    Reference<css::util::XCancellable> running;
    {
      const std::lock_guard lock(open_->mutex);
      running.set(open_->statement, UNO_QUERY);
    }
    std::thread([running] {
      try {
        if (running.is())
          running->cancel();
      } catch (const css::uno::Exception &) { // it has ended meanwhile
        return;
      }
    }).detach();
  }

  model::SourceSettings settings_;
  data::Waiting waiting_;
  data::Dialect dialect_;
  std::shared_ptr<Open> open_ = std::make_shared<Open>();
};

class RegisteredDatabase : public data::ServerSource {
public:
  RegisteredDatabase(const model::SourceSettings &settings, const Reference<css::uno::XComponentContext> &context)
      : ServerSource(settings), context_(context) {}

private:
  [[nodiscard]] std::unique_ptr<data::ServerSession> open(data::ServerAccess access) override {
    return std::make_unique<Session>(std::move(access), context_);
  }

  Reference<css::uno::XComponentContext> context_;
};

} // namespace

std::unique_ptr<data::DataSource> registered_database(const model::SourceSettings &settings,
                                                      const Reference<css::uno::XComponentContext> &context) {
  return std::make_unique<RegisteredDatabase>(settings, context);
}

} // namespace solieu::component
