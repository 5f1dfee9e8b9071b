#pragma once

#include "model/catalogue.hpp"

#include <filesystem>
#include <string>

namespace solieu::bench {

/// Observations of one made-up commune: its series × 46 months (2023-01 to 2026-10).
inline constexpr long series_count = 80;
inline constexpr long month_count = 46;

/// Full key of the n-th made-up commune, n from 1.
[[nodiscard]] std::string scale_commune(long number);

/// A workspace with so many communes of Quảng Ninh, and a large table of all their figures as its source. The table has
/// the index (territory, indicator, period), which an administrator's table needs.
class ScaleWorld {
public:
  ScaleWorld(std::filesystem::path folder, long communes);
  virtual ~ScaleWorld() = default;
  ScaleWorld(const ScaleWorld &) = delete;
  ScaleWorld &operator=(const ScaleWorld &) = delete;

  [[nodiscard]] const std::filesystem::path &folder() const noexcept { return folder_; }
  [[nodiscard]] std::filesystem::path workspace() const { return folder_ / "workspace"; }
  /// Fills the table.
  virtual void fill(const model::Catalogue &catalogue) = 0;
  /// Neither the database nor the system holds the table in memory any more.
  virtual void forget() = 0;
  /// Puts the rows in the order of the index, as the guide advises; false where there is nothing to put in order.
  virtual bool arrange() { return false; }

protected:
  /// The workspace, with `source` as the entry of its only source in sources.json.
  void make_workspace(const std::string &source) const;
  [[nodiscard]] long communes() const noexcept { return communes_; }

private:
  std::filesystem::path folder_;
  long communes_;
};

/// The database is made once and kept in the folder.
class SqliteWorld : public ScaleWorld {
public:
  SqliteWorld(const std::filesystem::path &folder, long communes);
  void fill(const model::Catalogue &catalogue) override;
  void forget() override;

private:
  [[nodiscard]] std::filesystem::path file() const;
};

/// A server of its own, gone at the end.
class PostgresqlWorld : public ScaleWorld {
public:
  PostgresqlWorld(const std::filesystem::path &folder, long communes);
  void fill(const model::Catalogue &catalogue) override;
  void forget() override;
  bool arrange() override;
};

} // namespace solieu::bench
